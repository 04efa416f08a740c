#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Room for `more` bytes and a NUL. */
static bool has_room(struct text *text, size_t more) {
  if (text->lost) return false;
  size_t needed = text->length + more + 1;
  if (needed <= text->room) return true;
  size_t room = text->room == 0 ? 256 : text->room;
  while (room < needed) room *= 2;
  char *bytes = realloc(text->bytes, room);
  if (bytes == NULL) {
    text->lost = true;
    return false;
  }
  text->bytes = bytes;
  text->room = room;
  return true;
}

void text_add(struct text *text, const char *bytes, size_t length) {
  if (length == 0 || !has_room(text, length)) return;
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
}

void text_add_word(struct text *text, const char *word) { text_add(text, word, strlen(word)); }

void text_add_character(struct text *text, char character) { text_add(text, &character, 1); }

void text_add_number(struct text *text, int64_t number) {
  char digits[24];
  size_t at = sizeof digits;
  uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  do {
    digits[--at] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  if (number < 0) digits[--at] = '-';
  text_add(text, digits + at, sizeof digits - at);
}

void text_add_octal(struct text *text, uint32_t number) {
  char digits[12];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + (number & 7));
    number >>= 3;
  } while (number > 0);
  text_add(text, digits + at, sizeof digits - at);
}

static bool is_plain(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte == '-' ||
         byte == '.' || byte == '_' || byte == '~' || byte == '/';
}

void text_add_escaped(struct text *text, const char *bytes, size_t length) {
  static const char digits[] = "0123456789ABCDEF";
  if (!has_room(text, 3 * length)) return;
  char *to = text->bytes + text->length;
  for (size_t at = 0; at < length; at++) {
    unsigned char byte = (unsigned char)bytes[at];
    if (is_plain(byte)) {
      *to++ = (char)byte;
    } else {
      *to++ = '%';
      *to++ = digits[byte >> 4];
      *to++ = digits[byte & 15];
    }
  }
  text->length = (size_t)(to - text->bytes);
}

void text_end(struct text *text) {
  if (has_room(text, 0)) text->bytes[text->length] = '\0';
}

void text_free(struct text *text) {
  free(text->bytes);
  *text = (struct text){0};
}

static int digit_of(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

bool unescape(char *word) {
  char *to = word;
  for (const char *from = word; *from != '\0'; from++) {
    if (*from != '%') {
      *to++ = *from;
      continue;
    }
    int high = digit_of(from[1]);
    int low = high < 0 ? -1 : digit_of(from[2]);
    if (low < 0 || high + low == 0) return false;
    *to++ = (char)(high * 16 + low);
    from += 2;
  }
  *to = '\0';
  return true;
}

bool parse_number(const char *word, int64_t *number) {
  const char *at = word;
  bool negative = *at == '-';
  if (negative) at++;
  if (*at == '\0') return false;
  int64_t value = 0;
  for (; *at != '\0'; at++) {
    if (*at < '0' || *at > '9' || value > (INT64_MAX - 9) / 10) return false;
    value = value * 10 + (*at - '0');
  }
  *number = negative ? -value : value;
  return true;
}
