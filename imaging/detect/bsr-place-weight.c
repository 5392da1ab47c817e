#include "bsr-place-weight.h"

#include <math.h>

/* Long and thin: a beam, a pallet's edge, a gap. */
#define LONG_ASPECT 5.0
#define LONG_FACTOR 0.6
/* What stands on the floor or on other load, with air around, is load: listed, no alarm. */
#define STANDING_SIGMAS 5.0
/* Gaps between packages are everyday, solid excesses are not. */
#define LACK_FACTOR 0.5
/* Pallets are 144 mm high (EN 13698-1); between their feet is less. */
#define UNDERSIDE_MM 150.0
#define UNDERSIDE_FACTOR 0.5
/* A lack among what the beam does not get through is where it does: no more can be said. */
#define BLIND_AROUND 0.5
#define BLIND_FACTOR 0.5
/* Smoothing makes everything at least as large as its window: what is much smaller is a ripple
 * on something else. Share of the window's area. */
#define RIPPLE_AREA 0.6
#define RIPPLE_FACTOR 0.5
/* An anomaly differs on each of its sides by at least this much of its excess. */
#define ENCLOSED 0.6

/* Whether a place is load that stands free: load or the floor right below, and nothing, or an end
 * wall, at two or more of the other sides. */
static gboolean
is_standing (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place)
{
  BsrBox space = bsr_inside_space (inside), clear = bsr_inside_clear (inside);
  int right = place->cells.x + place->cells.width;
  int strip = bsr_grid_across (grid, place->scale_mm * BSR_PLACE_SIDE_SCALES) + 1;
  int bottom = place->cells.y + place->cells.height - 1;
  double load_mm = bsr_inside_load_threshold (inside, place->cells.y + place->cells.height / 2);
  int n_free = !(place->side_mm[BSR_SIDE_ABOVE] >= load_mm);

  n_free += place->cells.x <= clear.x + strip || place->side_mm[BSR_SIDE_LEFT] < load_mm;
  n_free += right >= clear.x + clear.width - strip || place->side_mm[BSR_SIDE_RIGHT] < load_mm;
  return n_free >= 2
         && (bottom + 2 >= space.y + space.height
             || place->side_mm[BSR_SIDE_BELOW] >= bsr_inside_load_threshold (inside, bottom));
}

/* Whether a place is right above the floor, between pallets' feet or under rounded packages. */
static gboolean
is_underside (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place)
{
  BsrBox space = bsr_inside_space (inside);
  return place->cells.y + place->cells.height
         >= space.y + space.height - bsr_grid_down (grid, UNDERSIDE_MM);
}

double
bsr_place_weigh (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place)
{
  double sigmas = fabs (place->sigmas);
  double width = place->cells.width * bsr_grid_cell_width_mm (grid);
  double height = place->cells.height * bsr_grid_cell_height_mm (grid);

  if (MAX (width, height) > LONG_ASPECT * MIN (width, height))
    sigmas *= LONG_FACTOR;
  if (place->excess_mm > 0.0 && is_standing (grid, inside, place))
    sigmas = MIN (sigmas, STANDING_SIGMAS);
  if (place->excess_mm < 0.0)
    {
      sigmas *= LACK_FACTOR;
      if (place->opaque_around >= BLIND_AROUND)
        sigmas *= BLIND_FACTOR;
      if (is_underside (grid, inside, place))
        sigmas *= UNDERSIDE_FACTOR;
    }
  if (place->area_mm2 < RIPPLE_AREA * place->scale_mm * place->scale_mm)
    sigmas *= RIPPLE_FACTOR;
  return sigmas * MIN (1.0, bsr_place_enclosure (place) / ENCLOSED);
}
