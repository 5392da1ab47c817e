#include "bsr-material-judge.h"

#include <math.h>

#include "bsr-spectrum.h"

/* A class is named when the measurement lies within the first many standard deviations of it and
 * beyond the second many of each other. */
#define FITS_SIGMAS 2.0
#define EXCLUDES_SIGMAS 3.0
/* How well the ratio of two real energies is taken to be known: spectrum, filter and detector
 * response are nominal. Between carbon and aluminium it differs by 2.5 % at 9/6 MV and by 1.3 % at
 * 6/4 MV, between aluminium and iron by 3.9 % and 2.0 %, between iron and lead by 4.9 % and nothing
 * (the spectra of imaging/physics), so 6/4 MV can seldom name anything. */
#define SYSTEMATIC_SHARE 0.005
/* A smaller excess is no measurement: 0.05 is 1.4 mm of steel. */
#define MIN_EXCESS 0.05
/* Width of the strips at the sides, pixels at least, and how many must say the same. */
#define MIN_FRAME 2
#define MIN_SIDES 3

struct _BsrMaterialJudge
{
  BsrRadiograph *radiograph;
  BsrSpectrum spectra[2];
};

typedef struct
{
  double mean[2];
  double variance[2]; /* of the mean */
  gint64 n, n_blind;
} Sample;

static const struct
{
  BsrMaterialClass material;
  const char *id;
} classes[] = {
  { BSR_MATERIAL_CLASS_ORGANIC, "cellulose" },
  { BSR_MATERIAL_CLASS_INORGANIC, "aluminium" },
  { BSR_MATERIAL_CLASS_METAL, "steel" },
  { BSR_MATERIAL_CLASS_DENSE, "lead" },
};

BsrMaterialJudge *
bsr_material_judge_new (BsrRadiograph *radiograph)
{
  g_return_val_if_fail (radiograph != NULL, NULL);

  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  if (bsr_radiograph_n_planes (radiograph) < 2 || acquisition->modality != BSR_MODALITY_TRANSMISSION)
    return NULL;
  for (int i = 0; i < 2; i++)
    if (!(acquisition->planes[i].energy_mv > 0.0))
      return NULL;

  BsrMaterialJudge *judge = g_new0 (BsrMaterialJudge, 1);
  judge->radiograph = bsr_radiograph_ref (radiograph);
  for (int i = 0; i < 2; i++)
    judge->spectra[i] = bsr_spectrum_bremsstrahlung (acquisition->planes[i].energy_mv);
  return judge;
}

void
bsr_material_judge_free (BsrMaterialJudge *judge)
{
  bsr_radiograph_unref (judge->radiograph);
  g_free (judge);
}

static void
add_pixels (const BsrMaterialJudge *judge, BsrBox box, Sample *sample)
{
  const guint8 blind = BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_SATURATED | BSR_PIXEL_OPAQUE;

  for (int y = box.y; y < box.y + box.height; y++)
    {
      const guint8 *flags[2];
      const guint16 *codes[2];
      gint64 sums[2] = { 0, 0 };
      for (int i = 0; i < 2; i++)
        {
          flags[i] = bsr_plane_row_u8 (bsr_radiograph_flags (judge->radiograph, i), y);
          codes[i] = bsr_plane_row_u16 (bsr_radiograph_codes (judge->radiograph, i), y);
        }
      for (int x = box.x; x < box.x + box.width; x++)
        {
          if ((flags[0][x] | flags[1][x]) & blind)
            {
              sample->n_blind++;
              continue;
            }
          sample->n++;
          for (int i = 0; i < 2; i++)
            sums[i] += codes[i][x];
        }
      for (int i = 0; i < 2; i++)
        sample->mean[i] += (double) sums[i] / BSR_ATTENUATION_STEPS;
    }
}

static gboolean
finish_sample (const BsrMaterialJudge *judge, Sample *sample)
{
  if (sample->n < 9 || sample->n_blind > sample->n)
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      sample->mean[i] /= (double) sample->n;
      double noise = bsr_radiograph_noise (judge->radiograph, i, sample->mean[i]);
      sample->variance[i] = noise * noise / (double) sample->n;
    }
  return TRUE;
}

/* Attenuation of @behind g/cm2 of one material and @front g/cm2 of another. */
static double
attenuation_of (const BsrSpectrum *spectrum, const BsrMaterial *behind, double behind_g_cm2,
                const BsrMaterial *front, double front_g_cm2)
{
  const BsrMaterial *materials[] = { behind, front };
  double g_cm2[] = { behind_g_cm2, front_g_cm2 };
  double transmission = bsr_spectrum_transmission_stack (spectrum, materials, g_cm2, 2);
  return -log (MAX (transmission, 1e-12));
}

