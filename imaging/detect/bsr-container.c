#include "bsr-container.h"

#include <math.h>

#include "bsr-quantile.h"
#include "bsr-row-kernels.h"

/* Two side walls of at least 1.6 mm sheet are 3.2 mm of steel across the beam (ISO 1496-1
 * containers as their makers specify them); less than half of that is air. */
#define AIR_BELOW_MM 1.5
/* External heights, ISO 668: half height 1,295 mm, 8 ft 2,438 mm, standard 2,591 mm, high cube
 * 2,896 mm; a margin for pitches that are only known roughly. */
#define LOWEST_MM (1295.0 * 0.9)
#define HEIGHT_8FT_MM 2438.0
#define HEIGHT_STANDARD_MM 2591.0
#define HEIGHT_HIGH_CUBE_MM 2896.0
#define PITCH_MARGIN 0.06
/* The pitch holds in the mid plane; the side that is nearer to the source looks up to a third
 * larger (a source of a mobile scanner 4.7 m away, half a container nearer: 4.7 / 3.5). */
#define NEAREST_MAGNIFICATION 1.35
/* Shorter than any container (10 ft: 2,991 mm). */
#define SHORTEST_MM 2500.0
/* What may interrupt a wall in the image: a rung, a gap between rail and panel. */
#define WALL_GAP_MM 60.0
/* How level a roof is, and how far a hole along it may reach (an open hatch, a bent panel). */
#define ROOF_LEVEL_MM 100.0
#define ROOF_GAP_MM 300.0
/* Floor: 28 mm plywood seen edge-on through 2.3 m is about 90 mm of steel; less than a sixth of
 * it is no floor. Floor and cross members together are 150...170 mm high and as dense at one end
 * as at the other, which a load seldom is; a deck's plate below them is thinner than half of it.
 * The bottom rail's flange may reach as far below. */
#define FLOOR_AT_LEAST_MM 15.0
#define FLOOR_EVENNESS 0.5F
#define FLOOR_THICK_MM 60.0
/* It is there under every part of a load; of what stands on it there are gaps, if only at the doors:
 * all but a thirtieth of a row shows what a floor must show. */
#define LEAST_PART 30
/* A floor of this much steel is as clear as one can be: the lowest of several such is taken. */
#define FLOOR_CLEAR_MM 30.0F
#define BELOW_FLOOR_MM 200.0
/* Boxes of 8 ft have been rare since ISO 668 dropped them from its common sizes: what ends as low as
 * theirs is rather a layer of the load, and must be as much clearer than a floor further down. */
#define RARE_SHARE 0.3F

/* What one row of the scan shows between the container's ends. */
typedef struct
{
  float least;    /* steel equivalent that all but a thirtieth of the pixels reach, mm */
  float median;   /* mm */
  float coverage; /* share of the pixels that are not air */
} RowProfile;

typedef struct
{
  int top, bottom; /* longest run that is not air, cells; bottom is one past */
} ColumnRun;

/* The coarse look: the radiograph's own cells, finer than any part that is looked for. */
typedef struct
{
  BsrRadiograph *radiograph;
  const BsrCells *cells;
  double cell_width_mm, cell_height_mm;
  double *steel_sd; /* by code: standard deviation of one pixel's steel equivalent, mm */
} Coarse;

static void
coarse_init (Coarse *coarse, BsrRadiograph *radiograph)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  const BsrCells *cells = bsr_radiograph_cells (radiograph);
  int n = (bsr_radiograph_most_code (radiograph, 0) >> BSR_SPREAD_SHIFT) + 1;
  *coarse = (Coarse){ radiograph, cells, cells->across * acquisition->pitch_x_mm,
                      cells->down * acquisition->pitch_y_mm, g_new (double, n) };
  for (int i = 0; i < n; i++)
    {
      double attenuation = (i + 0.5) * (1 << BSR_SPREAD_SHIFT) / BSR_ATTENUATION_STEPS;
      coarse->steel_sd[i] = bsr_radiograph_noise (radiograph, 0, attenuation)
                            * bsr_radiograph_steel_slope (radiograph, attenuation);
    }
}

static int
cells_of (double mm, double cell_mm)
{
  return MAX (1, (int) lround (mm / cell_mm));
}

static BsrBox
to_pixels (const Coarse *coarse, BsrBox cells)
{
  int across = coarse->cells->across, down = coarse->cells->down;
  BsrBox bounds = bsr_plane_bounds (bsr_radiograph_codes (coarse->radiograph, 0));
  BsrBox box = { cells.x * across, cells.y * down, cells.width * across, cells.height * down };
  return bsr_box_intersect (box, bounds);
}

