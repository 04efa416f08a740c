#include "entry.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

static char kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return 'f';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '?';
  }
}

static void add_link(struct text *text, int folder, const char *file) {
  char target[PATH_MAX];
  ssize_t length = readlinkat(folder, file, target, sizeof target);
  text_add_character(text, ' ');
  if (length > 0) text_add_escaped(text, target, (size_t)length);
}

void add_row(struct text *text, const struct stat *facts, int folder, const char *file, const char *prefix) {
  text_add_character(text, kind_of(facts->st_mode));
  text_add_character(text, ' ');
  text_add_octal(text, facts->st_mode & 07777);
  const int64_t numbers[] = {
      facts->st_uid, facts->st_gid, facts->st_size,
      (int64_t)facts->st_mtim.tv_sec * 1000 + facts->st_mtim.tv_nsec / 1000000};
  for (size_t at = 0; at < sizeof numbers / sizeof *numbers; at++) {
    text_add_character(text, ' ');
    text_add_number(text, numbers[at]);
  }
  text_add_character(text, ' ');
  if (prefix != NULL) text_add_escaped(text, prefix, strlen(prefix));
  text_add_escaped(text, file, strlen(file));
  if (S_ISLNK(facts->st_mode)) add_link(text, folder, file);
}

void add_version(struct text *text, const struct stat *facts) {
  text_add_number(text, (int64_t)facts->st_mtim.tv_sec * 1000000000 + facts->st_mtim.tv_nsec);
  text_add_character(text, '.');
  text_add_number(text, facts->st_size);
  text_add_character(text, '.');
  text_add_number(text, (int64_t)facts->st_ino);
}
