/* What can be asked for. Each is told in its own file, with its arguments and replies. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <sys/stat.h>

#include "request.h"

int run_list(struct request *request);
int run_stat(struct request *request);
int run_follow(struct request *request);
int run_read(struct request *request);
int run_write(struct request *request);
int run_mkdir(struct request *request);
int run_create(struct request *request);
int run_rename(struct request *request);
int run_move(struct request *request);
int run_copy(struct request *request);
int run_remove(struct request *request);
int run_change(struct request *request);
int run_count(struct request *request);
int run_find(struct request *request);
int run_sizes(struct request *request);
int run_pack(struct request *request);
int run_unpack(struct request *request);
int run_receive(struct request *request);
int run_sweep(struct request *request);

/* `ROW VERSION PATH` of what stands at the path, as `kind`. */
int reply_entry(struct request *request, const char *kind, const char *path);
/* A file, opened to be read; EISDIR, EINVAL, ELOOP for what is none. */
int open_file(const char *path, struct stat *facts);

/* All of the bytes. */
int write_all(int descriptor, const char *bytes, size_t length);
/* As open_parent, below another folder than the volume. */
int open_parent_below(int folder, const char *path, const char **name);

/* Whatever is still sent to the request, so that whoever sends it is not held up; 0 at its end. */
int take_rest(struct request *request);
/* All that stands in the stage takes its place in the folder. */
int put_stage(struct request *request, int stage, int target, bool overwrite);

/* NULL where there is none of that name. */
const struct operation *operation_named(const char *name);

#endif
