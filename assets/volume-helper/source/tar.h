/* The archive format of POSIX.1-2018 `pax`: ustar, and extended headers for what that cannot hold. */
#ifndef TAR_H
#define TAR_H

#include <sys/stat.h>

#include "text.h"

#define TAR_BLOCK 512

/* Before the name of an attribute, in a record. */
#define TAR_ATTRIBUTE "SCHILY.xattr."
/* Ours: the file has holes. Its body has them all as zeros, for who does not know it. */
#define TAR_SPARSE "ESCALE.sparse"

/* The header of an entry, extended where it needs to be. `target` is a link's, or NULL; `more`: further records, or NULL. */
void tar_add_header(struct text *text, char type, const char *path, const char *target, const struct stat *facts,
                    const struct text *more);
/* `27 path=caf\303\251\n` */
void tar_add_record(struct text *records, const char *name, const char *value, size_t length);
/* Zeros up to the next block. */
void tar_add_padding(struct text *text, int64_t size);

struct tar_entry {
  char type;
  struct text path;
  struct text target;
  int64_t size;
  int64_t mode;
  int64_t uid;
  int64_t gid;
  int64_t seconds;
  bool sparse;
  /* For each: its name, NUL, the length of its value as it is in memory (uint32_t), the value. */
  struct text attributes;
};

/* What one header says, given the extended ones before it. False with EBADMSG for what is none. */
bool tar_read_header(const unsigned char *block, struct tar_entry *entry);
/* The records of an extended header: `27 path=caf\303\251\n`. */
bool tar_read_records(char *records, size_t length, struct tar_entry *entry);
bool tar_is_end(const unsigned char *block);
void tar_entry_clear(struct tar_entry *entry);

#endif
