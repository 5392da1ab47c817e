#include "bsr-survey.h"

#include <math.h>

#include "bsr-box-sums.h"

/* Width of the strip beside each side of a box: a third of its shorter edge, cells at least. */
#define STRIP_SHARE 3
#define STRIP_LEAST 2
/* Boxes to compare with, in the same rows and columns: as far as this, mm, and at least so many
 * widths. Nearer than OWN_SHARE of the box's own edge they may be the same thing. */
#define ROW_REACH_MM 3000.0
#define REACH_WIDTHS 8
#define OWN_SHARE 1.5
#define MAX_SAMPLES 400
#define MIN_SAMPLES 8
/* Median absolute deviation to standard deviation of a normal distribution. */
#define MAD_SIGMAS 1.4826
/* What calibration leaves over, mm of steel: see bsr-contrast.c. */
#define CALIBRATION_MM 0.15
/* Denominators that must not vanish, mm of steel: a fraction of what can be told from none. */
#define LEAST_MM 0.3
/* Peers of a candidate: other boxes between half and twice its area with at least this share of
 * its excess. */
#define PEER_EXCESS 0.6
/* Features end here: what is farther is as strange. */
#define MOST_SIGMAS 200.0
#define MOST_SHARE 50.0

typedef enum { LEFT, RIGHT, ABOVE, BELOW, N_SIDES } Side;

struct _BsrSurvey
{
  const BsrEvidence *evidence;
  const BsrAppearance *appearance; /* (nullable) */
  const BsrReference *reference;   /* (nullable) */
  BsrBoxSums *steel, *variance, *drift, *opaque, *step;
  BsrBoxSums *attenuation[2], *attenuation_variance[2];
  int n_planes;
  double fill, load_mm, load_opaque;
};

/* What is measured of one box before it becomes features. */
typedef struct
{
  BsrBox cells;
  BsrBox strips[N_SIDES];
  double inner, sides[N_SIDES]; /* mean steel, mm; NAN off the grid */
  double around;                /* mean of the sides that are on the grid */
  double excess;                /* inner less around, turned by @sign */
  double sign;
} Measured;

static double
bounded (double value, double most)
{
  return isfinite (value) ? CLAMP (value, -most, most) : 0.0;
}

/* Mean absolute difference of a cell to its right and lower neighbours, mm. */
static BsrPlane *
steps_of (BsrPlane *steel, GError **error)
{
  int width = bsr_plane_width (steel), height = bsr_plane_height (steel);
  BsrPlane *steps = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  if (steps == NULL)
    return NULL;
  for (int y = 0; y < height; y++)
    {
      const float *row = bsr_plane_row_f32 (steel, y);
      const float *below = bsr_plane_row_f32 (steel, MIN (y + 1, height - 1));
      float *to = bsr_plane_row_f32 (steps, y);
      for (int x = 0; x < width; x++)
        to[x] = 0.5F * (fabsf (row[MIN (x + 1, width - 1)] - row[x]) + fabsf (below[x] - row[x]));
    }
  return steps;
}

static void
look_at_load (BsrSurvey *survey)
{
  const BsrGrid *grid = bsr_evidence_wide (survey->evidence);
  const BsrInside *inside = bsr_evidence_inside (survey->evidence);
  BsrBox space = bsr_inside_space (inside);
  double sum = 0.0, opaque = 0.0;
  gint64 n = 0;

  for (int y = space.y; y < space.y + space.height; y++)
    {
      double threshold = bsr_inside_load_threshold (inside, y);
      for (int x = space.x; x < space.x + space.width; x++)
        {
          double mm = (double) bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x];
          opaque += (double) bsr_plane_row_f32 (bsr_grid_opaque (grid), y)[x];
          if (mm < threshold)
            continue;
          sum += mm;
          n++;
        }
    }
  survey->fill = (double) n / (double) MAX (bsr_box_area (space), 1);
  survey->load_mm = n > 0 ? sum / (double) n : 0.0;
  survey->load_opaque = opaque / (double) MAX (bsr_box_area (space), 1);
}

