#include "bsr-window-votes.h"

#include <math.h>

#include "bsr-quantile.h"
#include "bsr-thread-team.h"

/* Edges of a window and ways to the next, mm: a wave and a half of a side wall, a post with what is
 * beside; as high as the room that many loads leave under the roof. */
#define WINDOW_X_MM 420.0
#define WINDOW_Y_MM 260.0
#define STRIDE_X_MM 280.0
#define STRIDE_Y_MM 180.0
/* Cells of a window along x at most: the cells are 10 mm at least. */
#define MOST_ACROSS 64
/* Other way than along the axis that a window may have moved, mm: the finder's roof and floor. */
#define ASIDE_MM 50.0

/* Correlations below say nothing. */
#define LEAST_LIKENESS 0.45
/* ... and so do places of which another, more than two cells away, fits as well but for this. */
#define LEAST_LEAD 0.06
#define NEAR 2
/* Edges' mean square below which a window has none, nepers a cell, squared: noise of a penetrated
 * cell is about 0.003. */
#define LEAST_POWER (0.006 * 0.006)
/* Share of a window's cells that must be known in both. */
#define LEAST_KNOWN 0.5
/* Standard deviation of a normal distribution over its median absolute deviation. */
#define MAD_TO_SD 1.4826

typedef struct
{
  BsrPlane *edges[2]; /* F32, of A and B: 0 where it is not known */
  BsrPlane *known[2]; /* F32: 1 where the edge is of pixels that answer, else 0 */
  int window_x, window_y, stride_x, stride_y, reach_x, reach_y;
  gboolean upright;
  int across, down; /* windows */
  BsrWindowVote *votes; /* by window; likeness 0: none */
} Search;

static BsrPlane *
edges_of (const BsrContainerRaster *raster, gboolean upright, BsrPlane **known, GError **error)
{
  int dx = upright ? 0 : 1, dy = upright ? 1 : 0;
  BsrPlane *edges = bsr_plane_new (BSR_FORMAT_F32, raster->width, raster->height, error);
  *known = edges != NULL ? bsr_plane_new (BSR_FORMAT_F32, raster->width, raster->height, error) : NULL;
  if (*known == NULL)
    {
      g_clear_pointer (&edges, bsr_plane_unref);
      return NULL;
    }
  for (int y = 1; y + 1 < raster->height; y++)
    for (int x = 1; x + 1 < raster->width; x++)
      {
        if (bsr_plane_row_u8 (raster->flags, y - dy)[x - dx] != 0
            || bsr_plane_row_u8 (raster->flags, y + dy)[x + dx] != 0)
          continue;
        bsr_plane_row_f32 (*known, y)[x] = 1.0f;
        bsr_plane_row_f32 (edges, y)[x] = (bsr_plane_row_f32 (raster->attenuation, y + dy)[x + dx]
                                           - bsr_plane_row_f32 (raster->attenuation, y - dy)[x - dx])
                                          / 2.0f;
      }
  return edges;
}

/* Sums over a window, a column each: their order is fixed, and columns go side by side. */
typedef struct
{
  float ab[MOST_ACROSS], aa[MOST_ACROSS], bb[MOST_ACROSS], n[MOST_ACROSS];
} Columns;

static double
add_up (const float *values, int n)
{
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += (double) values[i];
  return sum;
}

/* Correlation of A's window at (@x, @y) with B's that is (@dx, @dy) further; -1: it cannot be told. */
static double
likeness (const Search *search, int x, int y, int dx, int dy)
{
  Columns columns = { 0 };
  const int across = search->window_x;

  for (int j = 0; j < search->window_y; j++)
    {
      const float *a = bsr_plane_row_f32 (search->edges[0], y + j) + x;
      const float *b = bsr_plane_row_f32 (search->edges[1], y + j + dy) + x + dx;
      const float *known_a = bsr_plane_row_f32 (search->known[0], y + j) + x;
      const float *known_b = bsr_plane_row_f32 (search->known[1], y + j + dy) + x + dx;
      for (int i = 0; i < across; i++)
        {
          columns.ab[i] += a[i] * b[i];
          columns.aa[i] += known_b[i] * a[i] * a[i];
          columns.bb[i] += known_a[i] * b[i] * b[i];
          columns.n[i] += known_a[i] * known_b[i];
        }
    }
  double n = add_up (columns.n, across), aa = add_up (columns.aa, across),
         bb = add_up (columns.bb, across);
  if (n < LEAST_KNOWN * across * search->window_y || aa < LEAST_POWER * n || bb < LEAST_POWER * n)
    return -1.0;
  return add_up (columns.ab, across) / sqrt (aa * bb);
}

