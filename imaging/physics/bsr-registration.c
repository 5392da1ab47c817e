#include "bsr-registration.h"

#include <math.h>
#include <stdlib.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* Windows: pixels along the direction that is looked in, lines across it, and how many at most. */
#define LENGTH 64
#define LINES 16
#define MAX_WINDOWS 600
/* An edge in every window: root mean square of its smoothed differences, attenuation a pixel. */
#define LEAST_CONTRAST 0.01
/* Correlation of a window that votes, and the most that any other shift, two pixels off or more,
 * may have of it: repeats say nothing. */
#define LEAST_CORRELATION 0.6
#define MOST_SECOND 0.9
/* Share of a window's pairs of pixels that must be good at every shift. */
#define LEAST_GOOD 0.7
/* Votes agree within so many pixels. */
#define AGREEMENT 0.4
/* Fewer votes, or a smaller share of them, decide nothing; nor does what is within so many standard
 * errors, or less than a tenth of a pixel: more noise is mixed by moving a plane than is gained. */
#define LEAST_VOTES 12
#define LEAST_SHARE 0.5
#define SIGNIFICANT 4.0
#define LEAST_SHIFT 0.1

#define SHIFTS (2 * BSR_REGISTRATION_MOST + 1)
/* Shifts are matched side by side: a round number of them for vector registers. */
#define SLOTS 28
#define SPAN (LENGTH + SLOTS - 1)

typedef struct
{
  BsrPlane *planes[2], *flags[2];
  double step; /* attenuation of a unit of the planes */
  gboolean along_rows;
  int n_along, n_across; /* windows */
  int step_along, step_across;
  double *votes; /* a value a window; NAN: none */
} Search;

static inline float
value_at (BsrPlane *plane, int x, int y)
{
  return bsr_plane_format (plane) == BSR_FORMAT_U16 ? (float)bsr_plane_row_u16 (plane, y)[x]
                                                    : bsr_plane_row_f32 (plane, y)[x];
}

/* Smoothed differences [-1 -2 0 2 1] / 8 of @n pixels of one line from (@x, @y), and 1 in @good;
 * both 0 where any of the pixels is bad. */
static void
read_line (const Search *search, int plane, int x, int y, int n, float *differences, float *good)
{
  const guint8 bad = BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_OPAQUE;
  int width = bsr_plane_width (search->planes[plane]);
  int height = bsr_plane_height (search->planes[plane]);
  float values[SPAN + 4];
  for (int i = 0; i < n + 4; i++)
    {
      int u = search->along_rows ? x + i - 2 : x, v = search->along_rows ? y : y + i - 2;
      values[i] = NAN;
      if (u >= 0 && v >= 0 && u < width && v < height
          && !(bsr_plane_row_u8 (search->flags[plane], v)[u] & bad))
        values[i] = value_at (search->planes[plane], u, v);
    }
  for (int i = 0; i < n; i++)
    {
      float difference
          = (values[i + 4] + 2.0F * values[i + 3] - 2.0F * values[i + 1] - values[i]) * 0.125F;
      good[i] = isnan (difference) || isnan (values[i + 2]) ? 0.0F : 1.0F;
      differences[i] = good[i] > 0.0F ? difference : 0.0F;
    }
}

/* Sums of every shift over all lines of a window. */
typedef struct
{
  float n[SLOTS], ab[SLOTS], aa[SLOTS], bb[SLOTS];
} Matches;

static void
match_line (const float *a, const float *good_a, const float *b, const float *good_b,
            Matches *matches)
{
  for (int i = 0; i < LENGTH; i++)
    for (int shift = 0; shift < SLOTS; shift++)
      {
        matches->n[shift] += good_a[i] * good_b[i + shift];
        matches->ab[shift] += a[i] * b[i + shift];
        matches->aa[shift] += a[i] * a[i] * good_b[i + shift];
        matches->bb[shift] += good_a[i] * b[i + shift] * b[i + shift];
      }
}

/* Where the correlation peaks, pixels; NAN when nowhere for sure. The top of a correlation is about
 * normal: a parabola through three logarithms. */
static double
peak_of (const Matches *m, double unit)
{
  double correlation[SHIFTS];
  int best = 0;
  for (int i = 0; i < SHIFTS; i++)
    {
      double n = (double)m->n[i], aa = (double)m->aa[i], bb = (double)m->bb[i];
      if (n < LEAST_GOOD * LENGTH * LINES || sqrt (aa / n) < LEAST_CONTRAST * unit)
        return NAN;
      correlation[i] = (double)m->ab[i] / sqrt (aa * bb + 1e-30);
      if (correlation[i] > correlation[best])
        best = i;
    }
  if (best == 0 || best == SHIFTS - 1 || correlation[best] < LEAST_CORRELATION)
    return NAN;
  /* Off the hill of the peak itself, as far down as it goes on each side. */
  int left = best, right = best;
  while (left > 0 && correlation[left - 1] < correlation[left])
    left--;
  while (right < SHIFTS - 1 && correlation[right + 1] < correlation[right])
    right++;
  for (int i = 0; i < SHIFTS; i++)
    if ((i < left || i > right) && correlation[i] > MOST_SECOND * correlation[best])
      return NAN;
  double below = log (MAX (correlation[best - 1], 1e-3)), top = log (correlation[best]);
  double above = log (MAX (correlation[best + 1], 1e-3));
  double bend = below - 2.0 * top + above;
  double off = bend < -1e-9 ? 0.5 * (below - above) / bend : 0.0;
  return best - BSR_REGISTRATION_MOST + CLAMP (off, -0.5, 0.5);
}

