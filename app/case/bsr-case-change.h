#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/* What one version of a declaration says otherwise than the one before. */
typedef struct
{
  char *member;         /* as the exchange contract names it: "gross_kg", "items[0].hs" */
  char *before, *after; /* (nullable): in words; NULL: not stated */
} BsrCaseChange;

void bsr_case_change_free (BsrCaseChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCaseChange, bsr_case_change_free)

/* (transfer full): BsrCaseChange, in the order of the contract's members; empty where both say the
 * same. */
GPtrArray *bsr_case_changes (const BsrCase *before, const BsrCase *after);

G_END_DECLS
