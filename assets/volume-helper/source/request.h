/*
 * One request under way: a thread of its own, so that a long one holds up no other. What it sends and what it is sent
 * flows only as far as the other side has said that it has room.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/types.h>

#include "text.h"

/* Bytes that may be under way either way before the other side says `more`. */
#define WINDOW (2 * 1024 * 1024)
/* Bytes of one block. */
#define BLOCK (128 * 1024)

struct piece {
  struct piece *next;
  size_t length;
  size_t taken;
  char bytes[];
};

struct request {
  uint32_t id;
  /* The operation's arguments, unescaped; `memory` holds them. */
  char **words;
  size_t count;
  char *memory;
  const struct operation *operation;

  /* What is below is shared with the thread that reads; `lock` guards it. */
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int64_t credit;
  struct piece *first;
  struct piece *last;
  size_t waiting;
  bool input_ended;
  atomic_bool cancelled;

  /* The thread's own. */
  size_t consumed;
  struct text where;
  struct request *next;
};

struct operation {
  const char *name;
  /* One letter for each argument: `p` a path, `w` any word; `*` in the end: the last one any number of times, and at least once. */
  const char *arguments;
  bool takes_input;
  /* Sends its replies, and in the end `done`; returns -1 with errno where it failed. */
  int (*run)(struct request *request);
};

/* True once nobody wants the answer: errno is then ECANCELED. */
bool request_cancelled(struct request *request);

/* Bytes of the answer, of any length; waits for room. -1 and ECANCELED where nobody wants them. */
int reply_block(struct request *request, const char *bytes, size_t length);
/* `ID KIND FIELDS`; fields hold tabs between them and are escaped where they need to be. */
int reply_line(struct request *request, const char *kind, const struct text *fields);
/* The same with numbers alone. */
int reply_numbers(struct request *request, const char *kind, const int64_t *numbers, size_t count);
/* Where in the volume the request failed, told with the error. Keeps errno, and gives -1. */
int fail_at(struct request *request, const char *path);

/* Up to `most` bytes of what is sent to the request; 0 at its end, -1 and ECANCELED. */
ssize_t request_input(struct request *request, char *into, size_t most);

#endif
