#pragma once

#include "bsr-decision.h"
#include "bsr-declaration.h"

G_BEGIN_DECLS

/* What a record says, in lines for people. */

/* (transfer full): the code's label and the officer's own words, where they differ. */
char *bsr_record_words_decision (const BsrDecision *decision);
/* (transfer full): what was found and how it was examined, a line for each. */
char *bsr_record_words_outcome (const BsrOutcome *outcome);
/* (transfer full): what the declaration says otherwise than the one before (nullable): the first. */
char *bsr_record_words_declaration (const BsrDeclaration *before, const BsrDeclaration *after);

G_END_DECLS
