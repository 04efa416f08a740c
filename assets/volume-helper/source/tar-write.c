#include <stdio.h>
#include <string.h>

#include "tar.h"

#define MOST_OCTAL 077777777777LL
#define MOST_OWNER 07777777LL

/* The length counts its own digits. */
void tar_add_record(struct text *records, const char *name, const char *value, size_t length) {
  size_t rest = strlen(name) + length + 3;
  char digits[24];
  size_t whole = rest + (size_t)snprintf(digits, sizeof digits, "%zu", rest);
  if (snprintf(digits, sizeof digits, "%zu", whole) != (int)(whole - rest)) whole = rest + strlen(digits);
  text_add_number(records, (int64_t)whole);
  text_add_character(records, ' ');
  text_add_word(records, name);
  text_add_character(records, '=');
  text_add(records, value, length);
  text_add_character(records, '\n');
}

static void add_number_record(struct text *records, const char *name, int64_t number) {
  struct text value = {0};
  text_add_number(&value, number);
  if (!value.lost) tar_add_record(records, name, value.bytes, value.length);
  text_free(&value);
}

static void put_octal(char *field, size_t room, int64_t number) {
  for (size_t at = room - 1; at-- > 0; number >>= 3) field[at] = (char)('0' + (number & 7));
  field[room - 1] = '\0';
}

static int64_t at_most(int64_t number, int64_t most) { return number < 0 ? 0 : number > most ? most : number; }

static void add_block(struct text *text, char type, const char *path, const char *target, const struct stat *facts,
                      int64_t size) {
  char block[TAR_BLOCK] = {0};
  strncpy(block, path, 100);
  put_octal(block + 100, 8, facts->st_mode & 07777);
  put_octal(block + 108, 8, facts->st_uid > MOST_OWNER ? 0 : facts->st_uid);
  put_octal(block + 116, 8, facts->st_gid > MOST_OWNER ? 0 : facts->st_gid);
  put_octal(block + 124, 12, size > MOST_OCTAL ? 0 : size);
  put_octal(block + 136, 12, at_most(facts->st_mtim.tv_sec, MOST_OCTAL));
  memset(block + 148, ' ', 8);
  block[156] = type;
  if (target != NULL) strncpy(block + 157, target, 100);
  memcpy(block + 257, "ustar\00000", 8);
  unsigned sum = 0;
  for (size_t at = 0; at < sizeof block; at++) sum += (unsigned char)block[at];
  put_octal(block + 148, 7, sum);
  text_add(text, block, sizeof block);
}

static bool is_plain(const char *word) {
  size_t length = 0;
  for (; word[length] != '\0'; length++)
    if ((unsigned char)word[length] >= 0x80) return false;
  return length <= 100;
}

void tar_add_header(struct text *text, char type, const char *path, const char *target, const struct stat *facts,
                    const struct text *more) {
  int64_t size = type == '0' ? facts->st_size : 0;
  struct text records = {0};
  if (!is_plain(path)) tar_add_record(&records, "path", path, strlen(path));
  if (target != NULL && !is_plain(target)) tar_add_record(&records, "linkpath", target, strlen(target));
  if (size > MOST_OCTAL) add_number_record(&records, "size", size);
  if (facts->st_uid > MOST_OWNER) add_number_record(&records, "uid", facts->st_uid);
  if (facts->st_gid > MOST_OWNER) add_number_record(&records, "gid", facts->st_gid);
  if (facts->st_mtim.tv_sec < 0 || facts->st_mtim.tv_sec > MOST_OCTAL)
    add_number_record(&records, "mtime", facts->st_mtim.tv_sec);
  if (more != NULL) text_add(&records, more->bytes, more->length);
  if (records.lost || (more != NULL && more->lost)) text->lost = true;
  if (records.length > 0) {
    const struct stat own = {.st_mode = 0644};
    add_block(text, 'x', "PaxHeaders/entry", NULL, &own, (int64_t)records.length);
    text_add(text, records.bytes, records.length);
    tar_add_padding(text, (int64_t)records.length);
  }
  text_free(&records);
  add_block(text, type, path, target, facts, size);
}

void tar_add_padding(struct text *text, int64_t size) {
  static const char zeros[TAR_BLOCK];
  text_add(text, zeros, (size_t)((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK));
}
