#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrScatter:
 *
 * Radiation that reaches a detector beside the straight way, as shares of the open beam. Behind
 * dense cargo it is most of what is counted: transmission reads too high, thickness too low, and by
 * how much differs from place to place. A plain value.
 */
typedef struct
{
  double level; /* that reaches the darkest places */
  double doubt; /* standard deviation of it from place to place */
} BsrScatter;

/**
 * bsr_scatter_estimate:
 * @deepest: counts above dark of the darkest places, BsrNoiseModel.deepest; NAN: none known
 * @air: counts of the open beam
 *
 * What the darkest places hold is stray where it is too dark to be a transmission
 * (%BSR_EXPOSURE_STRAY); else nothing is known of it but the doubt.
 */
BsrScatter bsr_scatter_estimate (double deepest, double air);

/* @scatter, or, where no place was dark enough to show its level, what is usual: 3.5 in 10,000 of the
 * open beam, and as much of it is not known (bsr-scatter.c). For estimates that are better a little too high than
 * surely too low. */
BsrScatter bsr_scatter_or_usual (BsrScatter scatter);

/* Standard deviation of an attenuation -ln T by what is not known of the scatter: the doubt as a
 * share of the transmission. It is common to neighbouring pixels: averaging leaves it as it is. */
double bsr_scatter_attenuation_sd (const BsrScatter *scatter, double attenuation);
/* What is to be added to a measured attenuation for the level alone, at most ln 2, where half of
 * the counts are stray and no correction is one any more. */
double bsr_scatter_bias (const BsrScatter *scatter, double attenuation);
/* Variance of the steel equivalent of a mean of @n pixels, mm2: counting and electronic noise
 * @noise of one pixel's attenuation, which averages, and the scatter, which does not. @slope:
 * d(steel)/d(attenuation), mm. */
double bsr_scatter_steel_variance (const BsrScatter *scatter, double attenuation, double noise,
                                   double slope, double n);

G_END_DECLS
