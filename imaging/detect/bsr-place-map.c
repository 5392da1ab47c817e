#include "bsr-place-map.h"

BsrBox
bsr_place_map_to_cells (const BsrPlaceMap *map, BsrBox places)
{
  BsrBox cells = { map->first_x + places.x * map->step_x, map->first_y + places.y * map->step_y,
                   places.width * map->step_x, places.height * map->step_y };
  return bsr_box_intersect (cells, map->space);
}
