/* One entry of a tar becomes a file, a folder or a link in the stage. */
#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "attributes.h"
#include "operations.h"
#include "path.h"
#include "put.h"

#define HOLE_BLOCK 4096

/* `a/./b//c/` as `/a/b/c`; NULL with EBADMSG for what goes up, and empty for the root itself. */
static char *clean(const char *path) {
  char *whole = malloc(strlen(path) + 2);
  if (whole == NULL) return NULL;
  size_t length = 0;
  for (const char *part = path; *part != '\0';) {
    size_t size = strcspn(part, "/");
    if (size == 2 && part[0] == '.' && part[1] == '.') {
      free(whole);
      malformed();
      return NULL;
    }
    if (size > 0 && !(size == 1 && part[0] == '.')) {
      whole[length++] = '/';
      memcpy(whole + length, part, size);
      length += size;
    }
    part += size;
    while (*part == '/') part++;
  }
  whole[length] = '\0';
  return whole;
}

static struct stat facts_of(const struct unpack *unpack, const struct tar_entry *entry) {
  struct stat facts = {.st_uid = unpack->keeps_owners ? (uid_t)entry->uid : unpack->uid,
                       .st_gid = unpack->keeps_owners ? (gid_t)entry->gid : unpack->gid,
                       .st_mode = (mode_t)entry->mode};
  facts.st_atim.tv_nsec = UTIME_NOW;
  facts.st_mtim.tv_sec = entry->seconds;
  return facts;
}

static int finish(int descriptor, const struct stat *facts) {
  const struct timespec times[] = {facts->st_atim, facts->st_mtim};
  if (dress(descriptor, facts) < 0) return -1;
  return futimens(descriptor, times);
}

/* The entry's attributes go along, and it has none any more. */
static int remember(struct unpack *unpack, const char *path, const struct stat *facts, struct text *attributes) {
  if (unpack->later_count == unpack->later_room) {
    size_t room = unpack->later_room == 0 ? 64 : unpack->later_room * 2;
    struct later *later = realloc(unpack->later, room * sizeof *later);
    if (later == NULL) return -1;
    unpack->later = later;
    unpack->later_room = room;
  }
  char *kept = strdup(path);
  if (kept == NULL) return -1;
  unpack->later[unpack->later_count++] = (struct later){kept, *facts, *attributes};
  *attributes = (struct text){0};
  return 0;
}

/* One of the tops: what it would stand over is seen before its bytes come. */
static int check_top(struct unpack *unpack, const char *path) {
  struct stat facts;
  if (unpack->overwrite || strchr(path + 1, '/') != NULL) return 0;
  if (fstatat(unpack->folder, path + 1, &facts, AT_SYMLINK_NOFOLLOW) < 0) return 0;
  errno = EEXIST;
  return fail_at(unpack->request, path);
}

static int make_folder(struct unpack *unpack, const char *path);

/* The folder of a path; one that the tar did not bring is made. It stays open for the next one. */
static int parent_of(struct unpack *unpack, const char *path, const char **name) {
  const char *cut = strrchr(path, '/');
  size_t length = cut == path ? 1 : (size_t)(cut - path);
  *name = cut + 1;
  if (unpack->last != NULL && strncmp(unpack->last, path, length) == 0 && unpack->last[length] == '\0')
    return unpack->last_folder;
  char *parent = strndup(path, length);
  if (parent == NULL) return -1;
  int folder = open_below(unpack->stage, parent, O_RDONLY | O_DIRECTORY);
  if (folder < 0 && errno == ENOENT && make_folder(unpack, parent) == 0)
    folder = open_below(unpack->stage, parent, O_RDONLY | O_DIRECTORY);
  if (folder < 0) {
    int error = errno;
    free(parent);
    errno = error;
    return -1;
  }
  if (unpack->last != NULL) close(unpack->last_folder);
  free(unpack->last);
  unpack->last = parent;
  unpack->last_folder = folder;
  return folder;
}

