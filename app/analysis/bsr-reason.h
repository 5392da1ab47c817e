#pragma once

#include "bsr-finding.h"

G_BEGIN_DECLS

/* (transfer full): why a place is strange, in one translated sentence with numbers that an
 * officer can read. */
char *bsr_reason_of_finding (const BsrFinding *finding);

/* The material's word in an analysis document: "organic", ..., "unknown". */
const char *bsr_material_class_to_string (BsrMaterialClass material);
/* The same words in the order of BsrMaterialClass, NULL-terminated. */
extern const char *const bsr_material_class_names[];

G_END_DECLS
