#include "bsr-similarity.h"

#include <math.h>

#include "bsr-peer-search.h"
#include "bsr-thread-team.h"

/* What no peer can tell, mm: calibration (0.15, as in bsr-contrast.c) and how much a window of
 * even the same article differs where a package's edge falls between two places. */
#define LEFT_OVER_MM 0.5
/* Packages of one article differ by about so much: one level of doubt when places are compared. */
#define LIKE_SHARE 0.03
#define LIKE_MM 0.5
#define LEVELS_A_SIGMA 16.0
/* Steel equivalents are told apart up to so much, mm, in steps of one. */
#define MOST_MM 600
/* Peers count whose rings differ by at most so many times what the best one's does, or by less
 * than what chance makes of equal ones: mean absolute difference of two normal values of one
 * standard deviation, 2 / sqrt (pi), in levels. */
#define AS_GOOD 3.0
#define CHANCE_LEVELS (1.13 * LEVELS_A_SIGMA)
/* The middle is as doubtful as so many times what the rings differ by, mean against standard
 * deviation counted in; chosen between 0.3 and 2 by eye on simulated loads, no fit. */
#define DOUBT_SHARE 1.5
/* As many unseen peers doubt the expectation: with two, two in five of the sigmas are left. */
#define UNSEEN_PEERS 3.0
/* The peers' spread is the value that one in four exceed, 1.15 standard deviations. */
#define ONE_IN 4
#define QUANTILE_SIGMAS 1.15
/* What is left over elsewhere in the rows: the value that three in ten exceed counts as the
 * load's own variability, about one standard deviation... */
#define TYPICAL_SHARE 0.7
/* ... and, with that taken in, one in twenty exceeds 1.645. */
#define ROW_ONE_IN 20
#define ROW_QUANTILE_SIGMAS 1.645
#define ROW_NEIGHBOURS 2

struct _BsrSimilarity
{
  BsrBox space;
  double window_mm;
  int step_x, step_y;
  BsrPlane *residual, *predicted, *sigmas, *n_peers;
};

/* Means of one place, or of a window or ring of them. */
typedef struct
{
  BsrSimilarity *similarity;
  const BsrGrid *grid;
  double opaque_mm;
  BsrPlane *steel, *variance, *drift, *levels;      /* of a place; variance of its mean */
  BsrPlane *window, *window_variance, *window_drift; /* of a window */
  BsrPlane *ring;                                   /* of a ring */
  BsrPlane *spread;                                 /* of the peers and of all doubts, mm */
  double sigma_mm[MOST_MM + 1];                     /* of a place, by its steel equivalent */
  BsrPeerSearch *search;
} Looking;

static int
mirrored (int at, int length)
{
  if (length == 1)
    return 0;
  int period = 2 * (length - 1);
  at = ABS (at) % period;
  return at < length ? at : period - at;
}

/* The places' own means. */
static void
place_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  const BsrSimilarity *similarity = looking->similarity;
  BsrPlane *from[] = { bsr_grid_steel (looking->grid), bsr_grid_variance (looking->grid),
                       bsr_grid_drift (looking->grid) };
  BsrPlane *to[] = { looking->steel, looking->variance, looking->drift };

  for (int x = 0; x < bsr_plane_width (looking->steel); x++)
    {
      BsrBox cells = bsr_similarity_to_cells (similarity, (BsrBox){ x, y, 1, 1 });
      int n = cells.width * cells.height;
      for (guint i = 0; i < G_N_ELEMENTS (from); i++)
        {
          float sum = 0.0F;
          for (int v = cells.y; v < cells.y + cells.height; v++)
            for (int u = cells.x; u < cells.x + cells.width; u++)
              sum += bsr_plane_row_f32 (from[i], v)[u];
          bsr_plane_row_f32 (to[i], y)[x] = sum / (float) n;
        }
      bsr_plane_row_f32 (looking->variance, y)[x] /= (float) n;
    }
}

/* Standard deviation of a place by its steel equivalent: noise as it is in this scan, drift, and
 * how much packages of one article differ. */
