#include "bsr-place-map.h"

BsrBox
bsr_place_map_to_cells (const BsrPlaceMap *map, BsrBox places)
{
  BsrBox cells = { map->first_x + places.x * map->step_x, map->first_y + places.y * map->step_y,
                   places.width * map->step_x, places.height * map->step_y };
  return bsr_box_intersect (cells, map->space);
}

/* First place whose cells reach beyond @cell, and one past the last that begins before @end. */
static void
range_of (int cell, int end, int first, int step, int n, int *from, int *to)
{
  *from = CLAMP ((cell - first) / step, 0, n);
  *to = CLAMP ((end - first + step - 1) / step, 0, n);
}

double
bsr_place_map_strongest (const BsrPlaceMap *map, BsrBox cells, double sign, double *mean)
{
  int x0, x1, y0, y1, n = 0;
  double best = 0.0, sum = 0.0;

  range_of (cells.x, cells.x + cells.width, map->first_x, map->step_x,
            bsr_plane_width (map->sigmas), &x0, &x1);
  range_of (cells.y, cells.y + cells.height, map->first_y, map->step_y,
            bsr_plane_height (map->sigmas), &y0, &y1);
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      {
        double sigmas = sign * (double) bsr_plane_row_f32 (map->sigmas, y)[x];
        best = MAX (best, sigmas);
        sum += sigmas;
        n++;
      }
  *mean = n > 0 ? sum / n : 0.0;
  return best;
}