/* Whether A has anything in its window at (@x, @y) that could be found again. */
static gboolean
has_edges (const Search *search, int x, int y)
{
  double power = 0.0, known = 0.0;
  for (int j = 0; j < search->window_y; j++)
    for (int i = 0; i < search->window_x; i++)
      {
        double edge = (double) bsr_plane_row_f32 (search->edges[0], y + j)[x + i];
        power += edge * edge;
        known += (double) bsr_plane_row_f32 (search->known[0], y + j)[x + i];
      }
  return known >= LEAST_KNOWN * search->window_x * search->window_y && power >= LEAST_POWER * known;
}

/* Top of the parabola through three neighbours, -0.5...0.5 from the middle one. */
static double
top_of (double before, double middle, double after)
{
  double bend = before - 2.0 * middle + after;
  return bend < 0.0 ? CLAMP ((before - after) / (2.0 * bend), -0.5, 0.5) : 0.0;
}

static void
vote_cb (int item, int thread, gpointer data)
{
  const Search *search = data;
  int x = search->reach_x + 1 + item % search->across * search->stride_x;
  int y = search->reach_y + 1 + item / search->across * search->stride_y;
  int reach = search->upright ? search->reach_y : search->reach_x;
  int aside = search->upright ? search->reach_x : search->reach_y;
  g_autofree double *best = g_new (double, 2 * reach + 1);
  int top = 0;

  if (!has_edges (search, x, y))
    return;
  for (int along = -reach; along <= reach; along++)
    {
      best[along + reach] = -1.0;
      for (int off = -aside; off <= aside; off++)
        {
          double value = search->upright ? likeness (search, x, y, off, along)
                                         : likeness (search, x, y, along, off);
          best[along + reach] = MAX (best[along + reach], value);
        }
      if (best[along + reach] > best[top])
        top = along + reach;
    }
  BsrWindowVote *vote = &search->votes[item];
  double second = 0.0;
  for (int i = 0; i <= 2 * reach; i++)
    if (ABS (i - top) > NEAR)
      second = MAX (second, best[i]);
  gboolean is_inside = top > 0 && top < 2 * reach && best[top - 1] > -1.0 && best[top + 1] > -1.0;
  if (!is_inside || best[top] < LEAST_LIKENESS || best[top] - second < LEAST_LEAD)
    return;
  vote->at = search->upright ? y + search->window_y / 2.0 : x + search->window_x / 2.0;
  vote->shift = top - reach + top_of (best[top - 1], best[top], best[top + 1]);
  vote->likeness = best[top];
}

static void
measure (Search *search, const BsrRasterPlace *place, gboolean upright)
{
  double reach_x = upright ? ASIDE_MM : BSR_WINDOW_VOTES_REACH_MM;
  double reach_y = upright ? BSR_WINDOW_VOTES_REACH_MM : ASIDE_MM;
  search->upright = upright;
  search->reach_x = (int) ceil (reach_x / place->edge_x_mm);
  search->reach_y = (int) ceil (reach_y / place->edge_y_mm);
  search->window_x = CLAMP ((int) (WINDOW_X_MM / place->edge_x_mm), 4, MOST_ACROSS);
  search->window_y = MAX ((int) (WINDOW_Y_MM / place->edge_y_mm), 4);
  search->stride_x = MAX ((int) (STRIDE_X_MM / place->edge_x_mm), 1);
  search->stride_y = MAX ((int) (STRIDE_Y_MM / place->edge_y_mm), 1);
  int free_x = place->width - 2 - 2 * search->reach_x - search->window_x;
  int free_y = place->height - 2 - 2 * search->reach_y - search->window_y;
  search->across = free_x >= 0 ? free_x / search->stride_x + 1 : 0;
  search->down = free_y >= 0 ? free_y / search->stride_y + 1 : 0;
}

