/* Reads the names in a folder, many at a time. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct folder {
  int descriptor;
  char *buffer;
  size_t room;
  size_t at;
  size_t end;
};

/* Takes the descriptor over: folder_close closes it. False with errno, and the descriptor closed. */
bool folder_open(struct folder *folder, int descriptor, size_t room);
/* The next name, `.` and `..` left out; NULL at the end, and with errno other than 0 where it cannot be read. */
const char *folder_next(struct folder *folder);
/* Begins anew: for a folder that changes while it is read. */
void folder_rewind(struct folder *folder);
void folder_close(struct folder *folder);

#endif