/* Of a cell without a good pixel: what they are filled with. */
static guint16
filled_level (const Coarse *coarse, int x, int y, int *n)
{
  BsrBox pixels = to_pixels (coarse, (BsrBox){ x, y, 1, 1 });
  gint64 sum = 0;
  for (int j = pixels.y; j < pixels.y + pixels.height; j++)
    for (int i = pixels.x; i < pixels.x + pixels.width; i++)
      sum += bsr_plane_row_u16 (bsr_radiograph_codes (coarse->radiograph, 0), j)[i];
  *n = (int) bsr_box_area (pixels);
  return (guint16) (sum / *n);
}

static gboolean
is_solid (const Coarse *coarse, int x, int y)
{
  const BsrCell *cell = &bsr_cells_row (coarse->cells, y)[x];
  int n = cell->n_good;
  guint16 level = n > 0 ? cell->level : filled_level (coarse, x, y, &n);
  double mm = bsr_radiograph_steel_of_codes (coarse->radiograph)[level] * (1.0 / BSR_STEEL_STEPS);
  double sd = coarse->steel_sd[level >> BSR_SPREAD_SHIFT];
  if (mm <= AIR_BELOW_MM || mm > AIR_BELOW_MM + 3.0 * sd)
    return mm > AIR_BELOW_MM; /* whatever the number of pixels: most cells */
  return mm > AIR_BELOW_MM + 3.0 * sd / sqrt (n);
}

static ColumnRun
longest_run (const Coarse *coarse, int x)
{
  int max_gap = cells_of (WALL_GAP_MM, coarse->cell_height_mm), height = coarse->cells->height;
  ColumnRun best = { 0, 0 }, run = { -1, -1 };

  for (int y = 0; y < height; y++)
    {
      if (!is_solid (coarse, x, y))
        continue;
      if (run.top < 0 || y - run.bottom > max_gap)
        run.top = y;
      run.bottom = y + 1;
      if (run.bottom - run.top > best.bottom - best.top)
        best = run;
    }
  return best;
}

static gboolean
is_wall (const Coarse *coarse, ColumnRun run)
{
  return (run.bottom - run.top) * coarse->cell_height_mm >= LOWEST_MM;
}

/* The row at which most columns begin; -1 when none is high enough. */
static int
find_roof (const Coarse *coarse, const ColumnRun *runs)
{
  int width = coarse->cells->width, height = coarse->cells->height, best = -1, best_votes = 0;
  g_autofree int *votes = g_new0 (int, height);

  for (int x = 0; x < width; x++)
    if (is_wall (coarse, runs[x]))
      for (int y = MAX (0, runs[x].top - 1); y <= MIN (height - 1, runs[x].top + 1); y++)
        votes[y]++;
  for (int y = 0; y < height; y++)
    if (votes[y] > best_votes)
      {
        best = y;
        best_votes = votes[y];
      }
  return best;
}

/* Longest stretch of columns under one roof, as x and width of the result. */
static BsrBox
find_ends (const Coarse *coarse, const ColumnRun *runs, int roof)
{
  int max_gap = cells_of (ROOF_GAP_MM, coarse->cell_width_mm);
  int level = cells_of (ROOF_LEVEL_MM, coarse->cell_height_mm);
  BsrBox best = { 0 }, stretch = { .x = -1 };

  for (int x = 0; x < coarse->cells->width; x++)
    {
      if (!is_wall (coarse, runs[x]) || ABS (runs[x].top - roof) > level)
        continue;
      if (stretch.x < 0 || x - (stretch.x + stretch.width) > max_gap)
        stretch.x = x;
      stretch.width = x + 1 - stretch.x;
      if (stretch.width > best.width)
        best = stretch;
    }
  best.y = roof;
  best.height = 1;
  return best;
}

/* Quantiles of codes are those of the steel: it rises with them. */
static RowProfile
profile_row (BsrRadiograph *radiograph, int y, int left, int step, int n, guint16 *samples)
{
  const guint16 *codes = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y) + left;
  const guint32 *steel_of = bsr_radiograph_steel_of_codes (radiograph);
  const float mm = 1.0F / BSR_STEEL_STEPS;
  int solid = 0;
  for (int i = 0; i < n; i++)
    {
      samples[i] = codes[i * step];
      solid += steel_of[samples[i]] > (guint32) (AIR_BELOW_MM * BSR_STEEL_STEPS);
    }
  return (RowProfile){ (float) steel_of[bsr_quantile_u16 (samples, n, n / LEAST_PART)] * mm,
                       (float) steel_of[bsr_quantile_u16 (samples, n, n / 2)] * mm,
                       (float) solid / (float) n };
}

