#pragma once

#include "bsr-interval.h"

G_BEGIN_DECLS

/* Tenths of the scores: [0, 0.1), [0.1, 0.2), ... [0.9, 1]. */
#define BSR_RELIABILITY_BINS 10

typedef struct
{
  int n;
  double mean_score;  /* NAN when @n is 0 */
  BsrInterval share;  /* of the findings that are hits */
} BsrReliabilityBin;

/**
 * BsrReliability:
 *
 * Whether scores are probabilities: what share of the findings of each score are hits. A plain
 * value.
 */
typedef struct
{
  int n;
  BsrReliabilityBin bins[BSR_RELIABILITY_BINS];
  /* Mean over the findings of |mean score - share of hits| of their bin: Naeini, Cooper and
   * Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015. */
  double expected_error; /* NAN when @n is 0 */
} BsrReliability;

/* @scores: 0...1; @hits: whether each is a hit. */
BsrReliability bsr_reliability_of (const double *scores, const gboolean *hits, int n);

G_END_DECLS