BsrSurvey *
bsr_survey_new (const BsrEvidence *evidence, const BsrAppearance *appearance,
                const BsrReference *reference, GError **error)
{
  g_return_val_if_fail (evidence != NULL, NULL);

  const BsrGrid *grid = bsr_evidence_wide (evidence);
  g_autoptr (BsrSurvey) survey = g_new0 (BsrSurvey, 1);
  g_autoptr (BsrPlane) steps = steps_of (bsr_grid_steel (grid), error);
  survey->evidence = evidence;
  survey->appearance = appearance;
  survey->reference = reference;
  if (steps == NULL || !(survey->steel = bsr_box_sums_new (bsr_grid_steel (grid), TRUE, error))
      || !(survey->variance = bsr_box_sums_new (bsr_grid_variance (grid), FALSE, error))
      || !(survey->drift = bsr_box_sums_new (bsr_grid_drift (grid), FALSE, error))
      || !(survey->opaque = bsr_box_sums_new (bsr_grid_opaque (grid), FALSE, error))
      || !(survey->step = bsr_box_sums_new (steps, FALSE, error)))
    return NULL;
  survey->n_planes = bsr_grid_n_planes (grid);
  for (int i = 0; i < MIN (survey->n_planes, 2); i++)
    if (!(survey->attenuation[i] = bsr_box_sums_new (bsr_grid_attenuation (grid, i), FALSE, error))
        || !(survey->attenuation_variance[i]
             = bsr_box_sums_new (bsr_grid_attenuation_variance (grid, i), FALSE, error)))
      return NULL;
  look_at_load (survey);
  return g_steal_pointer (&survey);
}

void
bsr_survey_free (BsrSurvey *survey)
{
  g_clear_pointer (&survey->steel, bsr_box_sums_free);
  g_clear_pointer (&survey->variance, bsr_box_sums_free);
  g_clear_pointer (&survey->drift, bsr_box_sums_free);
  g_clear_pointer (&survey->opaque, bsr_box_sums_free);
  g_clear_pointer (&survey->step, bsr_box_sums_free);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&survey->attenuation[i], bsr_box_sums_free);
      g_clear_pointer (&survey->attenuation_variance[i], bsr_box_sums_free);
    }
  g_free (survey);
}

/* The cells that touch a box of pixels. */
static BsrBox
cells_of (const BsrGrid *grid, BsrBox pixels)
{
  BsrBox first = bsr_grid_to_pixels (grid, (BsrBox){ 0, 0, 1, 1 });
  BsrBox all = { 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) };
  int left = MAX (pixels.x - first.x, 0) / first.width;
  int top = MAX (pixels.y - first.y, 0) / first.height;
  int right = (MAX (pixels.x + pixels.width - first.x, 1) + first.width - 1) / first.width;
  int bottom = (MAX (pixels.y + pixels.height - first.y, 1) + first.height - 1) / first.height;
  BsrBox cells = { MIN (left, all.width - 1), MIN (top, all.height - 1), MAX (right - left, 1),
                   MAX (bottom - top, 1) };
  return bsr_box_intersect (cells, all);
}

static void
lay_strips (BsrBox c, BsrBox strips[N_SIDES])
{
  int across = MAX (STRIP_LEAST, c.width / STRIP_SHARE);
  int down = MAX (STRIP_LEAST, c.height / STRIP_SHARE);
  strips[LEFT] = (BsrBox){ c.x - 1 - across, c.y, across, c.height };
  strips[RIGHT] = (BsrBox){ c.x + c.width + 1, c.y, across, c.height };
  strips[ABOVE] = (BsrBox){ c.x, c.y - 1 - down, c.width, down };
  strips[BELOW] = (BsrBox){ c.x, c.y + c.height + 1, c.width, down };
}

static double
mean_of (const double *values, int n)
{
  double sum = 0.0;
  int n_known = 0;
  for (int i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        sum += values[i];
        n_known++;
      }
  return n_known > 0 ? sum / n_known : (double) NAN;
}

