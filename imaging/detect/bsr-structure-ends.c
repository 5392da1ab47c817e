#include "bsr-structure-place.h"

#include <math.h>

#include "bsr-structure-median.h"

/* The outermost part of a post: load can be seen from 60 mm behind the front's outside on. The very
 * first cell is cut by the edge. */
#define POST_FROM_MM 15.0
#define POST_TO_MM 60.0
/* Rows next to castings and rails say nothing of the post. */
#define CASTING_ROWS 7
#define HIDDEN_RAIL_SHARE 0.35
/* Below, a source as high as the middle sees the floor's surface and the far castings. */
#define POST_END_SHARE 0.75
#define POST_LEAST_MM 2.0
#define POST_SIGMAS 6.0
#define POST_RUN_MM 100.0
/* Forged and rolled posts differ along their length by a twentieth. */
#define POST_SHARE 0.05
/* The mean over its columns, from hinge to hinge, by a hundredth. */
#define MEAN_SHARE 0.01
#define MOST_SIGMAS 30.0

/* Where a plate on edge can stand: past the casting, within so much of the end. */
#define CASTING_MM 178.0
#define PLATE_REACH_MM 1200.0
/* What is beside a plate, cells off; more than so much there hides it. */
#define SIDE_FROM 4
#define SIDE_TO 6
#define SIDE_MOST_MM 90.0F
/* A plate of 12 mm plywood on edge, 2.3 m of it, is more than 100 mm of steel in a cell; studs and
 * ribs of rail cars are 20. */
#define PLATE_LEAST_MM 30.0F
#define PLATE_SHARE 0.9
#define PLATE_EVEN_SHARE 0.4F
/* Of the rows of wall, what must be free to be looked at. */
#define PLATE_ROWS_SHARE 0.15
/* Before the roof's underside a plate that reaches the roof fades towards the roof's near edge,
 * where it would end: at this share of the way at the latest. Load leaves 100 mm and more. */
#define PLATE_TOP_SHARE 0.25
#define PLATE_ROOF_LEAST_MM 4.0F
/* A plate is straight: its crest stays within a cell. */
#define PLATE_SLACK 1
/* From the outside of an end to where load can be, mm: front 60, doors 100. */
#define END_DEPTH_MM 80.0

typedef struct
{
  const BsrStructure *structure;
  const BsrGrid *grid;
  int width, height;
  int wall_from, wall_to; /* rows of bare wall between rails */
  int post_to;            /* from wall_from on, rows of posts */
  float *values;
} Ends;

static void
ends_init (Ends *ends, const BsrStructure *structure, const BsrGrid *grid)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);

  *ends = (Ends){ structure, grid, bsr_grid_width (grid), bsr_grid_height (grid), 0, 0, 0, NULL };
  /* Where load hides the end of the underside, the far castings are about there still. */
  int far_rail = facts->roof_end >= 0 ? facts->roof_end : (int) (HIDDEN_RAIL_SHARE * ends->height);
  ends->wall_from = far_rail + CASTING_ROWS;
  ends->wall_to = facts->floor_top - CASTING_ROWS;
  ends->post_to = MIN (ends->wall_to, (int) (POST_END_SHARE * ends->height));
  ends->values = g_new (float, ends->height);
}

static float
steel_at (const Ends *ends, int x, int y)
{
  return bsr_plane_row_f32 (bsr_grid_steel (ends->grid), y)[CLAMP (x, 0, ends->width - 1)];
}

/* What the emptier part of a post shows: what is hidden can fill half of it and more. The distance
 * of two quantiles of a normal distribution, in standard deviations, gives @spread. */
static float
lower_part (float *values, int n, float *spread)
{
  float low = bsr_structure_quantile (values, n, 0.1);
  float part = bsr_structure_quantile (values, n, 0.3);
  *spread = (part - low) / 0.757F;
  return part;
}

/* What each row of an end's post shows over its columns' medians, weighed by their evenness. */
static float *
post_profile (const Ends *ends, int edge, int step, double *around_mm)
{
  int from = bsr_grid_across (ends->grid, POST_FROM_MM), n = ends->post_to - ends->wall_from;
  int to = MAX (from + 1, bsr_grid_across (ends->grid, POST_TO_MM));
  float *profile = g_new0 (float, n);
  double weights = 0.0, sum = 0.0;

  for (int i = from; i < to; i++)
    {
      for (int y = 0; y < n; y++)
        ends->values[y] = steel_at (ends, edge + i * step, ends->wall_from + y);
      float spread, middle = lower_part (ends->values, n, &spread);
      double sd = hypot ((double) spread, POST_SHARE * (double) middle);
      double weight = 1.0 / (sd * sd + 0.01);
      for (int y = 0; y < n; y++)
        profile[y] += (float) weight
                      * (steel_at (ends, edge + i * step, ends->wall_from + y) - middle);
      weights += weight;
      sum += weight * (double) middle;
    }
  for (int y = 0; y < n; y++)
    profile[y] /= (float) weights;
  *around_mm = sum / weights;
  return profile;
}

