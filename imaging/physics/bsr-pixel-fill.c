#include "bsr-pixel-fill.h"

#include <math.h>
#include <string.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

#define BAD (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)
/* Ratio of the attenuations in two energies: 0.8...1.3 for all materials between 3 and 10 MV
 * (XCOM); beyond these bounds noise made it. */
#define LEAST_RATIO 0.5
#define MOST_RATIO 1.5
/* Attenuation below which a ratio is noise, in codes: 0.05. */
#define LEAST_ATTENUATION (0.05 * BSR_ATTENUATION_STEPS)
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

/* Bad pixels side by side in a row: what lies left and right of them is the same for all. */
typedef struct
{
  int y, from, to;
} Run;

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
  int width = bsr_plane_width (exposure->codes), height = bsr_plane_height (exposure->codes);
  double sum = 0.0;
  int n = 0;
  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, height - 1); j++)
    for (int i = MAX (x - 1, 0); i <= MIN (x + 1, width - 1); i++)
      if (is_good (exposure, i, j))
        {
          sum += bsr_plane_row_u16 (exposure->codes, j)[i];
          n++;
        }
  return sum / n;
}

/* Adds the pixel @d steps of @side away, weighted by 1 / distance^2 so that the short way across a
 * module decides. */
static void
add_neighbour (Neighbour found[4], int *n, int x, int y, int side, int d)
{
  found[(*n)++] = (Neighbour){ x, y, side, 1.0 / ((double) d * d) };
}

/* The nearest live pixel to the left, right, above and below. */
static int
find_neighbours (const BsrExposure *exposure, const Run *run, int x, Neighbour found[4])
{
  int width = bsr_plane_width (exposure->codes), height = bsr_plane_height (exposure->codes);
  int n = 0, left = x - run->from + 1, right = run->to - x;
  if (run->from > 0 && left <= BSR_PIXEL_FILL_REACH)
    add_neighbour (found, &n, run->from - 1, run->y, 0, left);
  if (run->to < width && right <= BSR_PIXEL_FILL_REACH)
    add_neighbour (found, &n, run->to, run->y, 1, right);
  for (int side = 2; side < 4; side++)
    for (int d = 1; d <= BSR_PIXEL_FILL_REACH; d++)
      {
        int y = run->y + (side == 2 ? -d : d);
        if (y < 0 || y >= height)
          break;
        if (!is_good (exposure, x, y))
          continue;
        add_neighbour (found, &n, x, y, side, d);
        break;
      }
  return n;
}

/* Where no live pixel lies straight ahead (dead lines cross): the nearest at a slant. */
static int
find_slanted (const BsrExposure *exposure, int x, int y, Neighbour found[4])
{
  static const int corners[4][2] = { { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } };
  int width = bsr_plane_width (exposure->codes), height = bsr_plane_height (exposure->codes);
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

static double
fill_value (const Fill *fill, const Run *run, int x)
{
  const BsrExposure *exposure = &fill->exposures[fill->index];
  Neighbour neighbours[4];
  int n = find_neighbours (exposure, run, x, neighbours);
  if (n == 0)
    n = find_slanted (exposure, x, run->y, neighbours);
  if (n == 0)
    return 0.0;
  double value = 0.0;
  gboolean guided = FALSE;
  for (int i = 0; i < fill->n_exposures && !guided; i++)
    if (i != fill->index)
      guided = guided_value (exposure, &fill->exposures[i], x, run->y, neighbours, n, &value);
  if (!guided)
    value = weighted_mean (exposure, neighbours, n);
  return CLAMP (value, 0.0, exposure->most);
}

static void
fill_run (const Fill *fill, const Run *run)
{
  guint16 *codes = bsr_plane_row_u16 (fill->exposures[fill->index].codes, run->y);
  for (int x = run->from; x < run->to; x++)
    codes[x] = (guint16) lrint (fill_value (fill, run, x));
}

static void
flag_run (const Fill *fill, const Run *run)
{
  const BsrExposure *exposure = &fill->exposures[fill->index];
  const guint16 *codes = bsr_plane_row_u16 (exposure->codes, run->y);
  guint8 *flags = bsr_plane_row_u8 (exposure->flags, run->y);
  for (int x = run->from; x < run->to; x++)
    if (codes[x] >= exposure->most)
      flags[x] |= BSR_PIXEL_OPAQUE;
}

/* The first of @width pixels from @x on that is bad: eight at a time, for hardly any is. */
static int
next_bad (const guint8 *flags, int x, int width)
{
  const guint64 bad = BAD * G_GUINT64_CONSTANT (0x0101010101010101);
  for (; x + 8 <= width; x += 8)
    {
      guint64 eight;
      memcpy (&eight, flags + x, sizeof eight);
      if (eight & bad)
        break;
    }
  while (x < width && (flags[x] & BAD) == 0)
    x++;
  return x;
}

static void
visit_strip (const Fill *fill, int item, void (*visit) (const Fill *fill, const Run *run))
{
  const BsrExposure *exposure = &fill->exposures[fill->index];
  int height = bsr_plane_height (exposure->codes), width = bsr_plane_width (exposure->codes);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    {
      const guint8 *flags = bsr_plane_row_u8 (exposure->flags, y);
      Run run = { y, 0, 0 };
      while ((run.from = next_bad (flags, run.to, width)) < width)
        {
          for (run.to = run.from; run.to < width && (flags[run.to] & BAD); run.to++)
            ;
          visit (fill, &run);
        }
    }
}

/* Only bad pixels are written and only good ones read: strips do not disturb each other. */
static void
fill_strip (int item, int thread, gpointer data)
{
  visit_strip (data, item, fill_run);
}

/* When all are filled: flags are read beyond a strip's ends. */
static void
flag_strip (int item, int thread, gpointer data)
{
  visit_strip (data, item, flag_run);
}

gboolean
bsr_pixel_fill (BsrExposure *exposures, int n_exposures, int index, int n_threads,
                GCancellable *cancellable, GError **error)
{
  Fill fill = { exposures, n_exposures, index };
  int n_strips = bsr_exposure_n_strips (bsr_plane_height (exposures[index].codes));
  return bsr_thread_team_run (n_strips, n_threads, fill_strip, &fill, cancellable, error)
         && bsr_thread_team_run (n_strips, n_threads, flag_strip, &fill, cancellable, error);
}
