/* Errors by their names, which are the same on every machine, as their numbers are not. */
#ifndef ERROR_NAME_H
#define ERROR_NAME_H

const char *error_name(int error);

#endif
