#include "bsr-dual-residual.h"

#include <math.h>
#include <stdlib.h>

#include "bsr-dual-curve.h"
#include "bsr-thread-team.h"

/* Places in one scale: half of what the window could tell apart. */
#define PLACES_A_SCALE 4
/* Surroundings: so many samples to each of four sides, from the first distance on, half a scale
 * apart, scales. The window itself reaches half a scale: nothing of the place is in them. */
#define SAMPLES 5
#define FIRST_SCALES 1.5
#define STEP_SCALES 0.5
#define MIN_SAMPLES 4
/* Share of a window's cells that both energies must see through. */
#define MIN_SEEN 0.5
#define SD_OF_MEDIAN_DEVIATION 1.4826
/* Ten samples' median absolute deviation is itself uncertain by a third; together with the whole
 * load's it is not. Least standard deviation: gains of two planes after calibration, 0.1 % each. */
#define LEAST_SD 0.0015
/* How well the slope of the curve holds for other mixtures of the load's own materials: as the
 * spectra in BsrMaterialJudge, a share of what the place has more than its surroundings. */
#define SLOPE_SHARE 0.005
/* At an edge of the load the residual is off by a share of the difference to the next cell, since
 * the energies are a fraction of a pixel apart, blurred and scattered differently, and logarithms
 * averaged. The share is measured from the scan: median over cells that differ from the next by so
 * much; at least a hundredth of a pixel in cells of two to three, at most a quarter: where
 * residuals are larger it is not the edges that make them so. */
#define EDGE_DIFFERENCE 0.15
#define LEAST_EDGE_SHARE 0.004
#define MOST_EDGE_SHARE 0.1
#define MIN_EDGES 50

struct _BsrDualResidual
{
  double scale_mm;
  BsrPlane *residual, *sigmas;
};

/* Of one cell; as sums of all cells above and left of a corner. */
typedef struct
{
  double n, residual, variance, attenuation;
  double edge; /* difference to the next cells */
} Sums;

typedef struct
{
  const BsrGrid *grid;
  BsrDualResidual *result;
  BsrBox space;
  BsrDualCurve curve;
  int across, down;                     /* cells of the window */
  int step_x, step_y;                   /* cells from place to place */
  int n_x, n_y;                         /* places */
  Sums *sums;                           /* (width + 1) x (height + 1) of the space */
  double edge_share;                    /* see EDGE_DIFFERENCE */
  float *mean, *variance, *attenuation; /* a value a place; mean NAN: nothing seen */
  float *difference, *spread, *own;     /* over the surroundings, and what these differ by */
} Looking;

static int
compare_floats (const void *a, const void *b)
{
  float left = *(const float *)a, right = *(const float *)b;
  return (left > right) - (left < right);
}

static float
median (float *values, int n)
{
  for (int i = 1; i < n; i++)
    {
      float value = values[i];
      int j = i;
      for (; j > 0 && values[j - 1] > value; j--)
        values[j] = values[j - 1];
      values[j] = value;
    }
  return n % 2 == 1 ? values[n / 2] : 0.5F * (values[n / 2 - 1] + values[n / 2]);
}

/* FALSE where nothing is seen. */
static gboolean
look_at_cell (const Looking *looking, int x, int y, Sums *cell)
{
  const BsrGrid *grid = looking->grid;
  if (!bsr_dual_curve_sees (grid, x, y))
    return FALSE;
  BsrPlane *high = bsr_grid_attenuation (grid, 0), *low = bsr_grid_attenuation (grid, 1);
  int left = MAX (x - 1, 0), right = MIN (x + 1, bsr_grid_width (grid) - 1);
  int above = MAX (y - 1, 0), below = MIN (y + 1, bsr_grid_height (grid) - 1);
  const float *row = bsr_plane_row_f32 (high, y);
  float across = row[right] - row[left];
  float down = bsr_plane_row_f32 (high, below)[x] - bsr_plane_row_f32 (high, above)[x];
  *cell = (Sums){
    .n = 1.0,
    .residual
    = (double)bsr_plane_row_f32 (low, y)[x] - bsr_dual_curve_low (&looking->curve, (double)row[x]),
    .variance = (double)(bsr_plane_row_f32 (bsr_grid_attenuation_variance (grid, 0), y)[x]
                         + bsr_plane_row_f32 (bsr_grid_attenuation_variance (grid, 1), y)[x]),
    .attenuation = (double)row[x],
    .edge = (double)(0.5F * hypotf (across, down)),
  };
  return TRUE;
}

