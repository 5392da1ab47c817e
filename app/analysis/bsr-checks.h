#pragma once

#include "bsr-check.h"

G_BEGIN_DECLS

/* What all checks share. Inside this room only. */

extern const BsrCheck bsr_check_container_number;
extern const BsrCheck bsr_check_empty;
extern const BsrCheck bsr_check_mass;
extern const BsrCheck bsr_check_material;
extern const BsrCheck bsr_check_commodity;
extern const BsrCheck bsr_check_homogeneity;
extern const BsrCheck bsr_check_packages;
extern const BsrCheck bsr_check_volume;

/* The most that a check may say when it lacks evidence: below the alarm line, because what
 * could not be seen is no fault of the declaration. */
#define BSR_SCORE_WITHOUT_EVIDENCE 0.45

/* (transfer full): a result that knows nothing yet: inconclusive, score 0, no numbers.
 * @reason: (transfer full) (nullable): set by the caller later when %NULL */
BsrCheckResult *bsr_check_result_new (const BsrCheck *check, const char *unit, char *reason);

/* The same of the load as a whole: of its only declared item, where there is one alone. */
BsrCheckResult *bsr_check_result_new_of_load (const BsrCheck *check, const BsrCheckInput *input,
                                              const char *unit);

/* (nullable) (transfer none): why the room that the load takes up is not known, as a translated clause. */
const char *bsr_check_missing_room (const BsrCheckInput *input);

/* 0 where both agree, 0.5 at the edge of what is @allowed, towards 1 beyond: 1 - 2^-(d/a)^2. */
double bsr_score_of_distance (double distance, double allowed);

/* Verdict for a @score that evidence stands behind: the alarm line parts mismatch from
 * consistent. */
BsrVerdict bsr_verdict_of_score (double score);

/* Index into the words of bsr_verdict_to_string(), NULL-terminated. */
extern const char *const bsr_verdict_names[];

G_END_DECLS