/* Mean steel of a box over the sides from @from to @to; NAN where none is on the grid. */
static double
excess_at (const BsrSurvey *survey, BsrBox cells, Side from, Side to)
{
  BsrBox strips[N_SIDES];
  double sides[N_SIDES];
  lay_strips (cells, strips);
  for (int i = from; i <= (int) to; i++)
    sides[i] = bsr_box_sums_mean (survey->steel, strips[i]);
  return bsr_box_sums_mean (survey->steel, cells) - mean_of (sides + from, (int) to - from + 1);
}

static Measured
measure_box (const BsrSurvey *survey, BsrBox cells, double sign)
{
  Measured m = { .cells = cells, .sign = sign };
  lay_strips (cells, m.strips);
  m.inner = bsr_box_sums_mean (survey->steel, cells);
  for (int i = 0; i < N_SIDES; i++)
    m.sides[i] = bsr_box_sums_mean (survey->steel, m.strips[i]);
  m.around = bounded (mean_of (m.sides, N_SIDES), G_MAXFLOAT);
  m.excess = sign * (m.inner - m.around);
  return m;
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;
  return (one > other) - (one < other);
}

/* How far @value is from the middle of @samples, in robust standard deviations with @noise added;
 * sorts them. */
static double
sigmas_among (double *samples, int n, double value, double noise, double *spread)
{
  if (n < MIN_SAMPLES)
    {
      *spread = 0.0;
      return value / noise;
    }
  qsort (samples, n, sizeof *samples, by_value);
  double middle = samples[n / 2];
  for (int i = 0; i < n; i++)
    samples[i] = fabs (samples[i] - middle);
  qsort (samples, n, sizeof *samples, by_value);
  *spread = MAD_SIGMAS * samples[n / 2];
  return (value - middle) / hypot (*spread, noise);
}

/* The excess of boxes of the same size elsewhere in the same rows (or columns). */
static double
sigmas_along (const BsrSurvey *survey, const Measured *m, gboolean along_row, double noise)
{
  const BsrGrid *grid = bsr_evidence_wide (survey->evidence);
  BsrBox space = bsr_inside_space (bsr_evidence_inside (survey->evidence));
  int edge = along_row ? m->cells.width : m->cells.height;
  int at = along_row ? m->cells.x : m->cells.y;
  int first = along_row ? space.x : space.y;
  int last = first + (along_row ? space.width : space.height) - edge;
  int reach = along_row ? MAX (bsr_grid_across (grid, ROW_REACH_MM), REACH_WIDTHS * edge) : last;
  int step = MAX (1, edge / 2);
  Side from = along_row ? LEFT : ABOVE, to = along_row ? RIGHT : BELOW;
  double samples[MAX_SAMPLES], spread;
  int n = 0;

  for (int i = MAX (first, at - reach); i <= MIN (last, at + reach) && n < MAX_SAMPLES; i += step)
    {
      BsrBox box = m->cells;
      if (ABS (i - at) < OWN_SHARE * edge)
        continue;
      if (along_row)
        box.x = i;
      else
        box.y = i;
      double excess = m->sign * excess_at (survey, box, from, to);
      if (!isnan (excess))
        samples[n++] = excess;
    }
  double here = m->sign * excess_at (survey, m->cells, from, to);
  return sigmas_among (samples, n, here, noise, &spread);
}

typedef struct
{
  double sigmas, rank, spread;
} Standing;

/* The excess over all sides among boxes of the same size all over the load. */
static Standing
standing_in_load (const BsrSurvey *survey, const Measured *m, double noise)
{
  const BsrInside *inside = bsr_evidence_inside (survey->evidence);
  BsrBox space = bsr_inside_space (inside);
  int width = m->cells.width, height = m->cells.height;
  int step_x = MAX (1, width), step_y = MAX (1, height), n = 0, n_more = 0;
  double samples[MAX_SAMPLES];
  Standing standing = { 0 };

  /* No more samples than there is room for, spread evenly. */
  while ((gint64) (space.width / step_x + 1) * (space.height / step_y + 1) > MAX_SAMPLES)
    {
      step_x += MAX (1, step_x / 4);
      step_y += MAX (1, step_y / 4);
    }
  for (int y = space.y; y + height <= space.y + space.height; y += step_y)
    for (int x = space.x; x + width <= space.x + space.width; x += step_x)
      {
        BsrBox box = { x, y, width, height };
        if (!bsr_box_is_empty (bsr_box_intersect (box, m->cells))
            || bsr_box_sums_mean (survey->steel, box)
                   < bsr_inside_load_threshold (inside, y + height / 2))
          continue;
        double excess = m->sign * excess_at (survey, box, LEFT, BELOW);
        if (isnan (excess))
          continue;
        samples[n++] = excess;
        n_more += excess >= m->excess;
      }
  standing.rank = n > 0 ? (double) n_more / n : 1.0;
  standing.sigmas = sigmas_among (samples, n, m->excess, noise, &standing.spread);
  return standing;
}

