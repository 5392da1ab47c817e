#include "bsr-contrast.h"

#include <math.h>

#include "bsr-cv.h"
#include "bsr-lanes.h"
#include "bsr-thread-team.h"

/* Places in one scale: half of what the smoothing could tell apart, so that none is missed. */
#define PLACES_A_SCALE 4
/* Samples of a median to each side: three scales. */
#define REACH (3 * PLACES_A_SCALE)
/* What is nearer than this many scales to a place may be the same thing and does not count
 * as "elsewhere". */
#define OWN_SCALES 1.5
/* Elsewhere in the same rows means within this distance, mm: about two stacks of pallets,
 * and at least so many scales that a quantile means something. */
#define ROW_REACH_MM 2500.0
#define ROW_REACH_SCALES 8.0
#define MAX_SAMPLES 60
/* The excess of one sign, the other counted as none, that one sample in so many exceeds, and what
 * it is of a normal distribution in standard deviations. Gaps in a load are many and excesses few: each sign has
 * its own spread. */
#define ONE_IN 20
#define QUANTILE_SIGMAS 1.645
/* How much of the difference between the two medians counts as doubt about the surroundings. */
#define DOUBT_SHARE 0.25
/* Fewer samples than this say nothing of a quantile. */
#define MIN_SAMPLES 8
/* What calibration leaves over: gains of line detectors after correction differ by about half a
 * percent of the signal, which is 0.15 mm of steel at 0.035/mm (6 MV, hardened). */
#define CALIBRATION_MM 0.15

struct _BsrContrast
{
  BsrBox space;
  BsrContrastWay way;
  double scale_mm;
  int step_x, step_y;
  BsrPlane *excess, *around, *sigmas;
};

/* Spreads are worked out at every second place each way: they change slowly. */
#define SPREAD_STEP 2

typedef struct
{
  BsrContrast *contrast;
  const BsrGrid *grid;
  BsrPlane *steel, *variance, *drift; /* smoothed, one value a cell */
  BsrPlane *sampled;                  /* steel at the places */
  BsrPlane *doubt;        /* a value a place: difference of the two medians, mm */
  BsrPlane *spread[2][2]; /* along rows, along columns; of lack, of excess; at even places */
  int window_cells;       /* of the smoothing */
  double opaque_mm;
  BsrLanesMedian median;
} Looking;

static float
value_at (const Looking *looking, BsrPlane *plane, int x, int y)
{
  const BsrContrast *contrast = looking->contrast;
  return bsr_plane_row_f32 (plane, contrast->space.y + y * contrast->step_y)
      [contrast->space.x + x * contrast->step_x];
}

static void
sample_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  float *sampled = bsr_plane_row_f32 (looking->sampled, y);
  for (int x = 0; x < bsr_plane_width (looking->sampled); x++)
    sampled[x] = value_at (looking, looking->steel, x, y);
}

/* The window of @n samples around @at; moved inwards, not cut, at the ends. */
static int
first_sample (int at, int n, int length)
{
  return CLAMP (at - n / 2, 0, length - n);
}

/* Medians around the places from (@x, @y) on, along their row or column. */
static void
medians_along (const Looking *looking, int x, int y, gboolean along_row, float medians[BSR_LANES])
{
  enum { N = 2 * REACH + 1 };
  float values[N][BSR_LANES];
  int width = bsr_plane_width (looking->sampled), height = bsr_plane_height (looking->sampled);
  int n = MIN (N, along_row ? width : height);

  for (int lane = 0; lane < BSR_LANES; lane++)
    {
      int at = MIN (x + lane, width - 1);
      int first = along_row ? first_sample (at, n, width) : first_sample (y, n, height);
      for (int i = 0; i < n; i++)
        values[i][lane] = along_row ? bsr_plane_row_f32 (looking->sampled, y)[first + i]
                                    : bsr_plane_row_f32 (looking->sampled, first + i)[at];
    }
  looking->median (values, n, medians);
}

