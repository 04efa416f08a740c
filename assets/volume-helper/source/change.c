/* Owners and permissions. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "count.h"
#include "operations.h"
#include "tree.h"

struct change {
  struct count count;
  /* -1: as it is. */
  int64_t mode;
  int64_t uid;
  int64_t gid;
  bool below;
};

/* Below what was named, a file that nobody may run gets no bits to run it. */
static mode_t mode_of(const struct change *change, const struct tree *tree, const struct stat *facts) {
  mode_t mode = change->mode < 0 ? facts->st_mode & 07777 : (mode_t)change->mode;
  bool named = tree->depth == 0;
  return named || S_ISDIR(facts->st_mode) || (facts->st_mode & 0111) != 0 ? mode : mode & ~(mode_t)0111;
}

static int change_node(struct tree *tree, struct node *node) {
  struct change *change = tree->context;
  const struct stat *facts = &node->facts;
  bool owns = change->uid >= 0 || change->gid >= 0;
  uid_t uid = change->uid < 0 ? (uid_t)-1 : (uid_t)change->uid;
  gid_t gid = change->gid < 0 ? (gid_t)-1 : (gid_t)change->gid;
  if (owns && fchownat(node->folder, node->name, uid, gid, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  // A new owner takes the bits away by which a program acts as its owner: they are given back.
  bool modes = change->mode >= 0 || (owns && (facts->st_mode & 06000) != 0);
  if (modes && !S_ISLNK(facts->st_mode)) {
    mode_t mode = mode_of(change, tree, facts);
    // On the folder itself where it is open already; else the C library sees to it that no link is followed.
    int changed = node->descriptor >= 0 ? fchmod(node->descriptor, mode)
                                        : fchmodat(node->folder, node->name, mode, AT_SYMLINK_NOFOLLOW);
    if (changed < 0) return -1;
  }
  count_add(&change->count, facts);
  return count_say(&change->count, tree->request) < 0 ? -1 : change->below ? TREE_ON : TREE_SKIP;
}

static int change_file(struct tree *tree, struct node *node) { return change_node(tree, node) < 0 ? -1 : 0; }

/* change MODE UID GID BELOW PATH…: the mode in decimal; -1 leaves a thing as it is. */
int run_change(struct request *request) {
  struct change change = {0};
  if (!parse_number(request->words[0], &change.mode) || !parse_number(request->words[1], &change.uid) ||
      !parse_number(request->words[2], &change.gid) || change.mode > 07777) {
    errno = EINVAL;
    return -1;
  }
  change.below = strcmp(request->words[3], "1") == 0;
  struct tree tree = {.request = request, .context = &change, .enter = change_node, .file = change_file};
  int result = 0;
  for (size_t at = 4; at < request->count && result == 0; at++) {
    result = tree_walk_path(&tree, request->words[at]);
    if (result < 0) fail_at(request, request->words[at]);
  }
  tree_free(&tree);
  if (result == 0) result = count_done(&change.count, request);
  count_free(&change.count);
  return result;
}
