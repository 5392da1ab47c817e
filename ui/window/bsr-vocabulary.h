#pragma once

#include "bsr-analysis.h"
#include "bsr-annotation.h"
#include "bsr-decision.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* What the window calls things: translated, static words for the values of the workstation. */

const char *bsr_vocabulary_state (BsrCaseState state);
const char *bsr_vocabulary_priority (BsrPriority priority);
const char *bsr_vocabulary_verdict (BsrVerdict verdict);
const char *bsr_vocabulary_material (BsrMaterialClass material);
const char *bsr_vocabulary_category (BsrCategory category);
const char *bsr_vocabulary_decision (BsrDecisionKind kind);
const char *bsr_vocabulary_outcome (BsrOutcomeResult result);
const char *bsr_vocabulary_extent (BsrExaminationExtent extent);
const char *bsr_vocabulary_energy (BsrEnergyName name);
/* The name of a manifest check by its id ("mass"); the id itself for one not known here. */
const char *bsr_vocabulary_check (const char *id);

/* (transfer full): what a member of a case file holds ("items[0].gross_kg": "Item 1: Gross mass"); the member
 * itself for one not known here. */
char *bsr_vocabulary_member (const char *member);

/* (transfer full): what goods of @hs are called: "Citrus fruit (0805)", as the longest known beginning
 * of the code has it; "HS 0001" where there is none; "" stands for none of those known. */
char *bsr_vocabulary_heading (const char *hs);

/* Names of symbolic icons and of style classes: shape and colour differ together, so that
 * nothing rests on colour alone. Static, not translated. */
const char *bsr_vocabulary_verdict_icon (BsrVerdict verdict);
const char *bsr_vocabulary_verdict_style (BsrVerdict verdict);
const char *bsr_vocabulary_state_style (BsrCaseState state);
const char *bsr_vocabulary_category_style (BsrCategory category);
const char *bsr_vocabulary_decision_icon (BsrDecisionKind kind);

/* (transfer full): local date and time, in the order that the translation gives. */
char *bsr_vocabulary_time (GDateTime *time);
/* (transfer full): how far @cut_off is from @now, in the two largest units: "Cut-off in 2 d 4 h",
 * "Cut-off passed". */
char *bsr_vocabulary_cut_off (GDateTime *cut_off, GDateTime *now);
/* (transfer full): a mass in kilograms; "not stated" for NAN. */
char *bsr_vocabulary_mass (double kg);

G_END_DECLS
