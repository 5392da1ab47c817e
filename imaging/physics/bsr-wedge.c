#include "bsr-wedge.h"

#include <math.h>

void
bsr_wedge_init (BsrWedge *wedge, const BsrSpectrum *high, const BsrSpectrum *low,
                const BsrMaterial *material)
{
  g_return_if_fail (wedge != NULL && high != NULL && low != NULL && material != NULL);
  BsrSpectrumMaterial in_high, in_low;
  bsr_spectrum_attenuate (high, material, &in_high);
  bsr_spectrum_attenuate (low, material, &in_low);
  double most = bsr_spectrum_g_cm2_of (high, &in_high, exp (-BSR_WEDGE_ATTENUATION));
  for (int i = 0; i < BSR_WEDGE_STEPS; i++)
    {
      double share = (i + 1.0) / BSR_WEDGE_STEPS;
      wedge->g_cm2[i] = most * share * share;
      wedge->high[i] = -log (bsr_spectrum_transmission_of (high, &in_high, wedge->g_cm2[i]));
      wedge->ratio[i]
          = -log (bsr_spectrum_transmission_of (low, &in_low, wedge->g_cm2[i])) / wedge->high[i];
    }
}

/* Both curves are smooth and nearly straight through zero: their ratios to the attenuation are
 * what is interpolated. */
void
bsr_wedge_look_up (const BsrWedge *wedge, double high, int *step, double *ratio, double *g_cm2)
{
  int k = *step;
  while (k < BSR_WEDGE_STEPS - 2 && wedge->high[k + 1] < high)
    k++;
  *step = k;
  double share = (high - wedge->high[k]) / (wedge->high[k + 1] - wedge->high[k]);
  share = CLAMP (share, 0.0, 1.0);
  double before = wedge->g_cm2[k] / wedge->high[k];
  double after = wedge->g_cm2[k + 1] / wedge->high[k + 1];
  *ratio = wedge->ratio[k] + share * (wedge->ratio[k + 1] - wedge->ratio[k]);
  *g_cm2 = (before + share * (after - before)) * high;
}
