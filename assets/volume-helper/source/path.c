#include "path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As in linux/openat2.h, which not every C library's headers come with. */
struct how {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};
#define NO_MAGIC_LINKS 0x02
#define NO_SYMLINKS 0x04
#define BENEATH 0x08
#ifndef SYS_openat2
#define SYS_openat2 437
#endif

static int root = -1;
static bool has_openat2;

static int openat2(int folder, const char *path, int flags) {
  struct how how = {.flags = (uint64_t)flags | O_CLOEXEC | O_NOFOLLOW,
                    .resolve = BENEATH | NO_SYMLINKS | NO_MAGIC_LINKS};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

bool volume_open(const char *path) {
  root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return false;
  // Older kernels have no such call, and older engines forbid it.
  int tried = openat2(root, ".", O_PATH);
  has_openat2 = tried >= 0;
  if (tried >= 0) close(tried);
  return true;
}

int volume_root(void) { return root; }
bool volume_has_openat2(void) { return has_openat2; }

bool volume_read_only(void) {
  struct statvfs facts;
  return fstatvfs(root, &facts) == 0 && (facts.f_flag & ST_RDONLY) != 0;
}

bool is_name(const char *name) {
  return *name != '\0' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strchr(name, '/') == NULL;
}

static bool is_dots(const char *part, size_t length) {
  return length == 0 || (length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.');
}

bool is_path(const char *path) {
  if (*path != '/') return false;
  if (path[1] == '\0') return true;
  for (const char *part = path + 1;;) {
    size_t length = strcspn(part, "/");
    if (is_dots(part, length)) return false;
    if (part[length] == '\0') return true;
    part += length + 1;
  }
}

/* The last part is opened with `flags`, those before as folders. Also for paths that are longer than the kernel takes at once. */
static int walk(int folder, const char *path, int flags) {
  char part[NAME_MAX + 1];
  int at = folder;
  for (;;) {
    size_t length = strcspn(path, "/");
    int next = -1;
    if (length > NAME_MAX) {
      errno = ENAMETOOLONG;
    } else {
      memcpy(part, path, length);
      part[length] = '\0';
      bool last = path[length] == '\0';
      next = openat(at, part, (last ? flags : O_PATH | O_DIRECTORY) | O_NOFOLLOW | O_CLOEXEC);
      struct stat facts;
      // A link on the way is "not a directory" to the kernel, which names the wrong cause.
      if (next < 0 && errno == ENOTDIR && fstatat(at, part, &facts, AT_SYMLINK_NOFOLLOW) == 0)
        errno = S_ISLNK(facts.st_mode) ? ELOOP : ENOTDIR;
    }
    int error = errno;
    if (at != folder) close(at);
    errno = error;
    if (next < 0 || path[length] == '\0') return next;
    at = next;
    path += length + 1;
  }
}

int open_below(int folder, const char *path, int flags) {
  const char *rest = path + 1;
  if (*rest == '\0') return openat(folder, ".", flags | O_CLOEXEC);
  return has_openat2 && strlen(rest) < PATH_MAX ? openat2(folder, rest, flags) : walk(folder, rest, flags);
}

int open_path(const char *path, int flags) { return open_below(root, path, flags); }

int open_parent(const char *path, const char **name) {
  const char *cut = strrchr(path, '/');
  *name = cut + 1;
  if (cut[1] == '\0') {
    errno = EINVAL;
    return -1;
  }
  if (cut == path) return openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  char *folder = strndup(path, (size_t)(cut - path));
  if (folder == NULL) return -1;
  int opened = open_path(folder, O_RDONLY | O_DIRECTORY);
  int error = errno;
  free(folder);
  errno = error;
  return opened;
}
