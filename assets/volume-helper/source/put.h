/* Things take their place, and files get their owner and permissions. */
#ifndef PUT_H
#define PUT_H

#include <stdbool.h>
#include <sys/stat.h>

/*
 * Moves `from`/`name` to `to`/`as`. Without `overwrite` it fails with EEXIST where something is there. With it, a file takes a file's
 * place, and a folder's contents go into a folder; EISDIR and ENOTDIR where one is a folder and the other is none.
 */
int put(int from, const char *name, int to, const char *as, bool overwrite);
/* Owner first: changing it takes bits away. `descriptor` is a file's or a folder's. */
int dress(int descriptor, const struct stat *facts);
/* Owner and times of what cannot be opened for that: a link, a pipe. */
int dress_name(int folder, const char *name, const struct stat *facts);
/* Whatever else is kept with a file, access lists above all, as far as it can be. */
void copy_attributes(int from, int to);

#endif