static void
measure_contrast (const BsrSurvey *survey, const Measured *m, float *features)
{
  double best = 0.0, mean;
  for (int i = 0; i < bsr_evidence_n_contrasts (survey->evidence); i++)
    {
      BsrPlaceMap map = bsr_contrast_map (bsr_evidence_contrast (survey->evidence, i));
      best = MAX (best, bsr_place_map_strongest (&map, m->cells, m->sign, &mean));
    }
  features[BSR_FEATURE_CONTRAST] = (float) bounded (best, MOST_SIGMAS);
}

static void
measure_peers (const BsrSurvey *survey, const Measured *m, float *features)
{
  double best = 0.0, best_mean = 0.0;
  for (int i = 0; i < bsr_evidence_n_similarities (survey->evidence); i++)
    {
      double mean;
      BsrPlaceMap map = bsr_similarity_map (bsr_evidence_similarity (survey->evidence, i));
      best = MAX (best, bsr_place_map_strongest (&map, m->cells, m->sign, &mean));
      best_mean = MAX (best_mean, mean);
    }
  features[BSR_FEATURE_PEER] = (float) bounded (best, MOST_SIGMAS);
  features[BSR_FEATURE_PEER_MEAN] = (float) bounded (best_mean, MOST_SIGMAS);
}

/* The part of @cells that the container's own grid has; empty when it is all below. */
static BsrBox
in_container (const BsrSurvey *survey, BsrBox cells)
{
  const BsrGrid *grid = bsr_evidence_grid (survey->evidence);
  return bsr_box_intersect (cells,
                            (BsrBox){ 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) });
}

/* The residual that is farthest from none, and the mean of that scale; not turned: heavier and
 * lighter matter are strange each in its own way. */
static void
measure_material (const BsrSurvey *survey, const Measured *m, float *features)
{
  double best = 0.0, best_mean = 0.0;
  BsrBox c = in_container (survey, m->cells);
  for (int i = 0; i < bsr_evidence_n_residuals (survey->evidence); i++)
    {
      BsrPlane *sigmas
          = bsr_dual_residual_sigmas (bsr_evidence_residual (survey->evidence, i));
      double sum = 0.0;
      for (int y = c.y; y < c.y + c.height; y++)
        for (int x = c.x; x < c.x + c.width; x++)
          {
            double value = (double) bsr_plane_row_f32 (sigmas, y)[x];
            sum += value;
            if (fabs (value) > fabs (best))
              best = value;
          }
      double mean = sum / (double) MAX (bsr_box_area (c), 1);
      if (fabs (mean) > fabs (best_mean))
        best_mean = mean;
    }
  features[BSR_FEATURE_MATERIAL] = (float) bounded (best, MOST_SIGMAS);
  features[BSR_FEATURE_MATERIAL_MEAN] = (float) bounded (best_mean, MOST_SIGMAS);
}

static void
measure_structure (const BsrSurvey *survey, const Measured *m, float *features)
{
  BsrStructureZone zone = BSR_STRUCTURE_CHASSIS; /* what is below the container */
  BsrBox cells = in_container (survey, m->cells);
  double sigmas;
  if (!bsr_box_is_empty (cells)
      && bsr_structure_judge (bsr_evidence_structure (survey->evidence), cells, &sigmas, &zone))
    features[BSR_FEATURE_STRUCTURE] = (float) bounded (m->sign * sigmas, MOST_SIGMAS);
  features[BSR_FEATURE_ZONE] = (float) zone;
}

