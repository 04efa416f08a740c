/* Files that have several names, each once. */
#ifndef INODES_H
#define INODES_H

#include <stddef.h>
#include <sys/stat.h>

struct inode {
  dev_t device;
  ino_t number;
  char *path;
};

struct inodes {
  struct inode *all;
  size_t room;
  size_t count;
};

/*
 * The path under which the file was seen first; NULL where it is seen now for the first time, under `path` (a name that is kept).
 * Only for a file that has several names. Where memory ends, it is as if it were new.
 */
const char *inodes_seen(struct inodes *inodes, const struct stat *facts, const char *path);
void inodes_free(struct inodes *inodes);

#endif
