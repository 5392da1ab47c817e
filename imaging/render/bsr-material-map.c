#include "bsr-material-map.h"

#include <math.h>
#include <string.h>

#include "bsr-spectrum.h"
#include "bsr-thread-team.h"

/* Attenuation in plane 0 that the reference curves reach, and their steps: a transmission of
 * 0.03 %, beyond what cargo scanners see through. */
#define MAX_ATTENUATION 8.0
#define N_STEPS 512

/* Cells (2 x 2 pixels) to each side that are averaged: 5 x 5 cells. */
#define RADIUS 2
/* Rows of cells of one item of work. */
#define BAND_ROWS 32

/* How far organic and metal must be apart, in standard deviations of the average, for the first
 * touch of colour and for the full colour. There are two steps from organic over inorganic to
 * metal; at 8 the border between two classes is two standard deviations from either. */
#define SURE_FROM 4.0
#define SURE_FULL 8.0

/* The median place of what is known of a scan, from organic (0) to metal (1), may be this far
 * beyond either: lead alone would be near 2, but so is a common load on a scanner that does not
 * answer like the spectra. */
#define PLAUSIBLE_BEYOND 0.3
/* Every so many pixels along x and y are looked at for it, if they know at least as much (organic
 * and metal half a standard deviation apart), are thick enough for a wrong level of air not to
 * matter, and lie within some places of the materials. */
#define PLAUSIBLE_STRIDE 3
#define PLAUSIBLE_WEIGHT 0.25f
#define PLAUSIBLE_ATTENUATION 0.3f
#define PLAUSIBLE_REACH 10.0f
#define PLAUSIBLE_BINS 1000

/* Pixels of which the two energies say nothing. Air is left in: it knows nothing by itself. */
#define MUTE_FLAGS (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_OPAQUE)

/* At attenuation i / (N_STEPS - 1) * MAX_ATTENUATION of plane 0: the attenuation of plane 1 of
 * each reference material, and the standard deviation of a pixel across the curves. */
typedef struct
{
  float organic[N_STEPS], inorganic[N_STEPS], metal[N_STEPS];
  float noise[N_STEPS];
} Curves;

typedef struct
{
  const Curves *curves;
  BsrPlane *attenuation[2];
  BsrPlane *flags[2];
  BsrPlane *map;
} MapJob;

/* What pixels know, summed: their weights (inverse variances), and weighted the place of their
 * material and of aluminium between organic (0) and metal (1). */
typedef struct
{
  float weight, place, inorganic;
} Cell;

static void
cell_add (Cell *sum, const Cell *cell)
{
  sum->weight += cell->weight;
  sum->place += cell->place;
  sum->inorganic += cell->inorganic;
}

static BsrSpectrum
plane_spectrum (BsrRadiograph *radiograph, int index)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double energy = acquisition->planes[index].energy_mv;
  return acquisition->modality == BSR_MODALITY_GAMMA ? bsr_spectrum_line (energy)
                                                     : bsr_spectrum_bremsstrahlung (energy);
}

static gboolean
has_stated_energies (BsrRadiograph *radiograph)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  return bsr_radiograph_n_planes (radiograph) >= 2 && acquisition->n_planes >= 2
         && acquisition->modality != BSR_MODALITY_BACKSCATTER
         && isfinite (acquisition->planes[0].energy_mv)
         && isfinite (acquisition->planes[1].energy_mv)
         && acquisition->planes[0].energy_mv != acquisition->planes[1].energy_mv;
}

/* Attenuation in plane 1 of as much @material as makes each attenuation of plane 0. */
static void
fill_curve (float *curve, const BsrSpectrum *high, const BsrSpectrum *low, const char *id)
{
  const BsrMaterial *material = bsr_material_by_id (id);
  g_assert (material != NULL);

  curve[0] = 0.0f;
  for (int i = 1; i < N_STEPS; i++)
    {
      double transmission = exp (-MAX_ATTENUATION * i / (N_STEPS - 1));
      double g_cm2 = bsr_spectrum_g_cm2 (high, material, transmission);
      curve[i] = (float) -log (bsr_spectrum_transmission (low, material, g_cm2));
    }
}

static Curves *
curves_new (BsrRadiograph *radiograph)
{
  Curves *curves = g_new0 (Curves, 1);
  BsrSpectrum high = plane_spectrum (radiograph, 0);
  BsrSpectrum low = plane_spectrum (radiograph, 1);
  const double step = MAX_ATTENUATION / (N_STEPS - 1);

  fill_curve (curves->organic, &high, &low, "cellulose");
  fill_curve (curves->inorganic, &high, &low, "aluminium");
  fill_curve (curves->metal, &high, &low, "steel");
  for (int i = 0; i < N_STEPS; i++)
    {
      int next = MIN (i + 1, N_STEPS - 1);
      double slope = (double) (curves->inorganic[next] - curves->inorganic[next - 1]) / step;
      double noise_high = bsr_radiograph_noise (radiograph, 0, i * step);
      double noise_low = bsr_radiograph_noise (radiograph, 1, (double) curves->inorganic[i]);
      curves->noise[i] = (float) hypot (noise_low, slope * noise_high);
    }
  return curves;
}

