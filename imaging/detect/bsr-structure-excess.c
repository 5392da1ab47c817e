#include "bsr-structure-place.h"

#include <math.h>

/* A cell differs from the structure by so many standard deviations, and by so much steel, mm: 1 mm
 * is what a label, a patch of primer or a vent's flap shows. */
#define CELL_SIGMAS 5.0F
#define WALL_LEAST_MM 1.0F
#define FLOOR_LEAST_MM 3.0F
/* Cross members are opaque: nothing can be told of what lies behind. */
#define FLOOR_MOST_MM 100.0F
#define LEAST_GOOD 0.7F
#define RAIL_ROWS 5
/* Smaller is a lashing ring (62 mm across) or the edge of a rail. */
#define LEAST_WIDE_MM 70.0
#define LEAST_HIGH_MM 60.0
#define LEAST_AREA_MM2 4500.0
/* What differs along a structure does so over many cells: a mean is known no better than so. */
#define COMMON_SHARE 0.5
/* More than this tells nothing more. */
#define MOST_SIGMAS 30.0
/* Patches of wall sheet add 1.6...2 mm; 3 mm are 2.4 g/cm2. Half a litre is 80 mm across. */
#define SOLID_MM 3.0
#define SOLID_AREA_MM2 6400.0
/* Load begins so far above the floor that its foot is seen over the floor's far edge. */
#define ABOVE_FLOOR_ROWS 6
#define ABOVE_BARE_SHARE 0.7
/* The lowest rows can show the chassis below the floor: what is mostly there may be part of it and
 * is listed, no alarm. */
#define CHASSIS_ROWS 4
#define CHASSIS_SHARE 0.75
#define CHASSIS_WEIGHT 6.0
/* Below what hangs there is bare structure: the top of a load goes on downwards, though noise, a
 * rail or the edge of the roof's underside may seem to part it. */
#define BELOW_ROWS 12
#define BELOW_KNOWN_ROWS 4
#define BELOW_BARE_SHARE 0.8

typedef struct
{
  const BsrStructure *structure;
  const BsrGrid *grid;
  int width, height;
  guint8 *strange; /* one a cell: 1 strange, 2 taken */
  int *stack;      /* cells to be visited */
} Search;

typedef struct
{
  BsrBox box;
  int n;
  double excess, around, variance;
  int n_low; /* of them in the lowest rows */
  gboolean at_end;
} Patch;

static gboolean
is_strange (const Search *search, int x, int y, float least_mm, float most_mm)
{
  float expected = bsr_plane_row_f32 (bsr_structure_expected (search->structure), y)[x];
  float excess = bsr_plane_row_f32 (bsr_grid_steel (search->grid), y)[x] - expected;
  float sd = bsr_plane_row_f32 (bsr_structure_spread (search->structure), y)[x];

  return expected >= 0.0F && expected <= most_mm && excess > MAX (least_mm, CELL_SIGMAS * sd)
         && bsr_plane_row_f32 (bsr_grid_good (search->grid), y)[x] >= LEAST_GOOD;
}

static void
search_init (Search *search, const BsrStructure *structure, const BsrGrid *grid, int from, int to,
             float least_mm, float most_mm)
{
  search->structure = structure;
  search->grid = grid;
  search->width = bsr_grid_width (grid);
  search->height = bsr_grid_height (grid);
  search->strange = g_new0 (guint8, search->width * search->height);
  search->stack = g_new (int, search->width * search->height);
  for (int y = from; y < to; y++)
    for (int x = 0; x < search->width; x++)
      search->strange[y * search->width + x] = is_strange (search, x, y, least_mm, most_mm);
}

static void
search_clear (Search *search)
{
  g_free (search->strange);
  g_free (search->stack);
}

/* Whether (@x, @y) shows the structure and nothing else. */
static gboolean
is_bare (const Search *search, int x, int y)
{
  return bsr_plane_row_f32 (bsr_structure_expected (search->structure), y)[x] >= 0.0F
         && !is_strange (search, x, y, WALL_LEAST_MM, G_MAXFLOAT);
}

static void
take_cell (const Search *search, Patch *patch, int x, int y)
{
  const BsrStructureFacts *facts = bsr_structure_facts (search->structure);
  float expected = bsr_plane_row_f32 (bsr_structure_expected (search->structure), y)[x];
  float sd = bsr_plane_row_f32 (bsr_structure_spread (search->structure), y)[x];

  patch->box = bsr_box_union (patch->box, (BsrBox){ x, y, 1, 1 });
  patch->n++;
  patch->n_low += y >= search->height - CHASSIS_ROWS;
  patch->excess += (double) (bsr_plane_row_f32 (bsr_grid_steel (search->grid), y)[x] - expected);
  patch->around += (double) expected;
  patch->variance += (double) (sd * sd);
  patch->at_end |= x <= facts->left_end || x >= facts->right_end - 1;
}

