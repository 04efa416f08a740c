/* New folders and files, and other names for those that are there. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "operations.h"
#include "path.h"
#include "put.h"

/* It belongs to whom its folder belongs to. */
static int own(int folder, int made, mode_t mode) {
  struct stat facts;
  if (made < 0 || fstat(folder, &facts) < 0) return -1;
  // A folder that hands its group on has its folders do so too.
  struct stat own;
  if (fstat(made, &own) < 0) return -1;
  facts.st_mode = mode | (own.st_mode & S_ISGID);
  return dress(made, &facts);
}

static int make(struct request *request, bool is_folder) {
  const char *path = request->words[0];
  const char *name;
  int folder = open_parent(path, &name);
  if (folder < 0) return fail_at(request, path);
  int made = -1;
  if (!is_folder)
    made = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  else if (mkdirat(folder, name, 0700) == 0)
    made = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int result = own(folder, made, is_folder ? 0755 : 0644);
  int error = errno;
  if (made >= 0) close(made);
  close(folder);
  errno = error;
  return result < 0 ? fail_at(request, path) : reply_entry(request, "done", path);
}

/* mkdir PATH, create PATH: EEXIST where something is there. */
int run_mkdir(struct request *request) { return make(request, true); }
int run_create(struct request *request) { return make(request, false); }

/* rename FROM TO: EEXIST where something is there. */
int run_rename(struct request *request) {
  const char *name;
  const char *as;
  int from = open_parent(request->words[0], &name);
  if (from < 0) return fail_at(request, request->words[0]);
  int to = open_parent(request->words[1], &as);
  int result = to < 0 ? -1 : put(from, name, to, as, false);
  int error = errno;
  if (to >= 0) close(to);
  close(from);
  errno = error;
  if (result < 0) return fail_at(request, request->words[errno == EEXIST ? 1 : 0]);
  return reply_entry(request, "done", request->words[1]);
}

/* move FOLDER OVERWRITE PATH…: EEXIST, told with the first path that is in the way; those before it have moved. */
int run_move(struct request *request) {
  const char *folder = request->words[0];
  bool overwrite = strcmp(request->words[1], "1") == 0;
  int to = open_path(folder, O_RDONLY | O_DIRECTORY);
  if (to < 0) return fail_at(request, folder);
  int result = 0;
  // All are looked at before any moves: one that is in the way leaves everything as it is.
  for (size_t at = 2; at < request->count && result == 0 && !overwrite; at++) {
    struct stat facts;
    if (fstatat(to, strrchr(request->words[at], '/') + 1, &facts, AT_SYMLINK_NOFOLLOW) < 0) continue;
    errno = EEXIST;
    result = fail_at(request, request->words[at]);
  }
  for (size_t at = 2; at < request->count && result == 0; at++) {
    const char *name;
    int from = open_parent(request->words[at], &name);
    result = from < 0 ? -1 : put(from, name, to, name, overwrite);
    int error = errno;
    if (from >= 0) close(from);
    errno = error;
    if (result < 0) fail_at(request, request->words[at]);
  }
  int error = errno;
  close(to);
  errno = error;
  return result < 0 ? -1 : reply_line(request, "done", NULL);
}
