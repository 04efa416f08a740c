/* Text that grows, and names as they travel: every byte that is not plain is written %FF. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
  char *bytes;
  size_t length;
  size_t room;
  /* There was no memory for all of it: what it holds is not to be used. */
  bool lost;
};

void text_add(struct text *text, const char *bytes, size_t length);
void text_add_word(struct text *text, const char *word);
void text_add_character(struct text *text, char character);
void text_add_number(struct text *text, int64_t number);
void text_add_octal(struct text *text, uint32_t number);
/* A slash stays one. The same set of plain bytes as contract/containers/files/path.ts. */
void text_add_escaped(struct text *text, const char *bytes, size_t length);
/* Ends the bytes with NUL, which is not counted. */
void text_end(struct text *text);
void text_free(struct text *text);

/* Undoes the escapes in place, and ends the word with NUL. False for what is no escape, and for NUL. */
bool unescape(char *word);
/* A decimal number and nothing else. */
bool parse_number(const char *word, int64_t *number);

#endif
