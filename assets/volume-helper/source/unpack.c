/*
 * A tar becomes files: in a folder of ours first, where nothing but what it brings stands, and from there each of its tops takes its
 * place. Nothing is written through a link, whether the tar brings it or it stood there.
 */
#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "operations.h"
#include "path.h"
#include "stage.h"

/* Bytes of an extended header: names are 4,096 at most, and attributes small. */
#define HEADER_LIMIT (1024 * 1024)

int malformed(void) {
  errno = EBADMSG;
  return -1;
}

/* All of them; fewer only at the very end: 0 where there are none at all. */
static int take_block(struct request *request, char *into, size_t length) {
  size_t taken = 0;
  while (taken < length) {
    ssize_t more = request_input(request, into + taken, length - taken);
    if (more < 0) return -1;
    if (more == 0) return taken == 0 ? 0 : malformed();
    taken += (size_t)more;
  }
  return 1;
}

int pass_over(struct request *request, int64_t length) {
  char block[4096];
  while (length > 0) {
    ssize_t more = request_input(request, block, length < (int64_t)sizeof block ? (size_t)length : sizeof block);
    if (more <= 0) return more < 0 ? -1 : malformed();
    length -= more;
  }
  return 0;
}

int64_t padding_of(int64_t size) { return (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK; }

/* An extended header before the entry that it is about. */
static int take_extended(struct unpack *unpack, const struct tar_entry *header, struct tar_entry *entry) {
  if (header->size > HEADER_LIMIT) return malformed();
  size_t length = (size_t)header->size;
  char *body = calloc(length + 1, 1);
  if (body == NULL) return -1;
  int result = length == 0 ? 1 : take_block(unpack->request, body, length);
  if (result == 0) result = malformed();
  if (result > 0) {
    if (header->type == 'x') result = tar_read_records(body, length, entry) ? 0 : -1;
    else if (header->type == 'L' || header->type == 'K') {
      struct text *text = header->type == 'L' ? &entry->path : &entry->target;
      text->length = 0;
      text_add_word(text, body);
      result = 0;
    } else result = 0;
  }
  int error = errno;
  free(body);
  errno = error;
  return result < 0 ? -1 : pass_over(unpack->request, padding_of(header->size));
}

static int take_entries(struct unpack *unpack) {
  struct tar_entry header = {0};
  struct tar_entry entry = {0};
  tar_entry_clear(&entry);
  int result = 0;
  for (;;) {
    unsigned char block[TAR_BLOCK];
    result = take_block(unpack->request, (char *)block, sizeof block);
    // Two empty blocks end it; some writers leave them out.
    if (result <= 0 || tar_is_end(block)) break;
    tar_entry_clear(&header);
    bool extended = strchr("xgLK", block[156]) != NULL && block[156] != 0;
    if (!tar_read_header(block, extended ? &header : &entry)) result = -1;
    else if (extended) result = take_extended(unpack, &header, &entry);
    else {
      result = unpack_entry(unpack, &entry);
      tar_entry_clear(&entry);
    }
    if (result < 0 || count_say(&unpack->count, unpack->request) < 0) {
      result = -1;
      break;
    }
  }
  int error = errno;
  text_free(&header.path);
  text_free(&header.target);
  text_free(&header.attributes);
  text_free(&entry.path);
  text_free(&entry.target);
  text_free(&entry.attributes);
  errno = error;
  return result < 0 ? -1 : 0;
}

static void unpack_free(struct unpack *unpack) {
  int error = errno;
  if (unpack->last != NULL) close(unpack->last_folder);
  free(unpack->buffer);
  free(unpack->last);
  for (size_t at = 0; at < unpack->later_count; at++) {
    free(unpack->later[at].path);
    text_free(&unpack->later[at].attributes);
  }
  free(unpack->later);
  count_free(&unpack->count);
  errno = error;
}

static int unpack_into(struct unpack *unpack) {
  struct stat facts;
  struct stage stage;
  if (fstat(unpack->folder, &facts) < 0 || stage_folder(&stage, unpack->folder) < 0) return -1;
  unpack->stage = stage.descriptor;
  unpack->uid = facts.st_uid;
  unpack->gid = facts.st_gid;
  int result = take_entries(unpack);
  if (result == 0) result = take_rest(unpack->request);
  if (result == 0) result = unpack_finish(unpack);
  if (result == 0) result = put_stage(unpack->request, unpack->stage, unpack->folder, unpack->overwrite);
  stage_drop(&stage);
  return result;
}

/*
 * unpack FOLDER OVERWRITE KEEP, and a tar: KEEP is 1 where the owners are the tar's, else all belongs to whom the folder belongs to.
 * EEXIST, told with the first name that is in the way; EBADMSG for what is no tar, or leads elsewhere.
 */
int run_unpack(struct request *request) {
  const char *path = request->words[0];
  struct unpack unpack = {.request = request,
                          .folder = open_path(path, O_RDONLY | O_DIRECTORY),
                          .overwrite = strcmp(request->words[1], "1") == 0,
                          .keeps_owners = strcmp(request->words[2], "1") == 0,
                          .buffer = malloc(BLOCK)};
  if (unpack.folder < 0) return fail_at(request, path);
  int result = unpack.buffer == NULL ? -1 : unpack_into(&unpack);
  int error = errno;
  close(unpack.folder);
  errno = error;
  if (result == 0) result = count_done(&unpack.count, request);
  unpack_free(&unpack);
  return result;
}
