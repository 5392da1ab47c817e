#include "bsr-analysis-words.h"

const char *const bsr_finding_kinds[] = { "excess",   "lack",      "opaque", "unlike",
                                          "material", "structure", "short",  "reference", "appearance",
                                          NULL };

const char *const bsr_check_names[] = { "container-number", "empty",    "mass",   "material",
                                        "commodity",        "homogeneity", "packages", "volume", NULL };

const char *const bsr_check_units[] = { "", "kg", "m3", "packages", "g/cm2", "g/cm3", NULL };
