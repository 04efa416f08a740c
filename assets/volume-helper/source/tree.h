/* Goes through a tree, never through a link, and never over the edge of the stack. */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "request.h"

/* Levels; what is deeper ends the walk with ENAMETOOLONG. */
#define DEEPEST 2048

struct node {
  /* The folder that it stands in, and its name there. */
  int folder;
  const char *name;
  struct stat facts;
  /* A folder's own descriptor. */
  int descriptor;
  /* Whoever walks may keep something here between `enter` and `leave`. */
  int64_t mark;
};

enum { TREE_ON = 0, TREE_SKIP = 1, TREE_AGAIN = 2 };

struct tree {
  /* NULL where nobody can cancel. */
  struct request *request;
  void *context;
  /* Each gives TREE_ON, or -1 with errno. `enter` may give TREE_SKIP, `leave` TREE_AGAIN to read the folder anew; both may be NULL. */
  int (*enter)(struct tree *tree, struct node *node);
  int (*leave)(struct tree *tree, struct node *node);
  /* All that is no folder. */
  int (*file)(struct tree *tree, struct node *node);
  /* A folder that cannot be opened or read: NULL ends the walk. */
  int (*refused)(struct tree *tree, struct node *node);

  /* Where it is: the name that it began with, and what is below, between slashes. */
  struct text path;
  size_t depth;
};

/* `name` in `folder`, and all that is below. The path is then where it failed. */
int tree_walk(struct tree *tree, int folder, const char *name);
/* The same by a path in the volume; `/` is walked under the name `.`. */
int tree_walk_path(struct tree *tree, const char *path);
void tree_free(struct tree *tree);

/* Removes a tree of ours as far as it can be. */
void remove_quietly(int folder, const char *name);

#endif