static void
excess_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  BsrContrast *contrast = looking->contrast;
  const float *sampled = bsr_plane_row_f32 (looking->sampled, y);
  float *excess = bsr_plane_row_f32 (contrast->excess, y);
  float *around = bsr_plane_row_f32 (contrast->around, y);
  float *doubt = bsr_plane_row_f32 (looking->doubt, y);
  int width = bsr_plane_width (contrast->excess);
  float rows[BSR_LANES] = { 0.0F }, columns[BSR_LANES] = { 0.0F };

  for (int x = 0; x < width; x++)
    {
      int lane = x % BSR_LANES;
      if (lane == 0)
        {
          if (contrast->way != BSR_CONTRAST_ALONG_COLUMNS)
            medians_along (looking, x, y, TRUE, rows);
          if (contrast->way != BSR_CONTRAST_ALONG_ROWS)
            medians_along (looking, x, y, FALSE, columns);
        }
      float row = rows[lane], column = columns[lane];
      float over_row = sampled[x] - row, over_column = sampled[x] - column;
      gboolean by_row = contrast->way == BSR_CONTRAST_ALONG_ROWS
                        || (contrast->way == BSR_CONTRAST_BOTH && fabsf (over_row) < fabsf (over_column));
      gboolean differs = contrast->way != BSR_CONTRAST_BOTH
                         || (over_row > 0.0F) == (over_column > 0.0F);
      float least_seen = contrast->way == BSR_CONTRAST_BOTH ? MAX (row, column)
                         : by_row                           ? row
                                                            : column;
      around[x] = by_row ? row : column;
      doubt[x] = contrast->way == BSR_CONTRAST_BOTH ? fabsf (row - column) : 0.0F;
      if (!differs || (double) least_seen >= looking->opaque_mm)
        excess[x] = 0.0F;
      else
        excess[x] = by_row ? over_row : over_column;
    }
}

#define TAIL (MAX_SAMPLES / ONE_IN + 1)

static void
keep_tail (float tail[TAIL], float value)
{
  for (int j = TAIL - 1; j >= 0 && value > tail[j]; j--)
    {
      if (j + 1 < TAIL)
        tail[j + 1] = tail[j];
      tail[j] = value;
    }
}

/* Standard deviations of lack and of excess elsewhere along a line of places: what is at (@x, @y)
 * is left out with all that may belong to it. */
static void
spread_along (BsrPlane *excess, int x, int y, gboolean along_row, int reach, float spread[2])
{
  float tails[2][TAIL] = { { 0.0F } }; /* the largest values of each sign, falling */
  int length = along_row ? bsr_plane_width (excess) : bsr_plane_height (excess);
  int at = along_row ? x : y, own = (int) (OWN_SCALES * PLACES_A_SCALE), n = 0;
  int window = MIN (2 * reach + 1, length), first = first_sample (at, window, length);
  int step = (window - 1) / MAX_SAMPLES + 1;

  for (int i = first; i < first + window; i += step)
    {
      if (ABS (i - at) <= own)
        continue;
      float value = along_row ? bsr_plane_row_f32 (excess, y)[i] : bsr_plane_row_f32 (excess, i)[x];
      keep_tail (tails[value > 0.0F], fabsf (value));
      n++;
    }
  for (int positive = 0; positive < 2; positive++)
    spread[positive] = n < MIN_SAMPLES ? 0.0F : tails[positive][n / ONE_IN] / (float) QUANTILE_SIGMAS;
}

static void
spread_row (int item, int thread, gpointer data)
{
  Looking *looking = data;
  BsrContrast *contrast = looking->contrast;
  double reach_mm = MAX (ROW_REACH_MM, ROW_REACH_SCALES * contrast->scale_mm);
  int row_reach = (int) (reach_mm / contrast->scale_mm * PLACES_A_SCALE), y = item * SPREAD_STEP;

  for (int x = 0; x < bsr_plane_width (contrast->excess); x += SPREAD_STEP)
    for (int column = 0; column < 2; column++)
      {
        float spread[2];
        if (contrast->way == (column ? BSR_CONTRAST_ALONG_ROWS : BSR_CONTRAST_ALONG_COLUMNS))
          continue;
        spread_along (contrast->excess, x, y, !column, column ? G_MAXINT / 4 : row_reach, spread);
        for (int positive = 0; positive < 2; positive++)
          bsr_plane_row_f32 (looking->spread[column][positive], y)[x] = spread[positive];
      }
}

