#include "error-name.h"

#include <errno.h>
#include <stddef.h>

#define NAME(error) {error, #error}

static const struct {
  int error;
  const char *name;
} names[] = {
    NAME(E2BIG),     NAME(EACCES),  NAME(EAGAIN),  NAME(EBADF),     NAME(EBADMSG),      NAME(EBUSY),  NAME(ECANCELED),
    NAME(EDQUOT),    NAME(EEXIST),  NAME(EFBIG),   NAME(EILSEQ),    NAME(EINVAL),       NAME(EIO),    NAME(EISDIR),
    NAME(ELOOP),     NAME(EMFILE),  NAME(EMLINK),  NAME(ENAMETOOLONG), NAME(ENFILE),    NAME(ENODEV), NAME(ENOENT),
    NAME(ENOLCK),    NAME(ENOMEM),  NAME(ENOSPC),  NAME(ENOSYS),    NAME(ENOTDIR),      NAME(ENOTEMPTY), NAME(ENXIO),
    NAME(EOPNOTSUPP), NAME(EOVERFLOW), NAME(EPERM), NAME(EROFS),    NAME(ESTALE),       NAME(ETIMEDOUT), NAME(ETXTBSY),
    NAME(EXDEV),
};

const char *error_name(int error) {
  for (size_t at = 0; at < sizeof names / sizeof *names; at++)
    if (names[at].error == error) return names[at].name;
  return "EIO";
}