static void
tabulate_sigma (Looking *looking)
{
  double sums[MOST_MM + 1] = { 0.0 }, last = 0.0;
  int n[MOST_MM + 1] = { 0 };

  for (int y = 0; y < bsr_plane_height (looking->steel); y++)
    for (int x = 0; x < bsr_plane_width (looking->steel); x++)
      {
        int mm = CLAMP ((int) bsr_plane_row_f32 (looking->steel, y)[x], 0, MOST_MM);
        double drift = (double) bsr_plane_row_f32 (looking->drift, y)[x];
        sums[mm] += (double) bsr_plane_row_f32 (looking->variance, y)[x] + drift * drift;
        n[mm]++;
      }
  for (int mm = 0; mm <= MOST_MM; mm++)
    {
      last = n[mm] > 0 ? sums[mm] / n[mm] : last;
      double share = LIKE_SHARE * mm;
      looking->sigma_mm[mm] = sqrt (last + share * share + LIKE_MM * LIKE_MM);
    }
}

/* Steel equivalents as levels of equal doubt: the integral of one over the standard deviation
 * (Anscombe 1948: a transform that makes the variance the same everywhere). */
static void
fill_levels (Looking *looking)
{
  double levels[MOST_MM + 2] = { 0.0 };

  for (int mm = 0; mm <= MOST_MM; mm++)
    levels[mm + 1] = MIN (levels[mm] + LEVELS_A_SIGMA / looking->sigma_mm[mm], 32767.0);
  for (int y = 0; y < bsr_plane_height (looking->steel); y++)
    for (int x = 0; x < bsr_plane_width (looking->steel); x++)
      {
        double mm = CLAMP ((double) bsr_plane_row_f32 (looking->steel, y)[x], 0.0, MOST_MM);
        int below = (int) mm;
        double level = levels[below] + (mm - below) * (levels[below + 1] - levels[below]);
        bsr_plane_row_u16 (looking->levels, y)[x] = (guint16) (level + 0.5);
      }
}

/* Sum of @plane over the places up to @reach from (@x, @y), mirrored at the borders. */
static float
sum_around (BsrPlane *plane, int x, int y, int reach)
{
  float sum = 0.0F;

  for (int v = y - reach; v <= y + reach; v++)
    {
      const float *row = bsr_plane_row_f32 (plane, mirrored (v, bsr_plane_height (plane)));
      for (int u = x - reach; u <= x + reach; u++)
        sum += row[mirrored (u, bsr_plane_width (plane))];
    }
  return sum;
}

static void
window_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  int reach = BSR_PEER_WINDOW / 2;
  float n = (float) (BSR_PEER_WINDOW * BSR_PEER_WINDOW);

  for (int x = 0; x < bsr_plane_width (looking->steel); x++)
    {
      float ring = sum_around (looking->steel, x, y, BSR_PEER_OUTER)
                   - sum_around (looking->steel, x, y, BSR_PEER_INNER);
      bsr_plane_row_f32 (looking->ring, y)[x] = ring / (float) BSR_PEER_RING;
      bsr_plane_row_f32 (looking->window, y)[x] = sum_around (looking->steel, x, y, reach) / n;
      bsr_plane_row_f32 (looking->window_variance, y)[x]
          = sum_around (looking->variance, x, y, reach) / (n * n);
      bsr_plane_row_f32 (looking->window_drift, y)[x]
          = sum_around (looking->drift, x, y, reach) / n;
    }
}

static void
sort (float *values, int n)
{
  for (int i = 1; i < n; i++)
    {
      float value = values[i];
      int j = i;
      for (; j > 0 && values[j - 1] > value; j--)
        values[j] = values[j - 1];
      values[j] = value;
    }
}

/* The value that one in @one_in of the sorted @values exceed. */
static float
upper_quantile (const float *sorted, int n, int one_in)
{
  return sorted[n - 1 - n / one_in];
}

typedef struct
{
  int n;
  double expected_mm;
  double spread_mm; /* of the peers */
  double unlike_mm; /* mean difference of the rings */
} Expectation;

