#pragma once

#include <gio/gio.h>

#include "bsr-plane.h"

G_BEGIN_DECLS

#define BSR_NOISE_MAX_KNOTS 48

/**
 * BsrNoiseModel:
 *
 * Variance of one pixel's counts by their mean, measured from the image itself: electronic noise
 * at the dark end, counting noise above, and whatever the scanner's own processing made of them.
 * A plain value; variance never falls with the signal.
 */
typedef struct
{
  int n_knots; /* 0: nothing flat enough in the image, the nominal law holds */
  double signal[BSR_NOISE_MAX_KNOTS];   /* counts, rising */
  double variance[BSR_NOISE_MAX_KNOTS]; /* counts^2 */
  double step;         /* counts: quantisation, the least noise there is */
  double nominal_gain; /* counts^2 a count, where nothing was measured */
  double deepest;      /* counts: median of the darkest hundredth of the image's blocks; NAN when
                          it has no block */
} BsrNoiseModel;

/**
 * bsr_noise_model_measure:
 * @samples: U16; @signal tells the counts above dark of each of the 65,536 samples, rising
 * @flags: U8; pixels flagged dead are left out
 * @air, @step: counts
 *
 * Measures the noise from blocks of pixels that are spread evenly over the image, a fixed number
 * of them. The method is in the .c.
 */
gboolean bsr_noise_model_measure (BsrNoiseModel *model, BsrPlane *samples, const float *signal,
                                  BsrPlane *flags, double air, double step, int n_threads,
                                  GCancellable *cancellable, GError **error);

/* counts^2, finite and above 0, for a mean of @signal counts. */
double bsr_noise_model_variance (const BsrNoiseModel *model, double signal);

G_END_DECLS
