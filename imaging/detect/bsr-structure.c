#include "bsr-structure.h"

#include <math.h>

#include "bsr-structure-private.h"

#define CASTING_MM 178.0
/* The roof's near edge: rail and waves, seen up to a fifth larger on the side of the source. */
#define ROOF_EDGE_MM 75.0
/* A mean over cells is known no better than this share of one cell's spread: what differs along a
 * wall does so over many cells. */
#define COMMON_SHARE 0.5
#define KNOWN_SHARE (1.0 / 3.0)

static BsrStructureZone
end_zone (const BsrStructureFacts *facts, BsrStructureSide side)
{
  if (facts->front == BSR_STRUCTURE_SIDE_UNKNOWN)
    return BSR_STRUCTURE_END;
  return facts->front == side ? BSR_STRUCTURE_FRONT_WALL : BSR_STRUCTURE_DOORS;
}

static BsrStructureZone
zone_at (const BsrStructure *structure, int x, int y)
{
  const BsrStructureFacts *facts = &structure->facts;
  int casting = bsr_grid_across (structure->grid, CASTING_MM);
  int edge = facts->roof_top + bsr_grid_down (structure->grid, ROOF_EDGE_MM);

  if (y < facts->roof_top)
    return BSR_STRUCTURE_NONE;
  if (y >= facts->floor_end)
    return BSR_STRUCTURE_CHASSIS;
  if (x < casting || x >= bsr_grid_width (structure->grid) - casting)
    return BSR_STRUCTURE_POST;
  if (y >= facts->floor_top)
    return BSR_STRUCTURE_FLOOR;
  if (y < edge)
    return BSR_STRUCTURE_ROOF;
  int from_front = facts->front == BSR_STRUCTURE_SIDE_LEFT
                       ? x
                       : bsr_grid_width (structure->grid) - 1 - x;
  if (from_front < bsr_structure_machine_cells (structure))
    return BSR_STRUCTURE_REEFER_UNIT;
  if (x < facts->left_end)
    return end_zone (facts, BSR_STRUCTURE_SIDE_LEFT);
  if (x >= facts->right_end)
    return end_zone (facts, BSR_STRUCTURE_SIDE_RIGHT);
  return y < facts->roof_end ? BSR_STRUCTURE_UNDER_ROOF : BSR_STRUCTURE_LOAD_SPACE;
}

static void
draw_zones (BsrStructure *structure)
{
  for (int y = 0; y < bsr_plane_height (structure->zones); y++)
    for (int x = 0; x < bsr_plane_width (structure->zones); x++)
      bsr_plane_row_u8 (structure->zones, y)[x] = (guint8) zone_at (structure, x, y);
}

BsrStructure *
bsr_structure_new (const BsrGrid *grid, const BsrInside *inside, GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (grid != NULL && inside != NULL, NULL);

  int width = bsr_grid_width (grid), height = bsr_grid_height (grid);
  g_autoptr (BsrStructure) structure = g_new0 (BsrStructure, 1);
  structure->grid = grid;
  structure->wall_mm = bsr_inside_wall_mm (inside);
  structure->zones = bsr_plane_new (BSR_FORMAT_U8, width, height, error);
  if (structure->zones == NULL)
    return NULL;
  BsrPlane **planes[] = { &structure->expected, &structure->spread };
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++)
    if ((*planes[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error)) == NULL)
      return NULL;

  bsr_structure_find_frame (structure, inside);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_f32 (structure->expected, y)[x] = -1.0F;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  bsr_structure_fit_walls (structure);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  bsr_structure_fit_floor (structure);
  bsr_structure_find_chassis (structure);
  bsr_structure_find_reefer (structure);
  draw_zones (structure);
  return g_steal_pointer (&structure);
}

void
bsr_structure_free (BsrStructure *structure)
{
  g_clear_pointer (&structure->zones, bsr_plane_unref);
  g_clear_pointer (&structure->expected, bsr_plane_unref);
  g_clear_pointer (&structure->spread, bsr_plane_unref);
  g_free (structure);
}

const BsrStructureFacts *
bsr_structure_facts (const BsrStructure *structure)
{
  return &structure->facts;
}

BsrPlane *
bsr_structure_zones (const BsrStructure *structure)
{
  return structure->zones;
}

BsrPlane *
bsr_structure_expected (const BsrStructure *structure)
{
  return structure->expected;
}

BsrPlane *
bsr_structure_spread (const BsrStructure *structure)
{
  return structure->spread;
}

gboolean
bsr_structure_judge (const BsrStructure *structure, BsrBox cells, double *sigmas,
                     BsrStructureZone *zone)
{
  g_return_val_if_fail (structure != NULL && sigmas != NULL, FALSE);

  cells = bsr_box_intersect (cells, bsr_plane_bounds (structure->zones));
  int counts[BSR_N_STRUCTURE_ZONES] = { 0 }, n = 0, most = 0;
  double excess = 0.0, variance = 0.0;
  for (int y = cells.y; y < cells.y + cells.height; y++)
    for (int x = cells.x; x < cells.x + cells.width; x++)
      {
        float expected = bsr_plane_row_f32 (structure->expected, y)[x];
        float sd = bsr_plane_row_f32 (structure->spread, y)[x];
        counts[bsr_plane_row_u8 (structure->zones, y)[x]]++;
        if (expected < 0.0F)
          continue;
        excess += (double) (bsr_plane_row_f32 (bsr_grid_steel (structure->grid), y)[x] - expected);
        variance += (double) (sd * sd);
        n++;
      }
  for (int i = 1; i < BSR_N_STRUCTURE_ZONES; i++)
    if (counts[i] > counts[most])
      most = i;
  if (zone != NULL)
    *zone = (BsrStructureZone) most;
  gboolean known = n > 0 && n >= KNOWN_SHARE * (double) bsr_box_area (cells);
  *sigmas = known ? excess / n / sqrt (variance / n * MAX (COMMON_SHARE * COMMON_SHARE, 1.0 / n))
                  : 0.0;
  return known;
}
