#include "bsr-container.h"

#include <math.h>

#include "bsr-grid.h"

/* Two side walls of at least 1.6 mm sheet are 3.2 mm of steel across the beam (ISO 1496-1
 * containers as their makers specify them); less than half of that is air. */
#define AIR_BELOW_MM 1.5
/* Coarse search: finer than any part that is looked for. */
#define CELL_MM 20.0
/* External heights, ISO 668: half height 1,295 mm, 8 ft 2,438 mm, standard 2,591 mm, high cube
 * 2,896 mm; a margin for pitches that are only known roughly. */
#define LOWEST_MM (1295.0 * 0.9)
#define HEIGHT_8FT_MM 2438.0
#define HEIGHT_STANDARD_MM 2591.0
#define HEIGHT_HIGH_CUBE_MM 2896.0
#define PITCH_MARGIN 0.06
/* The pitch holds in the mid plane; the side that is nearer to the source looks up to a fifth
 * larger (a source 7 m away, half a container nearer: 7 / 5.8). */
#define NEAREST_MAGNIFICATION 1.2
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
/* A floor of this much steel is as clear as one can be: the lowest of several such is taken. */
#define FLOOR_CLEAR_MM 30.0F
#define BELOW_FLOOR_MM 200.0

/* What one row of the scan shows between the container's ends. */
typedef struct
{
  float tenth;    /* steel equivalent that nine pixels of ten reach, mm */
  float median;   /* mm */
  float coverage; /* share of the pixels that are not air */
} RowProfile;

typedef struct
{
  int top, bottom; /* longest run that is not air, cells; bottom is one past */
} ColumnRun;

static gboolean
is_solid (BsrGrid *grid, int x, int y)
{
  double sd = sqrt ((double) bsr_plane_row_f32 (bsr_grid_variance (grid), y)[x]);
  return (double) bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x] > AIR_BELOW_MM + 3.0 * sd;
}

static ColumnRun
longest_run (BsrGrid *grid, int x)
{
  int max_gap = bsr_grid_down (grid, WALL_GAP_MM), height = bsr_grid_height (grid);
  ColumnRun best = { 0, 0 }, run = { -1, -1 };

  for (int y = 0; y < height; y++)
    {
      if (!is_solid (grid, x, y))
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
is_wall (BsrGrid *grid, ColumnRun run)
{
  return (run.bottom - run.top) * bsr_grid_cell_height_mm (grid) >= LOWEST_MM;
}

/* The row at which most columns begin; -1 when none is high enough. */
static int
find_roof (BsrGrid *grid, const ColumnRun *runs)
{
  int width = bsr_grid_width (grid), height = bsr_grid_height (grid), best = -1, best_votes = 0;
  g_autofree int *votes = g_new0 (int, height);

  for (int x = 0; x < width; x++)
    if (is_wall (grid, runs[x]))
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
find_ends (BsrGrid *grid, const ColumnRun *runs, int roof)
{
  int max_gap = bsr_grid_across (grid, ROOF_GAP_MM), level = bsr_grid_down (grid, ROOF_LEVEL_MM);
  BsrBox best = { 0 }, stretch = { .x = -1 };

  for (int x = 0; x < bsr_grid_width (grid); x++)
    {
      if (!is_wall (grid, runs[x]) || ABS (runs[x].top - roof) > level)
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

static int
by_value (gconstpointer a, gconstpointer b)
{
  float one = *(const float *) a, other = *(const float *) b;
  return (one > other) - (one < other);
}

static RowProfile *
profile_rows (BsrRadiograph *radiograph, int left, int width)
{
  enum { MAX_SAMPLES = 1024 };
  BsrPlane *steel = bsr_radiograph_steel (radiograph);
  int height = bsr_plane_height (steel), step = width / MAX_SAMPLES + 1, n = (width - 1) / step + 1;
  g_autofree float *samples = g_new (float, n);
  RowProfile *rows = g_new (RowProfile, height);

  for (int y = 0; y < height; y++)
    {
      const float *row = bsr_plane_row_f32 (steel, y) + left;
      int solid = 0;
      for (int i = 0; i < n; i++)
        {
          samples[i] = row[i * step];
          solid += (double) samples[i] > AIR_BELOW_MM;
        }
      qsort (samples, n, sizeof *samples, by_value);
      rows[y] = (RowProfile){ samples[n / 10], samples[n / 2], (float) solid / (float) n };
    }
  return rows;
}

static gboolean
may_be_floor (RowProfile row)
{
  return (double) row.tenth >= FLOOR_AT_LEAST_MM && row.tenth >= FLOOR_EVENNESS * row.median;
}

static float
mean_of_rows (const RowProfile *rows, int from, int to)
{
  float sum = 0.0F;
  for (int y = from; y < to; y++)
    sum += rows[y].tenth;
  return sum / (float) (to - from);
}

static float
lowest (const RowProfile *rows, int from, int reach, int height)
{
  float least = rows[from].tenth;
  for (int y = from; y < MIN (from + reach, height); y++)
    least = MIN (least, rows[y].tenth);
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
 * the bottom rail where there is only air. @floor: what nine pixels of ten reach in the floor. */
static int
end_below_floor (const RowProfile *rows, int drop, int reach, int height, float floor_mm)
{
  for (int y = drop; y < MIN (drop + reach, height); y++)
    {
      if (rows[y].coverage < 0.1F)
        return y;
      if (rows[y].tenth > floor_mm * 0.5F)
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
          float change = fabsf (rows[y].tenth - rows[y - 1].tenth);
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
  int solid = 0;
  for (int y = top; y < bottom; y++)
    solid += (double) bsr_plane_row_f32 (bsr_radiograph_steel (radiograph), y)[x] > AIR_BELOW_MM;
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

gboolean
bsr_container_find (BsrRadiograph *radiograph, BsrBox *box)
{
  g_return_val_if_fail (radiograph != NULL && box != NULL, FALSE);

  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  BsrBox bounds = bsr_plane_bounds (bsr_radiograph_steel (radiograph));
  *box = bounds;
  g_autoptr (BsrGrid) grid = bsr_grid_new (radiograph, bounds, CELL_MM, 1, NULL, NULL);
  if (grid == NULL)
    return FALSE;

  g_autofree ColumnRun *runs = g_new (ColumnRun, bsr_grid_width (grid));
  for (int x = 0; x < bsr_grid_width (grid); x++)
    runs[x] = longest_run (grid, x);
  int roof = find_roof (grid, runs);
  if (roof < 0)
    return FALSE;
  BsrBox ends = find_ends (grid, runs, roof);
  if (ends.width * bsr_grid_cell_width_mm (grid) < SHORTEST_MM)
    return FALSE;

  BsrBox found = bsr_grid_to_pixels (grid, ends);
  BsrBox end_cell = bsr_grid_to_pixels (grid, (BsrBox){ 0, median_end (runs, ends) - 1, 1, 1 });
  int slack_y = 2 * end_cell.height;
  int slack_x = 2 * end_cell.width;
  g_autofree RowProfile *rows = profile_rows (radiograph, found.x, found.width);
  int top = find_top (rows, found.y, slack_y, bounds.height);
  int bottom = find_bottom (rows, top, end_cell.y + end_cell.height, acquisition->pitch_y_mm,
                            bounds.height);
  if ((bottom - top) * acquisition->pitch_y_mm < LOWEST_MM)
    return FALSE;

  found.y = top;
  found.height = bottom - top;
  refine_ends (radiograph, &found, slack_x);
  *box = found;
  return TRUE;
}
