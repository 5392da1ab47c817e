#include "bsr-scatter.h"

#include <math.h>

#include "bsr-exposure.h"

/* What dark current and scatter differ by from place to place, share of the open beam: in the dark
 * parts of a real rail portal's scan the means of 16 x 10 pixels scatter by 15 and 22 of 62,000
 * counts in its two energies. */
#define LEAST_DOUBT 3e-4
/* Scatter follows the cargo around: it is taken to differ by a third of its level. */
#define DOUBT_SHARE (1.0 / 3.0)
/* Share of the counts that may be stray for the rest to be worth anything. */
#define MOST_STRAY 0.5

/* Collimated portals hold 0.5 to 1.6 in a thousand in their darkest places (a real rail portal 1.0 and
 * 1.6 in its two energies), where dense cargo scatters most; simulated phantoms without a building around
 * hold none. Between both, known to all of itself. */
#define USUAL_LEVEL 3.5e-4
#define USUAL_DOUBT 1.0

BsrScatter
bsr_scatter_or_usual (BsrScatter scatter)
{
  if (!(scatter.level > 0.0))
    scatter.level = USUAL_LEVEL;
  scatter.doubt = MAX (scatter.doubt, USUAL_DOUBT * scatter.level);
  return scatter;
}

BsrScatter
bsr_scatter_estimate (double deepest, double air)
{
  g_return_val_if_fail (air > 0.0, ((BsrScatter){ 0.0, LEAST_DOUBT }));
  double share = deepest / air;
  double level = share > 0.0 && share <= BSR_EXPOSURE_STRAY ? share : 0.0; /* NAN: none */
  return (BsrScatter){ level, hypot (LEAST_DOUBT, DOUBT_SHARE * level) };
}

double
bsr_scatter_attenuation_sd (const BsrScatter *scatter, double attenuation)
{
  return scatter->doubt * exp (attenuation);
}

double
bsr_scatter_bias (const BsrScatter *scatter, double attenuation)
{
  return -log1p (-MIN (scatter->level * exp (attenuation), MOST_STRAY));
}

double
bsr_scatter_steel_variance (const BsrScatter *scatter, double attenuation, double noise,
                            double slope, double n)
{
  double drift = bsr_scatter_attenuation_sd (scatter, attenuation);
  return slope * slope * (noise * noise / MAX (n, 1.0) + drift * drift);
}
