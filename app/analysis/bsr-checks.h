#pragma once

#include "bsr-check.h"

G_BEGIN_DECLS

/* What all checks share. Inside this room only. */

extern const BsrCheck bsr_check_container_number;
extern const BsrCheck bsr_check_empty;
extern const BsrCheck bsr_check_mass;

/* The most that a check may say when it lacks evidence: below the alarm line, because what
 * could not be seen is no fault of the declaration. */
#define BSR_SCORE_WITHOUT_EVIDENCE 0.45

/* (transfer full): a result that knows nothing yet: inconclusive, score 0, no numbers.
 * @reason: (transfer full) (nullable): set by the caller later when %NULL */
BsrCheckResult *bsr_check_result_new (const BsrCheck *check, const char *unit, char *reason);

/* Verdict for a @score that evidence stands behind: the alarm line parts mismatch from
 * consistent. */
BsrVerdict bsr_verdict_of_score (double score);

/* Index into the words of bsr_verdict_to_string(), NULL-terminated. */
extern const char *const bsr_verdict_names[];

G_END_DECLS
