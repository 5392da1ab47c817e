#include "bsr-wobble.h"

#include <math.h>
#include <stdlib.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* Columns are taken together by so many, and more where there would be too many groups: a swing
 * lasts at least dozens of columns. */
#define GROUP 4
#define MAX_GROUPS 1500
/* Attenuation at which pixels are cut: beyond is noise, and the roof's and floor's edges are below.
 */
#define MOST_ATTENUATION 3.0F
/* Correlation of a group with the edges common to all, for its shift to count. */
#define LEAST_CORRELATION 0.35
/* The common edges are looked for again after each round of moving groups. */
#define ROUNDS 3
/* Groups that the common edges are the median of, spread evenly: enough for any median. */
#define COMMON_GROUPS 192
/* Halves that differ by more, pixels, do not both see the container. */
#define MOST_APART 1.0F
/* Share of the columns that lie within what is said to be the largest shift. */
#define MOST_QUANTILE 0.95
/* Groups to each side: median, then triangular mean. */
#define MEDIAN_REACH 2
#define MEAN_REACH 3
/* Roof and floor agree when so much of the variance of both is common. */
#define LEAST_AGREEMENT 0.6
#define MIN_GROUPS 32
#define SD_OF_MEDIAN_DEVIATION 1.4826
/* A pixel is what it is mixed from with at least this weight. */
#define LEAST_WEIGHT 0.1F

#define SHIFTS (2 * BSR_WOBBLE_MOST + 1)

typedef struct
{
  BsrPlane *attenuation, *flags;
  float step;
  int width, height, group, n_groups;
  float *edges;   /* [group][y]: mean vertical difference */
  float *common;  /* [y]: what all groups have */
  float *shift;   /* [group]: of this round */
  float *half[2]; /* [group]: of the upper and the lower half; NAN: not seen */
} Search;

static inline float
value_at (const Search *search, int x, int y)
{
  float value = bsr_plane_format (search->attenuation) == BSR_FORMAT_U16
                    ? search->step * bsr_plane_row_u16 (search->attenuation, y)[x]
                    : bsr_plane_row_f32 (search->attenuation, y)[x];
  return MIN (value, MOST_ATTENUATION);
}

static void
difference_row (int y, int thread, gpointer data)
{
  const Search *search = data;
  const guint8 bad = BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE;
  for (int i = 0; i < search->n_groups; i++)
    {
      float sum = 0.0F;
      int n = 0;
      for (int x = i * search->group; x < (i + 1) * search->group; x++)
        if (y > 0 && y < search->height - 1
            && !((bsr_plane_row_u8 (search->flags, y - 1)[x]
                  | bsr_plane_row_u8 (search->flags, y + 1)[x])
                 & bad))
          {
            sum += value_at (search, x, y + 1) - value_at (search, x, y - 1);
            n++;
          }
      search->edges[(gsize)i * search->height + y] = n > 0 ? sum / (float)n : 0.0F;
    }
}

static int
compare_floats (const void *a, const void *b)
{
  float left = *(const float *)a, right = *(const float *)b;
  return (left > right) - (left < right);
}

static float
median (float *values, int n)
{
  qsort (values, (gsize)n, sizeof (float), compare_floats);
  return n > 0 ? values[n / 2] : 0.0F;
}

/* Linear interpolation in one group's profile; 0 beyond its ends. */
static float
edge_at (const Search *search, int group, float y)
{
  int below = (int)floorf (y);
  float share = y - (float)below;
  if (below < 0 || below + 1 >= search->height)
    return 0.0F;
  const float *profile = search->edges + (gsize)group * search->height;
  return (1.0F - share) * profile[below] + share * profile[below + 1];
}

/* The edge that most groups have at @y, each moved to its place; cargo is not in most. */
static void
find_common (int y, int thread, gpointer data)
{
  Search *search = data;
  float values[COMMON_GROUPS];
  int n = MIN (COMMON_GROUPS, search->n_groups);
  for (int i = 0; i < n; i++)
    {
      int group = (int)((gint64)i * search->n_groups / n);
      values[i] = edge_at (search, group, (float)y + search->shift[group]);
    }
  search->common[y] = median (values, n);
}

