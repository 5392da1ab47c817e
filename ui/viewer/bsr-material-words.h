#pragma once

#include "bsr-material-curves.h"

G_BEGIN_DECLS

/* A set of substances (mask of 1 << BsrSubstance) in words, translated, static: "iron or lead"; ""
 * for none. All of them cannot be told. */
const char *bsr_material_words_of_set (guint substances);

/* (transfer full): what is known of a place, for one line: the set and its numbers, "iron or lead, Z
 * 24 to 82, 74 to 91 g/cm²", or why nothing is said. */
char *bsr_material_words_line (const BsrMaterialEstimate *estimate);

G_END_DECLS
