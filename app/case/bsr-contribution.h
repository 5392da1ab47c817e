#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* That an examined load stands in the station's library, and by whose word. */
typedef struct
{
  char *case_id;    /* never NULL: whose load it is */
  char *supervisor; /* never NULL: who confirmed it */
  GDateTime *at;    /* never NULL, UTC */
} BsrContribution;

BsrContribution *bsr_contribution_new (const char *case_id, const char *supervisor, GDateTime *at);
BsrContribution *bsr_contribution_copy (const BsrContribution *contribution);
void bsr_contribution_free (BsrContribution *contribution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrContribution, bsr_contribution_free)

G_END_DECLS