static void
append_post (const Ends *ends, int edge, int step, int from, int to, double excess, double sd,
             double around, GArray *places)
{
  int most = bsr_grid_across (ends->grid, CASTING_MM * 0.7);
  BsrStructurePlace place = {
    .reason = BSR_REASON_STRUCTURE,
    .zone = BSR_STRUCTURE_POST,
    .cells = { step > 0 ? edge : edge - most + 1, from, most, to - from },
    .excess_mm = excess,
    .around_mm = around,
    .sigmas = excess / sd,
  };
  place.area_mm2 = (double) bsr_box_area (place.cells) * bsr_grid_cell_width_mm (ends->grid)
                   * bsr_grid_cell_height_mm (ends->grid);
  place.weight = MIN (place.sigmas, MOST_SIGMAS);
  g_array_append_val (places, place);
}

/* Standard deviation of the post's profile outside [@from, @to): what nine rows of ten stay within.
 * Hinges, bars and a rail car's end before the post make it large. */
static double
rest_sd (const float *post, int n, int from, int to, float *values)
{
  int rest = 0;

  for (int y = 0; y < n; y++)
    if (y < from || y >= to)
      values[rest++] = fabsf (post[y]);
  return rest > 0 ? (double) bsr_structure_quantile (values, rest, 0.9) / 1.645 : 0.0;
}

static void
find_runs (const Ends *ends, const float *post, const float *other, int edge, int step,
           double around, GArray *places)
{
  int n = ends->post_to - ends->wall_from, run = 0;
  int least_run = bsr_grid_down (ends->grid, POST_RUN_MM);
  g_autofree float *values = g_new (float, n);
  float spread;
  double sum = 0.0;

  memcpy (ends->values, post, sizeof *post * n);
  lower_part (ends->values, n, &spread);
  memcpy (values, other, sizeof *other * n);
  float usual = bsr_structure_median (values, n, NULL);
  double sd = hypot ((double) spread, MEAN_SHARE * around);
  double least = MAX (POST_LEAST_MM, POST_SIGMAS * sd);
  for (int y = 0; y <= n; y++)
    {
      if (y < n && (double) post[y] > least && (double) (other[y] - usual) < 0.5 * (double) post[y])
        {
          run++;
          sum += (double) post[y];
          continue;
        }
      double rest = run >= least_run ? rest_sd (post, n, y - run, y, values) : 0.0;
      if (run >= least_run && sum / run > POST_SIGMAS * rest)
        append_post (ends, edge, step, ends->wall_from + y - run, ends->wall_from + y, sum / run,
                     hypot (sd, rest), around, places);
      run = 0;
      sum = 0.0;
    }
}

void
bsr_structure_find_in_posts (const BsrStructure *structure, const BsrGrid *grid, GArray *places)
{
  Ends ends;
  ends_init (&ends, structure, grid);
  if (ends.post_to - ends.wall_from > 3 * bsr_grid_down (grid, POST_RUN_MM))
    {
      double left_mm, right_mm;
      g_autofree float *left = post_profile (&ends, 0, 1, &left_mm);
      g_autofree float *right = post_profile (&ends, ends.width - 1, -1, &right_mm);
      find_runs (&ends, left, right, 0, 1, left_mm, places);
      find_runs (&ends, right, left, ends.width - 1, -1, right_mm, places);
    }
  g_free (ends.values);
}

static float
side_of (const Ends *ends, int x, int y, int step)
{
  float values[SIDE_TO - SIDE_FROM + 1];
  for (int i = SIDE_FROM; i <= SIDE_TO; i++)
    values[i - SIDE_FROM] = steel_at (ends, x + i * step, y);
  return bsr_structure_median (values, G_N_ELEMENTS (values), NULL);
}

/* How far a crest at @x stands out of both sides in row @y; NAN where these hide it. */
static float
crest_at (const Ends *ends, int x, int y)
{
  float beside = MAX (side_of (ends, x, y, -1), side_of (ends, x, y, 1)), crest = 0.0F;

  if (beside > SIDE_MOST_MM)
    return NAN;
  for (int i = -PLATE_SLACK; i <= PLATE_SLACK; i++)
    crest = MAX (crest, steel_at (ends, x + i, y));
  return crest - beside;
}