static void
add (Sums *sums, const Sums *other, double sign)
{
  sums->n += sign * other->n;
  sums->residual += sign * other->residual;
  sums->variance += sign * other->variance;
  sums->attenuation += sign * other->attenuation;
  sums->edge += sign * other->edge;
}

typedef struct
{
  float excess, noise; /* squared residual, and variance, by the squared edge */
} Edge;

static float
median_of_edges (const GArray *edges, gboolean noise)
{
  g_autofree float *values = g_new (float, edges->len);
  for (guint i = 0; i < edges->len; i++)
    values[i]
        = noise ? g_array_index (edges, Edge, i).noise : g_array_index (edges, Edge, i).excess;
  qsort (values, edges->len, sizeof (float), compare_floats);
  return values[edges->len / 2];
}

/* Sums of all cells; and the share of the edges that the residuals are off there. */
static void
sum_up (Looking *looking)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  int stride = looking->space.width + 1;
  for (int y = 0; y < looking->space.height; y++)
    {
      Sums row = { 0 };
      for (int x = 0; x < looking->space.width; x++)
        {
          Sums cell = { 0 }, *sum = &looking->sums[(y + 1) * stride + x + 1];
          if (look_at_cell (looking, looking->space.x + x, looking->space.y + y, &cell))
            {
              double square = cell.edge * cell.edge;
              Edge edge = { (float)(cell.residual * cell.residual / MAX (square, 1e-12)),
                            (float)(cell.variance / MAX (square, 1e-12)) };
              if (cell.edge >= EDGE_DIFFERENCE)
                g_array_append_val (edges, edge);
              add (&row, &cell, 1.0);
            }
          *sum = looking->sums[y * stride + x + 1];
          add (sum, &row, 1.0);
        }
    }
  looking->edge_share = LEAST_EDGE_SHARE;
  if (edges->len < MIN_EDGES)
    return;
  double excess
      = SD_OF_MEDIAN_DEVIATION * SD_OF_MEDIAN_DEVIATION * (double)median_of_edges (edges, FALSE);
  double share = sqrt (MAX (excess - (double)median_of_edges (edges, TRUE), 0.0));
  looking->edge_share = CLAMP (share, LEAST_EDGE_SHARE, MOST_EDGE_SHARE);
}

/* The means of the window around each place of a row of places. */
static void
average_row (int item, int thread, gpointer data)
{
  Looking *looking = data;
  int stride = looking->space.width + 1, y = item * looking->step_y;
  int top = MAX (y - looking->down / 2, 0);
  int bottom = MIN (y - looking->down / 2 + looking->down, looking->space.height);
  for (int i = 0; i < looking->n_x; i++)
    {
      int x = i * looking->step_x, at = item * looking->n_x + i;
      int left = MAX (x - looking->across / 2, 0);
      int right = MIN (x - looking->across / 2 + looking->across, looking->space.width);
      Sums window = looking->sums[bottom * stride + right];
      add (&window, &looking->sums[top * stride + right], -1.0);
      add (&window, &looking->sums[bottom * stride + left], -1.0);
      add (&window, &looking->sums[top * stride + left], 1.0);
      looking->mean[at] = NAN;
      if (window.n < MAX (MIN_SEEN * (right - left) * (bottom - top), 1.0))
        continue;
      /* Errors at edges are alike along an edge: they do not average out. */
      double n = window.n, edges = looking->edge_share * window.edge / n;
      looking->mean[at] = (float)(window.residual / n);
      looking->variance[at] = (float)(MAX (window.variance, 0.0) / (n * n) + edges * edges);
      looking->attenuation[at] = (float)(window.attenuation / n);
    }
}

