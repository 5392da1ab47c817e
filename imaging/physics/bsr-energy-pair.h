#pragma once

#include "bsr-radiograph.h"

G_BEGIN_DECLS

/**
 * BsrEnergySums:
 *
 * Pixels of one thing, pooled: what both energies attenuate there, and how many pixels say nothing.
 * A plain value; sums of whole numbers, so that the order in which they are added does not matter.
 */
typedef struct
{
  guint64 high, low;       /* codes of planes 0 and 1 */
  gint64 slope_x, slope_y; /* of plane 0's codes, in half a code a pixel: at edges the two energies do
                              not see quite the same */
  guint64 brighter;  /* by how much the brightest within two pixels transmits more, in 2^-16 of air */
  guint32 n;         /* pixels of which both planes say something */
  guint32 n_opaque;  /* that the beam did not get through in one of them */
  guint32 n_flawed;  /* dead, a spike, or at full scale in one of them */
} BsrEnergySums;

/* BsrPixelFlags, in either plane, of pixels of which two energies say nothing. */
#define BSR_ENERGY_FLAWED (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_SATURATED)

/* Adds @n pixels of row @y from @x on, all within the scan, which has two planes: for regions of
 * any shape, run by run. */
void bsr_energy_sums_add_run (BsrEnergySums *sums, const BsrRadiograph *radiograph, int x, int y,
                              int n);
void bsr_energy_sums_merge (BsrEnergySums *sums, const BsrEnergySums *other);

/**
 * BsrEnergyPair:
 *
 * Mean attenuations that were measured, freed of what is known to pull them to one side, and how
 * well plane 1's is known when plane 0's is given. A plain value.
 */
typedef struct
{
  double high, low;  /* attenuations of planes 0 and 1 */
  double noise_high; /* standard deviation of @high: counting and electronics, falls with the pixels */
  double noise;      /* of @low given @high: likewise */
  double common;     /* of @low given @high: open beam and stray radiation, which do not average */
} BsrEnergyPair;

/* @high, @low: means over @n > 0 pixels' attenuations, where they are level. */
void bsr_energy_pair_init (BsrEnergyPair *pair, const BsrRadiograph *radiograph, double high,
                           double low, double n);
/* Of pooled pixels, at least one of which says something, level or not. */
void bsr_energy_pair_of_sums (BsrEnergyPair *pair, const BsrRadiograph *radiograph,
                              const BsrEnergySums *sums);

G_END_DECLS
