#include "bsr-mass-plane.h"

#include <math.h>
#include <string.h>

#include "bsr-dual-energy.h"
#include "bsr-steel-curve.h"
#include "bsr-thread-team.h"

/* Cells here are 2 x 2 of the radiograph's, 30 mm; so many to each side are averaged: 3 x 3, 90 mm. */
#define RADIUS 1
/* Rows of cells of one item of work. */
#define BAND_ROWS 8
/* Neighbours whose attenuation differs by more than this share, or by so many standard deviations
 * of the difference of two cells, are another thing and left out. */
#define ALIKE_SHARE 0.15f
#define ALIKE_SIGMAS 3.0f

/* How well the ratio of two attenuations is known from the spectra of the stated energies: 100
 * g/cm2 of carbon, iron and lead in a Geant4 simulation of a 9/6 MV portal (plalor/semiZ, its
 * calibration tables) have ratios 0.8, 1.1 and 1.3 % below those of bsr-spectrum.c. */
#define RATIO_SHARE 0.01f
/* How well either plane's open beam is known: BSR_PIXEL_AIR reaches at least as far from it. */
#define AIR_SHARE 0.005f

/* Materials that are weighed against each other, from organic to lead along the references: steps
 * from each reference to the next, finer than RATIO_SHARE tells apart where both energies tell
 * best; between two references goods are a mixture of both. */
#define N_CANDIDATES 28
static const int steps_to_next[BSR_N_REFERENCES - 1] = { 5, 8, 6, 3, 4, 1 };
/* Candidates up to steel. */
#define N_LIGHT 14
/* Chance of all candidates beyond steel together before anything was measured: little cargo is
 * tin, tungsten or lead. Noisy places stay with the materials that cargo is made of, and two
 * standard deviations are enough to say otherwise. */
#define HEAVY_CHANCE 0.1f
/* A candidate less likely than the likeliest by e to this power has none. */
#define NO_CHANCE 20.0f
#define FALL_STEPS 25
/* Attenuations in plane 0 for which chances before the measurement are worked out: they change
 * slowly with it, so the nearest serves. */
#define PRIOR_STEP 0.125f
#define N_PRIORS 64

typedef struct
{
  float high, low;  /* mean attenuations of the pixels that say something */
  float n;          /* how many they are */
  float level;      /* attenuation in plane 0 that neighbours are compared by */
  float n_level;    /* of how many pixels that is */
} Cell;

/* What is known before anything was measured, at one attenuation: the candidates' chances, and mean
 * and variance of the mass as a share of steel's. */
typedef struct
{
  float chances[N_CANDIDATES];
  float mean, variance;
} Prior;

typedef struct
{
  const BsrCells *cells;
  const BsrDualEnergy *dual; /* NULL: one energy only */
  float singles[N_PRIORS];   /* g/cm2 of one mm of steel equivalent, from one energy, by attenuation */
  float most;                /* attenuation of what is opaque */
  BsrScatter scatter[2];     /* of both planes */
  Prior priors[N_PRIORS];
  float falls[(int) NO_CHANCE * FALL_STEPS + 2];
  int width, height; /* cells */
  BsrPlane *factors;
} Job;

/* The radiograph's cells that a cell here is made of. */
static void
take_cell (const BsrCells *cells, int x, int y, Cell *taken)
{
  const float code = 1.0f / BSR_ATTENUATION_STEPS;
  guint64 high = 0, low = 0, level = 0;
  guint n_both = 0, n_good = 0;
  for (int j = BSR_MASS_CELLS * y; j < MIN (BSR_MASS_CELLS * (y + 1), cells->height); j++)
    for (int i = BSR_MASS_CELLS * x; i < MIN (BSR_MASS_CELLS * (x + 1), cells->width); i++)
      {
        const BsrCell *cell = &bsr_cells_row (cells, j)[i];
        high += (guint64) cell->high * cell->n_both;
        low += (guint64) cell->low * cell->n_both;
        level += (guint64) cell->level * cell->n_good;
        n_both += cell->n_both;
        n_good += cell->n_good;
      }
  *taken = (Cell){ 0 };
  taken->n = (float) n_both;
  taken->n_level = (float) n_good;
  if (n_both > 0)
    {
      taken->high = code * (float) high / (float) n_both;
      taken->low = code * (float) low / (float) n_both;
    }
  if (n_good > 0)
    taken->level = code * (float) level / (float) n_good;
}

