#include "bsr-container.h"

#include <math.h>

/* As bsr-container.c: less than half of two walls of 1.6 mm sheet is air. */
#define AIR_BELOW_MM 1.5F
/* Between two containers the beam meets nothing over this share of the height: a container has
 * walls everywhere, whatever is open, hatched or not loaded. */
#define OPEN_SHARE 0.8
/* Two containers on twist locks stand at least so far apart. */
#define GAP_MM 20.0
/* 20 ft, 6,058 mm, by a pitch that is a tenth off; hatches interrupt it by so much. */
#define SHORTEST_MM (6058.0 * 0.9)
#define HOLE_MM 300.0

/* Share of the rows between a box's roof and its lower fifth (where a deck or chassis can go on)
 * that are not air in column @x. */
static double
solid_share (BsrRadiograph *radiograph, BsrBox box, int x)
{
  BsrPlane *steel = bsr_radiograph_steel (radiograph);
  int to = box.y + box.height * 4 / 5, solid = 0;

  for (int y = box.y; y < to; y++)
    solid += bsr_plane_row_f32 (steel, y)[x] > AIR_BELOW_MM;
  return (double) solid / MAX (1, to - box.y);
}

/* Cuts @box at a gap of air, if both parts are as long as a container. */
static gboolean
split_at_gap (BsrRadiograph *radiograph, BsrBox box, BsrBox parts[2])
{
  double pitch = bsr_radiograph_acquisition (radiograph)->pitch_x_mm;
  int shortest = (int) (SHORTEST_MM / pitch), gap = MAX (1, (int) (GAP_MM / pitch)), run = 0;

  for (int x = box.x + shortest; x <= box.x + box.width - shortest; x++)
    {
      if (solid_share (radiograph, box, x) <= 1.0 - OPEN_SHARE)
        {
          run++;
          continue;
        }
      if (run >= gap)
        {
          parts[0] = parts[1] = box;
          parts[0].width = x - run - box.x;
          parts[1].x = x;
          parts[1].width = box.x + box.width - x;
          return TRUE;
        }
      run = 0;
    }
  return FALSE;
}

/* The longest stretch of solid columns in [@from, @to), as high as @box; empty when it is too short
 * for a container. */
static BsrBox
stretch_beside (BsrRadiograph *radiograph, BsrBox box, int from, int to)
{
  double pitch = bsr_radiograph_acquisition (radiograph)->pitch_x_mm;
  int hole = (int) (HOLE_MM / pitch);
  BsrBox best = { 0 }, stretch = { .x = -1 };

  for (int x = from; x < to; x++)
    {
      if (solid_share (radiograph, box, x) < OPEN_SHARE)
        continue;
      if (stretch.x < 0 || x - (stretch.x + stretch.width) > hole)
        stretch.x = x;
      stretch.width = x + 1 - stretch.x;
      if (stretch.width > best.width)
        best = stretch;
    }
  if (best.width * pitch < SHORTEST_MM)
    return (BsrBox){ 0 };
  best.y = box.y;
  best.height = box.height;
  return best;
}

int
bsr_container_find_all (BsrRadiograph *radiograph, BsrBox boxes[2])
{
  g_return_val_if_fail (radiograph != NULL && boxes != NULL, 0);

  BsrBox box;
  if (!bsr_container_find (radiograph, &box))
    {
      boxes[0] = box;
      return 0;
    }
  if (split_at_gap (radiograph, box, boxes))
    return 2;
  BsrBox before = stretch_beside (radiograph, box, 0, box.x);
  BsrBox after = stretch_beside (radiograph, box, box.x + box.width,
                                 bsr_radiograph_width (radiograph));
  gboolean is_second = before.width > after.width, is_pair = before.width + after.width > 0;
  boxes[is_second] = box;
  if (is_pair)
    boxes[!is_second] = is_second ? before : after;
  return is_pair ? 2 : 1;
}
