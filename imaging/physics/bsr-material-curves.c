#include "bsr-material-curves.h"

#include <math.h>

#include "bsr-mass-factor.h"
#include "bsr-steel-curve.h"
#include "bsr-wedge.h"

#define N_STEPS 257 /* of attenuation in plane 0, up to BSR_WEDGE_ATTENUATION */

/* Materials whose curves are worked out, by rising effective atomic number, and the steps from each
 * to the next: between two goods are a mixture of both. Elements are those of the attenuation table
 * that lie where the curve bends. */
#define N_REFERENCES 12
static const struct
{
  const char *id; /* NULL: the element */
  int z;
  int steps; /* to the next */
} references[N_REFERENCES] = {
  { "polyethylene", 0, 2 }, { "cellulose", 0, 6 }, { "aluminium", 0, 4 }, { NULL, 20, 3 },
  { "steel", 0, 2 },        { "zinc", 0, 4 },      { "silver", 0, 1 },    { "tin", 0, 1 },
  { NULL, 56, 3 },          { "tungsten", 0, 1 },  { "lead", 0, 1 },      { "uranium", 0, 0 },
};
#define N_CANDIDATES 29
#define ORGANIC_REFERENCE 1
#define METAL_REFERENCE 4

/* Borders between the classes: half way between their representatives would be 10, 20 and 54; what
 * is beyond zirconium is no construction metal any more. */
static const double borders[BSR_N_SUBSTANCES - 1] = { 10.0, 20.0, 40.0 };
/* Chance of all beyond the metals before anything was measured: little cargo is. As in
 * bsr-mass-plane.c. */
#define HEAVY_CHANCE 0.1
/* A material fits within so many standard deviations. */
#define FITS_SIGMAS 2.0
/* Less than this in plane 0 is next to nothing: 1.4 mm of steel. */
#define LEAST_ATTENUATION 0.05
/* Where more than this share of the pixels is opaque, those that are not are the brightest of their
 * noise. */
#define MOST_OPAQUE 0.1
/* Steps from class to class that what fits may span for colour to be full, and at which it is gone:
 * from organic to aluminium is one, from organic to iron two. */
#define SURE_FULL 1.0
#define SURE_NONE 2.0
#define CLASSES_OF_HUE 3.0
/* Half of a 90 % interval in standard deviations. */
#define NINETY 1.645

typedef struct
{
  float low[N_CANDIDATES];   /* attenuation in plane 1 */
  float known[N_CANDIDATES]; /* its standard deviation for what is not known of the beam */
  float mass[N_CANDIDATES];  /* mass thickness as a share of steel's */
  float organic, metal;      /* attenuations in plane 1 that shares are told between */
} Level;

struct _BsrMaterialCurves
{
  BsrRadiograph *radiograph;
  BsrEnergyMatch match;
  double z[N_CANDIDATES], hue[N_CANDIDATES], chance[N_CANDIDATES];
  BsrSubstance substance[N_CANDIDATES];
  double scale_error; /* of every thickness, half of 90 %, relative */
  Level levels[N_STEPS];
};

double
bsr_material_hue_of_z (double z)
{
  static const double anchors[] = { 6.35, 13.0, 26.0, 82.0 };
  if (!(z > anchors[0]))
    return 0.0;
  for (int i = 1; i < BSR_N_SUBSTANCES; i++)
    if (z < anchors[i])
      return (i - 1 + (z - anchors[i - 1]) / (anchors[i] - anchors[i - 1])) / CLASSES_OF_HUE;
  return 1.0;
}

static BsrSubstance
substance_of_z (double z)
{
  int i = 0;
  while (i < BSR_N_SUBSTANCES - 1 && z >= borders[i])
    i++;
  return (BsrSubstance) i;
}

static BsrMaterial
reference_material (int i)
{
  if (references[i].id != NULL)
    return *bsr_material_by_id (references[i].id);
  return (BsrMaterial){ "", 1.0, 1, { { references[i].z, 1.0 } } };
}

/* Candidate @k lies so far from a reference to the next. */
static int
reference_of (int k, double *share)
{
  int i = 0;
  while (i < N_REFERENCES - 2 && k >= references[i].steps)
    k -= references[i++].steps;
  *share = (double) k / references[i].steps;
  return i;
}