gboolean
bsr_window_votes_collect (const BsrContainerRaster *a, const BsrContainerRaster *b,
                          const BsrRasterPlace *place, gboolean upright, int n_threads,
                          GArray **votes, int *n_windows, GCancellable *cancellable, GError **error)
{
  const BsrContainerRaster *rasters[2] = { a, b };
  Search search = { 0 };
  gboolean done = TRUE;

  measure (&search, place, upright);
  int n = search.across * search.down;
  for (int i = 0; done && i < 2; i++)
    {
      search.edges[i] = edges_of (rasters[i], upright, &search.known[i], error);
      done = search.edges[i] != NULL;
    }
  g_autofree BsrWindowVote *all = search.votes = g_new0 (BsrWindowVote, MAX (n, 1));
  done = done && bsr_thread_team_run (n, n_threads, vote_cb, &search, cancellable, error);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&search.edges[i], bsr_plane_unref);
      g_clear_pointer (&search.known[i], bsr_plane_unref);
    }
  if (!done)
    return FALSE;
  *votes = g_array_new (FALSE, FALSE, sizeof (BsrWindowVote));
  *n_windows = n;
  for (int i = 0; i < n; i++)
    if (all[i].likeness > 0.0)
      g_array_append_val (*votes, all[i]);
  return TRUE;
}

static gboolean
agrees (const BsrVoteLine *line, const BsrWindowVote *vote)
{
  return fabs (vote->shift - line->shift - line->growth * vote->at) <= BSR_VOTE_LINE_TOLERANCE;
}

static double
weight_of (const BsrVoteLine *line, const BsrWindowVote *votes, int n)
{
  double weight = 0.0;
  for (int i = 0; i < n; i++)
    if (agrees (line, &votes[i]))
      weight += votes[i].likeness;
  return weight;
}

static BsrVoteLine
best_line (const BsrWindowVote *votes, int n)
{
  BsrVoteLine best = { 0 };
  for (int i = 0; i < n; i++)
    for (int j = i; j < n; j++)
      {
        double way = votes[j].at - votes[i].at;
        BsrVoteLine line = { .growth = way != 0.0 ? (votes[j].shift - votes[i].shift) / way : 0.0 };
        if (fabs (line.growth) > BSR_VOTE_LINE_MOST_GROWTH)
          continue;
        line.shift = votes[i].shift - line.growth * votes[i].at;
        line.weight = weight_of (&line, votes, n);
        if (line.weight > best.weight)
          best = line;
      }
  return best;
}

/* Least squares, each vote by its likeness, over those that agree. */
static void
refine (BsrVoteLine *line, const BsrWindowVote *votes, int n)
{
  double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (int i = 0; i < n; i++)
    if (agrees (line, &votes[i]))
      {
        double weight = votes[i].likeness;
        w += weight;
        x += weight * votes[i].at;
        y += weight * votes[i].shift;
        xx += weight * votes[i].at * votes[i].at;
        xy += weight * votes[i].at * votes[i].shift;
      }
  double spread = w * xx - x * x;
  /* Votes at one place tell no growth. */
  line->growth = spread > w * w ? CLAMP ((w * xy - x * y) / spread, -BSR_VOTE_LINE_MOST_GROWTH,
                                         BSR_VOTE_LINE_MOST_GROWTH)
                                : 0.0;
  line->shift = w > 0.0 ? (y - line->growth * x) / w : 0.0;
}

BsrVoteLine
bsr_vote_line_of (const BsrWindowVote *votes, int n)
{
  BsrVoteLine line = best_line (votes, n);
  g_autofree double *off = g_new (double, MAX (n, 1));

  for (int round = 0; round < 2; round++)
    refine (&line, votes, n);
  line.weight = weight_of (&line, votes, n);
  for (int i = 0; i < n; i++)
    if (agrees (&line, &votes[i]))
      off[line.n_agreeing++] = fabs (votes[i].shift - line.shift - line.growth * votes[i].at);
  line.residual = line.n_agreeing > 0
                      ? MAD_TO_SD * bsr_select_f64 (off, line.n_agreeing, line.n_agreeing / 2)
                      : 0.0;
  return line;
}
