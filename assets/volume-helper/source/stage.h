/*
 * Where something is written before it takes its place: a file or folder of a name of ours in the volume's root. Its writer holds
 * a lock on it as long as it lives; what has none was abandoned, by a helper that was killed.
 */
#ifndef STAGE_H
#define STAGE_H

#include <stdbool.h>

#define STAGE_NAME_ROOM 48

struct stage {
  /* The folder that it stands in, and itself. */
  int folder;
  int descriptor;
  char name[STAGE_NAME_ROOM];
};

bool is_stage(const char *name);
/* Nobody holds its lock. */
bool is_abandoned(const char *name);

/* A file, or a folder, that nobody else has; `target` is the folder that it will go to. -1 with errno. */
int stage_file(struct stage *stage, int target);
int stage_folder(struct stage *stage, int target);
/* Removes it; false while somebody still puts something into it. Keeps errno. */
bool stage_clear(struct stage *stage);
/* What is left of it goes, with all that it holds. Keeps errno. */
void stage_drop(struct stage *stage);

/* Removes what was abandoned in the root. */
void sweep_stages(void);

#endif
