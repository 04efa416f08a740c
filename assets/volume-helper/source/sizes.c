/* What takes the space: the largest parts of a folder, level by level, however many files there are. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "operations.h"
#include "tree.h"

#define MOST_LEVELS 5
#define MOST_PARTS 256

struct part {
  /* NULL: the rest of them together. */
  char *name;
  char kind;
  int64_t files;
  int64_t folders;
  int64_t bytes;
  int64_t stored;
  struct part *parts;
  size_t count;
};

struct sizes {
  struct count count;
  /* The folders on the way, and their parts as far as they are named. */
  struct part levels[MOST_LEVELS];
  /* All below the last level belongs to the folder there. */
  int64_t depth;
  int64_t top;
  struct part root;
};

static void part_free(struct part *part) {
  for (size_t at = 0; at < part->count; at++) part_free(&part->parts[at]);
  free(part->parts);
  free(part->name);
}

static void add_to(struct part *sum, const struct part *part) {
  sum->files += part->files;
  sum->folders += part->folders;
  sum->bytes += part->bytes;
  sum->stored += part->stored;
}

static bool is_larger(const struct part *one, const struct part *other) {
  return one->stored != other->stored ? one->stored > other->stored : one->bytes > other->bytes;
}

/* The parts stand by size; the one that finds no place goes to the rest, which stands behind them. */
static void insert(struct part *folder, size_t top, struct part part) {
  if (folder->parts == NULL) folder->parts = calloc(top + 1, sizeof *folder->parts);
  if (folder->parts == NULL) {
    part_free(&part);
    return;
  }
  struct part *rest = &folder->parts[top];
  size_t named = folder->count > top ? top : folder->count;
  if (named == top && !is_larger(&part, &folder->parts[top - 1])) {
    add_to(rest, &part);
    part_free(&part);
    folder->count = top + 1;
    return;
  }
  if (named == top) {
    add_to(rest, &folder->parts[top - 1]);
    part_free(&folder->parts[top - 1]);
    folder->count = top + 1;
    named--;
  } else {
    folder->count++;
  }
  size_t at = named;
  for (; at > 0 && is_larger(&part, &folder->parts[at - 1]); at--) folder->parts[at] = folder->parts[at - 1];
  folder->parts[at] = part;
}

static char kind_of(mode_t mode) {
  return S_ISREG(mode) ? 'f' : S_ISDIR(mode) ? 'd' : S_ISLNK(mode) ? 'l' : S_ISFIFO(mode) ? 'p' : S_ISSOCK(mode) ? 's' : 'b';
}

/* One by itself, with what it alone takes. */
static struct part part_of(struct sizes *sizes, const struct stat *facts) {
  int64_t bytes = sizes->count.bytes;
  int64_t stored = sizes->count.stored;
  count_add(&sizes->count, facts);
  return (struct part){.kind = kind_of(facts->st_mode),
                       .files = !S_ISDIR(facts->st_mode),
                       .folders = S_ISDIR(facts->st_mode),
                       .bytes = sizes->count.bytes - bytes,
                       .stored = sizes->count.stored - stored};
}

/* A part that stands at a level: all of it counts for its folder, which names it where it is not too deep. */
static void take(struct sizes *sizes, size_t level, struct part part, const char *name) {
  if (level == 0) {
    sizes->root = part;
    return;
  }
  struct part *folder = &sizes->levels[level - 1];
  add_to(folder, &part);
  part.name = strdup(name);
  if (part.name == NULL) part_free(&part);
  else insert(folder, (size_t)sizes->top, part);
}

static int take_file(struct tree *tree, struct node *node) {
  struct sizes *sizes = tree->context;
  struct part part = part_of(sizes, &node->facts);
  if ((int64_t)tree->depth > sizes->depth) add_to(&sizes->levels[sizes->depth], &part);
  else take(sizes, tree->depth, part, node->name);
  return count_say(&sizes->count, tree->request);
}

static int enter_folder(struct tree *tree, struct node *node) {
  struct sizes *sizes = tree->context;
  struct part part = part_of(sizes, &node->facts);
  if ((int64_t)tree->depth > sizes->depth) add_to(&sizes->levels[sizes->depth], &part);
  else sizes->levels[tree->depth] = part;
  return count_say(&sizes->count, tree->request);
}

/* The walk is one level below it. */
static int leave_folder(struct tree *tree, struct node *node) {
  struct sizes *sizes = tree->context;
  size_t level = tree->depth - 1;
  if ((int64_t)level > sizes->depth) return TREE_ON;
  struct part part = sizes->levels[level];
  sizes->levels[level] = (struct part){0};
  take(sizes, level, part, node->name);
  return TREE_ON;
}

static int refused(struct tree *tree, struct node *node) {
  ((struct sizes *)tree->context)->count.refused++;
  return take_file(tree, node);
}

/* `LEVEL KIND FILES FOLDERS BYTES STORED NAME`, each part before those within it; the rest is of the kind `r`. */
static void add_part(struct text *rows, const struct part *part, int level) {
  const int64_t numbers[] = {part->files, part->folders, part->bytes, part->stored};
  text_add_number(rows, level);
  text_add_character(rows, ' ');
  text_add_character(rows, part->kind == '\0' ? 'r' : part->kind);
  for (size_t at = 0; at < 4; at++) {
    text_add_character(rows, ' ');
    text_add_number(rows, numbers[at]);
  }
  text_add_character(rows, ' ');
  if (part->name != NULL) text_add_escaped(rows, part->name, strlen(part->name));
  text_add_character(rows, '\n');
  for (size_t at = 0; at < part->count; at++) add_part(rows, &part->parts[at], level + 1);
}

/* sizes PATH DEPTH TOP: blocks of parts, then what `count` ends with. */
int run_sizes(struct request *request) {
  struct sizes sizes = {0};
  if (!parse_number(request->words[1], &sizes.depth) || !parse_number(request->words[2], &sizes.top) || sizes.depth < 1 ||
      sizes.depth >= MOST_LEVELS || sizes.top < 1 || sizes.top > MOST_PARTS) {
    errno = EINVAL;
    return -1;
  }
  struct tree tree = {.request = request,
                      .context = &sizes,
                      .enter = enter_folder,
                      .leave = leave_folder,
                      .file = take_file,
                      .refused = refused};
  int result = tree_walk_path(&tree, request->words[0]);
  if (result < 0) fail_at(request, request->words[0]);
  tree_free(&tree);
  struct text rows = {0};
  if (result == 0) {
    add_part(&rows, &sizes.root, 0);
    result = reply_block(request, rows.bytes, rows.length);
  }
  if (result == 0) result = count_done(&sizes.count, request);
  int error = errno;
  text_free(&rows);
  for (size_t at = 0; at < MOST_LEVELS; at++) part_free(&sizes.levels[at]);
  part_free(&sizes.root);
  count_free(&sizes.count);
  errno = error;
  return result;
}
