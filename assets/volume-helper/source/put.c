#include "put.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "folder.h"

#define NO_REPLACE 1
/* Levels of folders that stand on both sides. */
#define DEEPEST_MERGE 512

static int move_to_free(int from, const char *name, int to, const char *as) {
  long moved = syscall(SYS_renameat2, from, name, to, as, NO_REPLACE);
  if (moved == 0) return 0;
  // Some file systems know no such wish.
  if (errno != EINVAL && errno != ENOSYS) return -1;
  struct stat facts;
  if (fstatat(to, as, &facts, AT_SYMLINK_NOFOLLOW) == 0) {
    errno = EEXIST;
    return -1;
  }
  return renameat(from, name, to, as);
}

static int merge(int from, const char *name, int to, const char *as, int depth);

static int merge_children(int source, int target, int depth) {
  struct folder folder;
  if (!folder_open(&folder, dup(source), 16 * 1024)) return -1;
  int result = 0;
  const char *name;
  errno = 0;
  while (result == 0 && (name = folder_next(&folder)) != NULL) {
    result = merge(source, name, target, name, depth + 1);
    if (result == 0) errno = 0;
  }
  if (result == 0 && errno != 0) result = -1;
  int error = errno;
  folder_close(&folder);
  errno = error;
  return result;
}

static int merge_folders(int from, const char *name, int to, const char *as, int depth) {
  if (depth >= DEEPEST_MERGE) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int source = openat(from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int target = openat(to, as, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int result = source < 0 || target < 0 ? -1 : merge_children(source, target, depth);
  int error = errno;
  if (source >= 0) close(source);
  if (target >= 0) close(target);
  errno = error;
  return result < 0 ? -1 : unlinkat(from, name, AT_REMOVEDIR);
}

static int merge(int from, const char *name, int to, const char *as, int depth) {
  struct stat source;
  struct stat target;
  if (fstatat(from, name, &source, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  if (fstatat(to, as, &target, AT_SYMLINK_NOFOLLOW) < 0)
    return errno == ENOENT ? renameat(from, name, to, as) : -1;
  // It is there already.
  if (source.st_ino == target.st_ino && source.st_dev == target.st_dev && S_ISDIR(source.st_mode)) return 0;
  bool both = S_ISDIR(source.st_mode) && S_ISDIR(target.st_mode);
  return both ? merge_folders(from, name, to, as, depth) : renameat(from, name, to, as);
}

int put(int from, const char *name, int to, const char *as, bool overwrite) {
  return overwrite ? merge(from, name, to, as, 0) : move_to_free(from, name, to, as);
}

int dress(int descriptor, const struct stat *facts) {
  if (fchown(descriptor, facts->st_uid, facts->st_gid) < 0) return -1;
  return fchmod(descriptor, facts->st_mode & 07777);
}

int dress_name(int folder, const char *name, const struct stat *facts) {
  const struct timespec times[] = {facts->st_atim, facts->st_mtim};
  if (fchownat(folder, name, facts->st_uid, facts->st_gid, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  return utimensat(folder, name, times, AT_SYMLINK_NOFOLLOW);
}

static void copy_attribute(int from, int to, const char *name) {
  ssize_t size = fgetxattr(from, name, NULL, 0);
  if (size < 0 || size > 64 * 1024) return;
  char *value = malloc((size_t)size + 1);
  if (value == NULL) return;
  size = fgetxattr(from, name, value, (size_t)size);
  if (size >= 0) fsetxattr(to, name, value, (size_t)size, 0);
  free(value);
}

void copy_attributes(int from, int to) {
  char names[4096];
  ssize_t length = flistxattr(from, names, sizeof names);
  for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1)
    // Labels of a security module are the system's own to give.
    if (strncmp(names + at, "security.selinux", 16) != 0) copy_attribute(from, to, names + at);
}
