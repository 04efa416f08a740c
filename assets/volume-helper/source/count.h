/* What a tree holds, and how far work on it is. */
#ifndef COUNT_H
#define COUNT_H

#include "inodes.h"
#include "request.h"

struct count {
  int64_t files;
  int64_t folders;
  int64_t bytes;
  int64_t stored;
  /* Folders that could not be opened. */
  int64_t refused;
  struct inodes inodes;
  int64_t said;
};

/* Adds one; a file with several names counts once. */
void count_add(struct count *count, const struct stat *facts);
/* `at FILES FOLDERS BYTES STORED`, where some time has passed since the last. -1 with ECANCELED. */
int count_say(struct count *count, struct request *request);
/* `done FILES FOLDERS BYTES STORED REFUSED` */
int count_done(struct count *count, struct request *request);
void count_free(struct count *count);

#endif
