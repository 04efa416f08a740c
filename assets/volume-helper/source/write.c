/* A file is written whole or not at all: beside its place first, and moved there when all of it is on the disk. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "entry.h"
#include "operations.h"
#include "path.h"
#include "put.h"
#include "stage.h"

int write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    bytes += written;
    length -= (size_t)written;
  }
  return 0;
}

static int take_input(struct request *request, int descriptor) {
  char *buffer = malloc(BLOCK);
  if (buffer == NULL) return -1;
  ssize_t length;
  int result = 0;
  while (result == 0 && (length = request_input(request, buffer, BLOCK)) != 0)
    result = length < 0 ? -1 : write_all(descriptor, buffer, (size_t)length);
  int error = errno;
  free(buffer);
  errno = error;
  return result;
}

/* What stands there gives its owner, permissions and attributes; else the folder gives its owner. */
static int dress_alike(int descriptor, int folder, const char *name) {
  struct stat facts;
  if (fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) < 0) {
    if (errno != ENOENT || fstat(folder, &facts) < 0) return -1;
    facts.st_mode = 0644;
    return dress(descriptor, &facts);
  }
  if (!S_ISREG(facts.st_mode)) {
    errno = S_ISDIR(facts.st_mode) ? EISDIR : S_ISLNK(facts.st_mode) ? ELOOP : EINVAL;
    return -1;
  }
  int old = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (old >= 0) {
    copy_attributes(old, descriptor);
    close(old);
  }
  return dress(descriptor, &facts);
}

/* ESTALE where it is another than `over` says, or gone. */
static int check_version(int folder, const char *name, const char *over) {
  struct stat facts;
  struct text version = {0};
  if (fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0) add_version(&version, &facts);
  text_end(&version);
  bool same = !version.lost && strcmp(version.bytes, over) == 0;
  text_free(&version);
  errno = ESTALE;
  return same ? 0 : -1;
}

/* Nobody of ours comes between the look and the move: the folder is locked for both, for every helper of this machine. */
static int take_place(struct stage *stage, int folder, const char *name, const char *over) {
  bool fresh = strcmp(over, "new") == 0;
  flock(folder, LOCK_EX);
  int result = fresh || strcmp(over, "any") == 0 ? 0 : check_version(folder, name, over);
  if (result == 0) result = put(stage->folder, stage->name, folder, name, !fresh);
  int error = errno;
  flock(folder, LOCK_UN);
  errno = error;
  return result;
}

static int write_into(struct request *request, int folder, const char *name, const char *over) {
  struct stage stage;
  if (stage_file(&stage, folder) < 0) return -1;
  int result = take_input(request, stage.descriptor);
  if (result == 0) result = dress_alike(stage.descriptor, folder, name);
  if (result == 0) result = fsync(stage.descriptor);
  if (result == 0 && request_cancelled(request)) result = -1;
  if (result == 0) result = take_place(&stage, folder, name, over);
  if (result == 0) fsync(folder);
  stage_drop(&stage);
  return result;
}

/* write PATH OVER, and the bytes: OVER is a version, `new` or `any`. EEXIST, ESTALE where it is not so. */
int run_write(struct request *request) {
  const char *path = request->words[0];
  const char *over = request->words[1];
  const char *name;
  int folder = open_parent(path, &name);
  if (folder < 0) return fail_at(request, path);
  int result = strcmp(over, "any") == 0 || strcmp(over, "new") == 0 ? 0 : check_version(folder, name, over);
  if (result == 0) result = write_into(request, folder, name, over);
  int error = errno;
  close(folder);
  errno = error;
  return result < 0 ? fail_at(request, path) : reply_entry(request, "done", path);
}
