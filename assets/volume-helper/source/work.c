#include "work.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "error-name.h"
#include "operations.h"
#include "output.h"
#include "path.h"

/* More at once are refused: the other side queues. */
#define MOST 48
/* Bytes of a thread's stack, as far as they are used: the deepest tree that is walked. */
#define STACK (4 * 1024 * 1024)
/* Seconds to clean up once the input has ended. */
#define PATIENCE 5

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
static struct request *requests;
static size_t under_way;

static void send_error(uint32_t id, int error, const struct text *where) {
  struct text fields = {0};
  text_add_word(&fields, error_name(error));
  if (where != NULL && where->length > 0) {
    text_add_character(&fields, '\t');
    text_add(&fields, where->bytes, where->length);
  }
  output_frame(id, "error", &fields, NULL, 0);
  text_free(&fields);
}

static void request_free(struct request *request) {
  for (struct piece *piece = request->first; piece != NULL;) {
    struct piece *next = piece->next;
    free(piece);
    piece = next;
  }
  pthread_mutex_destroy(&request->lock);
  pthread_cond_destroy(&request->changed);
  text_free(&request->where);
  free(request->words);
  free(request->memory);
  free(request);
}

/* `lock` is held. */
static struct request *find(uint32_t id) {
  for (struct request *request = requests; request != NULL; request = request->next)
    if (request->id == id) return request;
  return NULL;
}

static void *run(void *argument) {
  struct request *request = argument;
  errno = 0;
  if (request->operation->run(request) < 0) send_error(request->id, errno, &request->where);
  pthread_mutex_lock(&lock);
  struct request **at = &requests;
  while (*at != request) at = &(*at)->next;
  *at = request->next;
  under_way--;
  pthread_cond_broadcast(&ended);
  pthread_mutex_unlock(&lock);
  request_free(request);
  return NULL;
}

/* The words are copied: the reader's own go with its line. */
static struct request *request_new(uint32_t id, const struct operation *operation, char **words, size_t count) {
  size_t room = 1;
  for (size_t at = 0; at < count; at++) room += strlen(words[at]) + 1;
  struct request *request = calloc(1, sizeof *request);
  if (request == NULL) return NULL;
  request->words = calloc(count + 1, sizeof *request->words);
  request->memory = malloc(room);
  pthread_mutex_init(&request->lock, NULL);
  pthread_cond_init(&request->changed, NULL);
  if (request->words == NULL || request->memory == NULL) {
    request_free(request);
    return NULL;
  }
  char *to = request->memory;
  for (size_t at = 0; at < count; at++) {
    request->words[at] = to;
    to = stpcpy(to, words[at]) + 1;
  }
  request->id = id;
  request->operation = operation;
  request->count = count;
  request->credit = WINDOW;
  return request;
}

static int start(struct request *request) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, STACK);
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, run, request);
  pthread_attr_destroy(&attributes);
  return error;
}

/* What each operation may rely on: it has its arguments, and no path leads out of the volume. */
static bool fits(const struct operation *operation, char **words, size_t count) {
  const char *letter = operation->arguments;
  for (size_t at = 0; at < count; at++) {
    if (*letter == '*') letter--;
    if (*letter == '\0' || (*letter == 'p' && !is_path(words[at]))) return false;
    letter++;
  }
  return *letter == '\0' || *letter == '*';
}

static void begin(uint32_t id, char **words, size_t count) {
  const struct operation *operation = operation_named(words[0]);
  if (operation == NULL || !fits(operation, words + 1, count - 1)) {
    send_error(id, operation == NULL ? ENOSYS : EINVAL, NULL);
    return;
  }
  pthread_mutex_lock(&lock);
  int error = under_way >= MOST ? EAGAIN : find(id) != NULL ? EEXIST : 0;
  struct request *request = error == 0 ? request_new(id, operation, words + 1, count - 1) : NULL;
  if (request == NULL && error == 0) error = ENOMEM;
  if (error == 0) {
    request->next = requests;
    requests = request;
    under_way++;
    error = start(request);
    if (error != 0) {
      requests = request->next;
      under_way--;
      request_free(request);
    }
  }
  pthread_mutex_unlock(&lock);
  if (error != 0) send_error(id, error, NULL);
}

static void cancel(struct request *request) {
  pthread_mutex_lock(&request->lock);
  request->cancelled = true;
  pthread_cond_broadcast(&request->changed);
  pthread_mutex_unlock(&request->lock);
}

/* About one that is under way: `cancel`, `more BYTES`, `end`. One that has just ended is no mistake. */
static bool steer(uint32_t id, char **words, size_t count) {
  bool cancels = strcmp(words[0], "cancel") == 0;
  bool more = strcmp(words[0], "more") == 0;
  bool ends = strcmp(words[0], "end") == 0;
  if (!cancels && !more && !ends) return false;
  int64_t bytes = 0;
  if (more && (count != 2 || !parse_number(words[1], &bytes) || bytes < 0 || bytes > INT32_MAX)) return true;
  pthread_mutex_lock(&lock);
  struct request *request = find(id);
  if (request != NULL && cancels) cancel(request);
  if (request != NULL && !cancels) {
    pthread_mutex_lock(&request->lock);
    if (ends) request->input_ended = true;
    request->credit += bytes;
    pthread_cond_broadcast(&request->changed);
    pthread_mutex_unlock(&request->lock);
  }
  pthread_mutex_unlock(&lock);
  return true;
}

void work_request(void *context, uint32_t id, char **words, size_t count) {
  (void)context;
  if (!steer(id, words, count)) begin(id, words, count);
}

void work_data(void *context, uint32_t id, const char *bytes, size_t length) {
  (void)context;
  pthread_mutex_lock(&lock);
  struct request *request = find(id);
  struct piece *piece = request == NULL || !request->operation->takes_input ? NULL : malloc(sizeof *piece + length);
  if (piece != NULL) {
    *piece = (struct piece){.length = length};
    memcpy(piece->bytes, bytes, length);
    pthread_mutex_lock(&request->lock);
    request->waiting += length;
    if (request->last == NULL) request->first = piece;
    else request->last->next = piece;
    request->last = piece;
    // Who sends more than there is room for would fill the memory.
    if (request->waiting > 2 * WINDOW) request->cancelled = true;
    pthread_cond_broadcast(&request->changed);
    pthread_mutex_unlock(&request->lock);
  } else if (request != NULL) {
    cancel(request);
  }
  pthread_mutex_unlock(&lock);
}

void work_end(void) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += PATIENCE;
  pthread_mutex_lock(&lock);
  for (struct request *request = requests; request != NULL; request = request->next) cancel(request);
  int waited = 0;
  while (requests != NULL && waited == 0) waited = pthread_cond_timedwait(&ended, &lock, &until);
  pthread_mutex_unlock(&lock);
}
