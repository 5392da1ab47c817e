#include "bsr-energy-pair.h"

#include <math.h>

/* How well either plane's open beam is known, a share: BSR_PIXEL_AIR reaches at least 0.5 % from
 * it, which is taken for two standard deviations. */
#define AIR_SHARE 0.0025
/* The logarithm of a noisy transmission lies above that of its mean by half the relative variance
 * (Taylor's second order). Of that correction a third may be wrong: the next order, and the noise's
 * own error. Beyond this much nothing is corrected any more. */
#define BIAS_DOUBT (1.0 / 3.0)
#define MOST_BIAS 0.1

void
bsr_energy_sums_add_run (BsrEnergySums *sums, const BsrRadiograph *radiograph, int x, int y, int n)
{
  const guint16 *high = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y);
  const guint16 *low = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 1), y);
  const guint8 *flags_high = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y);
  const guint8 *flags_low = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 1), y);
  for (int i = x; i < x + n; i++)
    bsr_energy_sums_add (sums, high[i], low[i], flags_high[i] | flags_low[i]);
}

/* Without the logarithm's bias and with what came beside the straight way taken off. */
static double
straighten (const BsrRadiograph *radiograph, int plane, double attenuation, double noise,
            double *bias)
{
  BsrScatter scatter = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, plane));
  *bias = MIN (0.5 * noise * noise, MOST_BIAS);
  double mean = MAX (attenuation - *bias, 0.0);
  return mean + bsr_scatter_bias (&scatter, mean);
}

void
bsr_energy_pair_init (BsrEnergyPair *pair, const BsrRadiograph *radiograph, double high, double low,
                      double n)
{
  g_return_if_fail (pair != NULL && radiograph != NULL && n > 0.0);
  double noise_high = bsr_radiograph_noise (radiograph, 0, high);
  double noise_low = bsr_radiograph_noise (radiograph, 1, low);
  double bias_high, bias_low;
  pair->high = straighten (radiograph, 0, high, noise_high, &bias_high);
  pair->low = straighten (radiograph, 1, low, noise_low, &bias_low);

  /* Plane 1's attenuation goes with plane 0's at about their ratio, whatever the material. */
  double ratio = pair->high > 0.0 ? CLAMP (pair->low / pair->high, 0.5, 2.0) : 1.0;
  BsrScatter scatter[2];
  for (int i = 0; i < 2; i++)
    scatter[i] = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, i));
  /* Both planes' stray radiation rises together: what is left is the difference. */
  double stray = MAX (bsr_scatter_attenuation_sd (&scatter[1], pair->low)
                          - ratio * bsr_scatter_attenuation_sd (&scatter[0], pair->high),
                      0.0);
  pair->noise_high = noise_high / sqrt (n);
  pair->noise = hypot (noise_low, ratio * noise_high) / sqrt (n);
  pair->common = hypot (hypot (AIR_SHARE * hypot (1.0, ratio), stray),
                        BIAS_DOUBT * (bias_low + ratio * bias_high));
}
