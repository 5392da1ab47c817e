#pragma once

#include "bsr-check.h"

G_BEGIN_DECLS

/* What a manifest check says, in the words and numbers of the window. All (transfer full). */

/* A quantity with its unit, digits in groups of three: "18 200 kg", "31.5 m³", "120 packages".
 * @unit: as of a BsrCheckResult */
char *bsr_check_words_quantity (double value, const char *unit);

/* What was declared ("21 400 kg"), and what the image shows ("18 200 kg (16 900 to 19 500)",
 * "at least 30 000 kg"). */
char *bsr_check_words_declared (const BsrCheckResult *result);
char *bsr_check_words_observed (const BsrCheckResult *result);

/* Whether there is anything declared or seen to be said. */
gboolean bsr_check_words_has_facts (const BsrCheckResult *result);
/* Both in one sentence, for who hears them: "declared 12 000 kg, seen 9 500 kg, between 9 000 kg
 * and 10 000 kg". */
char *bsr_check_words_comparison (const BsrCheckResult *result);

G_END_DECLS