static RowProfile *
profile_rows (BsrRadiograph *radiograph, int left, int width)
{
  enum { MAX_SAMPLES = 512 };
  int height = bsr_radiograph_height (radiograph), step = width / MAX_SAMPLES + 1;
  int n = (width - 1) / step + 1;
  g_autofree guint16 *samples = g_new (guint16, n);
  RowProfile *rows = g_new (RowProfile, height);

  for (int y = 0; y < height; y++)
    rows[y] = profile_row (radiograph, y, left, step, n, samples);
  return rows;
}

static gboolean
may_be_floor (RowProfile row)
{
  return (double) row.least >= FLOOR_AT_LEAST_MM && row.least >= FLOOR_EVENNESS * row.median;
}

static float
mean_of_rows (const RowProfile *rows, int from, int to)
{
  float sum = 0.0F;
  for (int y = from; y < to; y++)
    sum += rows[y].least;
  return sum / (float) (to - from);
}

static float
lowest (const RowProfile *rows, int from, int reach, int height)
{
  float least = rows[from].least;
  for (int y = from; y < MIN (from + reach, height); y++)
    least = MIN (least, rows[y].least);
  return least;
}

/* One past the last row from @from on that is mostly covered, looking @reach rows far. */
static int
last_covered (const RowProfile *rows, int from, int reach, int height)
{
  int last = from;
  for (int y = from; y < MIN (from + reach, height); y++)
    if (rows[y].coverage >= 0.5F)
      last = y + 1;
  return last;
}

/* Where what comes below the floor begins: a rail car's deck or a chassis; or the last row of
 * the bottom rail where there is only air. @floor: what almost all pixels reach in the floor. */
static int
end_below_floor (const RowProfile *rows, int drop, int reach, int height, float floor_mm)
{
  for (int y = drop; y < MIN (drop + reach, height); y++)
    {
      if (rows[y].coverage < 0.1F)
        return y;
      if (rows[y].least > floor_mm * 0.5F)
        return y;
    }
  return last_covered (rows, drop, reach, height);
}

/* Bottom edge for a container whose load, floor and chassis run into each other: the nominal
 * height at which the rows change most. */
static int
nominal_bottom (const RowProfile *rows, int top, double pitch_mm, int height)
{
  const double nominal_mm[] = { HEIGHT_HIGH_CUBE_MM, HEIGHT_STANDARD_MM };
  int slack = MAX (1, (int) (40.0 / pitch_mm)), best = height;
  float best_change = -1.0F;

  for (guint i = 0; i < G_N_ELEMENTS (nominal_mm); i++)
    {
      int expected = top + (int) lround (nominal_mm[i] / pitch_mm);
      for (int y = expected - slack; y <= expected + slack && y < height; y++)
        {
          float change = fabsf (rows[y].least - rows[y - 1].least);
          if (change > best_change)
            {
              best_change = change;
              best = y;
            }
        }
    }
  return best;
}

/* @end: one past the last row of the run that begins at the roof, median of the columns. */
static int
find_bottom (const RowProfile *rows, int top, int end, double pitch_mm, int height)
{
  int reach = (int) (BELOW_FLOOR_MM / pitch_mm), thick = MAX (1, (int) (FLOOR_THICK_MM / pitch_mm));
  int first = top + (int) (HEIGHT_8FT_MM * (1.0 - 2.0 * PITCH_MARGIN) / pitch_mm);
  int usual = top + (int) (HEIGHT_STANDARD_MM * (1.0 - PITCH_MARGIN) / pitch_mm);
  int last = top + (int) (HEIGHT_HIGH_CUBE_MM * NEAREST_MAGNIFICATION / pitch_mm);
  int bottom = -1, band = 0;
  float best_drop = 0.0F;

  /* The floor that ends most clearly in the window where floors can be. */
  for (int y = top; y < MIN (last, height); y++)
    {
      if (may_be_floor (rows[y]))
        {
          band++;
          continue;
        }
      float floor_mm = band >= thick && y >= first ? mean_of_rows (rows, y - thick, y) : 0.0F;
      float drop = MIN (floor_mm, FLOOR_CLEAR_MM) - lowest (rows, y, reach / 2, height);
      if (y < usual && drop > 0.0F)
        drop *= RARE_SHARE;
      if (floor_mm > 0.0F && drop >= best_drop)
        {
          bottom = end_below_floor (rows, y, reach, height, floor_mm);
          best_drop = drop;
        }
      band = 0;
    }
  if (bottom >= 0)
    return bottom;
  if (end <= last)
    return last_covered (rows, MAX (top, end - reach), 2 * reach, height);
  return nominal_bottom (rows, top, pitch_mm, height);
}