/* Median of the surroundings along a row or a column of places, what they differ by, and their
 * mean attenuation. FALSE where too few are seen. */
static gboolean
look_around (const Looking *looking, int x, int y, gboolean along_row, float *centre, float *spread,
             float *attenuation)
{
  float values[2 * SAMPLES], apart[2 * SAMPLES], sum = 0.0F;
  int n = 0;
  for (int side = -1; side <= 1; side += 2)
    for (int i = 0; i < SAMPLES; i++)
      {
        int off = side * (int)lround ((FIRST_SCALES + i * STEP_SCALES) * PLACES_A_SCALE);
        int u = along_row ? x + off : x, v = along_row ? y : y + off;
        if (u < 0 || v < 0 || u >= looking->n_x || v >= looking->n_y
            || isnan (looking->mean[v * looking->n_x + u]))
          continue;
        values[n++] = looking->mean[v * looking->n_x + u];
        sum += looking->attenuation[v * looking->n_x + u];
      }
  if (n < MIN_SAMPLES)
    return FALSE;
  *centre = median (values, n);
  for (int i = 0; i < n; i++)
    apart[i] = fabsf (values[i] - *centre);
  *spread = (float)SD_OF_MEDIAN_DEVIATION * median (apart, n);
  *attenuation = sum / (float)n;
  return TRUE;
}

/* The smaller of the differences to both surroundings, where both are to the same side: layers,
 * stacks and posts are like their row or like their column. */
static void
compare_row (int item, int thread, gpointer data)
{
  Looking *looking = data;
  for (int x = 0; x < looking->n_x; x++)
    {
      int at = item * looking->n_x + x, n = 0;
      float least = G_MAXFLOAT, sign = 0.0F, spread = 0.0F, more = 0.0F;
      looking->difference[at] = 0.0F;
      looking->own[at] = NAN;
      if (isnan (looking->mean[at]))
        continue;
      for (int along = 0; along < 2; along++)
        {
          float centre, around, attenuation;
          if (!look_around (looking, x, item, along, &centre, &around, &attenuation))
            continue;
          float difference = looking->mean[at] - centre;
          gboolean agrees = n == 0 || (difference > 0.0F) == (sign > 0.0F);
          sign = difference > 0.0F ? 1.0F : -1.0F;
          least = agrees ? MIN (least, fabsf (difference)) : 0.0F;
          spread = MAX (spread, around);
          more = MAX (more, fabsf (looking->attenuation[at] - attenuation));
          n++;
        }
      if (n == 0)
        continue;
      looking->difference[at] = sign * least;
      looking->own[at] = hypotf (spread, (float)SLOPE_SHARE * more);
      looking->spread[at] = spread;
    }
}

/* What places of the load differ from their surroundings by, all over. */
static double
load_spread (const Looking *looking)
{
  int n = 0, all = looking->n_x * looking->n_y;
  g_autofree float *values = g_new (float, all);
  for (int i = 0; i < all; i++)
    if (!isnan (looking->own[i]))
      values[n++] = looking->spread[i];
  if (n == 0)
    return 0.0;
  qsort (values, n, sizeof (float), compare_floats);
  return (double)values[n / 2];
}

