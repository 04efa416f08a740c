#include <errno.h>
#include <string.h>

#include "tar.h"

static bool malformed(void) {
  errno = EBADMSG;
  return false;
}

/* Octal digits; or, since files may be larger, a first bit and the number itself. */
static bool read_number(const unsigned char *field, size_t room, int64_t *number) {
  int64_t value = 0;
  if ((field[0] & 0x80) != 0) {
    // Below zero where the first two bits are set.
    value = (field[0] & 0x40) != 0 ? -1 : 0;
    value = value * 64 + (field[0] & 0x3f);
    for (size_t at = 1; at < room; at++) {
      if (value > INT64_MAX / 512 || value < INT64_MIN / 512) return malformed();
      value = value * 256 + field[at];
    }
    *number = value;
    return true;
  }
  size_t at = 0;
  while (at < room && field[at] == ' ') at++;
  for (; at < room && field[at] != '\0' && field[at] != ' '; at++) {
    if (field[at] < '0' || field[at] > '7') return malformed();
    value = value * 8 + (field[at] - '0');
  }
  *number = value;
  return true;
}

bool tar_is_end(const unsigned char *block) {
  for (size_t at = 0; at < TAR_BLOCK; at++)
    if (block[at] != 0) return false;
  return true;
}

static bool has_right_sum(const unsigned char *block) {
  int64_t sum = 0;
  for (size_t at = 0; at < TAR_BLOCK; at++) sum += at >= 148 && at < 156 ? ' ' : block[at];
  int64_t told;
  return read_number(block + 148, 8, &told) && told == sum;
}

static void add_field(struct text *text, const unsigned char *field, size_t room) {
  const unsigned char *end = memchr(field, 0, room);
  text_add(text, (const char *)field, end == NULL ? room : (size_t)(end - field));
}

bool tar_read_header(const unsigned char *block, struct tar_entry *entry) {
  int64_t size;
  int64_t mode;
  int64_t uid;
  int64_t gid;
  int64_t seconds;
  if (!has_right_sum(block) || !read_number(block + 100, 8, &mode) || !read_number(block + 108, 8, &uid) ||
      !read_number(block + 116, 8, &gid) || !read_number(block + 124, 12, &size) ||
      !read_number(block + 136, 12, &seconds))
    return malformed();
  entry->type = block[156] == 0 || block[156] == '7' ? '0' : (char)block[156];
  entry->mode = mode & 07777;
  // Extended headers, which came before, win.
  if (entry->uid < 0) entry->uid = uid;
  if (entry->gid < 0) entry->gid = gid;
  if (entry->size < 0) entry->size = size;
  if (entry->seconds == INT64_MIN) entry->seconds = seconds;
  if (entry->path.length == 0) {
    // GNU's own headers have other things where ustar has the beginning of a long path.
    if (memcmp(block + 257, "ustar\0", 6) == 0 && block[345] != 0) {
      add_field(&entry->path, block + 345, 155);
      text_add_character(&entry->path, '/');
    }
    add_field(&entry->path, block, 100);
  }
  if (entry->target.length == 0) add_field(&entry->target, block + 157, 100);
  text_end(&entry->path);
  text_end(&entry->target);
  // Before ustar, a folder was a file whose name ends so.
  if (entry->type == '0' && entry->path.length > 0 && entry->path.bytes[entry->path.length - 1] == '/')
    entry->type = '5';
  if (entry->path.lost || entry->target.lost || entry->size < 0 || entry->uid < 0 || entry->gid < 0) return malformed();
  return strlen(entry->path.bytes) == entry->path.length && strlen(entry->target.bytes) == entry->target.length
             ? true
             : malformed();
}

static void take_text(struct text *text, const char *value, size_t length) {
  text->length = 0;
  text_add(text, value, length);
}

static bool take_attribute(const char *name, const char *value, size_t length, struct text *attributes) {
  const uint32_t size = (uint32_t)length;
  text_add(attributes, name, strlen(name) + 1);
  text_add(attributes, (const char *)&size, sizeof size);
  text_add(attributes, value, length);
  return !attributes->lost;
}

static bool take_record(char *name, char *value, size_t length, struct tar_entry *entry) {
  if (strcmp(name, "path") == 0) take_text(&entry->path, value, length);
  else if (strcmp(name, "linkpath") == 0) take_text(&entry->target, value, length);
  else if (strcmp(name, "size") == 0) return parse_number(value, &entry->size) && entry->size >= 0;
  else if (strcmp(name, "uid") == 0) return parse_number(value, &entry->uid) && entry->uid >= 0;
  else if (strcmp(name, "gid") == 0) return parse_number(value, &entry->gid) && entry->gid >= 0;
  else if (strcmp(name, "mtime") == 0) {
    char *point = strchr(value, '.');
    if (point != NULL) *point = '\0';
    return parse_number(value, &entry->seconds);
  }
  else if (strcmp(name, TAR_SPARSE) == 0) entry->sparse = true;
  else if (strncmp(name, TAR_ATTRIBUTE, strlen(TAR_ATTRIBUTE)) == 0)
    return take_attribute(name + strlen(TAR_ATTRIBUTE), value, length, &entry->attributes);
  // A sparse file's body is a map and pieces: nobody who knows it not may write it out.
  return strncmp(name, "GNU.sparse.", 11) != 0;
}

bool tar_read_records(char *records, size_t length, struct tar_entry *entry) {
  for (size_t at = 0; at < length;) {
    size_t size = 0;
    size_t digits = 0;
    for (; at + digits < length && digits < 9 && records[at + digits] >= '0' && records[at + digits] <= '9'; digits++)
      size = size * 10 + (size_t)(records[at + digits] - '0');
    if (digits == 0 || size <= digits + 2 || size > length - at || records[at + digits] != ' ' ||
        records[at + size - 1] != '\n')
      return malformed();
    char *name = records + at + digits + 1;
    char *equals = memchr(name, '=', size - digits - 2);
    if (equals == NULL) return malformed();
    *equals = '\0';
    records[at + size - 1] = '\0';
    char *value = equals + 1;
    if (!take_record(name, value, (size_t)(records + at + size - 1 - value), entry)) return malformed();
    at += size;
  }
  return true;
}

void tar_entry_clear(struct tar_entry *entry) {
  entry->path.length = entry->target.length = entry->attributes.length = 0;
  entry->sparse = false;
  entry->size = entry->uid = entry->gid = -1;
  entry->seconds = INT64_MIN;
}