/* The neighbourhood's means, each cell weighed by its pixels and how much it is like the one in
 * the middle (Tukey's biweight; only attenuations are compared, so noise in plane 1 does not
 * choose), into @mean: its n is the number of pixels that would tell as much. */
static void
average (const Cell *const *rows, int n_rows, int first, int last, const Cell *middle, float alike,
         Cell *mean)
{
  float sum = 0.0f, squares = 0.0f, high = 0.0f, low = 0.0f;
  float scale = 1.0f / (alike * alike);
  for (int j = 0; j < n_rows; j++)
    for (const Cell *cell = rows[j] + first; cell <= rows[j] + last; cell++)
      {
        float apart = cell->level - middle->level;
        float like = 1.0f - apart * apart * scale;
        if (!(like > 0.0f))
          continue;
        like *= like;
        float weight = like * cell->n;
        sum += weight;
        squares += like * weight;
        high += weight * cell->high;
        low += weight * cell->low;
      }
  *mean = (Cell){ 0 };
  if (sum > 0.0f)
    *mean = (Cell){ high / sum, low / sum, sum * sum / squares, middle->level, middle->n_level };
}

/* What the candidates attenuate in plane 1, and their mass as a share of steel's. */
static void
list_candidates (const BsrDualEnergyPoint *point, float *expected, float *masses)
{
  int k = 0;
  for (int j = 0; j < BSR_N_REFERENCES - 1; j++)
    for (int i = j == 0 ? 0 : 1; i <= steps_to_next[j]; i++, k++)
      {
        float share = (float) i / (float) steps_to_next[j];
        expected[k] = point->low[j] + share * (point->low[j + 1] - point->low[j]);
        masses[k] = point->mass[j] + share * (point->mass[j + 1] - point->mass[j]);
      }
}

/* Chances before anything was measured: flat in what is measured, the attenuation in plane 1, so
 * that candidates which are close together do not draw the answer. */
static void
set_chances (const float *expected, float *chances)
{
  float light = 0.0f, heavy = 0.0f;
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      int before = MAX (k - 1, 0), after = MIN (k + 1, N_CANDIDATES - 1);
      chances[k] = 0.5f * (fabsf (expected[k] - expected[before])
                           + fabsf (expected[after] - expected[k]));
      *(k < N_LIGHT ? &light : &heavy) += chances[k];
    }
  for (int k = 0; k < N_CANDIDATES; k++)
    chances[k] *= k < N_LIGHT ? (1.0f - HEAVY_CHANCE) / light : HEAVY_CHANCE / heavy;
}

static void
set_priors (Job *job)
{
  for (int i = 0; i < N_PRIORS; i++)
    {
      Prior *prior = &job->priors[i];
      BsrDualEnergyPoint point;
      float expected[N_CANDIDATES], masses[N_CANDIDATES], squares = 0.0f;
      if (!bsr_dual_energy_look_up (job->dual, ((float) i + 0.5f) * PRIOR_STEP, &point))
        continue; /* nor will it be looked up */
      list_candidates (&point, expected, masses);
      set_chances (expected, prior->chances);
      for (int k = 0; k < N_CANDIDATES; k++)
        prior->mean += prior->chances[k] * masses[k];
      for (int k = 0; k < N_CANDIDATES; k++)
        squares += prior->chances[k] * (masses[k] - prior->mean) * (masses[k] - prior->mean);
      prior->variance = squares;
    }
}

/* e^-x for 0 <= x < NO_CHANCE, straight between FALL_STEPS entries to one: off by 2e-4 of it. */
static inline float
falling (const float *falls, float x)
{
  float at = x * FALL_STEPS;
  int i = (int) at;
  return falls[i] + (at - (float) i) * (falls[i + 1] - falls[i]);
}