/* Where a group's profile fits the common one in rows [@from, @to). */
static float
shift_of (const Search *search, int group, int from, int to)
{
  const float *profile = search->edges + (gsize)group * search->height;
  double match[SHIFTS] = { 0.0 }, own = 1e-12, common = 1e-12;
  int best = 0;
  from = MAX (from, BSR_WOBBLE_MOST);
  to = MIN (to, search->height - BSR_WOBBLE_MOST);
  for (int y = from; y < to; y++)
    {
      if (search->common[y] == 0.0F)
        continue;
      for (int s = 0; s < SHIFTS; s++)
        match[s] += (double)(search->common[y] * profile[y + s - BSR_WOBBLE_MOST]);
      common += (double)(search->common[y] * search->common[y]);
    }
  for (int s = 1; s < SHIFTS; s++)
    if (match[s] > match[best])
      best = s;
  for (int y = from; y < to; y++)
    if (search->common[y] != 0.0F)
      own += pow ((double)profile[y + best - BSR_WOBBLE_MOST], 2.0);
  if (best == 0 || best == SHIFTS - 1 || match[best] < LEAST_CORRELATION * sqrt (own * common))
    return NAN;
  double bend = match[best - 1] - 2.0 * match[best] + match[best + 1];
  double off = bend < 0.0 ? 0.5 * (match[best - 1] - match[best + 1]) / bend : 0.0;
  return (float)(best - BSR_WOBBLE_MOST + CLAMP (off, -0.5, 0.5));
}

static void
match_group (int group, int thread, gpointer data)
{
  Search *search = data;
  for (int half = 0; half < 2; half++)
    search->half[half][group]
        = shift_of (search, group, half * search->height / 2, (half + 1) * search->height / 2);
}

/* Robust variance of the sum of both halves' shifts with @sign, their medians aside. */
static double
variance_of (const Search *search, float sign, int *n)
{
  g_autofree float *values = g_new (float, search->n_groups);
  *n = 0;
  for (int i = 0; i < search->n_groups; i++)
    if (!isnan (search->half[0][i] + search->half[1][i]))
      values[(*n)++] = search->half[0][i] + sign * search->half[1][i];
  float centre = median (values, *n);
  for (int i = 0; i < *n; i++)
    values[i] = fabsf (values[i] - centre);
  double deviation = SD_OF_MEDIAN_DEVIATION * (double)median (values, *n);
  return deviation * deviation;
}

/* One shift a group: the mean of both halves, gaps bridged, smooth in x. */
static void
smooth (Search *search)
{
  int n = search->n_groups;
  g_autofree float *known = g_new (float, n), *middle = g_new (float, n);
  float last = NAN;
  for (int i = 0; i < n; i++)
    {
      float both = 0.5F * (search->half[0][i] + search->half[1][i]);
      gboolean agrees = fabsf (search->half[0][i] - search->half[1][i]) <= MOST_APART;
      last = agrees ? both : last; /* not where one is NAN */
      known[i] = last;
    }
  for (int i = n - 1; i >= 0; i--)
    {
      last = isnan (known[i]) ? last : known[i];
      known[i] = isnan (last) ? 0.0F : last;
    }
  for (int i = 0; i < n; i++)
    {
      float values[2 * MEDIAN_REACH + 1];
      int m = 0;
      for (int j = MAX (i - MEDIAN_REACH, 0); j <= MIN (i + MEDIAN_REACH, n - 1); j++)
        values[m++] = known[j];
      middle[i] = median (values, m);
    }
  for (int i = 0; i < n; i++)
    {
      float sum = 0.0F, weights = 0.0F;
      for (int j = MAX (i - MEAN_REACH, 0); j <= MIN (i + MEAN_REACH, n - 1); j++)
        {
          float weight = (float)(MEAN_REACH + 1 - ABS (i - j));
          sum += weight * middle[j];
          weights += weight;
        }
      search->shift[i] = sum / weights;
    }
}

/* Takes the straight line off: least squares. */
static void
level (Search *search)
{
  int n = search->n_groups;
  double centre = 0.5 * (n - 1), mean = 0.0, slope = 0.0, square = 1e-9;
  for (int i = 0; i < n; i++)
    {
      mean += (double)search->shift[i] / n;
      slope += (i - centre) * (double)search->shift[i];
      square += (i - centre) * (i - centre);
    }
  for (int i = 0; i < n; i++)
    search->shift[i] -= (float)(mean + slope / square * (i - centre));
}

