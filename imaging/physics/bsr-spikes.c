#include "bsr-spikes.h"

#include <math.h>
#include <string.h>

#include "bsr-radiograph.h"
#include "bsr-row-kernels.h"
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
  const BsrExposure *exposures;
  int n_exposures, index;
  const BsrRowKernels *kernels;
  guint16 least[BSR_SUSPECT_ENTRIES]; /* samples that a spike is beyond all its neighbours */
  GArray **found; /* of each strip */
} Search;

/* The neighbours that are alive, sorted. */
static int
neighbours (const BsrExposure *exposure, int x, int y, float sorted[8])
{
  int n = 0, width = bsr_plane_width (exposure->samples),
      height = bsr_plane_height (exposure->samples);
  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, height - 1); j++)
    {
      const guint16 *row = bsr_plane_row_u16 (exposure->samples, j);
      const guint8 *flags = bsr_plane_row_u8 (exposure->flags, j);
      for (int i = MAX (x - 1, 0); i <= MIN (x + 1, width - 1); i++)
        {
          if ((i == x && j == y) || (flags[i] & BSR_PIXEL_DEAD))
            continue;
          float value = exposure->signal[row[i]];
          int k = n++;
          for (; k > 0 && sorted[k - 1] > value; k--)
            sorted[k] = sorted[k - 1];
          sorted[k] = value;
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
  double value = (double) bsr_exposure_signal (exposure, x, y);
  double median = (double) (sorted[n / 2] + sorted[(n - 1) / 2]) / 2.0;
  double sigma = sqrt (bsr_noise_model_variance (&exposure->noise, median));
  double beyond = MAX (value - (double) sorted[n - 1], (double) sorted[0] - value);
  if (beyond <= MAX (from_nearest * sigma, LEAST_SHARE * median))
    return 0.0;
  return (value - median) / sigma;
}

/* Most pixels are not beyond all their neighbours, or not by enough: they are passed over without
 * sorting. A dead neighbour must not hide one. */
static gboolean
may_be_spike (const Search *search, int x, int y)
{
  const BsrExposure *exposure = &search->exposures[search->index];
  int last_x = bsr_plane_width (exposure->samples) - 1;
  int last_y = bsr_plane_height (exposure->samples) - 1;
  guint16 low = G_MAXUINT16, high = 0, value = bsr_plane_row_u16 (exposure->samples, y)[x];
  if (x == 0 || x == last_x || y == 0 || y == last_y)
    return TRUE;
  for (int j = y - 1; j <= y + 1; j++)
    {
      const guint16 *row = bsr_plane_row_u16 (exposure->samples, j);
      const guint8 *flags = bsr_plane_row_u8 (exposure->flags, j);
      for (int i = x - 1; i <= x + 1; i++)
        if ((i != x || j != y) && (flags[i] & BSR_PIXEL_DEAD) == 0)
          {
            low = MIN (low, row[i]);
            high = MAX (high, row[i]);
          }
    }
  guint16 least = search->least[low >> BSR_SUSPECT_SHIFT];
  return value > high + least || value + least < low;
}

static gboolean
is_spike (const Search *search, int x, int y)
{
  const BsrExposure *exposure = &search->exposures[search->index];
  if ((bsr_plane_row_u8 (exposure->flags, y)[x] & BSR_PIXEL_DEAD)
      || !may_be_spike (search, x, y))
    return FALSE;
  double here = distance (exposure, x, y, FROM_NEAREST);
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

/* The median of the neighbours is not below the least of them, and both distances never fall with
 * it: what holds of the least holds of it. Rounded down, and to the lower end of an entry. */
static void
fill_least (const BsrExposure *exposure, guint16 *least)
{
  for (int i = 0; i < BSR_SUSPECT_ENTRIES; i++)
    {
      double counts = (double) exposure->signal[i << BSR_SUSPECT_SHIFT];
      double sigma = sqrt (bsr_noise_model_variance (&exposure->noise, counts));
      double apart = MAX (FROM_NEAREST * sigma, LEAST_SHARE * counts);
      least[i] = exposure->is_even ? (guint16) CLAMP (floor (apart), 0.0, 65535.0) : 0;
    }
}

static void
search_pixels (const Search *search, int y, int from, int to, GArray *found)
{
  for (int x = from; x < to; x++)
    if (is_spike (search, x, y))
      {
        BsrBox pixel = { x, y, 1, 1 };
        g_array_append_val (found, pixel);
      }
}

/* Whether a pixel of the row is dead. */
static gboolean
has_dead (const BsrExposure *exposure, int y)
{
  const guint8 *row = bsr_plane_row_u8 (exposure->flags, y);
  return memchr (row, BSR_PIXEL_DEAD, (gsize) bsr_plane_width (exposure->flags)) != NULL;
}

/* Whether some of these pixels or their neighbours are dead: what is left of the neighbours then
 * decides. */
static gboolean
has_dead_around (const Search *search, int y, int from, int to)
{
  const BsrExposure *exposure = &search->exposures[search->index];
  gsize n = (gsize) (MIN (to + 1, bsr_plane_width (exposure->flags)) - MAX (from - 1, 0));
  for (int j = y - 1; j <= y + 1; j++)
    if (memchr (bsr_plane_row_u8 (exposure->flags, j) + MAX (from - 1, 0), BSR_PIXEL_DEAD, n))
      return TRUE;
  return FALSE;
}

static void
search_row (const Search *search, int y, guint8 *blocks, GArray *found)
{
  BsrPlane *samples = search->exposures[search->index].samples;
  int width = bsr_plane_width (samples);
  if (y == 0 || y == bsr_plane_height (samples) - 1 || width < 3)
    {
      search_pixels (search, y, 0, width, found);
      return;
    }
  search->kernels->suspect (bsr_plane_row_u16 (samples, y - 1), bsr_plane_row_u16 (samples, y),
                            bsr_plane_row_u16 (samples, y + 1), search->least, width, blocks);
  blocks[0] = blocks[(width - 1) / BSR_SUSPECT_BLOCK] = TRUE; /* the ends are not looked at */
  const BsrExposure *exposure = &search->exposures[search->index];
  gboolean dead = has_dead (exposure, y - 1) || has_dead (exposure, y) || has_dead (exposure, y + 1);
  for (int from = 0, i = 0; from < width; from += BSR_SUSPECT_BLOCK, i++)
    {
      int to = MIN (from + BSR_SUSPECT_BLOCK, width);
      if (blocks[i] || (dead && has_dead_around (search, y, from, to)))
        search_pixels (search, y, from, to, found);
    }
}

static void
search_strip (int item, int thread, gpointer data)
{
  const Search *search = data;
  BsrPlane *samples = search->exposures[search->index].samples;
  int width = bsr_plane_width (samples), height = bsr_plane_height (samples);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  g_autofree guint8 *blocks = g_new (guint8, width / BSR_SUSPECT_BLOCK + 2);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    search_row (search, y, blocks, search->found[item]);
}

gboolean
bsr_spikes_find (const BsrExposure *exposures, int n_exposures, int index, GArray *found,
                 int n_threads, GCancellable *cancellable, GError **error)
{
  int n_strips = bsr_exposure_n_strips (bsr_plane_height (exposures[index].samples));
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (int i = 0; i < n_strips; i++)
    g_ptr_array_add (lists, g_array_new (FALSE, FALSE, sizeof (BsrBox)));
  Search search = { .exposures = exposures,
                    .n_exposures = n_exposures,
                    .index = index,
                    .kernels = bsr_row_kernels (bsr_simd_level ()),
                    .found = (GArray **) lists->pdata };
  fill_least (&exposures[index], search.least);
  if (!bsr_thread_team_run (n_strips, n_threads, search_strip, &search, cancellable, error))
    return FALSE;
  for (int i = 0; i < n_strips; i++)
    g_array_append_vals (found, search.found[i]->data, search.found[i]->len);
  return TRUE;
}

void
bsr_spikes_flag (BsrExposure *exposure, const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      BsrBox pixel = g_array_index (found, BsrBox, i);
      bsr_plane_row_u8 (exposure->flags, pixel.y)[pixel.x] |= BSR_PIXEL_SPIKE;
    }
}