/* How the excess of the two energies compares: their ratio, and how far it is from the ratio of
 * the attenuations around. */
static void
measure_energies (const BsrSurvey *survey, const Measured *m, float *features)
{
  double inner[2], around[2], variance[2];
  if (survey->n_planes < 2)
    return;
  for (int i = 0; i < 2; i++)
    {
      double sides[N_SIDES], noise = 0.0;
      int n = (int) bsr_box_area (m->cells);
      for (int k = 0; k < N_SIDES; k++)
        sides[k] = bsr_box_sums_mean (survey->attenuation[i], m->strips[k]);
      inner[i] = bsr_box_sums_mean (survey->attenuation[i], m->cells);
      around[i] = mean_of (sides, N_SIDES);
      noise = bsr_box_sums_mean (survey->attenuation_variance[i], m->cells);
      variance[i] = 2.0 * noise / n; /* the sides' is taken to be as large */
    }
  double excess = inner[0] - around[0], other = inner[1] - around[1];
  double usual = around[1] / MAX (around[0], 1e-3);
  double sd = sqrt (variance[1] + usual * usual * variance[0]);
  /* An excess of less than 0.02 nepers, half a millimetre of steel, has no ratio. */
  features[BSR_FEATURE_RATIO]
      = fabs (excess) > 0.02 ? (float) bounded (other / excess / MAX (usual, 0.1), 5.0) : 1.0F;
  features[BSR_FEATURE_RATIO_SIGMAS]
      = (float) bounded ((other - usual * excess) / MAX (sd, 1e-6), MOST_SIGMAS);
}

static void
measure_sides (const BsrSurvey *survey, const Measured *m, float *features)
{
  const BsrInside *inside = bsr_evidence_inside (survey->evidence);
  double shares[N_SIDES], least = MAX (fabs (m->excess), LEAST_MM);
  int last = bsr_grid_height (bsr_evidence_grid (survey->evidence)) - 1;
  double bare_mm
      = bsr_inside_load_threshold (inside, MIN (m->cells.y + m->cells.height / 2, last));
  int n = 0, n_bare = 0;

  for (int i = 0; i < N_SIDES; i++)
    if (!isnan (m->sides[i]))
      {
        shares[n++] = m->sign * (m->inner - m->sides[i]) / least;
        n_bare += m->sides[i] < bare_mm;
      }
  qsort (shares, n, sizeof *shares, by_value);
  features[BSR_FEATURE_SIDE_LEAST] = n > 0 ? (float) bounded (shares[0], MOST_SHARE) : 0.0F;
  features[BSR_FEATURE_SIDE_SECOND] = n > 1 ? (float) bounded (shares[1], MOST_SHARE) : 0.0F;
  features[BSR_FEATURE_SIDE_MOST] = n > 0 ? (float) bounded (shares[n - 1], MOST_SHARE) : 0.0F;
  features[BSR_FEATURE_BARE_SIDES] = (float) n_bare;
}

static void
measure_border (const BsrSurvey *survey, const Measured *m, float *features)
{
  BsrBox c = m->cells;
  double least = MAX (fabs (m->excess), LEAST_MM), deviations[N_SIDES], opaque[N_SIDES];
  const double borders[] = {
    bsr_box_sums_mean (survey->step, (BsrBox){ c.x - 1, c.y, 2, c.height }),
    bsr_box_sums_mean (survey->step, (BsrBox){ c.x + c.width - 1, c.y, 2, c.height }),
    bsr_box_sums_mean (survey->step, (BsrBox){ c.x, c.y - 1, c.width, 2 }),
    bsr_box_sums_mean (survey->step, (BsrBox){ c.x, c.y + c.height - 1, c.width, 2 }),
  };
  for (int i = 0; i < N_SIDES; i++)
    {
      deviations[i] = bsr_box_sums_deviation (survey->steel, m->strips[i]);
      opaque[i] = bsr_box_sums_mean (survey->opaque, m->strips[i]);
    }
  features[BSR_FEATURE_EDGE] = (float) bounded (mean_of (borders, 4) / least, MOST_SHARE);
  features[BSR_FEATURE_TEXTURE]
      = (float) bounded (bsr_box_sums_deviation (survey->steel, c) / least, MOST_SHARE);
  features[BSR_FEATURE_TEXTURE_AROUND]
      = (float) bounded (mean_of (deviations, N_SIDES) / least, MOST_SHARE);
  features[BSR_FEATURE_OPAQUE] = (float) bounded (bsr_box_sums_mean (survey->opaque, c), 1.0);
  features[BSR_FEATURE_OPAQUE_AROUND] = (float) bounded (mean_of (opaque, N_SIDES), 1.0);
}

