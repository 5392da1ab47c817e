#include "bsr-structure-private.h"

/* Refrigerated containers: flat insulated walls, and a machine in place of the front wall. Skins of
 * 0.7...0.8 mm steel and 60...70 mm of foam of 45 kg/m3, twice, are 4.7...5.4 mm of steel; the two
 * corrugated walls of a dry box 3.4...4.4 mm. What is more is load that hides the wall. */
#define WALL_LEAST_MM 4.6
#define WALL_MOST_MM 5.8
/* Share of the wall's profile that repeats: corrugation gives 0.3 and more where it is seen. */
#define FLAT_SHARE 0.2
/* The machine stands between the posts and reaches this far from the outside (420...450 mm as
 * makers specify it); there most of what is seen over its height is more than wall. */
#define POST_MM 190.0
#define MACHINE_TO_MM 380.0
#define MACHINE_DEPTH_MM 450.0
#define MACHINE_OVER_MM 8.0
#define MACHINE_SHARE 0.55
/* Rows next to the roof's underside and the floor are rails. */
#define RAIL_MM 60.0

/* Share of the cells at an end that are denser than bare wall. */
static double
share_over_wall (const BsrStructure *structure, BsrStructureSide side)
{
  const BsrGrid *grid = structure->grid;
  const BsrStructureFacts *facts = &structure->facts;
  int from = bsr_grid_across (grid, POST_MM), to = bsr_grid_across (grid, MACHINE_TO_MM);
  int rail = bsr_grid_down (grid, RAIL_MM), n = 0, n_over = 0;

  for (int y = MAX (facts->roof_end, facts->roof_top) + rail; y < facts->floor_top - rail; y++)
    for (int i = from; i < MIN (to, bsr_grid_width (grid)); i++)
      {
        int x = side == BSR_STRUCTURE_SIDE_LEFT ? i : bsr_grid_width (grid) - 1 - i;
        float mm = bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x];
        n_over += (double) mm > structure->wall_mm + MACHINE_OVER_MM;
        n++;
      }
  return n > 0 ? (double) n_over / n : 0.0;
}

void
bsr_structure_find_reefer (BsrStructure *structure)
{
  BsrStructureFacts *facts = &structure->facts;
  double left = share_over_wall (structure, BSR_STRUCTURE_SIDE_LEFT);
  double right = share_over_wall (structure, BSR_STRUCTURE_SIDE_RIGHT);

  if (structure->wall_mm < WALL_LEAST_MM || structure->wall_mm > WALL_MOST_MM
      || facts->wall.share >= FLAT_SHARE || MAX (left, right) < MACHINE_SHARE)
    return;
  facts->reefer = TRUE;
  /* Load may stand at the other end; where both are dense the rougher one is already known. */
  if (facts->front == BSR_STRUCTURE_SIDE_UNKNOWN || MIN (left, right) < MACHINE_SHARE)
    facts->front = left > right ? BSR_STRUCTURE_SIDE_LEFT : BSR_STRUCTURE_SIDE_RIGHT;
}

int
bsr_structure_machine_cells (const BsrStructure *structure)
{
  return structure->facts.reefer ? bsr_grid_across (structure->grid, MACHINE_DEPTH_MM) : 0;
}
