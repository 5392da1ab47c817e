#include "bsr-local-shades.h"

#include <math.h>

/* Cells along the region's shorter side: enough to tell a pallet from the next. */
#define CELLS_ACROSS 6
/* Halvings until the clip limit is known well enough. */
#define N_HALVINGS 16

void
bsr_local_shades_init (BsrLocalShades *local, BsrBox region)
{
  double cell = MAX ((double) MIN (region.width, region.height) / CELLS_ACROSS, 1.0);
  local->region = region;
  local->n_columns = (int) CLAMP (lrint (region.width / cell), 1, BSR_LOCAL_MAX_CELLS);
  local->n_rows = (int) CLAMP (lrint (region.height / cell), 1, BSR_LOCAL_MAX_CELLS);
  gsize n_cells = (gsize) local->n_columns * (gsize) local->n_rows;
  local->counts = g_new0 (guint32, n_cells * BSR_LOCAL_HISTOGRAM);
  local->shades = g_new0 (guint16, n_cells * BSR_LOCAL_BINS);
}

void
bsr_local_shades_clear (BsrLocalShades *local)
{
  g_clear_pointer (&local->counts, g_free);
  g_clear_pointer (&local->shades, g_free);
}

/* What bins hold beyond @limit, spread over all of them, for one. */
static double
spread_of (const guint32 *counts, double total, double limit)
{
  double kept = 0.0;
  for (int i = 0; i < BSR_LOCAL_HISTOGRAM; i++)
    kept += MIN (counts[i], limit);
  return (total - kept) / BSR_LOCAL_HISTOGRAM;
}

/* A cell's shades: bins cut at a limit such that, with what was cut spread over all, none is
 * higher than @times the mean. */
static void
equalise_cell (const guint32 *counts, double times, guint16 *shades)
{
  const int per_count = BSR_LOCAL_BINS / BSR_LOCAL_HISTOGRAM;
  double total = 0.0;
  for (int i = 0; i < BSR_LOCAL_HISTOGRAM; i++)
    total += counts[i];
  double mean = total / BSR_LOCAL_HISTOGRAM, low = 0.0, high = times * mean;
  for (int i = 0; i < N_HALVINGS; i++)
    {
      double limit = (low + high) / 2.0;
      if (limit + spread_of (counts, total, limit) > times * mean)
        high = limit;
      else
        low = limit;
    }

  double spread = spread_of (counts, total, low), below = 0.0;
  for (int i = 0; i < BSR_LOCAL_HISTOGRAM; i++)
    {
      double share = total > 0.0 ? (MIN (counts[i], low) + spread) / total
                                 : 1.0 / BSR_LOCAL_HISTOGRAM;
      for (int k = 0; k < per_count; k++)
        shades[i * per_count + k]
            = (guint16) lrint (CLAMP (below + share * (k + 0.5) / per_count, 0.0, 1.0) * 65535.0);
      below += share;
    }
  /* Both ends of the window stay what they are. */
  shades[0] = 0;
  shades[BSR_LOCAL_BINS - 1] = 65535;
}

void
bsr_local_shades_finish (BsrLocalShades *local, double times)
{
  for (int i = 0; i < local->n_columns * local->n_rows; i++)
    equalise_cell (local->counts + (gsize) i * BSR_LOCAL_HISTOGRAM, MAX (times, 1.0),
                   local->shades + (gsize) i * BSR_LOCAL_BINS);
}

static int
place (double at, int begin, int extent, int n_cells, int *part)
{
  double cell = CLAMP ((at - begin) / extent * n_cells - 0.5, 0.0, n_cells - 1.0);
  double below = floor (cell);
  *part = (int) ((cell - below) * 256.0);
  return (int) below;
}

int
bsr_local_shades_column (const BsrLocalShades *local, double at, int *part)
{
  return place (at, local->region.x, local->region.width, local->n_columns, part);
}

int
bsr_local_shades_row (const BsrLocalShades *local, double at, int *part)
{
  return place (at, local->region.y, local->region.height, local->n_rows, part);
}

void
bsr_local_shades_blend (const BsrLocalShades *local, int row, int part, int first, int last,
                        guint16 *restrict out)
{
  gsize n = (gsize) (last - first + 1) * BSR_LOCAL_BINS;
  gsize below = (gsize) MIN (row + 1, local->n_rows - 1);
  const guint16 *restrict upper
      = local->shades + ((gsize) row * (gsize) local->n_columns + (gsize) first) * BSR_LOCAL_BINS;
  const guint16 *restrict lower
      = local->shades + (below * (gsize) local->n_columns + (gsize) first) * BSR_LOCAL_BINS;
  for (gsize i = 0; i < n; i++)
    out[i] = (guint16) (upper[i] + (lower[i] - upper[i]) * part / 256);
}

int
bsr_local_shades_at (const BsrLocalShades *local, double x, double y, int bin)
{
  int part_x, part_y;
  int column = bsr_local_shades_column (local, x, &part_x);
  int row = bsr_local_shades_row (local, y, &part_y);
  int columns[2] = { column, MIN (column + 1, local->n_columns - 1) }, shades[2];
  gsize below = (gsize) MIN (row + 1, local->n_rows - 1);
  for (int i = 0; i < 2; i++)
    {
      int upper = local->shades[((gsize) row * (gsize) local->n_columns + (gsize) columns[i])
                                    * BSR_LOCAL_BINS + (gsize) bin];
      int lower = local->shades[(below * (gsize) local->n_columns + (gsize) columns[i])
                                    * BSR_LOCAL_BINS + (gsize) bin];
      shades[i] = upper + (lower - upper) * part_y / 256;
    }
  return shades[0] + (shades[1] - shades[0]) * part_x / 256;
}