/* Places are linear in the attenuation and not cut at the ends: anything else would pull the
 * average of noisy pixels to one side. */
static Cell
judge_pixel (const Curves *curves, float high, float low)
{
  float at = high * (float) ((N_STEPS - 1) / MAX_ATTENUATION);
  if (!(at >= 1.0f) || at >= N_STEPS - 1)
    return (Cell){ 0 };

  int i = (int) at;
  float part = at - (float) i;
  float organic = curves->organic[i] + part * (curves->organic[i + 1] - curves->organic[i]);
  float inorganic = curves->inorganic[i] + part * (curves->inorganic[i + 1] - curves->inorganic[i]);
  float metal = curves->metal[i] + part * (curves->metal[i + 1] - curves->metal[i]);
  float apart = metal - organic;
  if (apart == 0.0f || curves->noise[i] <= 0.0f)
    return (Cell){ 0 };

  float sigmas = apart / curves->noise[i];
  float weight = sigmas * sigmas;
  return (Cell){ weight, weight * (low - organic) / apart, weight * (inorganic - organic) / apart };
}

static void
judge_row (const MapJob *job, int cell_y, Cell *cells, int n_cells)
{
  int width = bsr_plane_width (job->attenuation[0]);
  int height = bsr_plane_height (job->attenuation[0]);

  memset (cells, 0, sizeof *cells * n_cells);
  for (int y = 2 * cell_y; y < MIN (2 * cell_y + 2, height); y++)
    {
      const float *high = bsr_plane_row_f32 (job->attenuation[0], y);
      const float *low = bsr_plane_row_f32 (job->attenuation[1], y);
      const guint8 *flags_high = bsr_plane_row_u8 (job->flags[0], y);
      const guint8 *flags_low = bsr_plane_row_u8 (job->flags[1], y);
      for (int x = 0; x < width; x++)
        if (((flags_high[x] | flags_low[x]) & MUTE_FLAGS) == 0)
          {
            Cell cell = judge_pixel (job->curves, high[x], low[x]);
            cell_add (&cells[x / 2], &cell);
          }
    }
}

static guint16
to_sample (const Cell *sum)
{
  if (sum->weight <= 0.0f)
    return 0;

  double place = (double) (sum->place / sum->weight);
  double inorganic = (double) (sum->inorganic / sum->weight);
  double hue = place < inorganic
                   ? BSR_MATERIAL_HUE_INORGANIC * (place / inorganic)
                   : BSR_MATERIAL_HUE_INORGANIC
                         + (255 - BSR_MATERIAL_HUE_INORGANIC) * (place - inorganic) / (1.0 - inorganic);
  double sureness = (sqrt ((double) sum->weight) - SURE_FROM) / (SURE_FULL - SURE_FROM);
  return BSR_MATERIAL_SAMPLE ((int) lrint (CLAMP (hue, 0.0, 255.0)),
                              (int) lrint (CLAMP (sureness, 0.0, 1.0) * 255.0));
}

/* One row of the map from cells that hold the sums over the rows above and below. */
static void
average_row (const Cell *column_sums, int n_cells, guint16 *out)
{
  for (int x = 0; x < n_cells; x++)
    {
      Cell sum = { 0 };
      for (int k = MAX (x - RADIUS, 0); k <= MIN (x + RADIUS, n_cells - 1); k++)
        cell_add (&sum, &column_sums[k]);
      out[x] = to_sample (&sum);
    }
}

static void
map_band_cb (int item, int thread, gpointer data)
{
  const MapJob *job = data;
  int n_cells = bsr_plane_width (job->map), n_rows = bsr_plane_height (job->map);
  int begin = item * BAND_ROWS, end = MIN (begin + BAND_ROWS, n_rows);
  int first = MAX (begin - RADIUS, 0), last = MIN (end + RADIUS, n_rows);
  g_autofree Cell *cells = g_new (Cell, (gsize) n_cells * (last - first));
  g_autofree Cell *sums = g_new (Cell, n_cells);

  for (int y = first; y < last; y++)
    judge_row (job, y, cells + (gsize) (y - first) * n_cells, n_cells);
  for (int y = begin; y < end; y++)
    {
      memset (sums, 0, sizeof *sums * n_cells);
      for (int k = MAX (y - RADIUS, 0); k <= MIN (y + RADIUS, n_rows - 1); k++)
        {
          const Cell *row = cells + (gsize) (k - first) * n_cells;
          for (int x = 0; x < n_cells; x++)
            cell_add (&sums[x], &row[x]);
        }
      average_row (sums, n_cells, bsr_plane_row_u16 (job->map, y));
    }
}

