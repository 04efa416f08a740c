/* Attributes in a tar: `SCHILY.xattr.NAME`, as star, GNU tar and Go write and read them. Source: star(5). */
#include "attributes.h"

#include <string.h>
#include <sys/xattr.h>

#include "tar.h"

/* Bytes of one value, and of all of them: an extended header has an end. */
#define VALUE_LIMIT (64 * 1024)
#define ALL_LIMIT (512 * 1024)

/* Labels of a security module are the system's own to give, and a `=` would end the name early. */
static bool travels(const char *name) {
  return strncmp(name, "security.selinux", 16) != 0 && strchr(name, '=') == NULL;
}

static void pack_one(struct text *records, int descriptor, const char *name) {
  char value[VALUE_LIMIT];
  ssize_t length = fgetxattr(descriptor, name, value, sizeof value);
  if (length < 0 || records->length + (size_t)length > ALL_LIMIT) return;
  struct text key = {0};
  text_add_word(&key, TAR_ATTRIBUTE);
  text_add_word(&key, name);
  text_end(&key);
  if (key.lost) records->lost = true;
  else tar_add_record(records, key.bytes, value, (size_t)length);
  text_free(&key);
}

void attributes_pack(struct text *records, int descriptor) {
  char names[4096];
  ssize_t length = flistxattr(descriptor, names, sizeof names);
  for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1)
    if (travels(names + at)) pack_one(records, descriptor, names + at);
}

void attributes_unpack(const struct text *kept, int descriptor) {
  for (size_t at = 0; at < kept->length;) {
    const char *name = kept->bytes + at;
    uint32_t length;
    at += strlen(name) + 1;
    memcpy(&length, kept->bytes + at, sizeof length);
    at += sizeof length;
    if (travels(name)) fsetxattr(descriptor, name, kept->bytes + at, length, 0);
    at += length;
  }
}
