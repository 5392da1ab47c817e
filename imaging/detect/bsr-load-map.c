#include "bsr-load-map.h"

#include <math.h>

#include "bsr-box-sums.h"
#include "bsr-structure-median.h"

/* A source below the roof sees its underside, and one above the floor its far edge over its near one:
 * at most so much, 2.4 m of width seen 20 degrees aslant. */
#define ASLANT_MM 1000.0
/* Columns without load, told by so much of their height below the roof's band, or above the floor's. */
#define BESIDE_MM 350.0
/* What a bare column may show over the wall: the corrugation's waves and sheets of other thickness. */
#define WALL_OVER_MM 2.0F
/* Fewer bare columns, as a share of all and as a number, say nothing of the rows. */
#define LEAST_BARE_SHARE 0.01
#define LEAST_BARE 4
/* The floor's boards, 28 mm high and seen aslant, show so much even in the emptiest columns, and end,
 * at their near edge, where the flanges of the rails below them show as much more. */
#define BOARDS_LEAST_MM 20.0F
#define BOARDS_MOST_MM 60.0F
#define RAIL_EDGE_MM 20.0F
/* The structure's floor begins there or below, give or take a flange. */
#define RAIL_MM 60.0
#define EMPTIEST_SHARE 0.03
/* Of bare columns so many show no more than walls and boards: a low load may stand in some of them. */
#define LOW_SHARE 0.25
/* Where no column is bare, but even the emptiest gain so much over so few rows above that edge, they
 * are taken to be seen so high: 2.35 m of them 5 degrees aslant. */
#define FAR_ROWS 3
#define FAR_EDGE_MM 8.0F
#define BOARDS_MM 210.0
/* What is higher, or denser halfway, is a low load under bare columns. */
#define BOARDS_HIGHEST_MM 420.0
/* Sheets at the ends, laps and posts show so much more than the row's usual, at most. */
#define COLUMN_OVER_MM 4.0F
#define COLUMN_UNDER_MM 1.0F
/* Load is told over so much of a place, and must add so much there on average: 2 mm is 1.5 g/cm2, half
 * again what a corrugated wall varies by over a wave of 278 mm. */
#define PLACE_MM 75.0
#define LOAD_MM 2.0
/* The same before the roof's underside, whose bows show as 12 mm where they cross. */
#define UNDER_ROOF_MM 6.0
/* Height above the floor's band that stands for the load before it. */
#define ABOVE_MM 60.0

struct _BsrLoadMap
{
  BsrBox space;
  BsrPlane *mass, *cells;
  float *bare_mm; /* one a row of the grid; NAN: not known */
};

typedef struct
{
  const BsrGrid *grid;
  const BsrStructure *structure;
  BsrLoadMap *map;
  float wall_mm;
  int band_top;    /* first row that shows the floor's boards */
  int band_bottom; /* one past the last */
} Job;

static float
steel_at (const Job *job, int x, int y)
{
  return bsr_plane_row_f32 (bsr_grid_steel (job->grid), y)[x];
}

/* Columns of the space, and how many, that show no load in rows @from...@to. */
static int
find_bare_columns (const Job *job, int from, int to, int *columns)
{
  BsrBox space = job->map->space;
  g_autofree float *values = g_new (float, MAX (to - from, 1));
  int n = 0;
  for (int x = space.x; x < space.x + space.width && to > from; x++)
    {
      for (int y = from; y < to; y++)
        values[y - from] = steel_at (job, x, y);
      if (bsr_structure_quantile (values, to - from, 0.75) <= job->wall_mm + WALL_OVER_MM)
        columns[n++] = x;
    }
  return n >= MAX (LEAST_BARE, (int) (LEAST_BARE_SHARE * space.width)) ? n : 0;
}

/* What a @share of @n @columns show at row @y at most; @columns: (nullable): the space's first. */
static float
row_quantile (const Job *job, int y, const int *columns, int n, double share)
{
  g_autofree float *values = g_new (float, n);
  for (int i = 0; i < n; i++)
    values[i] = steel_at (job, columns != NULL ? columns[i] : job->map->space.x + i, y);
  return bsr_structure_quantile (values, n, share);
}

/* What the emptiest columns of row @y show. */
static float
emptiest (const Job *job, int y)
{
  return row_quantile (job, y, NULL, job->map->space.width, EMPTIEST_SHARE);
}

static gboolean
may_be_boards (float mm)
{
  return mm >= BOARDS_LEAST_MM && mm <= BOARDS_MOST_MM;
}

/* Where @n bare columns show the boards: their far edge is where they begin to show more than walls,
 * their near one where the rails below them show. */
static gboolean
find_band_in_columns (Job *job, int first, int last, const int *columns, int n)
{
  float bare = job->wall_mm + 2.0F * WALL_OVER_MM;
  int far = -1;
  for (int y = first; y < last; y++)
    {
      float here = row_quantile (job, y, columns, n, LOW_SHARE);
      float below = row_quantile (job, y + 1, columns, n, LOW_SHARE);
      if (far < 0 && here > bare && below > bare)
        far = y;
      if (far < 0 || y < far + FAR_ROWS || below - here < RAIL_EDGE_MM)
        continue;
      if (y - far > bsr_grid_down (job->grid, BOARDS_HIGHEST_MM)
          || row_quantile (job, (far + y) / 2, columns, n, LOW_SHARE) > BOARDS_MOST_MM)
        return FALSE;
      job->band_top = far;
      job->band_bottom = y + 1;
      return TRUE;
    }
  return FALSE;
}

