#include "bsr-spikes.h"

#include <math.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* How far a spike is from the median of its neighbours and from the nearest of them, in standard
 * deviations of the noise there: normal noise reaches neither in any image (8 is 10^-15), and the
 * blur of any real portal spreads a real point over its neighbours. */
#define FROM_MEDIAN 8.0
#define FROM_NEAREST 5.0
/* Least distance from the nearest, relative to the median: noise-free images have no noise to
 * measure by. */
#define LEAST_SHARE 0.05
/* The other energy confirms what is this many standard deviations off on the same side. */
#define CONFIRMED 4.0
/* Neighbours that must be alive: as many as a corner has. */
#define MIN_NEIGHBOURS 3

typedef struct
{
  BsrExposure *exposures;
  int n_exposures, index;
  BsrPlane *spikes; /* U8 */
} Search;

/* The neighbours that are alive, sorted. */
static int
neighbours (const BsrExposure *exposure, int x, int y, float sorted[8])
{
  int n = 0, width = bsr_plane_width (exposure->signal),
      height = bsr_plane_height (exposure->signal);
  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, height - 1); j++)
    {
      const float *row = bsr_plane_row_f32 (exposure->signal, j);
      const guint8 *flags = bsr_plane_row_u8 (exposure->flags, j);
      for (int i = MAX (x - 1, 0); i <= MIN (x + 1, width - 1); i++)
        {
          if ((i == x && j == y) || (flags[i] & BSR_PIXEL_DEAD))
            continue;
          int k = n++;
          for (; k > 0 && sorted[k - 1] > row[i]; k--)
            sorted[k] = sorted[k - 1];
          sorted[k] = row[i];
        }
    }
  return n;
}

/* Distance of the pixel from the median of its neighbours, standard deviations; 0 when it is not
 * beyond the nearest of them. */
static double
distance (const BsrExposure *exposure, int x, int y, double from_nearest)
{
  float sorted[8];
  int n = neighbours (exposure, x, y, sorted);
  if (n < MIN_NEIGHBOURS)
    return 0.0;
  double value = (double) bsr_plane_row_f32 (exposure->signal, y)[x];
  double median = (double) (sorted[n / 2] + sorted[(n - 1) / 2]) / 2.0;
  double sigma = sqrt (bsr_noise_model_variance (&exposure->noise, median));
  double beyond = MAX (value - (double) sorted[n - 1], (double) sorted[0] - value);
  if (beyond <= MAX (from_nearest * sigma, LEAST_SHARE * median))
    return 0.0;
  return (value - median) / sigma;
}

static gboolean
is_spike (const Search *search, int x, int y)
{
  double here = distance (&search->exposures[search->index], x, y, FROM_NEAREST);
  if (fabs (here) < FROM_MEDIAN)
    return FALSE;
  for (int i = 0; i < search->n_exposures; i++)
    {
      const BsrExposure *other = &search->exposures[i];
      if (i == search->index || (bsr_plane_row_u8 (other->flags, y)[x] & BSR_PIXEL_DEAD))
        continue;
      double there = distance (other, x, y, 1.0);
      if (here > 0.0 ? there > CONFIRMED : there < -CONFIRMED)
        return FALSE;
    }
  return TRUE;
}

/* Most pixels lie between their left and right or upper and lower neighbours, or near them: they
 * are passed over without sorting. */
static gboolean
may_be_spike (const float *before, const float *row, const float *after, int x, int last)
{
  if (x == 0 || x == last || before == NULL || after == NULL)
    return TRUE;
  float value = row[x];
  float low = MIN (MIN (row[x - 1], row[x + 1]), MIN (before[x], after[x]));
  float high = MAX (MAX (row[x - 1], row[x + 1]), MAX (before[x], after[x]));
  return value < low || value > high;
}

static void
search_strip (int item, int thread, gpointer data)
{
  const Search *search = data;
  BsrPlane *signal = search->exposures[search->index].signal;
  int width = bsr_plane_width (signal), height = bsr_plane_height (signal);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    {
      const float *row = bsr_plane_row_f32 (signal, y);
      const float *before = y > 0 ? bsr_plane_row_f32 (signal, y - 1) : NULL;
      const float *after = y < height - 1 ? bsr_plane_row_f32 (signal, y + 1) : NULL;
      const guint8 *flags = bsr_plane_row_u8 (search->exposures[search->index].flags, y);
      guint8 *spikes = bsr_plane_row_u8 (search->spikes, y);
      for (int x = 0; x < width; x++)
        if ((flags[x] & BSR_PIXEL_DEAD) == 0 && may_be_spike (before, row, after, x, width - 1)
            && is_spike (search, x, y))
          spikes[x] = 1;
    }
}

gboolean
bsr_spikes_flag (BsrExposure *exposures, int n_exposures, int index, int n_threads,
                 GCancellable *cancellable, GError **error)
{
  BsrPlane *flags = exposures[index].flags;
  int width = bsr_plane_width (flags), height = bsr_plane_height (flags);
  g_autoptr (BsrPlane) spikes = bsr_plane_new (BSR_FORMAT_U8, width, height, error);
  if (spikes == NULL)
    return FALSE;
  Search search = { exposures, n_exposures, index, spikes };
  if (!bsr_thread_team_run (bsr_exposure_n_strips (height), n_threads, search_strip, &search,
                            cancellable, error))
    return FALSE;
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = bsr_plane_row_u8 (spikes, y);
      guint8 *to = bsr_plane_row_u8 (flags, y);
      for (int x = 0; x < width; x++)
        to[x] |= from[x] != 0 ? BSR_PIXEL_SPIKE : 0;
    }
  return TRUE;
}
