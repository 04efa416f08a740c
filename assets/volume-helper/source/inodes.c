#include "inodes.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct inode *slot_of(struct inode *all, size_t room, dev_t device, ino_t number) {
  uint64_t hash = ((uint64_t)number ^ ((uint64_t)device << 32)) * 0x9e3779b97f4a7c15u;
  for (size_t at = (size_t)(hash >> 20) & (room - 1);; at = (at + 1) & (room - 1))
    if (all[at].path == NULL || (all[at].number == number && all[at].device == device)) return &all[at];
}

static bool grow(struct inodes *inodes) {
  size_t room = inodes->room == 0 ? 256 : inodes->room * 2;
  struct inode *all = calloc(room, sizeof *all);
  if (all == NULL) return false;
  for (size_t at = 0; at < inodes->room; at++)
    if (inodes->all[at].path != NULL)
      *slot_of(all, room, inodes->all[at].device, inodes->all[at].number) = inodes->all[at];
  free(inodes->all);
  inodes->all = all;
  inodes->room = room;
  return true;
}

const char *inodes_seen(struct inodes *inodes, const struct stat *facts, const char *path) {
  if (inodes->count * 2 >= inodes->room && !grow(inodes)) return NULL;
  struct inode *slot = slot_of(inodes->all, inodes->room, facts->st_dev, facts->st_ino);
  if (slot->path != NULL) return slot->path;
  char *kept = strdup(path);
  if (kept == NULL) return NULL;
  *slot = (struct inode){facts->st_dev, facts->st_ino, kept};
  inodes->count++;
  return NULL;
}

void inodes_free(struct inodes *inodes) {
  int error = errno;
  for (size_t at = 0; at < inodes->room; at++) free(inodes->all[at].path);
  free(inodes->all);
  *inodes = (struct inodes){0};
  errno = error;
}
