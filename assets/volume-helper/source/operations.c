#include "operations.h"

#include <string.h>

#include "reader.h"

/* What is sent to it: see struct operation. */
static const struct operation operations[] = {
    {"list", "p", false, run_list},          {"stat", "p", false, run_stat},
    {"follow", "p", false, run_follow},      {"read", "pww", false, run_read},
    {"write", "pw", true, run_write},        {"mkdir", "p", false, run_mkdir},
    {"create", "p", false, run_create},      {"rename", "pp", false, run_rename},
    {"move", "pwp*", false, run_move},       {"copy", "pwp*", false, run_copy},
    {"remove", "p*", false, run_remove},     {"change", "wwwwp*", false, run_change},
    {"count", "p*", false, run_count},       {"find", "pww", false, run_find},
    {"sizes", "pww", false, run_sizes},      {"pack", "p*", false, run_pack},
    {"unpack", "pww", true, run_unpack},     {"receive", "pww*", true, run_receive},  {"sweep", "", false, run_sweep},
};

const struct operation *operation_named(const char *name) {
  for (size_t at = 0; at < sizeof operations / sizeof *operations; at++)
    if (strcmp(operations[at].name, name) == 0) return &operations[at];
  return NULL;
}