/* Second energy's excess that @front would show for the first's, over a background of @behind. */
static double
predicted_excess (const BsrMaterialJudge *judge, const BsrMaterial *behind,
                  const BsrMaterial *front, double around, double excess)
{
  const BsrSpectrum *first = &judge->spectra[0], *second = &judge->spectra[1];
  double behind_g_cm2 = bsr_spectrum_g_cm2 (first, behind, exp (-around));
  double low = 0.0, high = 1000.0; /* g/cm2: more than any beam goes through */

  for (int i = 0; i < 50; i++)
    {
      double middle = 0.5 * (low + high);
      if (attenuation_of (first, behind, behind_g_cm2, front, middle) - around < excess)
        low = middle;
      else
        high = middle;
    }
  return attenuation_of (second, behind, behind_g_cm2, front, low)
         - attenuation_of (second, behind, behind_g_cm2, front, 0.0);
}

/* Standard deviations between the measurement and the nearest that the class can show: over a
 * background of steel or of cellulose, whichever it is. */
static double
distance (const BsrMaterialJudge *judge, const BsrMaterial *front, const double around[2],
          const double excess[2], double sd)
{
  double one = predicted_excess (judge, bsr_material_by_id ("steel"), front, around[0], excess[0]);
  double other
      = predicted_excess (judge, bsr_material_by_id ("cellulose"), front, around[0], excess[0]);
  double total = hypot (sd, SYSTEMATIC_SHARE * excess[1]);

  if (excess[1] >= MIN (one, other) && excess[1] <= MAX (one, other))
    return 0.0;
  return MIN (fabs (excess[1] - one), fabs (excess[1] - other)) / total;
}

BsrMaterialClass
bsr_material_judge_compare (const BsrMaterialJudge *judge, const double around[2],
                            const double excess[2], double sd)
{
  g_return_val_if_fail (judge != NULL, BSR_MATERIAL_CLASS_UNKNOWN);

  BsrMaterialClass fitting = BSR_MATERIAL_CLASS_UNKNOWN;
  if (excess[0] < MIN_EXCESS || excess[1] < MIN_EXCESS)
    return BSR_MATERIAL_CLASS_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      double apart = distance (judge, bsr_material_by_id (classes[i].id), around, excess, sd);
      if (apart <= FITS_SIGMAS && fitting == BSR_MATERIAL_CLASS_UNKNOWN)
        fitting = classes[i].material;
      else if (apart < EXCLUDES_SIGMAS)
        return BSR_MATERIAL_CLASS_UNKNOWN;
    }
  return fitting;
}

/* Of the excess of @inner over @outer. */
static BsrMaterialClass
judge_excess (const BsrMaterialJudge *judge, const Sample *inner, const Sample *outer)
{
  double excess[2] = { inner->mean[0] - outer->mean[0], inner->mean[1] - outer->mean[1] };
  if (excess[0] < MIN_EXCESS)
    return BSR_MATERIAL_CLASS_UNKNOWN;

  double ratio = excess[1] / excess[0];
  double sd = sqrt (inner->variance[1] + outer->variance[1]
                    + ratio * ratio * (inner->variance[0] + outer->variance[0]));
  return bsr_material_judge_compare (judge, outer->mean, excess, sd);
}

BsrMaterialClass
bsr_material_judge_classify (const BsrMaterialJudge *judge, BsrBox box)
{
  if (judge == NULL)
    return BSR_MATERIAL_CLASS_UNKNOWN;

  BsrBox bounds = bsr_plane_bounds (bsr_radiograph_codes (judge->radiograph, 0));
  int gap = MAX (1, MIN (box.width, box.height) / 8);
  int frame = MAX (MIN_FRAME, MIN (box.width, box.height) / 3);
  BsrBox core = bsr_box_grow (box, -gap, bounds), hole = bsr_box_grow (box, gap, bounds);
  const BsrBox sides[] = {
    { hole.x - frame, hole.y, frame, hole.height },
    { hole.x + hole.width, hole.y, frame, hole.height },
    { hole.x, hole.y - frame, hole.width, frame },
    { hole.x, hole.y + hole.height, hole.width, frame },
  };
  Sample inner = { 0 };
  add_pixels (judge, bsr_box_is_empty (core) ? box : core, &inner);
  if (!finish_sample (judge, &inner))
    return BSR_MATERIAL_CLASS_UNKNOWN;

  /* Each side is a background of its own; where they do not agree none is right. */
  BsrMaterialClass agreed = BSR_MATERIAL_CLASS_UNKNOWN;
  int n_sides = 0;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      Sample outer = { 0 };
      add_pixels (judge, bsr_box_intersect (sides[i], bounds), &outer);
      if (!finish_sample (judge, &outer))
        continue;
      BsrMaterialClass material = judge_excess (judge, &inner, &outer);
      if (material == BSR_MATERIAL_CLASS_UNKNOWN || (n_sides > 0 && material != agreed))
        return BSR_MATERIAL_CLASS_UNKNOWN;
      agreed = material;
      n_sides++;
    }
  return n_sides >= MIN_SIDES ? agreed : BSR_MATERIAL_CLASS_UNKNOWN;
}
