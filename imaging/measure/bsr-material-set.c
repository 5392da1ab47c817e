#include "bsr-material-set.h"

#include <math.h>

#include "bsr-scatter.h"

const double bsr_material_set_numbers[BSR_N_REFERENCES]
    = { 7.0, 13.0, 26.0, 50.0, 56.0, 74.0, 82.0 };

/* Steps from each reference to the next; mixtures lie between. */
#define STEPS 12
/* How well the ratio of two attenuations and the open beam are known: reasons in bsr-mass-plane.c.
 */
#define RATIO_SHARE 0.01
#define AIR_SHARE 0.005
/* A material that is further off, in standard deviations, does not fit. */
#define MOST_SIGMAS 2.0
/* Hydrogen takes polyethylene as far beyond cellulose as graphite is on its other side: a hundredth
 * of the attenuation, as bsr-dual-energy.h says of their masses' share in the ratio. */
#define HYDROGEN_SHARE 0.01
/* Thinner places, attenuation of plane 0, tell of the level of air and not of the material. */
#define LEAST_ATTENUATION 0.05

void
bsr_material_sums_add (BsrMaterialSums *sums, const BsrDualEnergy *dual, float high, float low)
{
  BsrDualEnergyPoint point;
  if (!bsr_dual_energy_look_up (dual, high, &point) || !(point.noise > 0.0F))
    return;
  double weight = 1.0 / ((double) point.noise * (double) point.noise);
  sums->weight += weight;
  sums->high += weight * (double) high;
  sums->low += weight * (double) low;
  sums->slope += weight * (double) point.slope;
  for (int j = 0; j < BSR_N_REFERENCES; j++)
    sums->apart[j] += weight * (double) (low - point.low[j]);
}

/* Standard deviation of the mean distance. */
static double
doubt_of (const BsrMaterialSums *sums, const BsrRadiograph *radiograph, int n_thinned)
{
  double high = sums->high / sums->weight, low = sums->low / sums->weight;
  double slope = sums->slope / sums->weight;
  BsrScatter scatter[2];
  for (int i = 0; i < 2; i++)
    scatter[i] = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, i));
  double stray = bsr_scatter_attenuation_sd (&scatter[1], low)
                 - slope * bsr_scatter_attenuation_sd (&scatter[0], high);
  double noise = 1.0 / sqrt (sums->weight * MAX (n_thinned, 1));
  return hypot (hypot (noise, RATIO_SHARE * low),
                hypot (AIR_SHARE * hypot (1.0, slope), MAX (stray, 0.0)));
}

/* What the level of stray radiation takes off plane 1's attenuation beyond what plane 0's says. */
static double
stray_bias (const BsrMaterialSums *sums, const BsrRadiograph *radiograph)
{
  BsrScatter high = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, 0));
  BsrScatter low = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, 1));
  return bsr_scatter_bias (&low, sums->low / sums->weight)
         - sums->slope / sums->weight * bsr_scatter_bias (&high, sums->high / sums->weight);
}

static void
add_number (BsrMaterialSet *set, double number, gboolean is_next)
{
  if (is_next && set->n_ranges > 0)
    set->ranges[set->n_ranges - 1].to = number;
  else if (set->n_ranges < BSR_MATERIAL_SET_MAX_RANGES)
    {
      set->ranges[set->n_ranges].from = set->ranges[set->n_ranges].to = number;
      set->n_ranges++;
    }
}

BsrMaterialSet
bsr_material_set_of (const BsrMaterialSums *sums, const BsrRadiograph *radiograph, int n_thinned)
{
  g_return_val_if_fail (sums != NULL && radiograph != NULL, (BsrMaterialSet){ 0 });

  BsrMaterialSet set = { .answer = BSR_MATERIAL_SET_TOO_LITTLE };
  if (!(sums->weight > 0.0) || sums->high / sums->weight < LEAST_ATTENUATION)
    return set;

  double doubt = doubt_of (sums, radiograph, n_thinned), bias = stray_bias (sums, radiograph);
  double hydrogen = HYDROGEN_SHARE * sums->low / sums->weight;
  gboolean was_fit = FALSE, all = TRUE;
  for (int j = 0; j < BSR_N_REFERENCES; j++)
    for (int i = 0; i < (j == BSR_N_REFERENCES - 1 ? 1 : STEPS); i++)
      {
        double share = (double) i / STEPS;
        int next = MIN (j + 1, BSR_N_REFERENCES - 1);
        double apart
            = (sums->apart[j] + share * (sums->apart[next] - sums->apart[j])) / sums->weight + bias;
        double slack = MOST_SIGMAS * doubt + (j == 0 && i == 0 && apart > 0.0 ? hydrogen : 0.0);
        gboolean is_fit = fabs (apart) <= slack;
        double number = bsr_material_set_numbers[j]
                        + share * (bsr_material_set_numbers[next] - bsr_material_set_numbers[j]);
        if (is_fit)
          add_number (&set, number, was_fit);
        set.fits[j] = i == 0 ? is_fit : set.fits[j];
        all = all && is_fit;
        was_fit = is_fit;
      }
  if (set.fits[0])
    set.ranges[0].from = BSR_MATERIAL_SET_LEAST;
  if (set.fits[BSR_N_REFERENCES - 1])
    set.ranges[set.n_ranges - 1].to = BSR_MATERIAL_SET_MOST;
  set.answer = all                ? BSR_MATERIAL_SET_ANY
               : set.n_ranges > 0 ? BSR_MATERIAL_SET_TOLD
                                  : BSR_MATERIAL_SET_NONE;
  return set;
}
