/* What takes its place from a stage: what a tar brought here, and what the engine has unpacked there by itself. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "operations.h"
#include "path.h"
#include "put.h"
#include "stage.h"

/* Twentieths of a second that a stage is cleared which somebody else may still fill, and how long it must stay gone. */
#define PATIENCE 60
#define QUIET 6
/* How often a stage is read anew for what stands in it yet. */
#define MOST_TURNS 1000

/* What comes after the end is taken, so that whoever sends it is not held up. */
int take_rest(struct request *request) {
  char block[4096];
  ssize_t length;
  while ((length = request_input(request, block, sizeof block)) > 0) continue;
  return (int)length;
}

static int put_some(struct request *request, int stage, int target, bool overwrite, bool *any) {
  struct folder folder;
  int opened = openat(stage, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0 || !folder_open(&folder, opened, 64 * 1024)) return -1;
  int result = 0;
  const char *name;
  errno = 0;
  while (result == 0 && (name = folder_next(&folder)) != NULL) {
    *any = true;
    result = request_cancelled(request) ? -1 : put(stage, name, target, name, overwrite);
    if (result < 0) fail_at(request, name);
    else errno = 0;
  }
  if (result == 0 && errno != 0) result = -1;
  int error = errno;
  folder_close(&folder);
  errno = error;
  return result;
}

int put_stage(struct request *request, int stage, int target, bool overwrite) {
  // Some file systems pass names over while others go, and what is left goes with the stage.
  for (int turn = 0; turn < MOST_TURNS; turn++) {
    bool any = false;
    int result = put_some(request, stage, target, overwrite, &any);
    if (result < 0 || !any) return result;
  }
  errno = ENOTEMPTY;
  return -1;
}

/* Who fills it may not have heard yet that nobody wants it, and make it anew: it is gone once it stays so for a while. */
static void clear_for_good(struct stage *stage) {
  int gone = 0;
  for (int turn = 0; turn < PATIENCE && gone < QUIET; turn++) {
    gone = stage_clear(stage) ? gone + 1 : 0;
    usleep(50 * 1000);
  }
}

/* What the engine itself unpacks into the stage is put into its place as what came here is. */
static int receive_into(struct request *request, int folder, bool overwrite) {
  struct stat facts;
  struct stage stage;
  if (fstat(folder, &facts) < 0 || stage_folder(&stage, folder) < 0) return -1;
  struct text fields = {0};
  text_add_word(&fields, stage.name);
  text_add_character(&fields, '\t');
  text_add_number(&fields, facts.st_uid);
  text_add_character(&fields, '\t');
  text_add_number(&fields, facts.st_gid);
  int result = reply_line(request, "stage", &fields);
  text_free(&fields);
  if (result == 0) result = take_rest(request);
  if (result == 0) result = put_stage(request, stage.descriptor, folder, overwrite);
  if (result < 0) clear_for_good(&stage);
  stage_drop(&stage);
  return result;
}

static int check_names(struct request *request, int folder) {
  for (size_t at = 2; at < request->count; at++) {
    struct stat facts;
    if (!is_name(request->words[at])) continue;
    if (fstatat(folder, request->words[at], &facts, AT_SYMLINK_NOFOLLOW) < 0) continue;
    errno = EEXIST;
    return fail_at(request, request->words[at]);
  }
  return 0;
}

/*
 * receive FOLDER OVERWRITE NAME…: makes a folder in the volume's root, `stage NAME UID GID`, that somebody else fills; once the input ends,
 * what is in it takes its place. EEXIST at once where one of the names is taken.
 */
int run_receive(struct request *request) {
  const char *path = request->words[0];
  bool overwrite = strcmp(request->words[1], "1") == 0;
  int folder = open_path(path, O_RDONLY | O_DIRECTORY);
  if (folder < 0) return fail_at(request, path);
  int result = overwrite ? 0 : check_names(request, folder);
  if (result == 0) result = receive_into(request, folder, overwrite);
  int error = errno;
  close(folder);
  errno = error;
  return result < 0 ? -1 : reply_line(request, "done", NULL);
}

/* sweep: what helpers that were killed have left. */
int run_sweep(struct request *request) {
  sweep_stages();
  return reply_line(request, "done", NULL);
}