static void
list_candidates (BsrMaterialCurves *curves)
{
  double sums[2] = { 0.0, 0.0 }, z[N_REFERENCES];
  for (int i = 0; i < N_REFERENCES; i++)
    {
      BsrMaterial material = reference_material (i);
      z[i] = bsr_material_effective_z (&material);
    }
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      double share;
      int i = reference_of (k, &share);
      curves->z[k] = z[i] + share * (z[i + 1] - z[i]);
      curves->hue[k] = bsr_material_hue_of_z (curves->z[k]);
      curves->substance[k] = substance_of_z (curves->z[k]);
    }
  /* Flat in the hue among what is usual, and among what is not. */
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      double before = curves->hue[MAX (k - 1, 0)], after = curves->hue[MIN (k + 1, N_CANDIDATES - 1)];
      curves->chance[k] = MAX (0.5 * (after - before), 0.01);
      sums[curves->substance[k] == BSR_SUBSTANCE_HEAVY] += curves->chance[k];
    }
  for (int k = 0; k < N_CANDIDATES; k++)
    curves->chance[k] *= curves->substance[k] == BSR_SUBSTANCE_HEAVY ? HEAVY_CHANCE / sums[1]
                                                                     : (1.0 - HEAVY_CHANCE) / sums[0];
}

typedef struct
{
  double low[N_REFERENCES][N_STEPS], g_cm2[N_REFERENCES][N_STEPS];
} Table;

static void
tabulate (Table *table, const BsrRadiograph *radiograph, double shift)
{
  g_autofree BsrWedge *wedge = g_new (BsrWedge, 1);
  BsrSpectrum high, low;
  bsr_energy_match_spectra (radiograph, shift, &high, &low);
  for (int i = 0; i < N_REFERENCES; i++)
    {
      BsrMaterial material = reference_material (i);
      int step = 0;
      bsr_wedge_init (wedge, &high, &low, &material);
      for (int j = 0; j < N_STEPS; j++)
        {
          double at = BSR_WEDGE_ATTENUATION * j / (N_STEPS - 1), ratio;
          bsr_wedge_look_up (wedge, at, &step, &ratio, &table->g_cm2[i][j]);
          table->low[i][j] = ratio * at;
        }
    }
}

static double
between (double a, double b, double share)
{
  return a + share * (b - a);
}

static void
fill_levels (BsrMaterialCurves *curves)
{
  const BsrEnergyMatch *match = &curves->match;
  g_autofree Table *middle = g_new (Table, 1), *less = g_new (Table, 1), *more = g_new (Table, 1);
  tabulate (middle, curves->radiograph, match->shift);
  tabulate (less, curves->radiograph, match->shift - match->shift_sd);
  tabulate (more, curves->radiograph, match->shift + match->shift_sd);
  for (int j = 0; j < N_STEPS; j++)
    {
      Level *level = &curves->levels[j];
      double steel = MAX (middle->g_cm2[METAL_REFERENCE][j], 1e-9);
      level->organic = (float) middle->low[ORGANIC_REFERENCE][j];
      level->metal = (float) middle->low[METAL_REFERENCE][j];
      for (int k = 0; k < N_CANDIDATES; k++)
        {
          double share;
          int i = reference_of (k, &share);
          double low = between (middle->low[i][j], middle->low[i + 1][j], share);
          double shifted = between (less->low[i][j] - more->low[i][j],
                                    less->low[i + 1][j] - more->low[i + 1][j], share);
          level->low[k] = (float) low;
          level->known[k] = (float) hypot (0.5 * shifted, match->misfit * low);
          level->mass[k] = (float) (between (middle->g_cm2[i][j], middle->g_cm2[i + 1][j], share) / steel);
        }
    }
}

BsrMaterialCurves *
bsr_material_curves_new (BsrRadiograph *radiograph)
{
  g_return_val_if_fail (radiograph != NULL, NULL);
  BsrEnergyMatch match;
  if (!bsr_energy_match_measure (&match, radiograph))
    return NULL;
  BsrMaterialCurves *curves = g_new0 (BsrMaterialCurves, 1);
  curves->radiograph = bsr_radiograph_ref (radiograph);
  curves->match = match;
  curves->scale_error = bsr_mass_factor_scale_error (bsr_radiograph_steel_source (radiograph),
                                                     bsr_radiograph_both_tell (radiograph));
  list_candidates (curves);
  fill_levels (curves);
  return curves;
}

void
bsr_material_curves_free (BsrMaterialCurves *curves)
{
  bsr_radiograph_unref (curves->radiograph);
  g_free (curves);
}

const BsrEnergyMatch *
bsr_material_curves_match (const BsrMaterialCurves *curves)
{
  return &curves->match;
}

/* What is known of the candidates after what was measured: chances that sum to 1, and which fit. */
typedef struct
{
  double chance[N_CANDIDATES], mass[N_CANDIDATES];
  gboolean fits[N_CANDIDATES];
  gboolean any;
  double share;
} Weighed;

