#include "bsr-pixel-fill.h"

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

#define BAD (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)
/* Ratio of the attenuations in two energies: 0.8...1.3 for all materials between 3 and 10 MV
 * (XCOM); beyond these bounds noise made it. */
#define LEAST_RATIO 0.5
#define MOST_RATIO 1.5
/* Attenuation below which a ratio is noise. */
#define LEAST_ATTENUATION 0.05
/* How far a slanted neighbour is looked for, pixels along each axis. */
#define SLANTED_REACH 8

typedef struct
{
  BsrExposure *exposures;
  int n_exposures, index;
} Fill;

typedef struct
{
  int x, y, side; /* which of four directions it was found in */
  double weight;
} Neighbour;

static gboolean
is_good (const BsrExposure *exposure, int x, int y)
{
  return (bsr_plane_row_u8 (exposure->flags, y)[x] & BAD) == 0;
}

/* Mean of the good pixels of the 3 x 3 around a good one: a single pixel's noise would be drawn
 * across the whole module. */
static double
attenuation_at (const BsrExposure *exposure, int x, int y)
{
  int width = bsr_plane_width (exposure->signal), height = bsr_plane_height (exposure->signal);
  double sum = 0.0;
  int n = 0;
  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, height - 1); j++)
    for (int i = MAX (x - 1, 0); i <= MIN (x + 1, width - 1); i++)
      if (is_good (exposure, i, j))
        {
          sum += (double) bsr_plane_row_f32 (exposure->signal, j)[i];
          n++;
        }
  return sum / n;
}

/* The nearest live pixel to the left, right, above and below, weighted by 1 / distance^2 so that
 * the short way across a module decides. */
static int
find_neighbours (const BsrExposure *exposure, int x, int y, Neighbour found[4])
{
  static const int steps[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  int width = bsr_plane_width (exposure->signal), height = bsr_plane_height (exposure->signal);
  int n = 0;
  for (int i = 0; i < 4; i++)
    for (int d = 1; d <= BSR_PIXEL_FILL_REACH; d++)
      {
        int px = x + d * steps[i][0], py = y + d * steps[i][1];
        if (px < 0 || py < 0 || px >= width || py >= height)
          break;
        if (!is_good (exposure, px, py))
          continue;
        found[n++] = (Neighbour){ px, py, i, 1.0 / ((double) d * d) };
        break;
      }
  return n;
}

/* Where no live pixel lies straight ahead (dead lines cross): the nearest at a slant. */
static int
find_slanted (const BsrExposure *exposure, int x, int y, Neighbour found[4])
{
  static const int corners[4][2] = { { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } };
  int width = bsr_plane_width (exposure->signal), height = bsr_plane_height (exposure->signal);
  int n = 0;
  for (int i = 0; i < 4; i++)
    for (int d = 2; d <= 2 * SLANTED_REACH && (n == 0 || found[n - 1].side != i); d++)
      for (int dx = MAX (1, d - SLANTED_REACH); dx < d && dx <= SLANTED_REACH; dx++)
        {
          int px = x + dx * corners[i][0], py = y + (d - dx) * corners[i][1];
          if (px < 0 || py < 0 || px >= width || py >= height || !is_good (exposure, px, py))
            continue;
          found[n++] = (Neighbour){ px, py, i, 1.0 / ((double) d * d) };
          break;
        }
  return n;
}

static double
weighted_mean (const BsrExposure *exposure, const Neighbour *neighbours, int n)
{
  double sum = 0.0, weights = 0.0;
  for (int i = 0; i < n; i++)
    {
      sum += neighbours[i].weight * attenuation_at (exposure, neighbours[i].x, neighbours[i].y);
      weights += neighbours[i].weight;
    }
  return sum / weights;
}

/* What the other energy shows here beyond what its own surroundings would give, brought to this
 * energy: an object inside a dead module stays visible. */
static gboolean
guided_value (const BsrExposure *exposure, const BsrExposure *other, int x, int y,
              const Neighbour *neighbours, int n, double *value)
{
  if (!is_good (other, x, y))
    return FALSE;
  Neighbour both[4];
  int n_both = 0;
  for (int i = 0; i < n; i++)
    if (is_good (other, neighbours[i].x, neighbours[i].y))
      both[n_both++] = neighbours[i];
  if (n_both == 0)
    return FALSE;
  double here = weighted_mean (exposure, both, n_both);
  double there = weighted_mean (other, both, n_both);
  double ratio = there > LEAST_ATTENUATION ? CLAMP (here / there, LEAST_RATIO, MOST_RATIO) : 1.0;
  *value = here + ratio * (attenuation_at (other, x, y) - there);
  return TRUE;
}

static float
fill_value (const Fill *fill, int x, int y)
{
  const BsrExposure *exposure = &fill->exposures[fill->index];
  Neighbour neighbours[4];
  int n = find_neighbours (exposure, x, y, neighbours);
  if (n == 0)
    n = find_slanted (exposure, x, y, neighbours);
  if (n == 0)
    return 0.0f;
  double value = 0.0;
  gboolean guided = FALSE;
  for (int i = 0; i < fill->n_exposures && !guided; i++)
    if (i != fill->index)
      guided = guided_value (exposure, &fill->exposures[i], x, y, neighbours, n, &value);
  if (!guided)
    value = weighted_mean (exposure, neighbours, n);
  return (float) MAX (value, 0.0);
}

/* Only bad pixels are written and only good ones read: strips do not disturb each other. */
static void
fill_strip (int item, int thread, gpointer data)
{
  const Fill *fill = data;
  const BsrExposure *exposure = &fill->exposures[fill->index];
  int height = bsr_plane_height (exposure->signal), width = bsr_plane_width (exposure->signal);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    for (int x = 0; x < width; x++)
      if (!is_good (exposure, x, y))
        bsr_plane_row_f32 (exposure->signal, y)[x] = fill_value (fill, x, y);
}

gboolean
bsr_pixel_fill (BsrExposure *exposures, int n_exposures, int index, int n_threads,
                GCancellable *cancellable, GError **error)
{
  Fill fill = { exposures, n_exposures, index };
  int height = bsr_plane_height (exposures[index].signal);
  return bsr_thread_team_run (bsr_exposure_n_strips (height), n_threads, fill_strip, &fill,
                              cancellable, error);
}