static void
conclude (Search *search, BsrWobble *wobble)
{
  int n;
  double together = variance_of (search, 1.0F, &n), apart = variance_of (search, -1.0F, &n);
  level (search);
  for (int x = 0; x < wobble->n_columns; x++)
    {
      float place = ((float)x + 0.5F) / (float)search->group - 0.5F;
      int i = CLAMP ((int)floorf (place), 0, search->n_groups - 2);
      float share = CLAMP (place - (float)i, 0.0F, 1.0F);
      wobble->shift[x] = (1.0F - share) * search->shift[i] + share * search->shift[i + 1];
    }
  g_autofree float *sizes = g_new (float, search->n_groups);
  for (int i = 0; i < search->n_groups; i++)
    sizes[i] = fabsf (search->shift[i]);
  qsort (sizes, (gsize)search->n_groups, sizeof (float), compare_floats);
  wobble->most = (double)sizes[(int)(MOST_QUANTILE * (search->n_groups - 1))];
  wobble->agreement = together > apart ? (together - apart) / (together + 1e-12) : 0.0;
  wobble->significant
      = n >= MIN_GROUPS && wobble->most > BSR_WOBBLE_LEAST && wobble->agreement >= LEAST_AGREEMENT;
}

static gboolean
find_shifts (Search *search, int n_threads, GCancellable *cancellable, GError **error)
{
  if (!bsr_thread_team_run (search->height, n_threads, difference_row, search, cancellable, error))
    return FALSE;
  for (int round = 0; round < ROUNDS; round++)
    {
      if (!bsr_thread_team_run (search->height, n_threads, find_common, search, cancellable, error)
          || !bsr_thread_team_run (search->n_groups, n_threads, match_group, search, cancellable,
                                   error))
        return FALSE;
      smooth (search);
    }
  return TRUE;
}

BsrWobble *
bsr_wobble_measure (BsrPlane *attenuation, BsrPlane *flags, double step, int n_threads,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (attenuation != NULL && flags != NULL, NULL);
  int width = bsr_plane_width (attenuation), height = bsr_plane_height (attenuation);
  int group = MAX (GROUP, (width + MAX_GROUPS - 1) / MAX_GROUPS), n = width / group;
  g_autoptr (BsrWobble) wobble = g_new0 (BsrWobble, 1);
  wobble->n_columns = width;
  wobble->shift = g_new0 (float, width);
  if (n < MIN_GROUPS || height < 4 * SHIFTS)
    return g_steal_pointer (&wobble);

  gsize n_edges = (gsize)n * (gsize)height;
  g_autofree float *edges = g_new0 (float, n_edges), *common = g_new0 (float, height);
  g_autofree float *shifts = g_new0 (float, 3 * (gsize)n);
  Search search = { attenuation,
                    flags,
                    (float)step,
                    width,
                    height,
                    group,
                    n,
                    edges,
                    common,
                    shifts,
                    { shifts + n, shifts + 2 * n } };
  if (!find_shifts (&search, n_threads, cancellable, error))
    return NULL;
  conclude (&search, wobble);
  return g_steal_pointer (&wobble);
}

void
bsr_wobble_free (BsrWobble *wobble)
{
  g_free (wobble->shift);
  g_free (wobble);
}

static guint8
mixed_flags (guint8 one, guint8 other, float share)
{
  guint8 either = (share < 1.0F - LEAST_WEIGHT ? one : 0) | (share >= LEAST_WEIGHT ? other : 0);
  return (either & (guint8)~BSR_PIXEL_AIR) | (one & other & BSR_PIXEL_AIR);
}

void
bsr_wobble_apply (const BsrWobble *wobble, BsrPlane *plane, BsrPlane *flags)
{
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);
  gboolean codes = bsr_plane_format (plane) == BSR_FORMAT_U16;
  g_return_if_fail (width == wobble->n_columns && bsr_plane_height (flags) == height);
  g_autofree float *column = g_new (float, height);
  g_autofree guint8 *known = g_new (guint8, height);
  for (int x = 0; x < width; x++)
    {
      if (wobble->shift[x] == 0.0F)
        continue;
      for (int y = 0; y < height; y++)
        {
          column[y]
              = codes ? (float)bsr_plane_row_u16 (plane, y)[x] : bsr_plane_row_f32 (plane, y)[x];
          known[y] = bsr_plane_row_u8 (flags, y)[x];
        }
      int whole = (int)floorf (wobble->shift[x]);
      float share = wobble->shift[x] - (float)whole;
      for (int y = 0; y < height; y++)
        {
          int above = CLAMP (y + whole, 0, height - 1),
              below = CLAMP (y + whole + 1, 0, height - 1);
          float value = (1.0F - share) * column[above] + share * column[below];
          bsr_plane_row_u8 (flags, y)[x] = mixed_flags (known[above], known[below], share);
          if (codes)
            bsr_plane_row_u16 (plane, y)[x] = (guint16)(value + 0.5F);
          else
            bsr_plane_row_f32 (plane, y)[x] = value;
        }
    }
}