static Expectation
expect (const Looking *looking, int x, int y)
{
  BsrPeer peers[BSR_PEER_COUNT];
  float values[BSR_PEER_COUNT];
  int n_peers = bsr_peer_search_peers (looking->search, x, y, peers), n = 0;
  double ring = (double) bsr_plane_row_f32 (looking->ring, y)[x], distance = 0.0;
  double most = n_peers > 0 ? MAX (AS_GOOD * peers[0].distance, CHANCE_LEVELS * BSR_PEER_RING) : 0.0;

  for (; n < n_peers && peers[n].distance <= most; n++)
    {
      /* A peer of a little more or less of the same is as much more or less in its middle. */
      values[n] = bsr_plane_row_f32 (looking->window, peers[n].y)[peers[n].x] + (float) ring
                  - bsr_plane_row_f32 (looking->ring, peers[n].y)[peers[n].x];
      distance += peers[n].distance;
    }
  if (n == 0)
    return (Expectation){ 0 };
  sort (values, n);
  float median = n % 2 == 1 ? values[n / 2] : 0.5F * (values[n / 2 - 1] + values[n / 2]);
  for (int i = 0; i < n; i++)
    values[i] = fabsf (values[i] - median);
  sort (values, n);

  double levels = MAX (0.0, distance / n / BSR_PEER_RING - CHANCE_LEVELS);
  double sigma_mm = looking->sigma_mm[CLAMP ((int) ring, 0, MOST_MM)];
  return (Expectation){ n, MAX (0.0, (double) median),
                        (double) upper_quantile (values, n, ONE_IN) / QUANTILE_SIGMAS,
                        levels / LEVELS_A_SIGMA * sigma_mm };
}

/* Whether the window around a place reaches over the border: what is there is structure. */
static gboolean
is_cut (const BsrSimilarity *similarity, int x, int y)
{
  int reach = BSR_PEER_WINDOW / 2;
  return x < reach || y < reach || x >= bsr_similarity_width (similarity) - reach
         || y >= bsr_similarity_height (similarity) - reach;
}

static void
expect_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  BsrSimilarity *similarity = looking->similarity;

  for (int x = 0; x < bsr_plane_width (looking->steel); x++)
    {
      Expectation expectation = expect (looking, x, y);
      double ring = (double) bsr_plane_row_f32 (looking->ring, y)[x];
      double noise = (double) bsr_plane_row_f32 (looking->window_variance, y)[x];
      double drift = (double) bsr_plane_row_f32 (looking->window_drift, y)[x];
      double unlike = DOUBT_SHARE * expectation.unlike_mm;
      double variance = expectation.spread_mm * expectation.spread_mm + unlike * unlike + noise
                        + drift * drift + LEFT_OVER_MM * LEFT_OVER_MM;
      bsr_plane_row_f32 (similarity->predicted, y)[x] = (float) expectation.expected_mm;
      bsr_plane_row_f32 (looking->spread, y)[x] = (float) sqrt (variance);
      if (expectation.n == 0 || is_cut (similarity, x, y)
          || MAX (ring, expectation.expected_mm) >= looking->opaque_mm)
        continue;
      bsr_plane_row_u8 (similarity->n_peers, y)[x] = (guint8) expectation.n;
      bsr_plane_row_f32 (similarity->residual, y)[x]
          = bsr_plane_row_f32 (looking->window, y)[x] - (float) expectation.expected_mm;
    }
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  float one = *(const float *) a, other = *(const float *) b;
  return (one > other) - (one < other);
}

/* The typical residual of a row and its neighbours, mm. */
static float
typical_of_rows (const Looking *looking, int first, int last, float *values)
{
  const BsrSimilarity *similarity = looking->similarity;
  int n = 0;

  for (int y = first; y <= last; y++)
    for (int x = 0; x < bsr_similarity_width (similarity); x++)
      if (bsr_plane_row_u8 (similarity->n_peers, y)[x] > 0)
        values[n++] = fabsf (bsr_plane_row_f32 (similarity->residual, y)[x]);
  if (n == 0)
    return 0.0F;
  qsort (values, (gsize) n, sizeof *values, by_value);
  return values[(int) (TYPICAL_SHARE * n)];
}

/* How many times as large as expected what is left over of one sign is in these rows; at
 * least 1. */
