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

/* Standard deviation of the distance between the places that both energies see, pixels along either
 * axis: interlaced pulses are half a column apart, and the shift that is found for a whole scan is
 * good to about as much. */
#define APART_PIXELS 0.25

/* So much of what is brighter within two pixels may have leaked into a dark one, by light that crosses
 * between the crystals and the focal spot's blur, or come through a gap that no pixel resolves: one
 * standard deviation. Assumed, not measured. It pulls both attenuations to the same, as if of lead. */
#define LEAK_SHARE 0.01
#define REACH 2
/* Neighbours that are brighter by less than this are taken for alike: 0.25 nepers. */
#define ALIKE_CODES (BSR_ATTENUATION_STEPS / 4)

/* In 2^-16 of air. */
static guint64
transmitted (int code)
{
  return (guint64) (expf (-(float) code / BSR_ATTENUATION_STEPS) * 65536.0f);
}

/* How far both planes' stray radiation rises together: its levels in the darkest places of three scans
 * of one portal were 2 and 0, 15 and 7, and 8 and 8 in 10,000 of the open beam. */
#define STRAY_TOGETHER 0.5

void
bsr_energy_sums_add_run (BsrEnergySums *sums, const BsrRadiograph *radiograph, int x, int y, int n)
{
  BsrPlane *plane = bsr_radiograph_codes (radiograph, 0);
  int last_x = bsr_plane_width (plane) - 1, last_y = bsr_plane_height (plane) - 1;
  const guint16 *rows[2 * REACH + 1];
  for (int i = 0; i < 2 * REACH + 1; i++)
    rows[i] = bsr_plane_row_u16 (plane, CLAMP (y + i - REACH, 0, last_y));
  const guint16 *high = rows[REACH], *above = rows[REACH - 1], *below = rows[REACH + 1];
  const guint16 *low = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 1), y);
  const guint8 *flags_high = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y);
  const guint8 *flags_low = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 1), y);

  for (int i = x; i < x + n; i++)
    {
      guint8 flags = flags_high[i] | flags_low[i];
      if (flags & (BSR_ENERGY_FLAWED | BSR_PIXEL_OPAQUE))
        {
          *(flags & BSR_ENERGY_FLAWED ? &sums->n_flawed : &sums->n_opaque) += 1;
          continue;
        }
      int brightest = MIN (MIN (high[MAX (i - REACH, 0)], high[MIN (i + REACH, last_x)]),
                           MIN (rows[0][i], rows[2 * REACH][i]));
      if (high[i] - brightest > ALIKE_CODES)
        sums->brighter += transmitted (brightest) - transmitted (high[i]);
      sums->high += high[i];
      sums->low += low[i];
      sums->slope_x += high[MIN (i + 1, last_x)] - high[MAX (i - 1, 0)];
      sums->slope_y += below[i] - above[i];
      sums->n++;
    }
}

void
bsr_energy_sums_merge (BsrEnergySums *sums, const BsrEnergySums *other)
{
  sums->high += other->high;
  sums->low += other->low;
  sums->slope_x += other->slope_x;
  sums->slope_y += other->slope_y;
  sums->brighter += other->brighter;
  sums->n += other->n;
  sums->n_opaque += other->n_opaque;
  sums->n_flawed += other->n_flawed;
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
  double stray_low = bsr_scatter_attenuation_sd (&scatter[1], pair->low);
  double stray_high = ratio * bsr_scatter_attenuation_sd (&scatter[0], pair->high);
  double stray = sqrt (STRAY_TOGETHER * (stray_low - stray_high) * (stray_low - stray_high)
                       + (1.0 - STRAY_TOGETHER) * (stray_low * stray_low + stray_high * stray_high));
  pair->noise_high = noise_high / sqrt (n);
  pair->noise = hypot (noise_low, ratio * noise_high) / sqrt (n);
  pair->common = hypot (hypot (AIR_SHARE * hypot (1.0, ratio), stray),
                        BIAS_DOUBT * (bias_low + ratio * bias_high));
}

void
bsr_energy_pair_of_sums (BsrEnergyPair *pair, const BsrRadiograph *radiograph,
                         const BsrEnergySums *sums)
{
  g_return_if_fail (sums != NULL && sums->n > 0);
  double step = 1.0 / BSR_ATTENUATION_STEPS / sums->n;
  bsr_energy_pair_init (pair, radiograph, step * (double) sums->high, step * (double) sums->low,
                        sums->n);
  double slope = 0.5 * step * hypot ((double) sums->slope_x, (double) sums->slope_y);
  double leak = LEAK_SHARE * (double) sums->brighter / sums->n / 65536.0;
  double darker = exp (pair->low) - pair->low / MAX (pair->high, 1e-6) * exp (pair->high);
  pair->common = hypot (hypot (pair->common, APART_PIXELS * slope), leak * MAX (darker, 0.0));
}
