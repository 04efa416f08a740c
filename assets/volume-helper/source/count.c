#include "count.h"

#include <time.h>

#include "operations.h"
#include "tree.h"

/* Milliseconds between two words of how far it is. */
#define PAUSE 100

void count_add(struct count *count, const struct stat *facts) {
  if (S_ISDIR(facts->st_mode)) {
    count->folders++;
    count->stored += (int64_t)facts->st_blocks * 512;
    return;
  }
  count->files++;
  if (facts->st_nlink > 1 && inodes_seen(&count->inodes, facts, "") != NULL) return;
  if (S_ISREG(facts->st_mode)) count->bytes += facts->st_size;
  count->stored += (int64_t)facts->st_blocks * 512;
}

static int64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int count_say(struct count *count, struct request *request) {
  if (request_cancelled(request)) return -1;
  int64_t now = milliseconds();
  if (now - count->said < PAUSE) return 0;
  count->said = now;
  const int64_t numbers[] = {count->files, count->folders, count->bytes, count->stored};
  return reply_numbers(request, "at", numbers, 4);
}

int count_done(struct count *count, struct request *request) {
  const int64_t numbers[] = {count->files, count->folders, count->bytes, count->stored, count->refused};
  return reply_numbers(request, "done", numbers, 5);
}

void count_free(struct count *count) { inodes_free(&count->inodes); }

static int count_node(struct tree *tree, struct node *node) {
  count_add(tree->context, &node->facts);
  return count_say(tree->context, tree->request);
}

static int count_refused(struct tree *tree, struct node *node) {
  struct count *count = tree->context;
  count_add(count, &node->facts);
  count->refused++;
  return 0;
}

/* count PATH…: what these hold, themselves included. */
int run_count(struct request *request) {
  struct count count = {0};
  struct tree tree = {
      .request = request, .context = &count, .enter = count_node, .file = count_node, .refused = count_refused};
  int result = 0;
  for (size_t at = 0; at < request->count && result == 0; at++) {
    result = tree_walk_path(&tree, request->words[at]);
    if (result < 0) fail_at(request, request->words[at]);
  }
  tree_free(&tree);
  if (result == 0) result = count_done(&count, request);
  count_free(&count);
  return result;
}
