#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "path.h"

static int walk(struct tree *tree, struct node *node);

/* A large one for the first levels, which may hold many names; deep ones are narrow. */
static size_t room_at(size_t depth) { return depth < 8 ? 64 * 1024 : 4 * 1024; }

static int read_children(struct tree *tree, struct node *node, struct folder *folder) {
  const char *name;
  errno = 0;
  while ((name = folder_next(folder)) != NULL) {
    if (tree->request != NULL && request_cancelled(tree->request)) return -1;
    struct node child = {.folder = node->descriptor, .name = name};
    if (fstatat(child.folder, name, &child.facts, AT_SYMLINK_NOFOLLOW) < 0) {
      // It went meanwhile.
      if (errno != ENOENT) return -1;
      errno = 0;
      continue;
    }
    size_t length = tree->path.length;
    text_add_character(&tree->path, '/');
    text_add_word(&tree->path, name);
    text_end(&tree->path);
    if (tree->path.lost) {
      errno = ENOMEM;
      return -1;
    }
    if (walk(tree, &child) < 0) return -1;
    tree->path.length = length;
    tree->path.bytes[length] = '\0';
    errno = 0;
  }
  return errno == 0 ? 0 : -1;
}

static int read_folder(struct tree *tree, struct node *node, struct folder *folder) {
  for (;;) {
    if (read_children(tree, node, folder) < 0) return -1;
    int next = tree->leave == NULL ? TREE_ON : tree->leave(tree, node);
    if (next != TREE_AGAIN) return next;
    folder_rewind(folder);
  }
}

static int walk_folder(struct tree *tree, struct node *node) {
  if (tree->depth >= DEEPEST) {
    errno = ENAMETOOLONG;
    return -1;
  }
  node->descriptor = openat(node->folder, node->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (node->descriptor < 0) {
    if (errno == ENOENT) return TREE_ON;
    return tree->refused == NULL ? -1 : tree->refused(tree, node);
  }
  int entered = tree->enter == NULL ? TREE_ON : tree->enter(tree, node);
  if (entered != TREE_ON) {
    int error = errno;
    close(node->descriptor);
    errno = error;
    return entered < 0 ? -1 : TREE_ON;
  }
  struct folder folder;
  if (!folder_open(&folder, node->descriptor, room_at(tree->depth))) return -1;
  tree->depth++;
  int result = read_folder(tree, node, &folder);
  tree->depth--;
  int error = errno;
  folder_close(&folder);
  errno = error;
  return result;
}

static int walk(struct tree *tree, struct node *node) {
  node->descriptor = -1;
  return S_ISDIR(node->facts.st_mode) ? walk_folder(tree, node) : tree->file(tree, node);
}

int tree_walk(struct tree *tree, int folder, const char *name) {
  tree->path.length = 0;
  text_add_word(&tree->path, name);
  text_end(&tree->path);
  struct node node = {.folder = folder, .name = name};
  if (fstatat(folder, name, &node.facts, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  return walk(tree, &node);
}

int tree_walk_path(struct tree *tree, const char *path) {
  if (path[1] == '\0') return tree_walk(tree, volume_root(), ".");
  const char *name;
  int folder = open_parent(path, &name);
  if (folder < 0) return -1;
  int result = tree_walk(tree, folder, name);
  int error = errno;
  close(folder);
  errno = error;
  return result;
}

void tree_free(struct tree *tree) {
  int error = errno;
  text_free(&tree->path);
  errno = error;
}

static int quiet_file(struct tree *tree, struct node *node) {
  (void)tree;
  unlinkat(node->folder, node->name, 0);
  return TREE_ON;
}

static int quiet_folder(struct tree *tree, struct node *node) {
  (void)tree;
  unlinkat(node->folder, node->name, AT_REMOVEDIR);
  return TREE_ON;
}

void remove_quietly(int folder, const char *name) {
  struct tree tree = {.file = quiet_file, .leave = quiet_folder, .refused = quiet_folder};
  // Some file systems pass names over while others go.
  for (int turn = 0; turn < 3; turn++) tree_walk(&tree, folder, name);
  tree_free(&tree);
}