static void
write_planes (Looking *looking)
{
  double load = load_spread (looking);
  for (int y = 0; y < looking->space.height; y++)
    {
      float *residual = bsr_plane_row_f32 (looking->result->residual, looking->space.y + y);
      float *sigmas = bsr_plane_row_f32 (looking->result->sigmas, looking->space.y + y);
      int v = MIN ((y + looking->step_y / 2) / looking->step_y, looking->n_y - 1);
      for (int x = 0; x < looking->space.width; x++)
        {
          int u = MIN ((x + looking->step_x / 2) / looking->step_x, looking->n_x - 1);
          int at = v * looking->n_x + u;
          if (isnan (looking->own[at]))
            continue;
          double own = MAX ((double)looking->own[at], load);
          double sd = sqrt ((double)looking->variance[at] + own * own + LEAST_SD * LEAST_SD);
          residual[looking->space.x + x] = looking->difference[at];
          sigmas[looking->space.x + x] = (float)((double)looking->difference[at] / sd);
        }
    }
}

static BsrDualResidual *
residual_alloc (const BsrGrid *grid, double scale_mm, GError **error)
{
  g_autoptr (BsrDualResidual) residual = g_new0 (BsrDualResidual, 1);
  residual->scale_mm = scale_mm;
  BsrPlane **planes[] = { &residual->residual, &residual->sigmas };
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++)
    if ((*planes[i]
         = bsr_plane_new (BSR_FORMAT_F32, bsr_grid_width (grid), bsr_grid_height (grid), error))
        == NULL)
      return NULL;
  return g_steal_pointer (&residual);
}

BsrDualResidual *
bsr_dual_residual_new (const BsrGrid *grid, BsrBox space, const BsrDualCurve *curve,
                       double scale_mm, int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (grid != NULL && bsr_grid_n_planes (grid) >= 2 && curve != NULL, NULL);
  g_return_val_if_fail (!bsr_box_is_empty (space) && scale_mm > 0.0, NULL);

  g_autoptr (BsrDualResidual) residual = residual_alloc (grid, scale_mm, error);
  if (residual == NULL)
    return NULL;
  Looking looking = { .grid = grid,
                      .result = residual,
                      .space = space,
                      .curve = *curve,
                      .across = bsr_grid_across (grid, scale_mm),
                      .down = bsr_grid_down (grid, scale_mm),
                      .step_x = bsr_grid_across (grid, scale_mm / PLACES_A_SCALE),
                      .step_y = bsr_grid_down (grid, scale_mm / PLACES_A_SCALE) };
  if (looking.curve.n_bins == 0)
    return g_steal_pointer (&residual); /* next to nothing is seen through */
  looking.n_x = (space.width + looking.step_x - 1) / looking.step_x;
  looking.n_y = (space.height + looking.step_y - 1) / looking.step_y;
  gsize n = (gsize)looking.n_x * (gsize)looking.n_y;
  g_autofree Sums *sums = g_new0 (Sums, (gsize)(space.width + 1) * (gsize)(space.height + 1));
  g_autofree float *values = g_new0 (float, 6 * n);
  looking.sums = sums;
  looking.mean = values;
  looking.variance = values + n;
  looking.attenuation = values + 2 * n;
  looking.difference = values + 3 * n;
  looking.spread = values + 4 * n;
  looking.own = values + 5 * n;
  sum_up (&looking);
  if (!bsr_thread_team_run (looking.n_y, n_threads, average_row, &looking, cancellable, error)
      || !bsr_thread_team_run (looking.n_y, n_threads, compare_row, &looking, cancellable, error))
    return NULL;
  write_planes (&looking);
  return g_steal_pointer (&residual);
}

void
bsr_dual_residual_free (BsrDualResidual *residual)
{
  g_clear_pointer (&residual->residual, bsr_plane_unref);
  g_clear_pointer (&residual->sigmas, bsr_plane_unref);
  g_free (residual);
}

double
bsr_dual_residual_scale_mm (const BsrDualResidual *residual)
{
  return residual->scale_mm;
}

BsrPlane *
bsr_dual_residual_residual (const BsrDualResidual *residual)
{
  return residual->residual;
}

BsrPlane *
bsr_dual_residual_sigmas (const BsrDualResidual *residual)
{
  return residual->sigmas;
}