static float
excuse_of_rows (const Looking *looking, int first, int last, float typical, gboolean positive,
                float *values)
{
  const BsrSimilarity *similarity = looking->similarity;
  int n = 0;

  for (int y = first; y <= last; y++)
    for (int x = 0; x < bsr_similarity_width (similarity); x++)
      {
        float residual = bsr_plane_row_f32 (similarity->residual, y)[x];
        float spread = hypotf (bsr_plane_row_f32 (looking->spread, y)[x], typical);
        values[n++] = MAX (0.0F, positive ? residual : -residual) / spread;
      }
  qsort (values, (gsize) n, sizeof *values, by_value);
  return MAX (1.0F, upper_quantile (values, n, ROW_ONE_IN) / (float) ROW_QUANTILE_SIGMAS);
}

static void
sigmas_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  BsrSimilarity *similarity = looking->similarity;
  int width = bsr_similarity_width (similarity), height = bsr_similarity_height (similarity);
  int first = MAX (0, y - ROW_NEIGHBOURS), last = MIN (height - 1, y + ROW_NEIGHBOURS);
  g_autofree float *values = g_new (float, width * (2 * ROW_NEIGHBOURS + 1));
  float typical = typical_of_rows (looking, first, last, values), excuse[2];

  for (int positive = 0; positive < 2; positive++)
    excuse[positive] = excuse_of_rows (looking, first, last, typical, positive, values);
  for (int x = 0; x < width; x++)
    {
      float n = (float) bsr_plane_row_u8 (similarity->n_peers, y)[x];
      float residual = bsr_plane_row_f32 (similarity->residual, y)[x];
      float spread = hypotf (bsr_plane_row_f32 (looking->spread, y)[x], typical);
      bsr_plane_row_f32 (similarity->sigmas, y)[x]
          = residual / (spread * excuse[residual > 0.0F]) * n / (n + (float) UNSEEN_PEERS);
    }
}

static void
looking_clear (Looking *looking)
{
  BsrPlane **planes[] = { &looking->steel,  &looking->variance,        &looking->drift,
                          &looking->levels, &looking->window,          &looking->window_drift,
                          &looking->ring,   &looking->window_variance, &looking->spread };
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++)
    g_clear_pointer (planes[i], bsr_plane_unref);
  g_clear_pointer (&looking->search, bsr_peer_search_free);
}