/* The largest of the neighbouring rows' spreads and of the neighbouring columns'. */
static double
largest_spread (const Looking *looking, int x, int y, gboolean positive)
{
  float best = 0.0F;
  BsrPlane *row = looking->spread[0][positive], *column = looking->spread[1][positive];
  int even_x = x - x % SPREAD_STEP, even_y = y - y % SPREAD_STEP;
  int reach = PLACES_A_SCALE / 2;

  BsrContrastWay way = looking->contrast->way;

  for (int v = MAX (0, even_y - reach); way != BSR_CONTRAST_ALONG_COLUMNS
       && v <= MIN (bsr_plane_height (row) - 1, even_y + reach); v += SPREAD_STEP)
    best = MAX (best, bsr_plane_row_f32 (row, v)[even_x]);
  for (int u = MAX (0, even_x - reach); way != BSR_CONTRAST_ALONG_ROWS
       && u <= MIN (bsr_plane_width (row) - 1, even_x + reach); u += SPREAD_STEP)
    best = MAX (best, bsr_plane_row_f32 (column, even_y)[u]);
  return (double) best;
}

static void
sigmas_row (int y, int thread, gpointer data)
{
  Looking *looking = data;
  BsrContrast *contrast = looking->contrast;
  const float *excess = bsr_plane_row_f32 (contrast->excess, y);
  const float *doubt = bsr_plane_row_f32 (looking->doubt, y);
  float *sigmas = bsr_plane_row_f32 (contrast->sigmas, y);

  for (int x = 0; x < bsr_plane_width (contrast->excess); x++)
    {
      if (excess[x] == 0.0F)
        continue;
      double noise = (double) value_at (looking, looking->variance, x, y) / looking->window_cells;
      double own = largest_spread (looking, x, y, excess[x] > 0.0F);
      double doubtful = DOUBT_SHARE * (double) doubt[x];
      double left_over = hypot (CALIBRATION_MM, (double) value_at (looking, looking->drift, x, y));
      double variance = noise + own * own + doubtful * doubtful + left_over * left_over;
      sigmas[x] = (float) ((double) excess[x] / sqrt (variance));
    }
}

static void
looking_clear (Looking *looking)
{
  g_clear_pointer (&looking->steel, bsr_plane_unref);
  g_clear_pointer (&looking->variance, bsr_plane_unref);
  g_clear_pointer (&looking->drift, bsr_plane_unref);
  g_clear_pointer (&looking->sampled, bsr_plane_unref);
  g_clear_pointer (&looking->doubt, bsr_plane_unref);
  for (int i = 0; i < 4; i++)
    g_clear_pointer (&looking->spread[i / 2][i % 2], bsr_plane_unref);
}