static void
vote_row (int item, int thread, gpointer data)
{
  Search *search = data;
  for (int i = 0; i < search->n_along; i++)
    {
      Matches matches = { 0 };
      float a[LENGTH], good_a[LENGTH], b[SPAN], good_b[SPAN];
      int along = i * search->step_along + BSR_REGISTRATION_MOST;
      for (int line = 0; line < LINES; line++)
        {
          int across = item * search->step_across + line;
          int x = search->along_rows ? along : across, y = search->along_rows ? across : along;
          int back = BSR_REGISTRATION_MOST;
          read_line (search, 0, x, y, LENGTH, a, good_a);
          read_line (search, 1, x - (search->along_rows ? back : 0),
                     y - (search->along_rows ? 0 : back), SPAN, b, good_b);
          match_line (a, good_a, b, good_b, &matches);
        }
      search->votes[item * search->n_along + i] = peak_of (&matches, 1.0 / search->step);
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

/* The mode of the votes: the median of the most that agree. */
static double
count_votes (double *votes, int n_windows, int *n_votes, double *share, double *sd)
{
  int n = 0, best = 0, most = 0;
  for (int i = 0; i < n_windows; i++)
    if (!isnan (votes[i]))
      votes[n++] = votes[i];
  qsort (votes, (gsize)n, sizeof (double), compare_doubles);
  for (int from = 0, to = 0; from < n; from++)
    {
      while (to < n && votes[to] - votes[from] <= 2.0 * AGREEMENT)
        to++;
      if (to - from > most)
        {
          most = to - from;
          best = from;
        }
    }
  *n_votes = n;
  *share = n > 0 ? (double)most / n : 0.0;
  *sd = INFINITY;
  if (n < LEAST_VOTES)
    return 0.0;
  double centre = votes[best + most / 2], sum = 0.0;
  for (int i = best; i < best + most; i++)
    sum += (votes[i] - centre) * (votes[i] - centre);
  *sd = 1.2533 * sqrt (sum / most / most); /* of a median */
  gboolean significant
      = *share >= LEAST_SHARE && fabs (centre) >= MAX (SIGNIFICANT * *sd, LEAST_SHIFT);
  return significant ? centre : 0.0;
}

/* Windows spread evenly over the plane, as many as there is room for, up to the most. */
static int
spread_windows (Search *search)
{
  int width = bsr_plane_width (search->planes[0]), height = bsr_plane_height (search->planes[0]);
  int along = (search->along_rows ? width : height) - 2 * BSR_REGISTRATION_MOST - LENGTH;
  int across = (search->along_rows ? height : width) - LINES;
  if (along < 0 || across < 0)
    return 0;
  search->step_along = LENGTH / 2;
  search->step_across = LINES;
  while ((gint64)(along / search->step_along + 1) * (across / search->step_across + 1)
         > MAX_WINDOWS)
    {
      search->step_along += LENGTH / 8;
      search->step_across += LINES / 4;
    }
  search->n_along = along / search->step_along + 1;
  search->n_across = across / search->step_across + 1;
  return search->n_along * search->n_across;
}

gboolean
bsr_registration_measure (BsrPlane *first, BsrPlane *second, BsrPlane *const flags[2], double step,
                          int n_threads, BsrRegistration *registration, GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (first != NULL && second != NULL && registration != NULL, FALSE);
  g_return_val_if_fail (step > 0.0, FALSE);
  G_STATIC_ASSERT (SLOTS >= SHIFTS);
  *registration = (BsrRegistration){ .sd_x = INFINITY, .sd_y = INFINITY };
  for (int along_rows = 0; along_rows < 2; along_rows++)
    {
      Search search
          = { { first, second }, { flags[0], flags[1] }, step, along_rows, 0, 0, 0, 0, NULL };
      int n = spread_windows (&search);
      if (n == 0)
        continue;
      g_autofree double *votes = g_new (double, n);
      search.votes = votes;
      if (!bsr_thread_team_run (search.n_across, n_threads, vote_row, &search, cancellable, error))
        return FALSE;
      if (along_rows)
        registration->dx = count_votes (votes, n, &registration->votes_x, &registration->share_x,
                                        &registration->sd_x);
      else
        registration->dy = count_votes (votes, n, &registration->votes_y, &registration->share_y,
                                        &registration->sd_y);
    }
  return TRUE;
}
