#include "bsr-material-map.h"

#include <math.h>
#include <string.h>

#include "bsr-dual-energy.h"
#include "bsr-thread-team.h"

/* Cells (2 x 2 pixels) to each side that are averaged: 5 x 5 cells. */
#define RADIUS 2
/* Rows of cells of one item of work. */
#define BAND_ROWS 32

/* How far organic and metal must be apart, in standard deviations of the average, for the first
 * touch of colour and for the full colour. There are two steps from organic over inorganic to
 * metal; at 8 the border between two classes is two standard deviations from either. */
#define SURE_FROM 4.0
#define SURE_FULL 8.0

typedef struct
{
  const BsrDualEnergy *dual;
  BsrPlane *codes[2];
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

static Cell
judge_pixel (const BsrDualEnergy *dual, float high, float low)
{
  float place = 0.0f, inorganic = 0.0f;
  float weight = bsr_dual_energy_place (dual, high, low, &place, &inorganic);
  return (Cell){ weight, weight * place, weight * inorganic };
}

static void
judge_row (const MapJob *job, int cell_y, Cell *cells, int n_cells)
{
  int width = bsr_plane_width (job->codes[0]);
  int height = bsr_plane_height (job->codes[0]);

  memset (cells, 0, sizeof *cells * n_cells);
  for (int y = 2 * cell_y; y < MIN (2 * cell_y + 2, height); y++)
    {
      const guint16 *high = bsr_plane_row_u16 (job->codes[0], y);
      const guint16 *low = bsr_plane_row_u16 (job->codes[1], y);
      const guint8 *flags_high = bsr_plane_row_u8 (job->flags[0], y);
      const guint8 *flags_low = bsr_plane_row_u8 (job->flags[1], y);
      for (int x = 0; x < width; x++)
        if (((flags_high[x] | flags_low[x]) & BSR_DUAL_ENERGY_MUTE) == 0)
          {
            Cell cell = judge_pixel (job->dual, bsr_attenuation_of_code (high[x]),
                                     bsr_attenuation_of_code (low[x]));
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

gboolean
bsr_material_map_is_possible (BsrRadiograph *radiograph)
{
  g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
  return dual != NULL && bsr_dual_energy_is_plausible (dual, radiograph);
}

BsrPlane *
bsr_material_map_new (BsrRadiograph *radiograph, int n_threads, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
  g_return_val_if_fail (dual != NULL, NULL);

  int width = bsr_radiograph_width (radiograph), height = bsr_radiograph_height (radiograph);
  g_autoptr (BsrPlane) map
      = bsr_plane_new (BSR_FORMAT_U16, (width + 1) / 2, (height + 1) / 2, error);
  if (map == NULL)
    return NULL;

  MapJob job = { .dual = dual, .map = map };
  for (int i = 0; i < 2; i++)
    {
      job.codes[i] = bsr_radiograph_codes (radiograph, i);
      job.flags[i] = bsr_radiograph_flags (radiograph, i);
    }
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