static void
set_falls (Job *job)
{
  for (int i = 0; i <= (int) (NO_CHANCE * FALL_STEPS) + 1; i++)
    job->falls[i] = (float) exp (-i / (double) FALL_STEPS);
}

/* Mean over the candidates of the mass as a share of steel's, by their chances after what was
 * measured (Bayes), plane 1's attenuation being normal around each candidate's. What is left open
 * of the variance of the mass draws the answer to @single: all where nothing is known. */
static float
expect_mass (const Prior *prior, const float *falls, const BsrDualEnergyPoint *point, float low, float sd, float single)
{
  float expected[N_CANDIDATES], masses[N_CANDIDATES];
  float exponents[N_CANDIDATES], least = INFINITY, scale = (float) M_SQRT1_2 / sd;
  list_candidates (point, expected, masses);
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      float apart = (low - expected[k]) * scale;
      exponents[k] = apart * apart;
      least = MIN (least, exponents[k]);
    }

  float sum = 0.0f, first = 0.0f, second = 0.0f;
  for (int k = 0; k < N_CANDIDATES; k++)
    {
      float beyond = exponents[k] - least;
      if (beyond >= NO_CHANCE)
        continue;
      float chance = prior->chances[k] * falling (falls, beyond);
      float mass = masses[k] - prior->mean;
      sum += chance;
      first += chance * mass;
      second += chance * mass * mass;
    }
  float mean = first / sum, left = (second / sum - mean * mean) / prior->variance;
  return prior->mean + mean + CLAMP (left, 0.0f, 1.0f) * (single - prior->mean);
}

/* What one energy says at an attenuation of plane 0. */
static float
single_at (const Job *job, float attenuation)
{
  return job->singles[CLAMP ((int) (attenuation / PRIOR_STEP), 0, N_PRIORS - 1)];
}

/* @attenuation of plane @index without what came beside the straight way. */
static float
straight (const Job *job, int index, float attenuation)
{
  return attenuation + (float) bsr_scatter_bias (&job->scatter[index], (double) attenuation);
}

/* One energy's answer for a cell; where nothing got through, that for the most there is. */
static float
judge_single (const Job *job, const Cell *middle)
{
  if (!(middle->n_level > 0.0f) || !(middle->level > 0.0f))
    return single_at (job, middle->n_level > 0.0f ? 0.0f : job->most);
  float level = straight (job, 0, middle->level);
  return single_at (job, level) * level / middle->level;
}

/* Standard deviation of plane 1's attenuation, given plane 0's, by what is not known of the radiation
 * beside the straight way: behind thick goods it fills the low energy first, which then looks as if
 * they were of metal. */
static float
stray_error (const Job *job, const Cell *mean, float slope)
{
  double low = bsr_scatter_attenuation_sd (&job->scatter[1], (double) mean->low);
  double high = bsr_scatter_attenuation_sd (&job->scatter[0], (double) mean->high);
  return (float) MAX (low - (double) slope * high, 0.0);
}

/* g/cm2 of one mm of steel equivalent. */
static float
judge_cell (const Job *job, const Cell *const *rows, int n_rows, int x, int n_cells,
            const Cell *middle)
{
  BsrDualEnergyPoint point;
  if (!bsr_dual_energy_look_up (job->dual, middle->level, &point))
    return judge_single (job, middle);
  /* Of the difference of two cells: 1.4 times the noise of a mean over a cell's pixels. */
  float apart = (float) M_SQRT2 * point.noise_high / sqrtf (middle->n_level);
  float alike = MAX (ALIKE_SHARE * middle->level, ALIKE_SIGMAS * apart);
  Cell mean;
  average (rows, n_rows, MAX (x - RADIUS, 0), MIN (x + RADIUS, n_cells - 1), middle, alike, &mean);
  float measured = mean.high;
  mean.high = straight (job, 0, mean.high);
  mean.low = straight (job, 1, mean.low);
  if (!(mean.n > 0.0f) || !bsr_dual_energy_look_up (job->dual, mean.high, &point))
    return judge_single (job, middle);

  float ratio = RATIO_SHARE * mean.low, air = AIR_SHARE * hypotf (1.0f, point.slope);
  float stray = stray_error (job, &mean, point.slope);
  float sd = sqrtf (point.noise * point.noise / mean.n + ratio * ratio + air * air + stray * stray);
  const float steel = (float) BSR_STEEL_G_CM2_PER_MM;
  const Prior *prior = &job->priors[(int) (mean.high / PRIOR_STEP)];
  return steel * mean.high / measured
         * expect_mass (prior, job->falls, &point, mean.low, sd, single_at (job, mean.high) / steel);
}

