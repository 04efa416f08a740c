/*
 * Feeds the readers of requests and of tars with what is nearly right: `fuzz SECONDS SEED`. Built with sanitizers, which end it where
 * it reads or writes what it must not; it ends itself where a stream means something else when it is cut elsewhere.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../source/reader.h"
#include "../source/tar.h"

static uint64_t state;
static uint32_t dice(uint32_t most) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % most;
}

static const char *const corpus[] = {
    "1\tlist\t/\n",
    "2\tread\t/caf%C3%A9\t0\t100\n",
    "3\twrite\t/a\tnew\n3\tdata\t5\nhello3\tend\n",
    "4\tcopy\t/to\t1\t/a\t/b%09c\n",
    "5\tcancel\n6\tmore\t65536\n",
    "7\tdata\t0\n8\tfind\t/\t10\t%25\n",
    "2147483647\tsizes\t/\t2\t40\n",
};

/* All that was understood, one after the other. */
struct heard {
  struct text text;
};

static void hear_request(void *context, uint32_t id, char **words, size_t count) {
  struct text *text = &((struct heard *)context)->text;
  text_add_number(text, id);
  for (size_t at = 0; at < count; at++) {
    text_add_character(text, ' ');
    text_add_escaped(text, words[at], strlen(words[at]));
  }
  text_add_character(text, '\n');
}

static void hear_data(void *context, uint32_t id, const char *bytes, size_t length) {
  (void)id;
  text_add_escaped(&((struct heard *)context)->text, bytes, length);
}

static void hear(struct heard *heard, const char *bytes, size_t length, bool cut) {
  struct reader reader = {.on_request = hear_request, .on_data = hear_data, .context = heard};
  while (length > 0) {
    size_t piece = cut ? 1 + dice(length < 9 ? (uint32_t)length : 9) : length;
    if (piece > length) piece = length;
    // A copy of its own, so that reading beyond it is seen.
    char *copy = malloc(piece);
    memcpy(copy, bytes, piece);
    reader_feed(&reader, copy, piece);
    free(copy);
    bytes += piece;
    length -= piece;
  }
  reader_free(&reader);
}

static void spoil(char *bytes, size_t *length) {
  for (uint32_t turns = dice(4); turns > 0 && *length > 1; turns--) {
    size_t at = dice((uint32_t)*length);
    switch (dice(5)) {
      case 0: bytes[at] = (char)dice(256); break;
      case 1: bytes[at] = "\t\n%0/"[dice(5)]; break;
      case 2: memmove(bytes + at, bytes + at + 1, *length - at - 1); (*length)--; break;
      case 3: *length = at + 1; break;
      default: bytes[at] = (char)(bytes[at] ^ (1 << dice(8))); break;
    }
  }
}

static void try_requests(void) {
  char bytes[4096];
  size_t length = 0;
  for (uint32_t lines = 1 + dice(8); lines > 0; lines--) {
    const char *line = corpus[dice(sizeof corpus / sizeof *corpus)];
    memcpy(bytes + length, line, strlen(line));
    length += strlen(line);
  }
  spoil(bytes, &length);
  struct heard whole = {0};
  struct heard cut = {0};
  hear(&whole, bytes, length, false);
  hear(&cut, bytes, length, true);
  if (whole.text.length != cut.text.length ||
      (whole.text.length > 0 && memcmp(whole.text.bytes, cut.text.bytes, whole.text.length) != 0)) {
    fprintf(stderr, "Cut elsewhere, it means something else:\n%.*s\n", (int)length, bytes);
    abort();
  }
  text_free(&whole.text);
  text_free(&cut.text);
}

static void try_tar(void) {
  struct stat facts = {.st_mode = 0100644, .st_size = dice(1000), .st_uid = dice(10000000), .st_mtim.tv_sec = dice(1000000)};
  char path[300];
  size_t path_length = 1 + dice(280);
  for (size_t at = 0; at < path_length; at++) path[at] = (char)(1 + dice(255));
  path[path_length] = '\0';
  struct text text = {0};
  struct text more = {0};
  if (dice(2)) tar_add_record(&more, TAR_ATTRIBUTE "user.any", path, path_length);
  if (dice(2)) tar_add_record(&more, TAR_SPARSE, "1", 1);
  tar_add_header(&text, "0125"[dice(4)], path, dice(2) ? path : NULL, &facts, &more);
  text_free(&more);
  size_t length = text.length;
  if (dice(4) > 0) spoil(text.bytes, &length);
  struct tar_entry entry = {0};
  tar_entry_clear(&entry);
  size_t at = 0;
  if (length > 2 * TAR_BLOCK && text.bytes[156] == 'x') {
    size_t size = length - 2 * TAR_BLOCK;
    char *records = calloc(size + 1, 1);
    memcpy(records, text.bytes + TAR_BLOCK, size);
    size_t used = strnlen(records, size);
    tar_read_records(records, used, &entry);
    free(records);
    at = length - TAR_BLOCK;
  }
  if (length - at >= TAR_BLOCK) {
    unsigned char *block = malloc(TAR_BLOCK);
    memcpy(block, text.bytes + at, TAR_BLOCK);
    tar_read_header(block, &entry);
    free(block);
  }
  text_free(&entry.path);
  text_free(&entry.target);
  text_free(&entry.attributes);
  text_free(&text);
}

int main(int count, char **words) {
  int64_t seconds = 2;
  int64_t seed = 1;
  if (count > 1) parse_number(words[1], &seconds);
  if (count > 2) parse_number(words[2], &seed);
  state = (uint64_t)seed;
  time_t end = time(NULL) + (time_t)seconds;
  long turns = 0;
  for (; time(NULL) <= end; turns++) {
    try_requests();
    try_tar();
  }
  printf("%ld\n", turns);
  return 0;
}