/* The lowest row whose emptiest columns are boards and below which rails show; -1 for none. */
static int
find_near_edge (const Job *job, int first, int last)
{
  for (int y = last - 1; y > first; y--)
    if (may_be_boards (emptiest (job, y)) && may_be_boards (emptiest (job, y - 1))
        && emptiest (job, y + 1) - emptiest (job, y) >= RAIL_EDGE_MM)
      return y;
  return -1;
}

/* The same where load stands everywhere. */
static void
find_band_under_load (Job *job, int first, int last)
{
  int near = find_near_edge (job, first, last), height = bsr_grid_down (job->grid, BOARDS_MM);
  for (int y = near; y >= MAX (near - 2 * height, first + FAR_ROWS); y--)
    if (emptiest (job, y) - emptiest (job, y - FAR_ROWS) >= FAR_EDGE_MM)
      {
        job->band_top = MAX (near + 1 - height, first);
        job->band_bottom = near + 1;
        return;
      }
}

/* Where the floor's boards show before or behind the load: nowhere under a source at their height. */
static void
find_band (Job *job)
{
  int floor = bsr_structure_facts (job->structure)->floor_top, height = bsr_grid_height (job->grid);
  int first = MAX (height - bsr_grid_down (job->grid, ASLANT_MM), job->map->space.y);
  int last = MIN (floor + bsr_grid_down (job->grid, RAIL_MM), height - 1);
  g_autofree int *columns = g_new (int, job->map->space.width);
  int n = find_bare_columns (
      job, MAX (first - bsr_grid_down (job->grid, BESIDE_MM), job->map->space.y), first, columns);
  job->band_top = job->band_bottom = floor;
  if (n == 0 || !find_band_in_columns (job, first, last, columns, n))
    find_band_under_load (job, first, last);
}

static void
measure_rows (Job *job)
{
  const BsrStructureFacts *facts = bsr_structure_facts (job->structure);
  BsrBox space = job->map->space;
  int roof = facts->roof_end >= 0 ? facts->roof_end
                                  : space.y + bsr_grid_down (job->grid, BESIDE_MM);
  roof = MIN (roof, job->band_top);
  int below = MIN (roof + bsr_grid_down (job->grid, BESIDE_MM), job->band_top);
  g_autofree int *columns = g_new (int, space.width);

  int n = find_bare_columns (job, roof, below, columns);
  /* Past the roof too: its edge does not end with a row, and its fringe is no load. */
  int measured = n > 0 ? below : roof;
  for (int y = space.y; y < measured; y++)
    job->map->bare_mm[y] = n > 0 ? MAX (row_quantile (job, y, columns, n, 0.5), job->wall_mm) : NAN;
  for (int y = measured; y < job->band_top; y++)
    job->map->bare_mm[y] = job->wall_mm;
  for (int y = job->band_top; y < job->band_bottom; y++)
    job->map->bare_mm[y] = NAN;
}

/* What the structure shows at a cell of a row whose bare value is known. */
static float
bare_at (const Job *job, int x, int y)
{
  float row = job->map->bare_mm[y];
  float expected = bsr_plane_row_f32 (bsr_structure_expected (job->structure), y)[x];
  /* More than that is a load as long as the container, taken for its walls. */
  if (expected < 0.0F || expected > row + COLUMN_OVER_MM)
    return row;
  return MAX (expected, row - COLUMN_UNDER_MM);
}

static gboolean
holds_load (const Job *job, int x, int y)
{
  guint8 zone = bsr_plane_row_u8 (bsr_structure_zones (job->structure), y)[x];
  return zone == BSR_STRUCTURE_LOAD_SPACE || zone == BSR_STRUCTURE_UNDER_ROOF;
}

/* Steel over the structure, mm, into @excess. */
static void
fill_excess (const Job *job, BsrPlane *excess)
{
  BsrBox space = job->map->space;
  for (int y = space.y; y < space.y + space.height; y++)
    for (int x = space.x; x < space.x + space.width; x++)
      if (!isnan (job->map->bare_mm[y]) && holds_load (job, x, y))
        bsr_plane_row_f32 (excess, y)[x] = steel_at (job, x, y) - bare_at (job, x, y);
}