static void
weigh (const BsrMaterialCurves *curves, const BsrEnergyPair *pair, Weighed *weighed)
{
  double at = pair->high / BSR_WEDGE_ATTENUATION * (N_STEPS - 1), sum = 0.0;
  int j = (int) CLAMP (at, 0.0, N_STEPS - 2.0);
  double part = MIN (at - j, 1.0), least = INFINITY, exponents[N_CANDIDATES];
  const Level *a = &curves->levels[j], *b = a + 1;
  double measured = hypot (pair->noise, pair->common);
  weighed->any = FALSE;
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      double low = between ((double) a->low[k], (double) b->low[k], part);
      double sd = hypot (measured, between ((double) a->known[k], (double) b->known[k], part));
      double off = (pair->low - low) / sd;
      weighed->mass[k] = between ((double) a->mass[k], (double) b->mass[k], part);
      weighed->fits[k] = fabs (off) <= FITS_SIGMAS;
      weighed->any |= weighed->fits[k];
      exponents[k] = 0.5 * off * off + log (sd);
      least = MIN (least, exponents[k]);
    }
  for (int k = 0; k < N_CANDIDATES; k++)
    sum += weighed->chance[k] = curves->chance[k] * exp (least - exponents[k]);
  for (int k = 0; k < N_CANDIDATES; k++)
    weighed->chance[k] /= sum;

  double organic = between ((double) a->organic, (double) b->organic, part);
  double metal = between ((double) a->metal, (double) b->metal, part);
  weighed->share = CLAMP ((pair->low - organic) / (metal - organic), 0.0, 1.0);
}

static void
fill_estimate (const BsrMaterialCurves *curves, const BsrEnergyPair *pair, const Weighed *weighed,
               BsrMaterialEstimate *estimate)
{
  double hue = 0.0, mass = 0.0, mass2 = 0.0;
  estimate->z_low = INFINITY;
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      double chance = weighed->chance[k];
      hue += chance * curves->hue[k];
      mass += chance * weighed->mass[k];
      mass2 += chance * weighed->mass[k] * weighed->mass[k];
      if (!weighed->fits[k])
        continue;
      estimate->substances |= 1u << curves->substance[k];
      estimate->z_low = MIN (estimate->z_low, curves->z[k]);
      estimate->z_high = MAX (estimate->z_high, curves->z[k]);
    }
  double span = bsr_material_hue_of_z (estimate->z_high) - bsr_material_hue_of_z (estimate->z_low);
  estimate->state = estimate->substances == BSR_SUBSTANCE_ANY ? BSR_MATERIAL_OPEN : BSR_MATERIAL_TOLD;
  estimate->hue = hue;
  if (estimate->state == BSR_MATERIAL_TOLD)
    estimate->sureness = CLAMP ((SURE_NONE - CLASSES_OF_HUE * span) / (SURE_NONE - SURE_FULL), 0.0, 1.0);
  estimate->share = weighed->share;

  double steel_mm = bsr_radiograph_steel_of_attenuation (curves->radiograph, pair->high);
  double material = sqrt (MAX (mass2 - mass * mass, 0.0)) / mass;
  double half = hypot (NINETY * hypot (material, pair->noise_high / pair->high), curves->scale_error);
  estimate->g_cm2 = steel_mm * BSR_STEEL_G_CM2_PER_MM * mass;
  estimate->g_cm2_low = estimate->g_cm2 * MAX (1.0 - half, 0.0);
  estimate->g_cm2_high = estimate->g_cm2 * (1.0 + half);
}

void
bsr_material_curves_judge (const BsrMaterialCurves *curves, const BsrEnergySums *sums,
                           BsrMaterialEstimate *estimate)
{
  g_return_if_fail (curves != NULL && sums != NULL && estimate != NULL);
  *estimate = (BsrMaterialEstimate){ .state = BSR_MATERIAL_FLAWED };
  if (sums->n_opaque > MOST_OPAQUE * ((double) sums->n + sums->n_opaque))
    estimate->state = BSR_MATERIAL_OPAQUE;
  if (sums->n == 0 || estimate->state == BSR_MATERIAL_OPAQUE)
    return;

  BsrEnergyPair pair;
  bsr_energy_pair_of_sums (&pair, curves->radiograph, sums);
  estimate->state = BSR_MATERIAL_THIN;
  if (pair.high < LEAST_ATTENUATION)
    return;
  Weighed weighed;
  weigh (curves, &pair, &weighed);
  estimate->state = BSR_MATERIAL_NONE;
  if (weighed.any)
    fill_estimate (curves, &pair, &weighed, estimate);
}
