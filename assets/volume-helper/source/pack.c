/* A tree as a tar, with owners, permissions and links as they are. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "attributes.h"
#include "count.h"
#include "operations.h"
#include "tar.h"
#include "tree.h"

/* Bytes from which on it is worth a word that a file has holes. */
#define SPARSE_LEAST (64 * 1024)

struct pack {
  struct count count;
  struct inodes inodes;
  struct text out;
  /* BLOCK bytes, for all files one after the other. */
  char *buffer;
};

static int flush(struct pack *pack, struct request *request, size_t least) {
  if (pack->out.lost) {
    errno = ENOMEM;
    return -1;
  }
  if (pack->out.length < least) return 0;
  int result = reply_block(request, pack->out.bytes, pack->out.length);
  pack->out.length = 0;
  return result;
}

/* As many bytes as the header says: zeros for a file that became shorter meanwhile, none of what a longer one has more. */
static int pack_bytes(struct tree *tree, int file, int64_t size) {
  struct pack *pack = tree->context;
  char *buffer = pack->buffer;
  int result = 0;
  for (int64_t left = size; left > 0 && result == 0;) {
    size_t most = left < BLOCK ? (size_t)left : BLOCK;
    ssize_t length = read(file, buffer, most);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) {
      result = -1;
      break;
    }
    if (length == 0) {
      memset(buffer, 0, most);
      length = (ssize_t)most;
    }
    text_add(&pack->out, buffer, (size_t)length);
    left -= length;
    pack->count.bytes += length;
    result = flush(pack, tree->request, BLOCK);
  }
  if (result == 0) tar_add_padding(&pack->out, size);
  return result;
}

/* What ustar has no room for: holes, and attributes. */
static void add_header(struct pack *pack, char type, const char *path, int descriptor, const struct stat *facts) {
  struct text more = {0};
  if (type == '0' && facts->st_size >= SPARSE_LEAST && (int64_t)facts->st_blocks * 512 < facts->st_size)
    tar_add_record(&more, TAR_SPARSE, "1", 1);
  attributes_pack(&more, descriptor);
  tar_add_header(&pack->out, type, path, NULL, facts, &more);
  text_free(&more);
}

static int pack_contents(struct tree *tree, struct node *node) {
  struct pack *pack = tree->context;
  int file = openat(node->folder, node->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return errno == ENOENT ? 0 : -1;
  int result = fstat(file, &node->facts);
  if (result == 0) {
    add_header(pack, '0', tree->path.bytes, file, &node->facts);
    result = pack_bytes(tree, file, node->facts.st_size);
  }
  int error = errno;
  close(file);
  errno = error;
  return result;
}

static int pack_link(struct tree *tree, struct node *node) {
  struct pack *pack = tree->context;
  char target[4096];
  ssize_t length = readlinkat(node->folder, node->name, target, sizeof target - 1);
  if (length < 0) return errno == ENOENT ? 0 : -1;
  target[length] = '\0';
  tar_add_header(&pack->out, '2', tree->path.bytes, target, &node->facts, NULL);
  return 0;
}

static int pack_one(struct tree *tree, struct node *node) {
  struct pack *pack = tree->context;
  if (node->facts.st_nlink > 1) {
    const char *first = inodes_seen(&pack->inodes, &node->facts, tree->path.bytes);
    if (first != NULL) {
      tar_add_header(&pack->out, '1', tree->path.bytes, first, &node->facts, NULL);
      return 0;
    }
  }
  switch (node->facts.st_mode & S_IFMT) {
    case S_IFREG: return pack_contents(tree, node);
    case S_IFLNK: return pack_link(tree, node);
    case S_IFIFO: tar_add_header(&pack->out, '6', tree->path.bytes, NULL, &node->facts, NULL); return 0;
    // Sockets and devices belong to who made them.
    default: pack->count.refused++; return 0;
  }
}

static int pack_file(struct tree *tree, struct node *node) {
  struct pack *pack = tree->context;
  if (pack_one(tree, node) < 0) return -1;
  pack->count.files++;
  return flush(pack, tree->request, BLOCK) < 0 ? -1 : count_say(&pack->count, tree->request);
}

static int pack_folder(struct tree *tree, struct node *node) {
  struct pack *pack = tree->context;
  struct text path = {0};
  text_add(&path, tree->path.bytes, tree->path.length);
  text_add_character(&path, '/');
  text_end(&path);
  if (path.lost) pack->out.lost = true;
  else add_header(pack, '5', path.bytes, node->descriptor, &node->facts);
  text_free(&path);
  pack->count.folders++;
  return flush(pack, tree->request, BLOCK);
}

/* pack PATH…: blocks of a tar in which each has its own last name, the volume's root is `./`; then what `count` ends with. */
int run_pack(struct request *request) {
  struct pack pack = {.buffer = malloc(BLOCK)};
  if (pack.buffer == NULL) return -1;
  struct tree tree = {.request = request, .context = &pack, .enter = pack_folder, .file = pack_file};
  int result = 0;
  for (size_t at = 0; at < request->count && result == 0; at++) {
    result = tree_walk_path(&tree, request->words[at]);
    if (result < 0) fail_at(request, request->words[at]);
  }
  tree_free(&tree);
  static const char end[2 * TAR_BLOCK];
  text_add(&pack.out, end, sizeof end);
  if (result == 0) result = flush(&pack, request, 0);
  if (result == 0) result = count_done(&pack.count, request);
  int error = errno;
  text_free(&pack.out);
  free(pack.buffer);
  inodes_free(&pack.inodes);
  count_free(&pack.count);
  errno = error;
  return result;
}