static int
find_top (const RowProfile *rows, int about, int slack, int height)
{
  for (int y = MAX (0, about - slack); y < MIN (about + slack, height); y++)
    if (rows[y].coverage >= 0.5F)
      return y;
  return about;
}

static gboolean
column_is_solid (BsrRadiograph *radiograph, int x, int top, int bottom)
{
  const guint32 *steel_of = bsr_radiograph_steel_of_codes (radiograph);
  int solid = 0;
  for (int y = top; y < bottom; y++)
    solid += steel_of[bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y)[x]]
             > (guint32) (AIR_BELOW_MM * BSR_STEEL_STEPS);
  return 2 * solid >= bottom - top;
}

/* The ends to the pixel: the outermost solid columns within @slack of the coarse ones. */
static void
refine_ends (BsrRadiograph *radiograph, BsrBox *box, int slack)
{
  int left = MAX (0, box->x - slack), right = box->x + box->width + slack;
  right = MIN (right, bsr_radiograph_width (radiograph));

  while (left < box->x + slack && left < right - 1
         && !column_is_solid (radiograph, left, box->y, box->y + box->height))
    left++;
  while (right > box->x + box->width - slack && right > left + 1
         && !column_is_solid (radiograph, right - 1, box->y, box->y + box->height))
    right--;
  box->x = left;
  box->width = right - left;
}

static int
by_int (gconstpointer a, gconstpointer b)
{
  int one = *(const int *) a, other = *(const int *) b;
  return (one > other) - (one < other);
}

/* Median end of the runs between the container's ends, cells. */
static int
median_end (const ColumnRun *runs, BsrBox ends)
{
  g_autofree int *sorted = g_new (int, ends.width);
  for (int i = 0; i < ends.width; i++)
    sorted[i] = runs[ends.x + i].bottom;
  qsort (sorted, ends.width, sizeof *sorted, by_int);
  return sorted[ends.width / 2];
}

/* The body to the pixel, from its coarse @ends. */
static gboolean
refine (const Coarse *coarse, const ColumnRun *runs, BsrBox ends, BsrBox *box)
{
  BsrRadiograph *radiograph = coarse->radiograph;
  int height = bsr_radiograph_height (radiograph);
  double pitch_mm = bsr_radiograph_acquisition (radiograph)->pitch_y_mm;
  BsrBox found = to_pixels (coarse, ends);
  BsrBox end_cell = to_pixels (coarse, (BsrBox){ 0, median_end (runs, ends) - 1, 1, 1 });
  g_autofree RowProfile *rows = profile_rows (radiograph, found.x, found.width);
  int top = find_top (rows, found.y, 2 * end_cell.height, height);
  int bottom = find_bottom (rows, top, end_cell.y + end_cell.height, pitch_mm, height);
  if ((bottom - top) * pitch_mm < LOWEST_MM)
    return FALSE;

  found.y = top;
  found.height = bottom - top;
  refine_ends (radiograph, &found, 2 * end_cell.width);
  *box = found;
  return TRUE;
}

gboolean
bsr_container_find (BsrRadiograph *radiograph, BsrBox *box)
{
  g_return_val_if_fail (radiograph != NULL && box != NULL, FALSE);

  *box = bsr_plane_bounds (bsr_radiograph_codes (radiograph, 0));
  Coarse coarse;
  coarse_init (&coarse, radiograph);
  g_autofree double *steel_sd = coarse.steel_sd;
  g_autofree ColumnRun *runs = g_new (ColumnRun, coarse.cells->width);
  for (int x = 0; x < coarse.cells->width; x++)
    runs[x] = longest_run (&coarse, x);
  int roof = find_roof (&coarse, runs);
  if (roof < 0)
    return FALSE;
  BsrBox ends = find_ends (&coarse, runs, roof);
  return ends.width * coarse.cell_width_mm >= SHORTEST_MM && refine (&coarse, runs, ends, box);
}