/* All strange cells that hang together with @cell. */
static Patch
take_patch (const Search *search, int cell)
{
  Patch patch = { 0 };
  int n = 0;

  search->stack[n++] = cell;
  search->strange[cell] = 2;
  while (n > 0)
    {
      int at = search->stack[--n], x = at % search->width, y = at / search->width;
      take_cell (search, &patch, x, y);
      for (int v = MAX (0, y - 1); v <= MIN (search->height - 1, y + 1); v++)
        for (int u = MAX (0, x - 1); u <= MIN (search->width - 1, x + 1); u++)
          if (search->strange[v * search->width + u] == 1)
            {
              search->strange[v * search->width + u] = 2;
              search->stack[n++] = v * search->width + u;
            }
    }
  return patch;
}

static gboolean
is_solid (const Search *search, const Patch *patch)
{
  double cell_x = bsr_grid_cell_width_mm (search->grid);
  double cell_y = bsr_grid_cell_height_mm (search->grid);

  return patch->box.width * cell_x >= LEAST_WIDE_MM && patch->box.height * cell_y >= LEAST_HIGH_MM
         && patch->n * cell_x * cell_y >= LEAST_AREA_MM2;
}

static void
append_place (const Search *search, const Patch *patch, GArray *places)
{
  BsrStructurePlace place = {
    .reason = BSR_REASON_STRUCTURE,
    .cells = patch->box,
    .excess_mm = patch->excess / patch->n,
    .around_mm = patch->around / patch->n,
    .area_mm2 = patch->n * bsr_grid_cell_width_mm (search->grid)
                * bsr_grid_cell_height_mm (search->grid),
  };
  double sd = sqrt (patch->variance / patch->n)
              * MAX (COMMON_SHARE, 1.0 / sqrt ((double) patch->n));
  BsrBox box = patch->box;
  place.zone = bsr_plane_row_u8 (bsr_structure_zones (search->structure),
                                 box.y + box.height / 2)[box.x + box.width / 2];
  place.sigmas = place.excess_mm / sd;
  place.weight = MIN (place.sigmas, MOST_SIGMAS) * MIN (1.0, place.excess_mm / SOLID_MM)
                 * MIN (1.0, place.area_mm2 / SOLID_AREA_MM2);
  if (patch->n_low > CHASSIS_SHARE * patch->n)
    place.weight = MIN (place.weight, CHASSIS_WEIGHT);
  g_array_append_val (places, place);
}

/* What lies along the far rail, where the roof's underside ends, is an edge or the top of a load. */
static gboolean
is_at_rail (const Search *search, BsrBox box)
{
  int roof_end = bsr_structure_facts (search->structure)->roof_end;
  return roof_end >= 0 && box.y >= roof_end - RAIL_ROWS
         && box.y + box.height <= roof_end + RAIL_ROWS;
}

/* Whether there is nothing below that it could stand on, or be the top of. Rows in which the
 * structure is not known, such as rails, say nothing. */
static gboolean
hangs (const Search *search, BsrBox box)
{
  int floor_top = bsr_structure_facts (search->structure)->floor_top, bare = 0, known = 0;
  int from = box.y + box.height, to = MIN (from + BELOW_ROWS, floor_top);

  for (int y = from; y < to; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      {
        known += bsr_plane_row_f32 (bsr_structure_expected (search->structure), y)[x] >= 0.0F;
        bare += is_bare (search, x, y);
      }
  return known >= BELOW_KNOWN_ROWS * box.width && bare >= BELOW_BARE_SHARE * known;
}

void
bsr_structure_find_hanging (const BsrStructure *structure, const BsrGrid *grid, GArray *places)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);
  Search search;

  search_init (&search, structure, grid, facts->roof_top, facts->floor_top, WALL_LEAST_MM,
               G_MAXFLOAT);
  for (int cell = 0; cell < search.width * facts->floor_top; cell++)
    if (search.strange[cell] == 1)
      {
        Patch patch = take_patch (&search, cell);
        if (is_solid (&search, &patch) && !patch.at_end && !is_at_rail (&search, patch.box)
            && hangs (&search, patch.box))
          append_place (&search, &patch, places);
      }
  search_clear (&search);
}

/* Share of the patch's columns above which nothing stands on the floor. */
static double
bare_above (const Search *search, const Patch *patch)
{
  int floor_top = bsr_structure_facts (search->structure)->floor_top, bare = 0;

  for (int x = patch->box.x; x < patch->box.x + patch->box.width; x++)
    {
      int loaded = 0;
      for (int y = MAX (0, floor_top - ABOVE_FLOOR_ROWS); y < floor_top - 1; y++)
        loaded += !is_bare (search, x, y);
      bare += loaded <= 1;
    }
  return (double) bare / patch->box.width;
}

void
bsr_structure_find_in_floor (const BsrStructure *structure, const BsrGrid *grid, GArray *places)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);
  Search search;

  if (facts->members.period_mm <= 0.0)
    return;
  search_init (&search, structure, grid, facts->floor_top, bsr_grid_height (grid), FLOOR_LEAST_MM,
               FLOOR_MOST_MM);
  for (int cell = search.width * facts->floor_top; cell < search.width * search.height; cell++)
    if (search.strange[cell] == 1)
      {
        Patch patch = take_patch (&search, cell);
        if (is_solid (&search, &patch) && !patch.at_end
            && bare_above (&search, &patch) >= ABOVE_BARE_SHARE)
          append_place (&search, &patch, places);
      }
  search_clear (&search);
}
