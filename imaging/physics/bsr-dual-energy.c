#include "bsr-dual-energy.h"

#include <math.h>

#include "bsr-wedge.h"

/* Attenuation in plane 0 that the curves reach, and their steps. */
#define MAX_ATTENUATION BSR_WEDGE_ATTENUATION
#define N_STEPS 512

/* The median place of what is known of a scan, from organic (0) to metal (1), may be this far
 * beyond either: lead alone would be near 2, but so is a common load on a scanner that does not
 * answer like the spectra. */
#define PLAUSIBLE_BEYOND 0.3
/* About so many pixels are looked at for it, at least PLAUSIBLE_STRIDE apart along x and y, if they know at least as much (organic
 * and metal half a standard deviation apart), are thick enough for a wrong level of air not to
 * matter, and lie within some places of the materials. */
#define PLAUSIBLE_PIXELS (1 << 17)
#define PLAUSIBLE_STRIDE 3
#define PLAUSIBLE_WEIGHT 0.25f
#define PLAUSIBLE_ATTENUATION 0.3f
#define PLAUSIBLE_REACH 10.0f
#define PLAUSIBLE_BINS 1000

static const char *const references[BSR_N_REFERENCES]
    = { "cellulose", "aluminium", "steel", "tin", "barium", "tungsten", "lead" };
/* No goods, but the one tabulated element between tin and tungsten, where mass by ratio bends. */
static const BsrMaterial barium = { "barium", 3.5, 1, { { 56, 1.0 } } };

/* At attenuation i / (N_STEPS - 1) * MAX_ATTENUATION of plane 0. */
struct _BsrDualEnergy
{
  float low[BSR_N_REFERENCES][N_STEPS];
  float mass[BSR_N_REFERENCES][N_STEPS];
  float slope[N_STEPS], noise_high[N_STEPS], noise[N_STEPS];
};

static gboolean
has_stated_energies (const BsrRadiograph *radiograph)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double high = acquisition->planes[0].energy_mv, low = acquisition->planes[1].energy_mv;
  return bsr_radiograph_n_planes (radiograph) >= 2 && acquisition->n_planes >= 2
         && acquisition->modality != BSR_MODALITY_BACKSCATTER && isfinite (high) && high > 0.0
         && isfinite (low) && low > 0.0 && high != low;
}

static BsrSpectrum
plane_spectrum (const BsrRadiograph *radiograph, int index)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double energy = acquisition->planes[index].energy_mv;
  return acquisition->modality == BSR_MODALITY_GAMMA ? bsr_spectrum_line (energy)
                                                     : bsr_spectrum_bremsstrahlung (energy);
}

/* Mass thickness comes in g/cm2, steel's share is taken later. */
static void
fill_curves (BsrDualEnergy *dual, int reference, const BsrWedge *wedge)
{
  int step = 0;
  for (int i = 1; i < N_STEPS; i++)
    {
      double high = MAX_ATTENUATION * i / (N_STEPS - 1), ratio, g_cm2;
      bsr_wedge_look_up (wedge, high, &step, &ratio, &g_cm2);
      dual->low[reference][i] = (float) (ratio * high);
      dual->mass[reference][i] = (float) g_cm2;
    }
}

BsrDualEnergy *
bsr_dual_energy_new (const BsrRadiograph *radiograph)
{
  g_return_val_if_fail (radiograph != NULL, NULL);
  if (!has_stated_energies (radiograph))
    return NULL;

  BsrDualEnergy *dual = g_new0 (BsrDualEnergy, 1);
  g_autofree BsrWedge *wedge = g_new (BsrWedge, 1);
  BsrSpectrum high = plane_spectrum (radiograph, 0), low = plane_spectrum (radiograph, 1);
  for (int j = 0; j < BSR_N_REFERENCES; j++)
    {
      const BsrMaterial *known = bsr_material_by_id (references[j]);
      bsr_wedge_init (wedge, &high, &low, known != NULL ? known : &barium);
      fill_curves (dual, j, wedge);
    }
  for (int i = 1; i < N_STEPS; i++)
    {
      float steel = dual->mass[BSR_REFERENCE_METAL][i];
      for (int j = 0; j < BSR_N_REFERENCES; j++)
        dual->mass[j][i] /= steel;
    }

  const double step = MAX_ATTENUATION / (N_STEPS - 1);
  const float *middle = dual->low[BSR_REFERENCE_INORGANIC];
  for (int i = 0; i < N_STEPS; i++)
    {
      int next = MAX (i, 1);
      double slope = (double) (middle[next] - middle[next - 1]) / step;
      double noise_high = bsr_radiograph_noise (radiograph, 0, i * step);
      double noise_low = bsr_radiograph_noise (radiograph, 1, (double) middle[i]);
      dual->slope[i] = (float) slope;
      dual->noise_high[i] = (float) noise_high;
      dual->noise[i] = (float) hypot (noise_low, slope * noise_high);
    }
  return dual;
}

