/*
 * Paths in the volume. None is ever followed through a link, so that none leads out: the kernel sees to it where it has openat2,
 * and else each folder on the way is opened by itself.
 */
#ifndef PATH_H
#define PATH_H

#include <stdbool.h>
#include <sys/stat.h>

/* The volume. Set once, before anything else is asked for. */
bool volume_open(const char *path);
int volume_root(void);
bool volume_read_only(void);
bool volume_has_openat2(void);

/* `/a/b` without empty parts, `.` and `..`; the root is `/`. */
bool is_path(const char *path);
/* One name, that is none of `.` and `..`. */
bool is_name(const char *name);

/* What stands at the path below `folder`; a path is that of is_path. -1 with errno: ELOOP where a link is on the way. */
int open_below(int folder, const char *path, int flags);
int open_path(const char *path, int flags);
/* The folder that holds what the path names, and in `name` the last part of it; EINVAL for the root. */
int open_parent(const char *path, const char **name);

#endif
