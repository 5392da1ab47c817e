#include "bsr-detector.h"

#include <math.h>

#include "bsr-thread-team.h"

/* Columns of one unit of work: as many floats as a cache line holds, so threads share none. */
#define BLOCK_COLUMNS 16
/* Boxes one after the other that stand for a Gaussian: three are within 3 % of its peak (Wells,
 * "Efficient synthesis of Gaussian filters by cascaded uniform filters", IEEE PAMI 8 (1986) 234). */
#define BOXES 3

typedef struct
{
  BsrPlane *transmission, *variance;
  const BsrScanner *scanner;
  double open_variance;
  int radius; /* of a box, rows */
} Scatter;

/* Running means of 2 @radius + 1 rows; nothing comes from outside the fan. */
static void
box_mean (const double *from, double *to, int n, int radius)
{
  double sum = 0.0, share = 1.0 / (2 * radius + 1);
  for (int i = 0; i < MIN (radius, n); i++)
    sum += from[i];
  for (int i = 0; i < n; i++)
    {
      if (i + radius < n)
        sum += from[i + radius];
      if (i - radius - 1 >= 0)
        sum -= from[i - radius - 1];
      to[i] = MAX (sum, 0.0) * share;
    }
}

/* @taken, @spread: room for a column each. */
static void
scatter_column (const Scatter *scatter, int x, double *taken, double *spread)
{
  const BsrScanner *scanner = scatter->scanner;
  int height = bsr_plane_height (scatter->transmission);
  double passed = 0.0;
  for (int y = 0; y < height; y++)
    {
      double direct = (double)bsr_plane_row_f32 (scatter->transmission, y)[x];
      passed += direct;
      taken[y] = MAX (1.0 - direct, 0.0);
    }
  for (int i = 0; i < BOXES; i++)
    {
      box_mean (taken, spread, height, scatter->radius);
      double *swap = taken;
      taken = spread;
      spread = swap;
    }
  double veil = scanner->veil * passed / height, in_air = 1.0 + scanner->veil;
  for (int y = 0; y < height; y++)
    {
      float *direct = &bsr_plane_row_f32 (scatter->transmission, y)[x];
      float *variance = &bsr_plane_row_f32 (scatter->variance, y)[x];
      double added = scanner->scatter * taken[y] + veil;
      *direct = (float)(((double)*direct + added) / in_air);
      *variance = (float)(((double)*variance + added * scatter->open_variance) / in_air);
    }
}

static void
scatter_block (int block, int thread, gpointer data)
{
  const Scatter *scatter = data;
  int height = bsr_plane_height (scatter->transmission);
  g_autofree double *columns = g_new (double, 2 * (gsize)height);
  int end = MIN ((block + 1) * BLOCK_COLUMNS, bsr_plane_width (scatter->transmission));
  for (int x = block * BLOCK_COLUMNS; x < end; x++)
    scatter_column (scatter, x, columns, columns + height);
}

gboolean
bsr_detector_scatter (BsrPlane *transmission, BsrPlane *variance, double open_variance,
                      const BsrScanner *scanner, int n_threads, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (transmission != NULL && variance != NULL && scanner != NULL, FALSE);
  if (!(scanner->scatter > 0.0 || scanner->veil > 0.0))
    return TRUE;
  /* Variance of three boxes of w rows: 3 (w^2 - 1) / 12. */
  double deviation = scanner->scatter_reach_mm / scanner->pitch_y_mm;
  double rows = sqrt (4.0 * deviation * deviation + 1.0);
  Scatter scatter = { transmission, variance, scanner, open_variance,
                      (int)CLAMP ((rows - 1.0) / 2.0 + 0.5, 0.0, BSR_PLANE_MAX_EDGE) };
  int n_blocks = (bsr_plane_width (transmission) + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
  return bsr_thread_team_run (n_blocks, n_threads, scatter_block, &scatter, cancellable, error);
}

typedef struct
{
  BsrPlane *const *planes;
  int n_planes;
  double share, fades; /* left by the pulse before; by the next of them */
} Lag;

static void
lag_row (int y, int thread, gpointer data)
{
  const Lag *lag = data;
  float *rows[BSR_IMAGE_MAX_PLANES];
  int width = bsr_plane_width (lag->planes[0]);
  /* Before the first column the open beam has glowed for long. */
  double steady = 1.0 / (1.0 - lag->fades), glow = steady, in_air = 1.0 + lag->share * steady;

  for (int i = 0; i < lag->n_planes; i++)
    rows[i] = bsr_plane_row_f32 (lag->planes[i], y);
  for (int x = 0; x < width; x++)
    for (int i = 0; i < lag->n_planes; i++)
      {
        double pulse = (double)rows[i][x];
        rows[i][x] = (float)((pulse + lag->share * glow) / in_air);
        glow = lag->fades * glow + pulse;
      }
}

gboolean
bsr_detector_lag (BsrPlane *const *planes, const BsrScanner *scanner, int n_threads,
                  GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (planes != NULL && scanner != NULL, FALSE);
  if (!(scanner->lag > 0.0))
    return TRUE;
  int together = scanner->interlaced ? scanner->n_planes : 1;
  double pulses = scanner->lag_columns * together;
  for (int i = 0; i < scanner->n_planes; i += together)
    {
      Lag lag = { planes + i, together, scanner->lag,
                  scanner->lag_columns > 0.0 ? exp (-1.0 / pulses) : 0.0 };
      if (!bsr_thread_team_run (bsr_plane_height (planes[i]), n_threads, lag_row, &lag, cancellable,
                                error))
        return FALSE;
    }
  return TRUE;
}
