/* Trees are copied within the volume: into a folder of ours first, so that a copy that fails leaves nothing behind. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "count.h"
#include "operations.h"
#include "path.h"
#include "put.h"
#include "stage.h"
#include "tree.h"

struct copy {
  struct count count;
  struct inodes inodes;
  int stage;
  /* BLOCK bytes, for all files one after the other. */
  char *buffer;
};

/* So many bytes from where both stand, or fewer where the file ends before. */
static int copy_part(struct tree *tree, int from, int to, int64_t length) {
  struct copy *copy = tree->context;
  char *buffer = copy->buffer;
  int result = 0;
  // The kernel copies by itself where it can; where it gives nothing at once, the rest goes by hand.
  bool by_kernel = true;
  for (int64_t left = length; left > 0 && result == 0;) {
    size_t most = by_kernel ? 16 * 1024 * 1024 : BLOCK;
    if (left < (int64_t)most) most = (size_t)left;
    ssize_t done = by_kernel ? copy_file_range(from, NULL, to, NULL, most, 0) : read(from, buffer, most);
    if (by_kernel && done <= 0) {
      by_kernel = false;
      continue;
    }
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return (int)done;
    if (!by_kernel) result = write_all(to, buffer, (size_t)done);
    left -= done;
    copy->count.bytes += done;
    if (result == 0) result = count_say(&copy->count, tree->request);
  }
  return result;
}

/* The holes of a file stay holes: what takes no room there shall fill no disk here. */
static int copy_bytes(struct tree *tree, int from, int to) {
  struct copy *copy = tree->context;
  off_t at = 0;
  for (;;) {
    // Asked before: what it grows by afterwards is no hole.
    off_t size = lseek(from, 0, SEEK_END);
    off_t data = size < 0 ? -1 : lseek(from, at, SEEK_DATA);
    if (data < 0 && errno == ENXIO) {
      if (size > at) copy->count.bytes += size - at;
      return ftruncate(to, size);
    }
    off_t hole = data < 0 ? -1 : lseek(from, data, SEEK_HOLE);
    // Some file systems know of none: all that is left.
    if (hole <= data) {
      if (lseek(from, at, SEEK_SET) < 0 || lseek(to, at, SEEK_SET) < 0) return -1;
      return copy_part(tree, from, to, INT64_MAX);
    }
    if (lseek(from, data, SEEK_SET) < 0 || lseek(to, data, SEEK_SET) < 0) return -1;
    copy->count.bytes += data - at;
    if (copy_part(tree, from, to, hole - data) < 0) return -1;
    at = hole;
  }
}

static int finish(int descriptor, int source, const struct stat *facts) {
  if (source >= 0) copy_attributes(source, descriptor);
  const struct timespec times[] = {facts->st_atim, facts->st_mtim};
  if (dress(descriptor, facts) < 0) return -1;
  return futimens(descriptor, times);
}

