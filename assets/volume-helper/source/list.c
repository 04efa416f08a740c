/* What a folder holds, and what stands at a path. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "entry.h"
#include "folder.h"
#include "operations.h"
#include "path.h"
#include "stage.h"

static int send_entries(struct request *request, struct folder *folder, bool is_root, int64_t *leftovers) {
  struct text rows = {0};
  int result = 0;
  const char *name;
  errno = 0;
  while (result == 0 && (name = folder_next(folder)) != NULL) {
    if (is_root && is_stage(name)) {
      *leftovers += is_abandoned(name) ? 1 : 0;
      continue;
    }
    struct stat facts;
    // What went between its name and its facts was never there.
    if (fstatat(folder->descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) < 0) continue;
    add_row(&rows, &facts, folder->descriptor, name, NULL);
    text_add_character(&rows, '\n');
    if (rows.length >= BLOCK - 8192) {
      result = reply_block(request, rows.bytes, rows.length);
      rows.length = 0;
    }
    errno = 0;
  }
  if (result == 0 && errno != 0) result = -1;
  if (result == 0 && rows.lost) {
    errno = ENOMEM;
    result = -1;
  }
  if (result == 0 && rows.length > 0) result = reply_block(request, rows.bytes, rows.length);
  text_free(&rows);
  return result;
}

/* list PATH: blocks of rows, and how many files of ours stand in the root that nobody writes any more. */
int run_list(struct request *request) {
  const char *path = request->words[0];
  int descriptor = open_path(path, O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) return fail_at(request, path);
  struct folder folder;
  if (!folder_open(&folder, descriptor, 64 * 1024)) return -1;
  int64_t leftovers = 0;
  int result = send_entries(request, &folder, path[1] == '\0', &leftovers);
  folder_close(&folder);
  return result < 0 ? fail_at(request, path) : reply_numbers(request, "done", &leftovers, 1);
}

int reply_entry(struct request *request, const char *kind, const char *path) {
  const char *name = "/";
  int folder = -1;
  struct stat facts;
  int result;
  if (path[1] == '\0') {
    result = fstat(volume_root(), &facts);
  } else {
    folder = open_parent(path, &name);
    result = folder < 0 ? -1 : fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW);
  }
  if (result == 0) {
    struct text fields = {0};
    add_row(&fields, &facts, folder, name, NULL);
    text_add_character(&fields, '\t');
    add_version(&fields, &facts);
    text_add_character(&fields, '\t');
    text_add_escaped(&fields, path, strlen(path));
    result = reply_line(request, kind, &fields);
    text_free(&fields);
  } else {
    fail_at(request, path);
  }
  int error = errno;
  if (folder >= 0) close(folder);
  errno = error;
  return result;
}

/* stat PATH: a link is itself. */
int run_stat(struct request *request) { return reply_entry(request, "done", request->words[0]); }

/* As systems have it. */
#define MOST_LINKS 40

/* `path` and, in place of its last part, where the link there leads; NULL with errno where that is out of the volume. */
static char *led_to(const char *path, const char *target) {
  if (*target == '/') {
    // A volume does not know where it is mounted.
    errno = EXDEV;
    return NULL;
  }
  size_t room = strlen(path) + strlen(target) + 2;
  char *led = malloc(room);
  if (led == NULL) return NULL;
  size_t length = (size_t)(strrchr(path, '/') - path);
  memcpy(led, path, length);
  for (const char *part = target; *part != '\0';) {
    size_t size = strcspn(part, "/");
    if (size == 2 && part[0] == '.' && part[1] == '.') {
      if (length == 0) {
        free(led);
        errno = EXDEV;
        return NULL;
      }
      while (led[--length] != '/') continue;
    } else if (size > 0 && !(size == 1 && part[0] == '.')) {
      led[length++] = '/';
      memcpy(led + length, part, size);
      length += size;
    }
    part += size;
    while (*part == '/') part++;
  }
  if (length == 0) led[length++] = '/';
  led[length] = '\0';
  return led;
}

/* The length of the path up to the first link on it; 0 where there is none. */
static int first_link(const char *path, size_t *length, char *target, size_t room) {
  char *part = strdup(path);
  if (part == NULL) return -1;
  int result = 0;
  *length = 0;
  for (size_t end = 1; result == 0 && *length == 0 && path[1] != '\0'; end++) {
    if (path[end] != '/' && path[end] != '\0') continue;
    memcpy(part, path, end);
    part[end] = '\0';
    const char *name;
    int folder = open_parent(part, &name);
    ssize_t size = folder < 0 ? -1 : readlinkat(folder, name, target, room - 1);
    if (size >= 0) {
      target[size] = '\0';
      *length = end;
    } else if (errno != EINVAL) {
      result = -1;
    }
    int error = errno;
    if (folder >= 0) close(folder);
    errno = error;
    if (path[end] == '\0') break;
  }
  free(part);
  return result;
}

/* follow PATH: where it leads, links followed within the volume. ELOOP where they lead in a circle, EXDEV where out. */
int run_follow(struct request *request) {
  char target[PATH_MAX];
  char *path = strdup(request->words[0]);
  int result = path == NULL ? -1 : 0;
  for (int turn = 0; result == 0; turn++) {
    size_t length;
    result = first_link(path, &length, target, sizeof target);
    if (result < 0 || length == 0) break;
    if (turn == MOST_LINKS) {
      errno = ELOOP;
      result = -1;
      break;
    }
    char *rest = strdup(path + length);
    path[length] = '\0';
    char *led = rest == NULL ? NULL : led_to(path, target);
    char *next = led == NULL ? NULL : malloc(strlen(led) + strlen(rest) + 1);
    if (next == NULL) {
      result = -1;
    } else {
      strcpy(next, led[1] == '\0' && *rest != '\0' ? "" : led);
      strcat(next, rest);
      free(path);
      path = next;
    }
    int error = errno;
    free(rest);
    free(led);
    errno = error;
  }
  if (result < 0) fail_at(request, request->words[0]);
  else result = reply_entry(request, "done", path);
  int error = errno;
  free(path);
  errno = error;
  return result;
}
