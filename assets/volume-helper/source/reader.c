#include "reader.h"

#include <stdlib.h>
#include <string.h>

/* The words of a line, in place. None where there are more than there may be. */
static size_t split(char *line, char **words) {
  size_t count = 0;
  for (char *at = line; at != NULL;) {
    if (count == WORD_LIMIT) return 0;
    char *end = strchr(at, '\t');
    if (end != NULL) *end++ = '\0';
    words[count++] = at;
    at = end;
  }
  return count;
}

static bool take_line(struct reader *reader) {
  text_end(&reader->line);
  if (reader->line.lost || strlen(reader->line.bytes) != reader->line.length) return false;
  char **words = malloc(WORD_LIMIT * sizeof *words);
  if (words == NULL) return false;
  size_t count = split(reader->line.bytes, words);
  int64_t id = 0;
  int64_t length = 0;
  bool good = count >= 2 && parse_number(words[0], &id) && id > 0 && id <= INT32_MAX;
  if (good && strcmp(words[1], "data") == 0) {
    good = count == 3 && parse_number(words[2], &length) && length >= 0 && length <= INT32_MAX;
    reader->id = (uint32_t)id;
    reader->left = (uint64_t)length;
  } else if (good) {
    for (size_t at = 2; at < count && good; at++) good = unescape(words[at]);
    if (good) reader->on_request(reader->context, (uint32_t)id, words + 1, count - 1);
  }
  free(words);
  reader->line.length = 0;
  return good;
}

void reader_feed(struct reader *reader, const char *bytes, size_t length) {
  while (length > 0 && !reader->broken) {
    if (reader->left > 0) {
      size_t taken = reader->left < length ? (size_t)reader->left : length;
      reader->on_data(reader->context, reader->id, bytes, taken);
      reader->left -= taken;
      bytes += taken;
      length -= taken;
      continue;
    }
    const char *end = memchr(bytes, '\n', length);
    size_t taken = end == NULL ? length : (size_t)(end - bytes);
    if (reader->line.length + taken > LINE_LIMIT) {
      reader->broken = true;
      return;
    }
    text_add(&reader->line, bytes, taken);
    if (end == NULL) return;
    if (!take_line(reader)) reader->broken = true;
    bytes = end + 1;
    length -= taken + 1;
  }
}

void reader_free(struct reader *reader) { text_free(&reader->line); }