static int copy_contents(struct tree *tree, struct node *node, int folder, const char *name) {
  int from = openat(node->folder, node->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (from < 0) return -1;
  int to = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  int result = to < 0 ? -1 : copy_bytes(tree, from, to);
  if (result == 0) result = finish(to, from, &node->facts);
  int error = errno;
  if (to >= 0) close(to);
  close(from);
  errno = error;
  return result;
}

static int copy_link(struct node *node, int folder, const char *name) {
  char target[4096];
  ssize_t length = readlinkat(node->folder, node->name, target, sizeof target - 1);
  if (length < 0) return -1;
  target[length] = '\0';
  return symlinkat(target, folder, name) < 0 ? -1 : dress_name(folder, name, &node->facts);
}

static int copy_pipe(struct node *node, int folder, const char *name) {
  if (mkfifoat(folder, name, node->facts.st_mode & 07777) < 0) return -1;
  return dress_name(folder, name, &node->facts);
}

/* The path below the stage, as open_below takes it. */
static char *stage_path(const char *path) {
  char *whole = malloc(strlen(path) + 2);
  if (whole == NULL) return NULL;
  whole[0] = '/';
  strcpy(whole + 1, path);
  return whole;
}

int open_parent_below(int folder, const char *path, const char **name) {
  const char *cut = strrchr(path, '/');
  *name = cut + 1;
  char *parent = cut == path ? strdup("/") : strndup(path, (size_t)(cut - path));
  if (parent == NULL) return -1;
  int opened = open_below(folder, parent, O_RDONLY | O_DIRECTORY);
  int error = errno;
  free(parent);
  errno = error;
  return opened;
}

static int link_again(struct copy *copy, const char *first, int folder, const char *name) {
  char *path = stage_path(first);
  const char *old;
  int from = path == NULL ? -1 : open_parent_below(copy->stage, path, &old);
  int result = from < 0 ? -1 : linkat(from, old, folder, name, 0);
  int error = errno;
  if (from >= 0) close(from);
  free(path);
  errno = error;
  return result;
}

static int copy_into(struct tree *tree, struct node *node, int folder, const char *name) {
  struct copy *copy = tree->context;
  if (node->facts.st_nlink > 1) {
    const char *first = inodes_seen(&copy->inodes, &node->facts, tree->path.bytes);
    if (first != NULL) return link_again(copy, first, folder, name);
  }
  switch (node->facts.st_mode & S_IFMT) {
    case S_IFREG: return copy_contents(tree, node, folder, name);
    case S_IFLNK: return copy_link(node, folder, name);
    case S_IFIFO: return copy_pipe(node, folder, name);
    // Devices and sockets belong to who made them.
    default: copy->count.refused++; return 0;
  }
}

static int copy_file(struct tree *tree, struct node *node) {
  struct copy *copy = tree->context;
  char *path = stage_path(tree->path.bytes);
  const char *name;
  int folder = path == NULL ? -1 : open_parent_below(copy->stage, path, &name);
  int result = folder < 0 ? -1 : copy_into(tree, node, folder, name);
  int error = errno;
  if (folder >= 0) close(folder);
  free(path);
  errno = error;
  copy->count.files++;
  return result < 0 ? -1 : count_say(&copy->count, tree->request);
}

static int copy_folder(struct tree *tree, struct node *node) {
  struct copy *copy = tree->context;
  char *path = stage_path(tree->path.bytes);
  const char *name;
  int folder = path == NULL ? -1 : open_parent_below(copy->stage, path, &name);
  int result = folder < 0 ? -1 : mkdirat(folder, name, 0700);
  int error = errno;
  if (folder >= 0) close(folder);
  free(path);
  errno = error;
  (void)node;
  copy->count.folders++;
  return result;
}

/* Once all is in it: what is put into a folder changes its time. */
static int finish_folder(struct tree *tree, struct node *node) {
  struct copy *copy = tree->context;
  char *path = stage_path(tree->path.bytes);
  int made = path == NULL ? -1 : open_below(copy->stage, path, O_RDONLY | O_DIRECTORY);
  int result = made < 0 ? -1 : finish(made, node->descriptor, &node->facts);
  int error = errno;
  if (made >= 0) close(made);
  free(path);
  errno = error;
  return result;
}

static int put_all(struct request *request, int stage, int folder, bool overwrite) {
  int result = 0;
  for (size_t at = 2; at < request->count && result == 0; at++) {
    const char *name = strrchr(request->words[at], '/') + 1;
    result = put(stage, name, folder, name, overwrite);
    if (result < 0) fail_at(request, request->words[at]);
  }
  return result;
}

static int copy_all(struct request *request, struct copy *copy, int folder, bool overwrite) {
  struct tree tree = {.request = request, .context = copy, .enter = copy_folder, .file = copy_file, .leave = finish_folder};
  int result = 0;
  for (size_t at = 2; at < request->count && result == 0; at++) {
    struct stat facts;
    const char *name = strrchr(request->words[at], '/') + 1;
    if (!overwrite && fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0) {
      errno = EEXIST;
      result = fail_at(request, request->words[at]);
    } else if (tree_walk_path(&tree, request->words[at]) < 0) {
      result = fail_at(request, request->words[at]);
    }
  }
  tree_free(&tree);
  return result < 0 ? -1 : put_all(request, copy->stage, folder, overwrite);
}

/* copy FOLDER OVERWRITE PATH…: EEXIST as for move; nothing is there before all of it is copied. */
int run_copy(struct request *request) {
  int folder = open_path(request->words[0], O_RDONLY | O_DIRECTORY);
  if (folder < 0) return fail_at(request, request->words[0]);
  struct stage stage;
  struct copy copy = {.buffer = malloc(BLOCK)};
  int result = copy.buffer == NULL ? -1 : stage_folder(&stage, folder);
  if (result == 0) {
    copy.stage = stage.descriptor;
    result = copy_all(request, &copy, folder, strcmp(request->words[1], "1") == 0);
    stage_drop(&stage);
  }
  int error = errno;
  free(copy.buffer);
  close(folder);
  errno = error;
  if (result == 0) result = count_done(&copy.count, request);
  count_free(&copy.count);
  inodes_free(&copy.inodes);
  return result;
}
