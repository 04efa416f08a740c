/*
 * A tar becomes files: in a folder of ours first, where nothing but what it brings stands, and from there each of its tops takes its
 * place. Nothing is written through a link, whether the tar brings it or it stood there.
 */
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
#include "tar.h"

/* Bytes of an extended header: names are 4,096 at most, and attributes small. */
#define HEADER_LIMIT (1024 * 1024)

/* A folder's owner, permissions and time, which are its own only once all is in it. */
struct later {
  char *path;
  struct stat facts;
};

struct unpack {
  struct request *request;
  struct count count;
  /* Where it goes, and where it is made. */
  int folder;
  int stage;
  bool overwrite;
  bool keeps_owners;
  uid_t uid;
  gid_t gid;
  /* The folder that the last entry went to: most go to the same. */
  char *last;
  int last_folder;
  struct later *later;
  size_t later_count;
  size_t later_room;
};

static int malformed(void) {
  errno = EBADMSG;
  return -1;
}

/* All of them; fewer only at the very end: 0 where there are none at all. */
static int take_block(struct request *request, char *into, size_t length) {
  size_t taken = 0;
  while (taken < length) {
    ssize_t more = request_input(request, into + taken, length - taken);
    if (more < 0) return -1;
    if (more == 0) return taken == 0 ? 0 : malformed();
    taken += (size_t)more;
  }
  return 1;
}

static int pass_over(struct request *request, int64_t length) {
  char block[4096];
  while (length > 0) {
    ssize_t more = request_input(request, block, length < (int64_t)sizeof block ? (size_t)length : sizeof block);
    if (more <= 0) return more < 0 ? -1 : malformed();
    length -= more;
  }
  return 0;
}

