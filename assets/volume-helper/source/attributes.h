/* What else is kept with a file or folder: extended attributes, access lists among them. */
#ifndef ATTRIBUTES_H
#define ATTRIBUTES_H

#include "text.h"

/* Adds those of the file as records of a tar's extended header. */
void attributes_pack(struct text *records, int descriptor);
/* Gives the file those that such records said, as far as it can have them. */
void attributes_unpack(const struct text *kept, int descriptor);

#endif