static void
measure_place (const BsrSurvey *survey, const Measured *m, float *features)
{
  const BsrGrid *grid = bsr_evidence_wide (survey->evidence);
  BsrBox space = bsr_inside_space (bsr_evidence_inside (survey->evidence)), c = m->cells;
  double wide = bsr_grid_cell_width_mm (grid), high = bsr_grid_cell_height_mm (grid);
  int left = c.x - space.x, right = space.x + space.width - c.x - c.width;

  features[BSR_FEATURE_WIDTH_MM] = (float) (c.width * wide);
  features[BSR_FEATURE_HEIGHT_MM] = (float) (c.height * high);
  features[BSR_FEATURE_AREA_DM2] = (float) (c.width * wide * c.height * high * 1e-4);
  features[BSR_FEATURE_ASPECT] = (float) (MAX (c.width * wide, c.height * high)
                                          / MIN (c.width * wide, c.height * high));
  features[BSR_FEATURE_FLOOR_MM]
      = (float) ((space.y + space.height - c.y - c.height) * high);
  features[BSR_FEATURE_ROOF_MM] = (float) ((c.y - space.y) * high);
  features[BSR_FEATURE_END_MM] = (float) (MIN (left, right) * wide);
}

/* Against what earlier loads of the heading show at the height of the box's middle. */
static void
measure_reference (const BsrSurvey *survey, const Measured *m, float *features)
{
  const BsrInside *inside = bsr_evidence_inside (survey->evidence);
  BsrBox space = bsr_inside_clear (inside);
  int middle = m->cells.y + m->cells.height / 2;
  double mean_mm, spread_mm;

  if (survey->reference == NULL || middle < space.y || middle >= space.y + space.height
      || !bsr_reference_expect (survey->reference,
                                (middle - space.y) * BSR_LOAD_PROFILE_BANDS / space.height,
                                &mean_mm, &spread_mm))
    return;
  double excess = m->inner - bsr_inside_bare_mm (inside, middle) - mean_mm;
  features[BSR_FEATURE_REFERENCE] = (float) bounded (m->sign * excess / spread_mm, MOST_SIGMAS);
}

static void
measure_appearance (const BsrSurvey *survey, const Measured *m, float *features)
{
  const BsrGrid *grid = bsr_evidence_wide (survey->evidence);
  BsrBox all = { 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) }, c = m->cells;
  double mean, around;
  if (survey->appearance == NULL)
    return;
  BsrBox wide = bsr_box_intersect (
      (BsrBox){ c.x - c.width / 2, c.y - c.height / 2, 2 * c.width, 2 * c.height }, all);
  features[BSR_FEATURE_APPEARANCE]
      = (float) bsr_appearance_strongest (survey->appearance, c, &mean);
  features[BSR_FEATURE_APPEARANCE_MEAN] = (float) mean;
  bsr_appearance_strongest (survey->appearance, wide, &around);
  double n = (double) bsr_box_area (c), n_wide = (double) bsr_box_area (wide);
  if (n_wide > n)
    features[BSR_FEATURE_APPEARANCE_AROUND]
        = (float) bounded ((around * n_wide - mean * n) / (n_wide - n), MOST_SIGMAS);
}