void
bsr_dual_energy_free (BsrDualEnergy *dual)
{
  g_free (dual);
}

/* The step below @high, and how far beyond it: %FALSE beyond the curves' ends. */
static gboolean
find_step (float high, int *step, float *part)
{
  float at = high * (float) ((N_STEPS - 1) / MAX_ATTENUATION);
  if (!(at >= 1.0f) || at >= N_STEPS - 1)
    return FALSE;
  *step = (int) at;
  *part = at - (float) *step;
  return TRUE;
}

static float
between (const float *curve, int i, float part)
{
  return curve[i] + part * (curve[i + 1] - curve[i]);
}

gboolean
bsr_dual_energy_look_up (const BsrDualEnergy *dual, float high, BsrDualEnergyPoint *point)
{
  int i;
  float part;
  if (!find_step (high, &i, &part))
    return FALSE;
  for (int j = 0; j < BSR_N_REFERENCES; j++)
    {
      point->low[j] = between (dual->low[j], i, part);
      point->mass[j] = between (dual->mass[j], i, part);
    }
  point->slope = dual->slope[i];
  point->noise_high = dual->noise_high[i];
  point->noise = dual->noise[i];
  return TRUE;
}

float
bsr_dual_energy_place (const BsrDualEnergy *dual, float high, float low, float *place,
                       float *inorganic)
{
  int i;
  float part;
  if (!find_step (high, &i, &part))
    return 0.0f;
  float organic = between (dual->low[BSR_REFERENCE_ORGANIC], i, part);
  float apart = between (dual->low[BSR_REFERENCE_METAL], i, part) - organic;
  if (apart == 0.0f || dual->noise[i] <= 0.0f)
    return 0.0f;

  *place = (low - organic) / apart;
  *inorganic = (between (dual->low[BSR_REFERENCE_INORGANIC], i, part) - organic) / apart;
  float sigmas = apart / dual->noise[i];
  return sigmas * sigmas;
}

/* Counts the places of a row's pixels from -PLAUSIBLE_REACH to PLAUSIBLE_REACH. */
static void
count_places (const BsrDualEnergy *dual, const BsrRadiograph *radiograph, int y, int stride,
              int *histogram)
{
  const guint16 *codes_high = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y);
  const guint16 *codes_low = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 1), y);
  const guint8 *flags_high = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y);
  const guint8 *flags_low = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 1), y);
  int width = bsr_radiograph_width (radiograph);

  for (int x = 0; x < width; x += stride)
    {
      float high = bsr_attenuation_of_code (codes_high[x]), place, inorganic;
      if (((flags_high[x] | flags_low[x]) & BSR_DUAL_ENERGY_MUTE) || high < PLAUSIBLE_ATTENUATION
          || bsr_dual_energy_place (dual, high, bsr_attenuation_of_code (codes_low[x]), &place,
                                    &inorganic)
                 < PLAUSIBLE_WEIGHT)
        continue;
      float bin = (place / PLAUSIBLE_REACH + 1.0f) * (PLAUSIBLE_BINS / 2);
      histogram[(int) CLAMP (bin, 0.0f, PLAUSIBLE_BINS - 1.0f)]++;
    }
}

/* Where the curves are right most of a scan is among the materials. */
gboolean
bsr_dual_energy_is_plausible (const BsrDualEnergy *dual, const BsrRadiograph *radiograph)
{
  g_return_val_if_fail (dual != NULL && radiograph != NULL, FALSE);
  g_autofree int *histogram = g_new0 (int, PLAUSIBLE_BINS);
  int n = 0, below = 0, bin = 0;

  double area = (double) bsr_radiograph_width (radiograph) * bsr_radiograph_height (radiograph);
  int stride = MAX ((int) sqrt (area / PLAUSIBLE_PIXELS), PLAUSIBLE_STRIDE);
  for (int y = 0; y < bsr_radiograph_height (radiograph); y += stride)
    count_places (dual, radiograph, y, stride, histogram);
  for (int i = 0; i < PLAUSIBLE_BINS; i++)
    n += histogram[i];
  while (bin < PLAUSIBLE_BINS && below < (n + 1) / 2)
    below += histogram[bin++];

  double median = ((bin - 0.5) / (PLAUSIBLE_BINS / 2.0) - 1.0) * (double) PLAUSIBLE_REACH;
  return n > 0 && median >= -PLAUSIBLE_BEYOND && median <= 1.0 + PLAUSIBLE_BEYOND;
}