static void
fill_band (int item, int thread, gpointer data)
{
  const Job *job = data;
  int n_cells = job->width, n_rows = job->height;
  int begin = item * BAND_ROWS, end = MIN (begin + BAND_ROWS, n_rows);
  int first = MAX (begin - RADIUS, 0), last = MIN (end + RADIUS, n_rows);
  g_autofree Cell *cells = g_new (Cell, (gsize) n_cells * (last - first));
  for (int y = first; y < last; y++)
    for (int x = 0; x < n_cells; x++)
      take_cell (job->cells, x, y, &cells[(gsize) (y - first) * n_cells + x]);
  for (int y = begin; y < end; y++)
    {
      const Cell *rows[2 * RADIUS + 1];
      int n = 0;
      for (int k = MAX (y - RADIUS, 0); k <= MIN (y + RADIUS, n_rows - 1); k++)
        rows[n++] = cells + (gsize) (k - first) * n_cells;
      const Cell *middle = cells + (gsize) (y - first) * n_cells;
      for (int x = 0; x < n_cells; x++)
        bsr_plane_row_f32 (job->factors, y)[x] = judge_cell (job, rows, n, x, n_cells, &middle[x]);
    }
}

static void
set_singles (Job *job, const BsrRadiograph *radiograph, const BsrMassFactor *single)
{
  job->most = bsr_attenuation_of_code (bsr_radiograph_most_code (radiograph, 0));
  for (int i = 0; i < N_PRIORS; i++)
    {
      double attenuation = (i + 0.5) * (double) PRIOR_STEP;
      double steel_mm = bsr_radiograph_steel_of_attenuation (radiograph, attenuation);
      job->singles[i] = (float) (bsr_mass_factor_at (single, steel_mm) * BSR_STEEL_G_CM2_PER_MM);
    }
}

static void
fill_single (const Job *job)
{
  for (int y = 0; y < job->height; y++)
    for (int x = 0; x < job->width; x++)
      {
        Cell cell;
        take_cell (job->cells, x, y, &cell);
        bsr_plane_row_f32 (job->factors, y)[x] = judge_single (job, &cell);
      }
}

BsrPlane *
bsr_mass_plane_new (const BsrRadiograph *radiograph, const BsrCells *cells,
                    const BsrMassFactor *single, int n_threads, gboolean *both_tell,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (radiograph != NULL && cells != NULL && single != NULL, NULL);
  g_return_val_if_fail (both_tell != NULL, NULL);
  int width = (cells->width + BSR_MASS_CELLS - 1) / BSR_MASS_CELLS;
  int height = (cells->height + BSR_MASS_CELLS - 1) / BSR_MASS_CELLS;
  g_autoptr (BsrPlane) factors = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  if (factors == NULL)
    return NULL;

  g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
  if (dual != NULL && !bsr_dual_energy_is_plausible (dual, radiograph))
    g_clear_pointer (&dual, bsr_dual_energy_free);
  *both_tell = dual != NULL;
  Job job = { .cells = cells, .dual = dual, .factors = factors, .width = width, .height = height };
  for (int i = 0; i < MIN (bsr_radiograph_n_planes (radiograph), 2); i++)
    job.scatter[i] = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, i));
  set_singles (&job, radiograph, single);
  if (dual == NULL)
    {
      fill_single (&job);
      return g_steal_pointer (&factors);
    }
  set_priors (&job);
  set_falls (&job);
  int n_bands = (height + BAND_ROWS - 1) / BAND_ROWS;
  if (!bsr_thread_team_run (n_bands, n_threads, fill_band, &job, cancellable, error))
    return NULL;
  return g_steal_pointer (&factors);
}