static int64_t padding(int64_t size) { return (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK; }

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

static int remember(struct unpack *unpack, const char *path, const struct stat *facts) {
  if (unpack->later_count == unpack->later_room) {
    size_t room = unpack->later_room == 0 ? 64 : unpack->later_room * 2;
    struct later *later = realloc(unpack->later, room * sizeof *later);
    if (later == NULL) return -1;
    unpack->later = later;
    unpack->later_room = room;
  }
  char *kept = strdup(path);
  if (kept == NULL) return -1;
  unpack->later[unpack->later_count++] = (struct later){kept, *facts};
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

static int fill(struct unpack *unpack, int file, int64_t size) {
  char *buffer = malloc(BLOCK);
  if (buffer == NULL) return -1;
  int result = 0;
  for (int64_t left = size; left > 0 && result == 0;) {
    ssize_t length = request_input(unpack->request, buffer, left < BLOCK ? (size_t)left : BLOCK);
    if (length <= 0) result = length < 0 ? -1 : malformed();
    else result = write_all(file, buffer, (size_t)length);
    left -= length;
    unpack->count.bytes += length;
    if (result == 0) result = count_say(&unpack->count, unpack->request);
  }
  int error = errno;
  free(buffer);
  errno = error;
  return result;
}

static int make_file(struct unpack *unpack, int folder, const char *name, const struct tar_entry *entry) {
  int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return -1;
  const struct stat facts = facts_of(unpack, entry);
  int result = fill(unpack, file, entry->size);
  if (result == 0) result = finish(file, &facts);
  int error = errno;
  close(file);
  errno = error;
  return result < 0 ? -1 : pass_over(unpack->request, padding(entry->size));
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
  int error = errno;
  if (from >= 0) close(from);
  free(target);
  errno = error;
  return result;
}

static int make_link(struct unpack *unpack, int folder, const char *name, const struct tar_entry *entry) {
  const struct stat facts = facts_of(unpack, entry);
  const struct timespec times[] = {facts.st_atim, facts.st_mtim};
  if (symlinkat(entry->target.bytes, folder, name) < 0) return -1;
  if (fchownat(folder, name, facts.st_uid, facts.st_gid, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  return utimensat(folder, name, times, AT_SYMLINK_NOFOLLOW);
}

static int make_other(struct unpack *unpack, const char *path, const struct tar_entry *entry) {
  const char *name;
  if (check_top(unpack, path) < 0) return -1;
  int folder = parent_of(unpack, path, &name);
  if (folder < 0) return -1;
  // The same name again: the later one is meant.
  if (unlinkat(folder, name, 0) < 0 && errno != ENOENT) return -1;
  unpack->count.files++;
  switch (entry->type) {
    case '0': return make_file(unpack, folder, name, entry);
    case '1': return make_hard_link(unpack, folder, name, entry);
    case '2': return make_link(unpack, folder, name, entry);
    case '6': return mkfifoat(folder, name, (mode_t)entry->mode);
    // Devices are not made.
    default:
      unpack->count.files--;
      unpack->count.refused++;
      return pass_over(unpack->request, entry->size + padding(entry->size));
  }
}

static int make_entry(struct unpack *unpack, const struct tar_entry *entry) {
  char *path = clean(entry->path.bytes);
  if (path == NULL) return -1;
  int result = 0;
  if (*path == '\0') {
    // The root of what was packed: the folder that it goes to keeps its own.
    result = pass_over(unpack->request, entry->type == '0' ? entry->size + padding(entry->size) : 0);
  } else if (entry->type == '5') {
    const struct stat facts = facts_of(unpack, entry);
    result = make_folder(unpack, path) < 0 ? -1 : remember(unpack, path, &facts);
  } else {
    result = make_other(unpack, path, entry);
  }
  if (result < 0 && unpack->request->where.length == 0) fail_at(unpack->request, path);
  int error = errno;
  free(path);
  errno = error;
  return result;
}

/* An extended header before the entry that it is about. */
static int take_extended(struct unpack *unpack, const struct tar_entry *header, struct tar_entry *entry) {
  if (header->size > HEADER_LIMIT) return malformed();
  size_t length = (size_t)header->size;
  char *body = calloc(length + 1, 1);
  if (body == NULL) return -1;
  int result = length == 0 ? 1 : take_block(unpack->request, body, length);
  if (result == 0) result = malformed();
  if (result > 0) {
    if (header->type == 'x') result = tar_read_records(body, length, entry) ? 0 : -1;
    else if (header->type == 'L' || header->type == 'K') {
      struct text *text = header->type == 'L' ? &entry->path : &entry->target;
      text->length = 0;
      text_add_word(text, body);
      result = 0;
    } else result = 0;
  }
  int error = errno;
  free(body);
  errno = error;
  return result < 0 ? -1 : pass_over(unpack->request, padding(header->size));
}

static int take_entries(struct unpack *unpack) {
  struct tar_entry header = {0};
  struct tar_entry entry = {0};
  tar_entry_clear(&entry);
  int result = 0;
  for (;;) {
    unsigned char block[TAR_BLOCK];
    result = take_block(unpack->request, (char *)block, sizeof block);
    // Two empty blocks end it; some writers leave them out.
    if (result <= 0 || tar_is_end(block)) break;
    tar_entry_clear(&header);
    bool extended = strchr("xgLK", block[156]) != NULL && block[156] != 0;
    if (!tar_read_header(block, extended ? &header : &entry)) result = -1;
    else if (extended) result = take_extended(unpack, &header, &entry);
    else {
      result = make_entry(unpack, &entry);
      tar_entry_clear(&entry);
    }
    if (result < 0 || count_say(&unpack->count, unpack->request) < 0) {
      result = -1;
      break;
    }
  }
  int error = errno;
  text_free(&header.path);
  text_free(&header.target);
  text_free(&entry.path);
  text_free(&entry.target);
  errno = error;
  return result < 0 ? -1 : 0;
}

static int finish_folders(struct unpack *unpack) {
  // The deepest last one first: what is made in a folder changes its time.
  for (size_t at = unpack->later_count; at-- > 0;) {
    int folder = open_below(unpack->stage, unpack->later[at].path, O_RDONLY | O_DIRECTORY);
    // A later entry of the same name took its place.
    if (folder < 0) continue;
    int result = finish(folder, &unpack->later[at].facts);
    int error = errno;
    close(folder);
    errno = error;
    if (result < 0) return -1;
  }
  return 0;
}

static void unpack_free(struct unpack *unpack) {
  int error = errno;
  if (unpack->last != NULL) close(unpack->last_folder);
  free(unpack->last);
  for (size_t at = 0; at < unpack->later_count; at++) free(unpack->later[at].path);
  free(unpack->later);
  count_free(&unpack->count);
  errno = error;
}

static int unpack_into(struct unpack *unpack) {
  struct stat facts;
  struct stage stage;
  if (fstat(unpack->folder, &facts) < 0 || stage_folder(&stage, unpack->folder) < 0) return -1;
  unpack->stage = stage.descriptor;
  unpack->uid = facts.st_uid;
  unpack->gid = facts.st_gid;
  int result = take_entries(unpack);
  if (result == 0) result = take_rest(unpack->request);
  if (result == 0) result = finish_folders(unpack);
  if (result == 0) result = put_stage(unpack->request, unpack->stage, unpack->folder, unpack->overwrite);
  stage_drop(&stage);
  return result;
}

/*
 * unpack FOLDER OVERWRITE KEEP, and a tar: KEEP is 1 where the owners are the tar's, else all belongs to whom the folder belongs to.
 * EEXIST, told with the first name that is in the way; EBADMSG for what is no tar, or leads elsewhere.
 */
int run_unpack(struct request *request) {
  const char *path = request->words[0];
  struct unpack unpack = {.request = request,
                          .folder = open_path(path, O_RDONLY | O_DIRECTORY),
                          .overwrite = strcmp(request->words[1], "1") == 0,
                          .keeps_owners = strcmp(request->words[2], "1") == 0};
  if (unpack.folder < 0) return fail_at(request, path);
  int result = unpack_into(&unpack);
  int error = errno;
  close(unpack.folder);
  errno = error;
  if (result == 0) result = count_done(&unpack.count, request);
  unpack_free(&unpack);
  return result;
}
