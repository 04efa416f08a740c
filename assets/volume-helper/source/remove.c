/* Trees go. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "count.h"
#include "operations.h"
#include "tree.h"

static int remove_file(struct tree *tree, struct node *node) {
  if (unlinkat(node->folder, node->name, 0) < 0 && errno != ENOENT) return -1;
  count_add(tree->context, &node->facts);
  return count_say(tree->context, tree->request);
}

static int64_t gone(const struct count *count) { return count->files + count->folders; }

static int enter_folder(struct tree *tree, struct node *node) {
  node->mark = gone(tree->context);
  return TREE_ON;
}

static int remove_folder(struct tree *tree, struct node *node) {
  struct count *count = tree->context;
  if (unlinkat(node->folder, node->name, AT_REMOVEDIR) < 0 && errno != ENOENT) {
    // Some file systems pass names over while others go: as long as any goes, there is hope.
    if ((errno != ENOTEMPTY && errno != EEXIST) || gone(count) == node->mark) return -1;
    node->mark = gone(count);
    return TREE_AGAIN;
  }
  count_add(count, &node->facts);
  return count_say(count, tree->request);
}

/* remove PATH…: what is gone before it fails stays gone. */
int run_remove(struct request *request) {
  struct count count = {0};
  struct tree tree = {
      .request = request, .context = &count, .enter = enter_folder, .file = remove_file, .leave = remove_folder};
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
