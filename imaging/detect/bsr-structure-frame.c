#include "bsr-structure-private.h"

#include <math.h>

#include "bsr-structure-median.h"

/* Outside lengths of ISO 668:2020, table 1 (1D, 1C, 1B, 1A, 1E), mm. */
static const struct
{
  int feet;
  double mm;
} nominal[] = { { 10, 2991.0 }, { 20, 6058.0 }, { 30, 9125.0 }, { 40, 12192.0 }, { 45, 13716.0 } };
/* Pitches are told within some percent: a real rail portal's 12,192 mm read 12,470 mm. */
#define LENGTH_TOLERANCE 0.05
/* Less than two walls of 1.6 mm is no container. */
#define ROOF_AT_LEAST_MM 3.0F
/* The roof is looked for in the upper tenth, the end of its underside in the upper half: seen from
 * the ground the far rail lies lower by the box's width times the slant. */
#define ROOF_SHARE 0.1
#define UNDERSIDE_SHARE 0.45
/* Where the underside ends the bare rows lose at least so much: a roof of 2 mm seen at a slant of
 * 1 in 5 is 10 mm. Rails take so many rows between. */
#define UNDERSIDE_LEAST_MM 3.0F
/* A shorter underside is only the near rail's. */
#define UNDERSIDE_ROWS 10
#define WALL_MOST_MM 9.0F
#define RAIL_ROWS 4
#define BARE_SHARE 0.1
/* Corner castings are 178 mm long (ISO 1161); what is seen behind or before an end reaches to
 * 450 mm on a real rail car. End structure is over where a tenth of the rows show less than so much
 * more than bare wall. */
#define CASTING_MM 178.0
#define END_MOST_MM 450.0
#define END_OVER_MM 10.0F
/* Doors have hinges, bars, cams and flat waves: their columns are rougher than the front's. */
#define DOORS_LEAST_MM 3.0
#define DOORS_RATIO 2.0
/* Along an upright of a height, the middle part that castings, rails and floor leave. */
#define MIDDLE_FROM 0.3
#define MIDDLE_TO 0.85

typedef struct
{
  float bare, middle;
} Row;

static Row
row_at (const BsrGrid *grid, int y, int from, int to, float *values)
{
  memcpy (values, bsr_plane_row_f32 (bsr_grid_steel (grid), y) + from, sizeof *values * (to - from));
  Row row = { .middle = bsr_structure_quantile (values, to - from, 0.5) };
  row.bare = bsr_structure_quantile (values, to - from, BARE_SHARE);
  return row;
}

static int
find_roof_top (const Row *rows, int height)
{
  for (int y = 0; y < (int) (ROOF_SHARE * height); y++)
    if (rows[y].middle >= ROOF_AT_LEAST_MM)
      return y;
  return 0;
}

/* One past the last row before the roof's underside; -1 where load hides it or the source stands
 * as high as the roof. */
static int
find_roof_end (const Row *rows, int height, int top)
{
  int best = -1;
  float most = UNDERSIDE_LEAST_MM;

  for (int y = top + UNDERSIDE_ROWS; y < (int) (UNDERSIDE_SHARE * height); y++)
    {
      float above[RAIL_ROWS], below[RAIL_ROWS];
      for (int i = 0; i < RAIL_ROWS; i++)
        {
          above[i] = rows[y - 1 - i].bare;
          below[i] = rows[y + 1 + i].bare;
        }
      float wall = bsr_structure_median (below, RAIL_ROWS, NULL);
      float drop = bsr_structure_quantile (above, RAIL_ROWS, 0.25) - wall;
      if (wall > WALL_MOST_MM || drop <= most)
        continue;
      most = drop;
      best = y;
    }
  /* The rail's lower edge: the row after which the wall is bare. */
  while (best >= 0 && best < height - 2 && rows[best].bare > rows[best + 1].bare + 1.0F)
    best++;
  return best;
}

