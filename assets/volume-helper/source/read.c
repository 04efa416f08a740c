/* The bytes of a file. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "entry.h"
#include "operations.h"
#include "path.h"

/* A descriptor of a file and nothing else: opening a pipe would wait for who writes it. */
int open_file(const char *path, struct stat *facts) {
  int file = open_path(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return -1;
  if (fstat(file, facts) == 0 && S_ISREG(facts->st_mode)) return file;
  close(file);
  errno = S_ISDIR(facts->st_mode) ? EISDIR : EINVAL;
  return -1;
}

static int send_bytes(struct request *request, int file, int64_t offset, int64_t left) {
  char *buffer = malloc(BLOCK);
  if (buffer == NULL) return -1;
  int result = 0;
  while (left > 0 && result == 0) {
    ssize_t length = pread(file, buffer, left < BLOCK ? (size_t)left : BLOCK, offset);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) result = -1;
    // It became shorter while it was read.
    if (length <= 0) break;
    result = reply_block(request, buffer, (size_t)length);
    offset += length;
    left -= length;
  }
  int error = errno;
  free(buffer);
  errno = error;
  return result;
}

/* read PATH OFFSET LENGTH: what stands there (`entry`), then its bytes, no more than it had when it was opened. */
int run_read(struct request *request) {
  int64_t offset;
  int64_t length;
  if (!parse_number(request->words[1], &offset) || !parse_number(request->words[2], &length) || offset < 0 || length < 0) {
    errno = EINVAL;
    return -1;
  }
  const char *path = request->words[0];
  struct stat facts;
  int file = open_file(path, &facts);
  if (file < 0) return fail_at(request, path);
  struct text fields = {0};
  // Who asks knows the name.
  add_row(&fields, &facts, -1, "-", NULL);
  text_add_character(&fields, '\t');
  add_version(&fields, &facts);
  int result = reply_line(request, "entry", &fields);
  text_free(&fields);
  int64_t left = offset < facts.st_size ? facts.st_size - offset : 0;
  if (result == 0) result = send_bytes(request, file, offset, length < left ? length : left);
  int error = errno;
  close(file);
  errno = error;
  return result < 0 ? fail_at(request, path) : reply_line(request, "done", NULL);
}
