/* Looks for names. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "count.h"
#include "entry.h"
#include "operations.h"
#include "tree.h"

struct find {
  struct count count;
  struct text rows;
  struct text name;
  struct text words;
  int64_t limit;
  int64_t found;
};

/* One character of UTF-8, or a byte that is part of none, as a number of its own. */
static size_t character_at(const unsigned char *at, uint32_t *character) {
  size_t more = *at >= 0xf0 && *at < 0xf5 ? 3 : *at >= 0xe0 ? 2 : 1;
  uint32_t value = *at;
  if (*at >= 0xc2 && *at < 0xf5) {
    value &= more == 3 ? 0x07 : more == 2 ? 0x0f : 0x1f;
    for (size_t step = 1; step <= more; step++) {
      if ((at[step] & 0xc0) != 0x80) goto byte;
      value = value << 6 | (at[step] & 0x3f);
    }
    *character = value;
    return more + 1;
  }
byte:
  *character = *at < 0x80 ? *at : 0x110000u + *at;
  return 1;
}

/* Each character in four bytes, its letters small. */
static void lower(struct text *into, const char *name) {
  into->length = 0;
  for (const unsigned char *at = (const unsigned char *)name; *at != '\0';) {
    uint32_t character;
    at += character_at(at, &character);
    if (character < 0x110000u) character = (uint32_t)towlower((wint_t)character);
    text_add(into, (const char *)&character, sizeof character);
  }
}

static bool fits(struct find *find, const char *name) {
  lower(&find->name, name);
  if (find->name.lost || find->name.length < find->words.length) return false;
  for (size_t at = 0; at + find->words.length <= find->name.length; at += sizeof(uint32_t))
    if (memcmp(find->name.bytes + at, find->words.bytes, find->words.length) == 0) return true;
  return false;
}

/* The folders on the way from where the search began, with a slash at the end; NULL where there are none. */
static char *prefix_of(const struct tree *tree, const char *name) {
  const char *below = strchr(tree->path.bytes, '/');
  if (below == NULL) return NULL;
  size_t length = strlen(below + 1) - strlen(name);
  return length == 0 ? NULL : strndup(below + 1, length);
}

static int look_at(struct tree *tree, struct node *node) {
  struct find *find = tree->context;
  count_add(&find->count, &node->facts);
  if (tree->depth == 0 || !fits(find, node->name)) return count_say(&find->count, tree->request);
  if (find->found == find->limit) {
    errno = ERANGE;
    return -1;
  }
  find->found++;
  char *prefix = prefix_of(tree, node->name);
  add_row(&find->rows, &node->facts, node->folder, node->name, prefix);
  text_add_character(&find->rows, '\n');
  free(prefix);
  // The first ones at once; then by the block.
  if (find->found > 100 && find->rows.length < BLOCK - 16384) return count_say(&find->count, tree->request);
  int result = reply_block(tree->request, find->rows.bytes, find->rows.length);
  find->rows.length = 0;
  return result < 0 ? -1 : count_say(&find->count, tree->request);
}

static int look_refused(struct tree *tree, struct node *node) {
  (void)node;
  ((struct find *)tree->context)->count.refused++;
  return 0;
}

/* find PATH LIMIT WORDS: blocks of rows, then `done SEEN FOUND COMPLETE`. */
int run_find(struct request *request) {
  struct find find = {0};
  if (!parse_number(request->words[1], &find.limit)) {
    errno = EINVAL;
    return -1;
  }
  lower(&find.words, request->words[2]);
  struct tree tree = {
      .request = request, .context = &find, .enter = look_at, .file = look_at, .refused = look_refused};
  int result = tree_walk_path(&tree, request->words[0]);
  bool cut = result < 0 && errno == ERANGE;
  if (cut) result = 0;
  if (result < 0) fail_at(request, request->words[0]);
  tree_free(&tree);
  if (result == 0 && find.rows.length > 0) result = reply_block(request, find.rows.bytes, find.rows.length);
  const int64_t numbers[] = {find.count.files + find.count.folders, find.found, !cut && find.count.refused == 0};
  if (result == 0) result = reply_numbers(request, "done", numbers, 3);
  int error = errno;
  text_free(&find.rows);
  text_free(&find.name);
  text_free(&find.words);
  count_free(&find.count);
  errno = error;
  return result;
}