static gboolean
make_planes (Looking *looking, GError **error)
{
  BsrPlane *steel = bsr_grid_steel (looking->grid), *excess = looking->contrast->excess;
  struct
  {
    BsrPlane **plane, *like;
  } wanted[] = {
    { &looking->steel, steel },         { &looking->variance, steel },
    { &looking->drift, steel },         { &looking->doubt, excess },
    { &looking->sampled, excess },
    { &looking->spread[0][0], excess }, { &looking->spread[0][1], excess },
    { &looking->spread[1][0], excess }, { &looking->spread[1][1], excess },
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      *wanted[i].plane = bsr_plane_new (BSR_FORMAT_F32, bsr_plane_width (wanted[i].like),
                                        bsr_plane_height (wanted[i].like), error);
      if (*wanted[i].plane == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
smooth (Looking *looking, GError **error)
{
  BsrPlane *steel = bsr_grid_steel (looking->grid);
  int across = bsr_grid_across (looking->grid, looking->contrast->scale_mm) | 1;
  int down = bsr_grid_down (looking->grid, looking->contrast->scale_mm) | 1;

  looking->window_cells = across * down;
  return bsr_cv_box_mean (steel, looking->steel, across, down, error)
         && bsr_cv_box_mean (bsr_grid_variance (looking->grid), looking->variance, across, down,
                             error)
         && bsr_cv_box_mean (bsr_grid_drift (looking->grid), looking->drift, across, down, error);
}

static BsrContrast *
contrast_alloc (const BsrGrid *grid, BsrBox space, BsrContrastWay way, double scale_mm,
                GError **error)
{
  g_autoptr (BsrContrast) contrast = g_new0 (BsrContrast, 1);
  contrast->space = space;
  contrast->way = way;
  contrast->scale_mm = scale_mm;
  contrast->step_x = bsr_grid_across (grid, scale_mm / PLACES_A_SCALE);
  contrast->step_y = bsr_grid_down (grid, scale_mm / PLACES_A_SCALE);

  int width = (space.width + contrast->step_x - 1) / contrast->step_x;
  int height = (space.height + contrast->step_y - 1) / contrast->step_y;
  BsrPlane **planes[] = { &contrast->excess, &contrast->around, &contrast->sigmas };
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++)
    if ((*planes[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error)) == NULL)
      return NULL;
  return g_steal_pointer (&contrast);
}

BsrContrast *
bsr_contrast_new (const BsrGrid *grid, BsrBox space, BsrContrastWay way, double scale_mm,
                  double opaque_mm, int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (grid != NULL && !bsr_box_is_empty (space) && scale_mm > 0.0, NULL);

  g_autoptr (BsrContrast) contrast = contrast_alloc (grid, space, way, scale_mm, error);
  if (contrast == NULL)
    return NULL;
  Looking looking = { .contrast = contrast, .grid = grid, .opaque_mm = opaque_mm,
                      .median = bsr_lanes_median (bsr_simd_level ()) };
  int height = bsr_plane_height (contrast->excess);
  gboolean done
      = make_planes (&looking, error) && smooth (&looking, error)
        && bsr_thread_team_run (height, n_threads, sample_row, &looking, cancellable, error)
        && bsr_thread_team_run (height, n_threads, excess_row, &looking, cancellable, error)
        && bsr_thread_team_run ((height - 1) / SPREAD_STEP + 1, n_threads, spread_row, &looking,
                                cancellable, error)
        && bsr_thread_team_run (height, n_threads, sigmas_row, &looking, cancellable, error);
  looking_clear (&looking);
  return done ? g_steal_pointer (&contrast) : NULL;
}

void
bsr_contrast_free (BsrContrast *contrast)
{
  g_clear_pointer (&contrast->excess, bsr_plane_unref);
  g_clear_pointer (&contrast->around, bsr_plane_unref);
  g_clear_pointer (&contrast->sigmas, bsr_plane_unref);
  g_free (contrast);
}

BsrContrastWay
bsr_contrast_way (const BsrContrast *contrast)
{
  return contrast->way;
}

double
bsr_contrast_scale_mm (const BsrContrast *contrast)
{
  return contrast->scale_mm;
}

int
bsr_contrast_width (const BsrContrast *contrast)
{
  return bsr_plane_width (contrast->excess);
}

int
bsr_contrast_height (const BsrContrast *contrast)
{
  return bsr_plane_height (contrast->excess);
}

BsrPlaceMap
bsr_contrast_map (const BsrContrast *contrast)
{
  /* A place stands for the cells around it, half a step each way. */
  return (BsrPlaceMap){
    .scale_mm = contrast->scale_mm,
    .sigmas = contrast->sigmas,
    .excess = contrast->excess,
    .around = contrast->around,
    .space = contrast->space,
    .first_x = contrast->space.x - contrast->step_x / 2,
    .first_y = contrast->space.y - contrast->step_y / 2,
    .step_x = contrast->step_x,
    .step_y = contrast->step_y,
  };
}

BsrBox
bsr_contrast_to_cells (const BsrContrast *contrast, BsrBox places)
{
  BsrPlaceMap map = bsr_contrast_map (contrast);
  return bsr_place_map_to_cells (&map, places);
}

BsrPlane *
bsr_contrast_excess (const BsrContrast *contrast)
{
  return contrast->excess;
}

BsrPlane *
bsr_contrast_around (const BsrContrast *contrast)
{
  return contrast->around;
}

BsrPlane *
bsr_contrast_sigmas (const BsrContrast *contrast)
{
  return contrast->sigmas;
}