/* Median crest along the wall's rows; NAN when it is not there, hidden, or not even. */
static float
crest_of_wall (const Ends *ends, int x, float *spread)
{
  int n = 0, even = 0;

  for (int y = ends->wall_from; y < ends->wall_to; y++)
    {
      float crest = crest_at (ends, x, y);
      if (!isnan (crest))
        ends->values[n++] = crest;
    }
  if (n < PLATE_ROWS_SHARE * (ends->wall_to - ends->wall_from) || n < CASTING_ROWS)
    return NAN;
  float quantile = bsr_structure_quantile (ends->values, n, 0.5);
  if (quantile < PLATE_LEAST_MM)
    return NAN;
  for (int i = 0; i < n; i++)
    even += ends->values[i] >= PLATE_EVEN_SHARE * quantile;
  if (even < PLATE_SHARE * n)
    return NAN;
  return bsr_structure_median (ends->values, n, spread);
}

/* Whether the crest goes on before the roof's underside up to the roof. */
static gboolean
reaches_roof (const Ends *ends, int x)
{
  const BsrStructureFacts *facts = bsr_structure_facts (ends->structure);
  int top = facts->roof_top, length = facts->roof_end - top;
  float thirds[2];

  if (length < 3 * CASTING_ROWS)
    { /* the source stands about as high as the roof: the wall's upper end must do */
      int n = 0;
      for (int y = ends->wall_from - CASTING_ROWS / 2; y < ends->wall_from; y++)
        ends->values[n++] = crest_at (ends, x, y);
      return bsr_structure_median (ends->values, n, NULL) >= PLATE_LEAST_MM;
    }
  for (int i = 0; i < 2; i++)
    {
      int n = 0, from = top + (int) ((i == 0 ? 0.3 : 0.6) * length);
      for (int y = from; y < from + length / 4; y++)
        {
          float crest = crest_at (ends, x, y);
          if (!isnan (crest))
            ends->values[n++] = crest;
        }
      thirds[i] = bsr_structure_median (ends->values, n, NULL);
    }
  if (thirds[0] < PLATE_ROOF_LEAST_MM || thirds[1] <= thirds[0])
    return FALSE;
  /* The crest as a line over the rows: where it would be none. */
  double slope = (double) (thirds[1] - thirds[0]) / 0.3, ends_at = 0.425 - (double) thirds[0] / slope;
  return ends_at <= PLATE_TOP_SHARE;
}

static void
append_plate (const Ends *ends, int x, int step, float crest, float spread, GArray *places)
{
  const BsrStructureFacts *facts = bsr_structure_facts (ends->structure);
  double cell = bsr_grid_cell_width_mm (ends->grid);
  double depth = (step > 0 ? x : ends->width - 1 - x) * cell;
  int edge = step > 0 ? 0 : x;
  BsrStructurePlace place = {
    .reason = BSR_REASON_SHORT,
    .zone = bsr_plane_row_u8 (bsr_structure_zones (ends->structure),
                              (ends->wall_from + ends->wall_to) / 2)[x],
    .cells = { edge, facts->roof_top, step > 0 ? x + 2 : ends->width - x,
               facts->floor_top - facts->roof_top },
    .excess_mm = (double) crest,
    .missing_mm = MAX (0.0, depth - END_DEPTH_MM),
    .inside_mm = ends->width * cell - depth - END_DEPTH_MM,
    .sigmas = (double) crest / (1.0 + (double) spread),
  };
  place.area_mm2 = 3.0 * cell * place.cells.height * bsr_grid_cell_height_mm (ends->grid);
  place.weight = MIN (MAX (place.sigmas, (double) (crest / PLATE_LEAST_MM) * 10.0), MOST_SIGMAS);
  g_array_append_val (places, place);
}

void
bsr_structure_find_false_walls (const BsrStructure *structure, const BsrGrid *grid, GArray *places)
{
  int from = bsr_grid_across (grid, CASTING_MM) + PLATE_SLACK;
  int to = bsr_grid_across (grid, PLATE_REACH_MM);
  Ends ends;

  ends_init (&ends, structure, grid);
  to = MIN (to, ends.width / 3);
  for (int end = 0; end < 2; end++)
    {
      int step = end == 0 ? 1 : -1, edge = end == 0 ? 0 : ends.width - 1, best = -1;
      float best_crest = 0.0F, best_spread = 0.0F;
      for (int i = from; i < to; i++)
        {
          float spread, crest = crest_of_wall (&ends, edge + i * step, &spread);
          if (isnan (crest) || crest <= best_crest || !reaches_roof (&ends, edge + i * step))
            continue;
          best = edge + i * step;
          best_crest = crest;
          best_spread = spread;
        }
      if (best >= 0)
        append_plate (&ends, best, step, best_crest, best_spread, places);
    }
  g_free (ends.values);
}