static int make_folder(struct unpack *unpack, const char *path) {
  const char *name;
  if (check_top(unpack, path) < 0) return -1;
  int folder = parent_of(unpack, path, &name);
  if (folder < 0) return -1;
  if (mkdirat(folder, name, 0700) == 0) {
    unpack->count.folders++;
    return fchownat(folder, name, unpack->uid, unpack->gid, AT_SYMLINK_NOFOLLOW) < 0 ||
                   fchmodat(folder, name, 0755, 0) < 0
               ? -1
               : 0;
  }
  struct stat facts;
  if (errno != EEXIST || fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  errno = ENOTDIR;
  return S_ISDIR(facts.st_mode) ? 0 : -1;
}

static bool is_zero(const char *bytes, size_t length) {
  return bytes[0] == 0 && memcmp(bytes, bytes + 1, length - 1) == 0;
}

/* Bytes of a file with holes: where a whole block of its file system has nothing, nothing is written. */
static int write_around_holes(int file, const char *bytes, size_t length, int64_t at) {
  for (size_t from = 0; from < length;) {
    size_t most = HOLE_BLOCK - (size_t)((at + (int64_t)from) % HOLE_BLOCK);
    size_t size = length - from < most ? length - from : most;
    if (!is_zero(bytes + from, size)) {
      ssize_t written = pwrite(file, bytes + from, size, at + (int64_t)from);
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return -1;
      size = (size_t)written;
    }
    from += size;
  }
  return 0;
}

static int fill(struct unpack *unpack, int file, int64_t size, bool sparse) {
  char *buffer = unpack->buffer;
  int result = 0;
  for (int64_t left = size; left > 0 && result == 0;) {
    ssize_t length = request_input(unpack->request, buffer, left < BLOCK ? (size_t)left : BLOCK);
    if (length <= 0) result = length < 0 ? -1 : malformed();
    else if (sparse) result = write_around_holes(file, buffer, (size_t)length, size - left);
    else result = write_all(file, buffer, (size_t)length);
    left -= length;
    unpack->count.bytes += length;
    if (result == 0) result = count_say(&unpack->count, unpack->request);
  }
  if (result == 0 && sparse) result = ftruncate(file, size);
  return result;
}

/* The same name again: the later one is meant. */
static bool makes_way(int folder, const char *name) { return errno == EEXIST && unlinkat(folder, name, 0) == 0; }

/* What is made is root's and has its mode from the beginning: only what differs costs another call. */
static int finish_file(int file, const struct stat *facts) {
  const struct timespec times[] = {facts->st_atim, facts->st_mtim};
  bool is_right = facts->st_uid == 0 && facts->st_gid == 0 && (facts->st_mode & 07000) == 0;
  if (!is_right && dress(file, facts) < 0) return -1;
  return futimens(file, times);
}

static int make_file(struct unpack *unpack, int folder, const char *name, const struct tar_entry *entry) {
  const struct stat facts = facts_of(unpack, entry);
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int file = openat(folder, name, flags, facts.st_mode & 0777);
  if (file < 0 && makes_way(folder, name)) file = openat(folder, name, flags, facts.st_mode & 0777);
  if (file < 0) return -1;
  int result = fill(unpack, file, entry->size, entry->sparse);
  if (result == 0) result = finish_file(file, &facts);
  if (result == 0) attributes_unpack(&entry->attributes, file);
  int error = errno;
  close(file);
  errno = error;
  return result < 0 ? -1 : pass_over(unpack->request, padding_of(entry->size));
}

/* Another name for a file that this tar has brought, and for no other. */
static int make_hard_link(struct unpack *unpack, int folder, const char *name, const struct tar_entry *entry) {
  char *target = clean(entry->target.bytes);
  if (target == NULL || *target == '\0') {
    free(target);
    return malformed();
  }
  const char *old;
  int from = open_parent_below(unpack->stage, target, &old);
  int result = from < 0 ? -1 : linkat(from, old, folder, name, 0);
  if (result < 0 && from >= 0 && makes_way(folder, name)) result = linkat(from, old, folder, name, 0);
  int error = errno;
  if (from >= 0) close(from);
  free(target);
  errno = error;
  return result;
}

static int make_link(struct unpack *unpack, int folder, const char *name, const struct tar_entry *entry) {
  const struct stat facts = facts_of(unpack, entry);
  if (symlinkat(entry->target.bytes, folder, name) < 0 &&
      (!makes_way(folder, name) || symlinkat(entry->target.bytes, folder, name) < 0))
    return -1;
  return dress_name(folder, name, &facts);
}

static int make_pipe(struct unpack *unpack, int folder, const char *name, const struct tar_entry *entry) {
  const struct stat facts = facts_of(unpack, entry);
  if (mkfifoat(folder, name, facts.st_mode) < 0 &&
      (!makes_way(folder, name) || mkfifoat(folder, name, facts.st_mode) < 0))
    return -1;
  return dress_name(folder, name, &facts);
}

static int make_other(struct unpack *unpack, const char *path, const struct tar_entry *entry) {
  const char *name;
  if (check_top(unpack, path) < 0) return -1;
  int folder = parent_of(unpack, path, &name);
  if (folder < 0) return -1;
  unpack->count.files++;
  switch (entry->type) {
    case '0': return make_file(unpack, folder, name, entry);
    case '1': return make_hard_link(unpack, folder, name, entry);
    case '2': return make_link(unpack, folder, name, entry);
    case '6': return make_pipe(unpack, folder, name, entry);
    // Devices are not made.
    default:
      unpack->count.files--;
      unpack->count.refused++;
      return pass_over(unpack->request, entry->size + padding_of(entry->size));
  }
}

int unpack_entry(struct unpack *unpack, struct tar_entry *entry) {
  char *path = clean(entry->path.bytes);
  if (path == NULL) return -1;
  int result = 0;
  if (*path == '\0') {
    // The root of what was packed: the folder that it goes to keeps its own.
    result = pass_over(unpack->request, entry->type == '0' ? entry->size + padding_of(entry->size) : 0);
  } else if (entry->type == '5') {
    const struct stat facts = facts_of(unpack, entry);
    result = make_folder(unpack, path) < 0 ? -1 : remember(unpack, path, &facts, &entry->attributes);
  } else {
    result = make_other(unpack, path, entry);
  }
  if (result < 0 && unpack->request->where.length == 0) fail_at(unpack->request, path);
  int error = errno;
  free(path);
  errno = error;
  return result;
}

int unpack_finish(struct unpack *unpack) {
  // The deepest last one first: what is made in a folder changes its time.
  for (size_t at = unpack->later_count; at-- > 0;) {
    int folder = open_below(unpack->stage, unpack->later[at].path, O_RDONLY | O_DIRECTORY);
    // A later entry of the same name took its place.
    if (folder < 0) continue;
    int result = finish(folder, &unpack->later[at].facts);
    if (result == 0) attributes_unpack(&unpack->later[at].attributes, folder);
    int error = errno;
    close(folder);
    errno = error;
    if (result < 0) return -1;
  }
  return 0;
}
