#include "output.h"

#include <errno.h>
#include <pthread.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool gone;

static bool write_all(struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t written = writev(STDOUT_FILENO, parts, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    while (count > 0 && (size_t)written >= parts->iov_len) {
      written -= (ssize_t)parts->iov_len;
      parts++;
      count--;
    }
    if (count > 0) {
      parts->iov_base = (char *)parts->iov_base + written;
      parts->iov_len -= (size_t)written;
    }
  }
  return true;
}

bool output_frame(uint32_t id, const char *kind, const struct text *fields, const char *bytes, size_t length) {
  struct text head = {0};
  text_add_number(&head, id);
  text_add_character(&head, '\t');
  text_add_word(&head, kind);
  if (fields != NULL && fields->length > 0) {
    text_add_character(&head, '\t');
    text_add(&head, fields->bytes, fields->length);
  }
  text_add_character(&head, '\n');
  bool whole = !head.lost && (fields == NULL || !fields->lost);
  struct iovec parts[2] = {{head.bytes, head.length}, {(void *)bytes, length}};
  pthread_mutex_lock(&lock);
  // A frame that is not whole would turn all that follows into nonsense.
  bool good = !gone && whole && write_all(parts, length > 0 ? 2 : 1);
  if (!good) gone = true;
  pthread_mutex_unlock(&lock);
  text_free(&head);
  return good;
}