static gboolean
make_planes (Looking *looking, GError **error)
{
  BsrSimilarity *similarity = looking->similarity;
  int width = (similarity->space.width + similarity->step_x - 1) / similarity->step_x;
  int height = (similarity->space.height + similarity->step_y - 1) / similarity->step_y;
  struct
  {
    BsrPlane **plane;
    BsrFormat format;
  } wanted[] = {
    { &similarity->residual, BSR_FORMAT_F32 },  { &similarity->predicted, BSR_FORMAT_F32 },
    { &similarity->sigmas, BSR_FORMAT_F32 },    { &similarity->n_peers, BSR_FORMAT_U8 },
    { &looking->steel, BSR_FORMAT_F32 },        { &looking->variance, BSR_FORMAT_F32 },
    { &looking->drift, BSR_FORMAT_F32 },        { &looking->levels, BSR_FORMAT_U16 },
    { &looking->window, BSR_FORMAT_F32 },       { &looking->window_variance, BSR_FORMAT_F32 },
    { &looking->window_drift, BSR_FORMAT_F32 }, { &looking->ring, BSR_FORMAT_F32 },
    { &looking->spread, BSR_FORMAT_F32 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if ((*wanted[i].plane = bsr_plane_new (wanted[i].format, width, height, error)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
look (Looking *looking, int n_threads, GCancellable *cancellable, GError **error)
{
  int height = bsr_plane_height (looking->steel);

  if (!bsr_thread_team_run (height, n_threads, place_row, looking, cancellable, error)
      || !bsr_thread_team_run (height, n_threads, window_row, looking, cancellable, error))
    return FALSE;
  tabulate_sigma (looking);
  fill_levels (looking);
  looking->search = bsr_peer_search_new (looking->levels, n_threads, cancellable, error);
  return looking->search != NULL
         && bsr_thread_team_run (height, n_threads, expect_row, looking, cancellable, error)
         && bsr_thread_team_run (height, n_threads, sigmas_row, looking, cancellable, error);
}

BsrSimilarity *
bsr_similarity_new (const BsrGrid *grid, BsrBox space, double window_mm, double opaque_mm,
                    int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (grid != NULL && !bsr_box_is_empty (space) && window_mm > 0.0, NULL);

  g_autoptr (BsrSimilarity) similarity = g_new0 (BsrSimilarity, 1);
  similarity->space = space;
  similarity->window_mm = window_mm;
  similarity->step_x = bsr_grid_across (grid, window_mm / BSR_PEER_WINDOW);
  similarity->step_y = bsr_grid_down (grid, window_mm / BSR_PEER_WINDOW);
  Looking looking = { .similarity = similarity, .grid = grid, .opaque_mm = opaque_mm };
  gboolean done
      = make_planes (&looking, error) && look (&looking, n_threads, cancellable, error);
  looking_clear (&looking);
  return done ? g_steal_pointer (&similarity) : NULL;
}

void
bsr_similarity_free (BsrSimilarity *similarity)
{
  g_clear_pointer (&similarity->residual, bsr_plane_unref);
  g_clear_pointer (&similarity->predicted, bsr_plane_unref);
  g_clear_pointer (&similarity->sigmas, bsr_plane_unref);
  g_clear_pointer (&similarity->n_peers, bsr_plane_unref);
  g_free (similarity);
}

double
bsr_similarity_window_mm (const BsrSimilarity *similarity)
{
  return similarity->window_mm;
}

int
bsr_similarity_width (const BsrSimilarity *similarity)
{
  return bsr_plane_width (similarity->sigmas);
}

int
bsr_similarity_height (const BsrSimilarity *similarity)
{
  return bsr_plane_height (similarity->sigmas);
}

BsrPlaceMap
bsr_similarity_map (const BsrSimilarity *similarity)
{
  return (BsrPlaceMap){
    .scale_mm = similarity->window_mm,
    .sigmas = similarity->sigmas,
    .excess = similarity->residual,
    .around = similarity->predicted,
    .space = similarity->space,
    .first_x = similarity->space.x,
    .first_y = similarity->space.y,
    .step_x = similarity->step_x,
    .step_y = similarity->step_y,
  };
}

BsrBox
bsr_similarity_to_cells (const BsrSimilarity *similarity, BsrBox places)
{
  BsrPlaceMap map = bsr_similarity_map (similarity);
  return bsr_place_map_to_cells (&map, places);
}

BsrPlane *
bsr_similarity_residual (const BsrSimilarity *similarity)
{
  return similarity->residual;
}

BsrPlane *
bsr_similarity_predicted (const BsrSimilarity *similarity)
{
  return similarity->predicted;
}

BsrPlane *
bsr_similarity_sigmas (const BsrSimilarity *similarity)
{
  return similarity->sigmas;
}

BsrPlane *
bsr_similarity_n_peers (const BsrSimilarity *similarity)
{
  return similarity->n_peers;
}

gboolean
bsr_similarity_judge (const BsrSimilarity *similarity, BsrBox cells, double *residual_mm,
                      double *sigmas)
{
  g_return_val_if_fail (residual_mm != NULL && sigmas != NULL, FALSE);

  double sum = 0.0, most = 0.0, least = 0.0;
  int n = 0;
  *residual_mm = *sigmas = 0.0;
  for (int y = 0; y < bsr_similarity_height (similarity); y++)
    for (int x = 0; x < bsr_similarity_width (similarity); x++)
      {
        BsrBox own = bsr_similarity_to_cells (similarity, (BsrBox){ x, y, 1, 1 });
        if (bsr_plane_row_u8 (similarity->n_peers, y)[x] == 0
            || bsr_box_is_empty (bsr_box_intersect (own, cells)))
          continue;
        double value = (double) bsr_plane_row_f32 (similarity->sigmas, y)[x];
        n++;
        sum += (double) bsr_plane_row_f32 (similarity->residual, y)[x];
        most = MAX (most, value);
        least = MIN (least, value);
      }
  if (n == 0)
    return FALSE;
  *residual_mm = sum / n;
  *sigmas = sum >= 0.0 ? most : least;
  return TRUE;
}
