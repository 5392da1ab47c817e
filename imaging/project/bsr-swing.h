#pragma once

#include "bsr-random.h"

G_BEGIN_DECLS

#define BSR_SWING_TERMS 4

/**
 * BsrSwing:
 *
 * A slow disturbance over the columns of a scan: a few sines of drawn periods and phases, as a
 * boom swings, a vehicle's speed changes and a source drifts. A plain value.
 */
typedef struct
{
  double amplitude[BSR_SWING_TERMS];
  double frequency[BSR_SWING_TERMS]; /* radians a column */
  double phase[BSR_SWING_TERMS];
} BsrSwing;

/* A swing that stays within +-@amplitude, of periods of @shortest to @longest columns; no swing at
 * all for an @amplitude of 0. */
BsrSwing
bsr_swing_draw (BsrRandom *random, double amplitude, double shortest, double longest);

/* Its value at @column, fractions too. */
double
bsr_swing_at (const BsrSwing *swing, double column);
/* The sum of its values from column 0 to @column. */
double
bsr_swing_sum (const BsrSwing *swing, double column);

G_END_DECLS
