#include "bsr-structure-private.h"

#include <math.h>

/* Rows belong to the floor as far as the cross members show in them: with at least this share of
 * their strongest row's swing, and no gap of more than so many rows. The chassis below has beams of
 * its own, at other distances. */
#define SWING_SHARE 0.3
#define GAP_ROWS 3
/* Boards and cross members are 150...170 mm high (makers' drawings); a source above or below the
 * floor sees the near and the far edge apart. Where no members are seen they are taken so high. */
#define FLOOR_MM 200.0
/* A member's 2.3 m of steel are opaque: more than this is all the same. */
#define MOST_MM 120.0F

/* How much row @y repeats with the cross members, mm of steel. */
static double
swing_of (const BsrStructure *structure, int y)
{
  const BsrStructureFacts *facts = &structure->facts;
  const float *steel = bsr_plane_row_f32 (bsr_grid_steel (structure->grid), y);
  double turn = 2.0 * G_PI * bsr_grid_cell_width_mm (structure->grid) / facts->members.period_mm;
  double cosine = 0.0, sine = 0.0;
  int n = facts->right_end - facts->left_end;

  for (int x = facts->left_end; x < facts->right_end; x++)
    {
      double mm = (double) MIN (steel[x], MOST_MM);
      cosine += mm * cos (turn * x);
      sine += mm * sin (turn * x);
    }
  return 2.0 * hypot (cosine, sine) / n;
}

void
bsr_structure_find_chassis (BsrStructure *structure)
{
  BsrStructureFacts *facts = &structure->facts;
  int height = bsr_grid_height (structure->grid);

  facts->floor_end = MIN (height, facts->floor_top + bsr_grid_down (structure->grid, FLOOR_MM));
  if (facts->members.period_mm <= 0.0 || facts->floor_top >= height)
    return;
  g_autofree double *swings = g_new (double, height);
  double most = 0.0;
  for (int y = facts->floor_top; y < height; y++)
    most = MAX (most, swings[y] = swing_of (structure, y));
  int begin = facts->floor_top;
  while (begin < height && swings[begin] < SWING_SHARE * most)
    begin++;
  int end = begin;
  for (int y = begin; y < height && y <= end + GAP_ROWS; y++)
    if (swings[y] >= SWING_SHARE * most)
      end = y;
  facts->floor_end = MIN (end + 1, height);
}
