#include "folder.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As the kernel writes it: man 2 getdents. */
struct record {
  uint64_t inode;
  int64_t offset;
  uint16_t length;
  uint8_t type;
  char name[];
};

bool folder_open(struct folder *folder, int descriptor, size_t room) {
  *folder = (struct folder){.descriptor = descriptor, .room = room, .buffer = malloc(room)};
  if (folder->buffer != NULL) return true;
  close(descriptor);
  errno = ENOMEM;
  return false;
}

const char *folder_next(struct folder *folder) {
  for (;;) {
    if (folder->at == folder->end) {
      long length = syscall(SYS_getdents64, folder->descriptor, folder->buffer, folder->room);
      if (length <= 0) {
        if (length == 0) errno = 0;
        return NULL;
      }
      folder->at = 0;
      folder->end = (size_t)length;
    }
    const struct record *record = (const struct record *)(folder->buffer + folder->at);
    folder->at += record->length;
    if (strcmp(record->name, ".") != 0 && strcmp(record->name, "..") != 0) return record->name;
  }
}

void folder_rewind(struct folder *folder) {
  lseek(folder->descriptor, 0, SEEK_SET);
  folder->at = folder->end = 0;
}

void folder_close(struct folder *folder) {
  free(folder->buffer);
  close(folder->descriptor);
}