static void
measure_candidate (const BsrSurvey *survey, const BsrFinding *candidate, float *features)
{
  const BsrGrid *grid = bsr_evidence_wide (survey->evidence);
  double sign = candidate->steel_mm < 0.0 ? -1.0 : 1.0;
  Measured m = measure_box (survey, cells_of (grid, candidate->box), sign);
  double n = (double) bsr_box_area (m.cells);
  double drift = bounded (bsr_box_sums_mean (survey->drift, m.cells), G_MAXFLOAT);
  double variance = bsr_box_sums_mean (survey->variance, m.cells);
  double noise = hypot (sqrt (2.0 * variance / n), hypot (drift, CALIBRATION_MM));
  Standing standing = standing_in_load (survey, &m, noise);

  features[BSR_FEATURE_SIGN] = (float) sign;
  features[BSR_FEATURE_REASON] = (float) candidate->reason;
  features[BSR_FEATURE_DETECTOR_SIGMAS]
      = (float) bounded (fabs (candidate->contrast), MOST_SIGMAS);
  features[BSR_FEATURE_EXCESS_MM] = (float) bounded (m.excess, G_MAXFLOAT);
  features[BSR_FEATURE_EXCESS_SHARE]
      = (float) bounded (m.excess / MAX (m.around, LEAST_MM), MOST_SHARE);
  features[BSR_FEATURE_AROUND_MM] = (float) m.around;
  features[BSR_FEATURE_NOISE_SIGMAS] = (float) bounded (m.excess / noise, MOST_SIGMAS);
  features[BSR_FEATURE_ROW_SIGMAS]
      = (float) bounded (sigmas_along (survey, &m, TRUE, noise), MOST_SIGMAS);
  features[BSR_FEATURE_COLUMN_SIGMAS]
      = (float) bounded (sigmas_along (survey, &m, FALSE, noise), MOST_SIGMAS);
  features[BSR_FEATURE_LOAD_SIGMAS] = (float) bounded (standing.sigmas, MOST_SIGMAS);
  features[BSR_FEATURE_LOAD_RANK] = (float) standing.rank;
  features[BSR_FEATURE_CLUTTER] = (float) standing.spread;
  features[BSR_FEATURE_FILL] = (float) survey->fill;
  features[BSR_FEATURE_LOAD_MM] = (float) survey->load_mm;
  features[BSR_FEATURE_LOAD_OPAQUE] = (float) survey->load_opaque;
  features[BSR_FEATURE_PLANES] = (float) survey->n_planes;
  measure_contrast (survey, &m, features);
  measure_peers (survey, &m, features);
  measure_material (survey, &m, features);
  measure_structure (survey, &m, features);
  measure_energies (survey, &m, features);
  measure_sides (survey, &m, features);
  measure_border (survey, &m, features);
  measure_place (survey, &m, features);
  measure_reference (survey, &m, features);
  measure_appearance (survey, &m, features);
}

/* What candidates are to each other. */
static void
compare_candidates (int n_candidates, float *features)
{
  for (int i = 0; i < n_candidates; i++)
    {
      float *one = features + i * BSR_N_FEATURES;
      int n_peers = 0, rank = 0;
      for (int j = 0; j < n_candidates; j++)
        {
          const float *other = features + j * BSR_N_FEATURES;
          float area = other[BSR_FEATURE_AREA_DM2] / one[BSR_FEATURE_AREA_DM2];
          if (i == j)
            continue;
          n_peers += area > 0.5F && area < 2.0F
                     && other[BSR_FEATURE_SIGN] == one[BSR_FEATURE_SIGN]
                     && other[BSR_FEATURE_EXCESS_MM]
                            > (float) PEER_EXCESS * one[BSR_FEATURE_EXCESS_MM];
          rank += other[BSR_FEATURE_CONTRAST] > one[BSR_FEATURE_CONTRAST];
        }
      one[BSR_FEATURE_PEERS] = (float) n_peers;
      one[BSR_FEATURE_RANK] = (float) rank;
    }
}

gboolean
bsr_survey_measure (const BsrSurvey *survey, const BsrFinding *candidates, int n_candidates,
                    float *features, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (survey != NULL && features != NULL, FALSE);

  for (int i = 0; i < n_candidates * BSR_N_FEATURES; i++)
    features[i] = 0.0F;
  for (int i = 0; i < n_candidates; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      measure_candidate (survey, &candidates[i], features + i * BSR_N_FEATURES);
    }
  compare_candidates (n_candidates, features);
  return TRUE;
}