/* What a tenth of the rows of a column do not exceed, over bare wall. */
static float
bare_column (const BsrStructure *structure, const Row *rows, int x, float *values)
{
  const BsrStructureFacts *facts = &structure->facts;
  int from = facts->roof_end >= 0 ? facts->roof_end + RAIL_ROWS : facts->roof_top + RAIL_ROWS, n = 0;

  for (int y = from; y < facts->floor_top - 1; y++)
    {
      float bare = facts->roof_end >= 0 ? (float) structure->wall_mm : rows[y].bare;
      values[n++] = bsr_plane_row_f32 (bsr_grid_steel (structure->grid), y)[x] - bare;
    }
  return n > 0 ? bsr_structure_quantile (values, n, BARE_SHARE) : 0.0F;
}

/* First column past the end structure, counted from the end at @edge in steps of @step. */
static int
find_end (const BsrStructure *structure, const Row *rows, int edge, int step)
{
  /* The picture of a container may be narrower than a container is. */
  int last = bsr_grid_width (structure->grid) - 1;
  int most = MIN (bsr_grid_across (structure->grid, END_MOST_MM), last);
  int casting = MIN (bsr_grid_across (structure->grid, CASTING_MM), last);
  g_autofree float *values = g_new (float, bsr_grid_height (structure->grid));

  for (int i = casting / 2; i < most; i++)
    if (bare_column (structure, rows, edge + i * step, values) < END_OVER_MM
        && bare_column (structure, rows, edge + (i + 1) * step, values) < END_OVER_MM)
      return edge + MAX (i, casting) * step;
  return edge + casting * step;
}

/* Mean over an end's columns of their spread along the height, mm. */
static double
roughness (const BsrStructure *structure, int from, int to)
{
  int height = bsr_grid_height (structure->grid);
  int top = (int) (MIDDLE_FROM * height), bottom = (int) (MIDDLE_TO * height);
  g_autofree float *values = g_new (float, height);
  double sum = 0.0;

  for (int x = from; x < to; x++)
    {
      float spread;
      for (int y = top; y < bottom; y++)
        values[y - top] = bsr_plane_row_f32 (bsr_grid_steel (structure->grid), y)[x];
      bsr_structure_median (values, bottom - top, &spread);
      sum += (double) spread;
    }
  return sum / (to - from);
}

static BsrStructureSide
find_front (const BsrStructure *structure)
{
  int width = bsr_grid_width (structure->grid);
  int casting = bsr_grid_across (structure->grid, CASTING_MM);
  if (casting < 2 || width < 2 * casting)
    return BSR_STRUCTURE_SIDE_UNKNOWN;
  double left = roughness (structure, 1, casting);
  double right = roughness (structure, width - casting, width - 1);

  if (MAX (left, right) < DOORS_LEAST_MM
      || MAX (left, right) < DOORS_RATIO * MIN (left, right))
    return BSR_STRUCTURE_SIDE_UNKNOWN;
  return left < right ? BSR_STRUCTURE_SIDE_LEFT : BSR_STRUCTURE_SIDE_RIGHT;
}

static int
find_feet (double length_mm)
{
  for (guint i = 0; i < G_N_ELEMENTS (nominal); i++)
    if (fabs (length_mm / nominal[i].mm - 1.0) <= LENGTH_TOLERANCE)
      return nominal[i].feet;
  return 0;
}

void
bsr_structure_find_frame (BsrStructure *structure, const BsrInside *inside)
{
  const BsrGrid *grid = structure->grid;
  int width = bsr_grid_width (grid), height = bsr_grid_height (grid);
  BsrStructureFacts *facts = &structure->facts;
  BsrBox space = bsr_inside_space (inside);
  g_autofree Row *rows = g_new0 (Row, height);
  g_autofree float *values = g_new (float, width);

  for (int y = 0; y < height; y++)
    rows[y] = row_at (grid, y, space.x, space.x + space.width, values);
  facts->length_mm = width * bsr_grid_cell_width_mm (grid);
  facts->height_mm = height * bsr_grid_cell_height_mm (grid);
  facts->nominal_feet = find_feet (facts->length_mm);
  facts->roof_top = find_roof_top (rows, height);
  facts->roof_end = find_roof_end (rows, height, facts->roof_top);
  facts->floor_top = space.y + space.height;
  facts->left_end = find_end (structure, rows, 0, 1);
  facts->right_end = find_end (structure, rows, width - 1, -1) + 1;
  facts->front = find_front (structure);
}
