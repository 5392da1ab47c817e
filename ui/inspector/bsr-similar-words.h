#pragma once

#include "bsr-load-descriptor.h"

G_BEGIN_DECLS

/* How alike two loads are, in the words and units of the window. */

/* @distance: as BsrSimilarLoad has it. Two loads that are picked at random differ by a root mean
 * square of sqrt (2) standard deviations (of independent values of one variance, the difference has
 * twice that variance): 1 for the same load, 0 from there on. */
double bsr_similar_words_likeness (double distance);
/* Static, translated: "Very alike" to "Hardly alike". */
const char *bsr_similar_words_distance (double distance);

/* What is said of a load in units, in this order. */
typedef enum
{
  BSR_SIMILAR_THICKNESS, /* median mass thickness */
  BSR_SIMILAR_HEIGHT,    /* share of the inside's height that is filled */
  BSR_SIMILAR_PACKAGES,  /* size of what repeats, along and up */
  BSR_SIMILAR_N_FACTS,
} BsrSimilarFact;

/* Static, translated: "Fill height". */
const char *bsr_similar_words_name (BsrSimilarFact fact);
/* (transfer full): "20 g/cm²", "80 %", "0.40 × 0.30 m"; "–" where it is not measured. */
char *bsr_similar_words_value (const BsrLoadDescriptor *descriptor, BsrSimilarFact fact);
/* (transfer full): all that is measured, on one line; "" where nothing is. */
char *bsr_similar_words_line (const BsrLoadDescriptor *descriptor);

G_END_DECLS
