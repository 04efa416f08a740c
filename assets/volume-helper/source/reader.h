/*
 * Takes requests from a stream of bytes. A request is a line of words between tabs, `ID OPERATION ARGUMENT…`; the line
 * `ID data LENGTH` is followed by as many bytes.
 */
#ifndef READER_H
#define READER_H

#include "text.h"

/* Bytes of a line, and its words: thousands of paths. */
#define LINE_LIMIT (4 * 1024 * 1024)
#define WORD_LIMIT 8192

struct reader {
  struct text line;
  /* Bytes that are still to come for the request `id`. */
  uint64_t left;
  uint32_t id;
  /* What came was none of ours; nothing more is read. */
  bool broken;
  /* The words are the reader's own, and gone after the call. */
  void (*on_request)(void *context, uint32_t id, char **words, size_t count);
  void (*on_data)(void *context, uint32_t id, const char *bytes, size_t length);
  void *context;
};

void reader_feed(struct reader *reader, const char *bytes, size_t length);
void reader_free(struct reader *reader);

#endif
