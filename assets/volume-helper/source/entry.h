/* What stands in a folder, as it is told: see contract/volumes/files/rows.ts. */
#ifndef ENTRY_H
#define ENTRY_H

#include <sys/stat.h>

#include "text.h"

/*
 * `f 644 0 0 1024 1700000000123 caf%C3%A9`: kind, mode, uid, gid, size, milliseconds since 1970, the name and, for a link,
 * where it leads. `folder` and `file` are where the link is read; `prefix` stands before the name, for what was searched.
 */
void add_row(struct text *text, const struct stat *facts, int folder, const char *file, const char *prefix);
/* `nanoseconds.size.inode`: any change makes another. */
void add_version(struct text *text, const struct stat *facts);

#endif
