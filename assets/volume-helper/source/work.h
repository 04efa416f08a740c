/* The requests that are under way. */
#ifndef WORK_H
#define WORK_H

#include <stddef.h>
#include <stdint.h>

/* What the reader calls. */
void work_request(void *context, uint32_t id, char **words, size_t count);
void work_data(void *context, uint32_t id, const char *bytes, size_t length);
/* Cancels all, and waits a moment until they have cleaned up. */
void work_end(void);

#endif
