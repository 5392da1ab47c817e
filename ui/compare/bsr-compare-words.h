#pragma once

#include "bsr-comparison.h"

G_BEGIN_DECLS

/* What the compare mode says, translated. All (transfer full) unless said otherwise. */

/* What a candidate is: "TGHU3041356 · case MAPTM-2026-000005", "Empty 45G1 box, simulated". */
char *bsr_compare_words_title (const BsrCompareCandidate *candidate);
/* Why it is offered: a sentence. */
char *bsr_compare_words_why (const BsrCompareCandidate *candidate);
/* When it was scanned, and how its case ended. */
char *bsr_compare_words_facts (const BsrCompareCandidate *candidate);
/* Over the open scan, and over the other one. */
char *bsr_compare_words_own (const BsrCase *flagged, const BsrScan *scan);
char *bsr_compare_words_other (const BsrCompareCandidate *candidate);

/* How well both lie over each other: a sentence. */
char *bsr_compare_words_alignment (const BsrComparison *comparison);
/* (transfer none): why there is no difference; "" where there is one. */
const char *bsr_compare_words_refusal (BsrDifferenceRefusal refusal);
/* What is coloured, and how sure: a sentence. */
char *bsr_compare_words_scale (const BsrDifference *difference);
/* What the difference says of one place; "" where there is nothing to say. */
char *bsr_compare_words_place (BsrDifferenceState state, double mm, double sd);

G_END_DECLS
