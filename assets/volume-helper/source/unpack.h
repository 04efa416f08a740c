/* A tar that becomes files: what both halves of it share, the stream and the files. */
#ifndef UNPACK_H
#define UNPACK_H

#include "count.h"
#include "tar.h"

/* A folder's owner, permissions, time and attributes, which are its own only once all is in it. */
struct later {
  char *path;
  struct stat facts;
  struct text attributes;
};

struct unpack {
  struct request *request;
  struct count count;
  /* BLOCK bytes, for all files one after the other. */
  char *buffer;
  /* Where it goes, and where it is made. */
  int folder;
  int stage;
  bool overwrite;
  bool keeps_owners;
  uid_t uid;
  gid_t gid;
  /* The folder that the last entry went to: most go to the same. */
  char *last;
  int last_folder;
  struct later *later;
  size_t later_count;
  size_t later_room;
};

/* What one entry says is made in the stage, its bytes taken from the input. */
int unpack_entry(struct unpack *unpack, struct tar_entry *entry);
/* Folders get what is theirs, once all is in them. */
int unpack_finish(struct unpack *unpack);
/* So many bytes of the input, for nothing. EBADMSG where there are fewer. */
int pass_over(struct request *request, int64_t length);
/* What fills the last block of a body. */
int64_t padding_of(int64_t size);
/* -1 with EBADMSG. */
int malformed(void);

#endif
