/* The one stream of replies, a frame at a time, whichever thread writes it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "text.h"

/* `ID KIND FIELDS\n` and, where there are any, bytes. False once nobody reads. */
bool output_frame(uint32_t id, const char *kind, const struct text *fields, const char *bytes, size_t length);

#endif