static void
fill_seen (Job *job, BsrPlane *excess, const BsrBoxSums *sums)
{
  int roof = bsr_structure_facts (job->structure)->roof_end;
  int across = bsr_grid_across (job->grid, PLACE_MM) / 2, down = bsr_grid_down (job->grid, PLACE_MM) / 2;
  BsrBox space = job->map->space;

  for (int y = space.y; y < space.y + space.height; y++)
    {
      if (isnan (job->map->bare_mm[y]))
        continue;
      const float *over = bsr_plane_row_f32 (excess, y);
      const float *whole = bsr_plane_row_f32 (bsr_grid_mass (job->grid), y);
      double least = y < roof ? UNDER_ROOF_MM : LOAD_MM;
      for (int x = space.x; x < space.x + space.width; x++)
        {
          BsrBox place = { x - across, y - down, 2 * across + 1, 2 * down + 1 };
          float steel = steel_at (job, x, y);
          if (bsr_box_sums_mean (sums, bsr_box_intersect (place, space)) < least || !(steel > 0.0F))
            continue;
          bsr_plane_row_u8 (job->map->cells, y)[x] = BSR_LOAD_SEEN;
          bsr_plane_row_f32 (job->map->mass, y)[x] = over[x] * whole[x] / steel;
        }
    }
}

/* Mean mass thickness of the rows of column @x above row @y; 0 where most of them hold no load. */
static float
mean_above (const Job *job, int x, int y, int reach)
{
  float sum = 0.0F;
  int n = 0, n_loaded = 0;
  for (int above = y - 1; above >= MAX (y - reach, job->map->space.y); above--, n++)
    {
      sum += bsr_plane_row_f32 (job->map->mass, above)[x];
      n_loaded += bsr_plane_row_u8 (job->map->cells, above)[x] != BSR_LOAD_NONE;
    }
  return 2 * n_loaded > n ? sum / (float) n : 0.0F;
}

/* Goods stand on the floor at all depths, and the floor's band shows it from the far edge, at its
 * top, to the near one: down the band less and less of them are before it. */
static void
fill_supposed (Job *job)
{
  BsrBox space = job->map->space;
  int bottom = job->band_bottom, reach = bsr_grid_down (job->grid, ABOVE_MM);
  for (int x = space.x; x < space.x + space.width; x++)
    {
      float above = mean_above (job, x, job->band_top, reach);
      for (int y = job->band_top; y < bottom && above > 0.0F; y++)
        {
          float part = ((float) (bottom - y) - 0.5F) / (float) (bottom - job->band_top);
          bsr_plane_row_f32 (job->map->mass, y)[x] = part * above;
          bsr_plane_row_u8 (job->map->cells, y)[x] = BSR_LOAD_SUPPOSED;
        }
    }
}

/* Between the ends, without the columns of a refrigeration unit, from the roof to the floor; empty
 * where a small grid has no room between them. */
static BsrBox
find_space (const BsrStructure *structure)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);
  int left = facts->left_end, right = facts->right_end;
  if (left >= right || facts->roof_top >= facts->floor_top)
    return (BsrBox){ 0 };
  int middle = (facts->roof_top + facts->floor_top) / 2;
  const guint8 *zones = bsr_plane_row_u8 (bsr_structure_zones (structure), middle);
  while (left < right && zones[left] == BSR_STRUCTURE_REEFER_UNIT)
    left++;
  while (right > left && zones[right - 1] == BSR_STRUCTURE_REEFER_UNIT)
    right--;
  return (BsrBox){ left, facts->roof_top, right - left, facts->floor_top - facts->roof_top };
}

BsrLoadMap *
bsr_load_map_new (const BsrGrid *grid, const BsrInside *inside, const BsrStructure *structure,
                  GError **error)
{
  g_return_val_if_fail (grid != NULL && inside != NULL && structure != NULL, NULL);

  int width = bsr_grid_width (grid), height = bsr_grid_height (grid);
  g_autoptr (BsrLoadMap) map = g_new0 (BsrLoadMap, 1);
  map->space = find_space (structure);
  map->bare_mm = g_new0 (float, height);
  map->mass = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  map->cells = map->mass != NULL ? bsr_plane_new (BSR_FORMAT_U8, width, height, error) : NULL;
  if (map->cells == NULL)
    return NULL;
  Job job = { grid, structure, map, (float) bsr_inside_wall_mm (inside), 0, 0 };
  if (bsr_box_is_empty (map->space))
    return g_steal_pointer (&map);

  find_band (&job);
  map->space.height = job.band_bottom - map->space.y;
  measure_rows (&job);
  g_autoptr (BsrPlane) excess = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  if (excess == NULL)
    return NULL;
  fill_excess (&job, excess);
  g_autoptr (BsrBoxSums) sums = bsr_box_sums_new (excess, FALSE, error);
  if (sums == NULL)
    return NULL;
  fill_seen (&job, excess, sums);
  fill_supposed (&job);
  return g_steal_pointer (&map);
}

void
bsr_load_map_free (BsrLoadMap *map)
{
  g_clear_pointer (&map->mass, bsr_plane_unref);
  g_clear_pointer (&map->cells, bsr_plane_unref);
  g_free (map->bare_mm);
  g_free (map);
}

BsrBox
bsr_load_map_space (const BsrLoadMap *map)
{
  return map->space;
}

BsrPlane *
bsr_load_map_mass (const BsrLoadMap *map)
{
  return map->mass;
}

BsrPlane *
bsr_load_map_cells (const BsrLoadMap *map)
{
  return map->cells;
}
