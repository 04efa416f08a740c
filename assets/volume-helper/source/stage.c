#include "stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "folder.h"
#include "path.h"
#include "tree.h"

#define PREFIX ".escale-"
#define DIGITS 32
/* How often something is made anew that a sweep removed as it was made. */
#define TURNS 8

bool is_stage(const char *name) {
  size_t prefix = strlen(PREFIX);
  return strncmp(name, PREFIX, prefix) == 0 && strspn(name + prefix, "0123456789abcdef") == DIGITS &&
         name[prefix + DIGITS] == '\0';
}

/* Its lock, which nobody else has; -1 where its writer lives. */
static int hold_abandoned(const char *name) {
  int opened = openat(volume_root(), name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (opened < 0 || flock(opened, LOCK_EX | LOCK_NB) == 0) return opened;
  close(opened);
  return -1;
}

bool is_abandoned(const char *name) {
  int held = hold_abandoned(name);
  if (held >= 0) close(held);
  return held >= 0;
}

static int make_name(char *name) {
  uint64_t random[2];
  if (getrandom(random, sizeof random, 0) != sizeof random) return -1;
  snprintf(name, STAGE_NAME_ROOM, PREFIX "%016llx%016llx", (unsigned long long)random[0],
           (unsigned long long)random[1]);
  return 0;
}

/* The root, or, where something else is mounted on the way to the target, the target: only there can it be moved in. */
static int place_of(int target) {
  struct stat root;
  struct stat there;
  bool near = fstat(volume_root(), &root) == 0 && fstat(target, &there) == 0 && root.st_dev != there.st_dev;
  return dup(near ? target : volume_root());
}

static int begin(struct stage *stage, int target) {
  stage->descriptor = -1;
  stage->folder = place_of(target);
  if (stage->folder < 0 || make_name(stage->name) < 0) return -1;
  return 0;
}

static int fail(struct stage *stage) {
  int error = errno;
  if (stage->descriptor >= 0) close(stage->descriptor);
  if (stage->folder >= 0) close(stage->folder);
  errno = error;
  return -1;
}

/*
 * A sweep that comes between its making and its lock takes it for abandoned: whether it still stands once it is locked.
 * A lock is refused by file systems that know none: what is made there is never taken for abandoned either.
 */
static bool is_kept(struct stage *stage) {
  struct stat facts;
  while (flock(stage->descriptor, LOCK_EX) < 0 && errno == EINTR) {
  }
  return fstatat(stage->folder, stage->name, &facts, AT_SYMLINK_NOFOLLOW) == 0;
}

/* What the folder in which it stands for a while hands on, who may do what, is nothing to what takes its place elsewhere. */
static int without_lists(int made) {
  if (made < 0) return -1;
  fremovexattr(made, "system.posix_acl_access");
  fremovexattr(made, "system.posix_acl_default");
  return made;
}

static int make_file(struct stage *stage) {
  return without_lists(openat(stage->folder, stage->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
}

static int make_folder(struct stage *stage) {
  if (mkdirat(stage->folder, stage->name, 0700) < 0) return -1;
  int made =
      without_lists(openat(stage->folder, stage->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  // A folder may hand its group on too.
  if (made >= 0 && fchown(made, geteuid(), getegid()) == 0) fchmod(made, 0700);
  return made;
}

static int make(struct stage *stage, int target, int (*make_it)(struct stage *)) {
  for (int turn = 0; turn < TURNS; turn++) {
    if (begin(stage, target) < 0) return fail(stage);
    stage->descriptor = make_it(stage);
    if (stage->descriptor >= 0 && is_kept(stage)) return 0;
    if (errno != ENOENT) return fail(stage);
    stage_drop(stage);
  }
  errno = ENOENT;
  return -1;
}

int stage_file(struct stage *stage, int target) { return make(stage, target, make_file); }

int stage_folder(struct stage *stage, int target) { return make(stage, target, make_folder); }

bool stage_clear(struct stage *stage) {
  int error = errno;
  struct stat facts;
  remove_quietly(stage->folder, stage->name);
  bool gone = fstatat(stage->folder, stage->name, &facts, AT_SYMLINK_NOFOLLOW) < 0;
  errno = error;
  return gone;
}

void stage_drop(struct stage *stage) {
  int error = errno;
  if (unlinkat(stage->folder, stage->name, 0) < 0 && errno != ENOENT) remove_quietly(stage->folder, stage->name);
  if (stage->descriptor >= 0) close(stage->descriptor);
  close(stage->folder);
  errno = error;
}

void sweep_stages(void) {
  int root = openat(volume_root(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct folder folder;
  if (root < 0 || !folder_open(&folder, root, 64 * 1024)) return;
  const char *name;
  while ((name = folder_next(&folder)) != NULL) {
    int held = is_stage(name) ? hold_abandoned(name) : -1;
    if (held < 0) continue;
    if (unlinkat(volume_root(), name, 0) < 0) remove_quietly(volume_root(), name);
    close(held);
  }
  folder_close(&folder);
}