/* Counts the places of a row's pixels from -PLAUSIBLE_REACH to PLAUSIBLE_REACH. */
static void
count_places (const MapJob *job, int y, int *histogram)
{
  const float *high = bsr_plane_row_f32 (job->attenuation[0], y);
  const float *low = bsr_plane_row_f32 (job->attenuation[1], y);
  const guint8 *flags_high = bsr_plane_row_u8 (job->flags[0], y);
  const guint8 *flags_low = bsr_plane_row_u8 (job->flags[1], y);
  int width = bsr_plane_width (job->attenuation[0]);

  for (int x = 0; x < width; x += PLAUSIBLE_STRIDE)
    if (((flags_high[x] | flags_low[x]) & MUTE_FLAGS) == 0 && high[x] >= PLAUSIBLE_ATTENUATION)
      {
        Cell cell = judge_pixel (job->curves, high[x], low[x]);
        if (cell.weight < PLAUSIBLE_WEIGHT)
          continue;
        float bin = (cell.place / cell.weight / PLAUSIBLE_REACH + 1.0f) * (PLAUSIBLE_BINS / 2);
        histogram[(int) CLAMP (bin, 0.0f, PLAUSIBLE_BINS - 1.0f)]++;
      }
}

/* Where the curves are right most of a scan is among the materials. */
static gboolean
is_plausible (const MapJob *job)
{
  g_autofree int *histogram = g_new0 (int, PLAUSIBLE_BINS);
  int n = 0, below = 0, bin = 0;

  for (int y = 0; y < bsr_plane_height (job->attenuation[0]); y += PLAUSIBLE_STRIDE)
    count_places (job, y, histogram);
  for (int i = 0; i < PLAUSIBLE_BINS; i++)
    n += histogram[i];
  while (bin < PLAUSIBLE_BINS && below < (n + 1) / 2)
    below += histogram[bin++];

  double median = ((bin - 0.5) / (PLAUSIBLE_BINS / 2.0) - 1.0) * (double) PLAUSIBLE_REACH;
  return n > 0 && median >= -PLAUSIBLE_BEYOND && median <= 1.0 + PLAUSIBLE_BEYOND;
}

static MapJob
job_for (BsrRadiograph *radiograph, const Curves *curves)
{
  MapJob job = { .curves = curves };
  for (int i = 0; i < 2; i++)
    {
      job.attenuation[i] = bsr_radiograph_attenuation (radiograph, i);
      job.flags[i] = bsr_radiograph_flags (radiograph, i);
    }
  return job;
}

gboolean
bsr_material_map_is_possible (BsrRadiograph *radiograph)
{
  if (!has_stated_energies (radiograph))
    return FALSE;
  g_autofree Curves *curves = curves_new (radiograph);
  MapJob job = job_for (radiograph, curves);
  return is_plausible (&job);
}

BsrPlane *
bsr_material_map_new (BsrRadiograph *radiograph, int n_threads, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (has_stated_energies (radiograph), NULL);

  int width = bsr_radiograph_width (radiograph), height = bsr_radiograph_height (radiograph);
  g_autoptr (BsrPlane) map
      = bsr_plane_new (BSR_FORMAT_U16, (width + 1) / 2, (height + 1) / 2, error);
  if (map == NULL)
    return NULL;

  g_autofree Curves *curves = curves_new (radiograph);
  MapJob job = job_for (radiograph, curves);
  job.map = map;
  int n_bands = (bsr_plane_height (map) + BAND_ROWS - 1) / BAND_ROWS;
  if (!bsr_thread_team_run (n_bands, n_threads, map_band_cb, &job, cancellable, error))
    return NULL;
  return g_steal_pointer (&map);
}

guint16
bsr_material_map_merge (guint16 a, guint16 b, guint16 c, guint16 d)
{
  const guint16 samples[] = { a, b, c, d };
  int hue = 0, sureness = 0;
  for (int i = 0; i < 4; i++)
    {
      hue += BSR_MATERIAL_HUE (samples[i]) * BSR_MATERIAL_SURENESS (samples[i]);
      sureness += BSR_MATERIAL_SURENESS (samples[i]);
    }
  return sureness > 0 ? BSR_MATERIAL_SAMPLE ((hue + sureness / 2) / sureness, (sureness + 2) / 4)
                      : 0;
}
