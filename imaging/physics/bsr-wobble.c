#include "bsr-wobble.h"

#include <math.h>

#include "bsr-quantile.h"
#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* Columns are taken together by so many, and groups lie apart where there would be too many of
 * them: a swing lasts at least dozens of columns, and 1,600 columns show it. */
#define GROUP 4
#define MAX_GROUPS 400
/* Attenuation at which pixels are cut: beyond is noise, and the roof's and floor's edges are below.
 */
#define MOST_ATTENUATION 3.0F
/* Correlation of a group with the edges common to all, for its shift to count. */
#define LEAST_CORRELATION 0.35
/* The common edges are looked for again after each round of moving groups. */
#define ROUNDS 3
/* Rows of each half that are matched: those where the common edges are the strongest. */
#define EDGE_ROWS 128
/* Groups that the common edges are the median of, spread evenly: enough for any median. */
#define COMMON_GROUPS 64
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

#define SHIFTS (2 * BSR_WOBBLE_MOST + 1)

typedef struct
{
  BsrPlane *attenuation, *flags;
  float step;
  int width, height, n_groups;
  int group; /* columns from group to group */
  float *edges;   /* [group][y]: mean vertical difference */
  float *common;  /* [y]: what all groups have */
  float *shift;   /* [group]: of this round */
  float *half[2]; /* [group]: of the upper and the lower half; NAN: not seen */
} Search;

static inline float
value_at (const Search *search, gconstpointer row, gboolean is_code, int x)
{
  float value = is_code ? search->step * ((const guint16 *)row)[x] : ((const float *)row)[x];
  return MIN (value, MOST_ATTENUATION);
}

static void
difference_row (int y, int thread, gpointer data)
{
  const Search *search = data;
  const guint8 bad = BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE;
  if (y == 0 || y == search->height - 1)
    return; /* as it was: 0 */
  gboolean is_code = bsr_plane_format (search->attenuation) == BSR_FORMAT_U16;
  gconstpointer above = bsr_plane_row (search->attenuation, y - 1);
  gconstpointer below = bsr_plane_row (search->attenuation, y + 1);
  const guint8 *flags_above = bsr_plane_row_u8 (search->flags, y - 1);
  const guint8 *flags_below = bsr_plane_row_u8 (search->flags, y + 1);
  for (int i = 0; i < search->n_groups; i++)
    {
      float sum = 0.0F;
      int n = 0;
      for (int x = i * search->group; x < i * search->group + GROUP; x++)
        if (!((flags_above[x] | flags_below[x]) & bad))
          {
            sum += value_at (search, below, is_code, x) - value_at (search, above, is_code, x);
            n++;
          }
      search->edges[(gsize)i * search->height + y] = n > 0 ? sum / (float)n : 0.0F;
    }
}

static float
median (float *values, int n)
{
  return n > 0 ? bsr_select_f32 (values, n, n / 2) : 0.0F;
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

/* Leaves the strongest common edges of each half, as many as are enough, and takes the others for
 * none. */
static void
keep_strongest (Search *search)
{
  g_autofree float *sizes = g_new (float, search->height);
  for (int half = 0; half < 2; half++)
    {
      int from = half * search->height / 2, n = (half + 1) * search->height / 2 - from;
      if (n <= EDGE_ROWS)
        continue;
      for (int i = 0; i < n; i++)
        sizes[i] = fabsf (search->common[from + i]);
      float least = bsr_select_f32 (sizes, n, n - EDGE_ROWS);
      for (int i = 0; i < n; i++)
        if (fabsf (search->common[from + i]) < least)
          search->common[from + i] = 0.0F;
    }
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
      float place = ((float)x + 0.5F - 0.5F * GROUP) / (float)search->group;
      int i = CLAMP ((int)floorf (place), 0, search->n_groups - 2);
      float share = CLAMP (place - (float)i, 0.0F, 1.0F);
      wobble->shift[x] = (1.0F - share) * search->shift[i] + share * search->shift[i + 1];
    }
  g_autofree float *sizes = g_new (float, search->n_groups);
  for (int i = 0; i < search->n_groups; i++)
    sizes[i] = fabsf (search->shift[i]);
  wobble->most = (double)bsr_select_f32 (sizes, search->n_groups,
                                       (int)(MOST_QUANTILE * (search->n_groups - 1)));
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
      if (!bsr_thread_team_run (search->height, n_threads, find_common, search, cancellable, error))
        return FALSE;
      keep_strongest (search);
      if (!bsr_thread_team_run (search->n_groups, n_threads, match_group, search, cancellable,
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
                    n,
                    group,
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
