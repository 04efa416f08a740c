#include "request.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"

/* What was taken is told once it is worth a line. */
#define TOLD (256 * 1024)

bool request_cancelled(struct request *request) {
  if (!atomic_load_explicit(&request->cancelled, memory_order_relaxed)) return false;
  errno = ECANCELED;
  return true;
}

static int cancelled(void) {
  errno = ECANCELED;
  return -1;
}

int fail_at(struct request *request, const char *path) {
  int error = errno;
  request->where.length = 0;
  text_add_escaped(&request->where, path, strlen(path));
  errno = error;
  return -1;
}

int reply_line(struct request *request, const char *kind, const struct text *fields) {
  if (request_cancelled(request)) return -1;
  return output_frame(request->id, kind, fields, NULL, 0) ? 0 : cancelled();
}

int reply_numbers(struct request *request, const char *kind, const int64_t *numbers, size_t count) {
  struct text fields = {0};
  for (size_t at = 0; at < count; at++) {
    if (at > 0) text_add_character(&fields, '\t');
    text_add_number(&fields, numbers[at]);
  }
  int result = reply_line(request, kind, &fields);
  text_free(&fields);
  return result;
}

int reply_block(struct request *request, const char *bytes, size_t length) {
  while (length > 0) {
    size_t piece = length < BLOCK ? length : BLOCK;
    pthread_mutex_lock(&request->lock);
    while (request->credit <= 0 && !request->cancelled) pthread_cond_wait(&request->changed, &request->lock);
    request->credit -= (int64_t)piece;
    pthread_mutex_unlock(&request->lock);
    if (request_cancelled(request)) return -1;
    struct text fields = {0};
    text_add_number(&fields, (int64_t)piece);
    bool good = output_frame(request->id, "block", &fields, bytes, piece);
    text_free(&fields);
    if (!good) return cancelled();
    bytes += piece;
    length -= piece;
  }
  return 0;
}

ssize_t request_input(struct request *request, char *into, size_t most) {
  if (request->consumed >= TOLD) {
    int64_t taken = (int64_t)request->consumed;
    request->consumed = 0;
    if (reply_numbers(request, "more", &taken, 1) < 0) return -1;
  }
  pthread_mutex_lock(&request->lock);
  while (request->first == NULL && !request->input_ended && !request->cancelled)
    pthread_cond_wait(&request->changed, &request->lock);
  struct piece *piece = request->first;
  pthread_mutex_unlock(&request->lock);
  if (request_cancelled(request)) return -1;
  if (piece == NULL) return 0;
  size_t length = piece->length - piece->taken;
  if (length > most) length = most;
  memcpy(into, piece->bytes + piece->taken, length);
  piece->taken += length;
  request->consumed += length;
  pthread_mutex_lock(&request->lock);
  request->waiting -= length;
  bool empty = piece->taken == piece->length;
  if (empty) {
    request->first = piece->next;
    if (request->first == NULL) request->last = NULL;
  }
  pthread_mutex_unlock(&request->lock);
  if (empty) free(piece);
  return (ssize_t)length;
}
