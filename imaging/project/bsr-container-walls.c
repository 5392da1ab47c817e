#include "bsr-container-parts.h"

#include <math.h>

/* Side wall: trapezoidal corrugation, mm (outer face, slope, inner face, slope). */
#define SIDE_OUTER 72.0
#define SIDE_SLOPE 68.0
#define SIDE_INNER 70.0
#define SIDE_DEPTH 36.0
#define SIDE_SHEET 1.6
#define SIDE_SHEET_AT_ENDS 2.0
/* Panels of 1.0 to 1.1 m are welded to each other with a lap. */
#define PANEL_WIDTH 1118.0
#define LAP_WIDTH 12.0
/* From the corner posts the wall's waves begin. */
#define WALL_FROM 128.0
/* Between rails, mm from the roof's and above the underside's outside. */
#define WALL_TOP 62.0
#define WALL_BOTTOM 150.0

/* Roof: die-stamped waves across, mm. */
#define ROOF_SHEET 2.0
#define ROOF_FLAT 91.0
#define ROOF_SLOPE 13.5
#define ROOF_DEPTH 20.0
#define ROOF_STEPS 3   /* a slope is laid as so many stairs */
#define ROOF_EDGE 60.0 /* the top rails take the rest */
#define ROOF_FROM 300.0
#define ROOF_END 100.0 /* headers take the rest */
/* Below the roof's waves, where flat things are fixed, mm from the room's top. */
#define ROOF_SPACE 40.0

/* Open top: coated polyester of 0.62 kg/m2, 0.45 mm of its coating, on bows of steel tube 34 x 3
 * mm, and a second tube under the top rails, which have no roof to hold them, mm. */
#define TARPAULIN 0.45
#define TARPAULIN_SAG 12.0
#define BOW_SPACING 620.0
#define BOW_RADIUS 17.0
#define BOW_WALL 3.0
#define TARPAULIN_RAIL 100.0
#define TARPAULIN_RAIL_SHEET 3.0

/* Paths along the beam through a sloping sheet are longer by 1 / cos. */
static double
slope_share (double depth, double run)
{
  return sqrt (1.0 + depth * depth / (run * run));
}

static void
add_trough (BsrSceneModel *model, double x0, double x1, double bottom, double top)
{
  bsr_container_parts_add_cavity (model, BSR_ZONE_SIDE_WALL, x0, x1, WALL_TOP,
                                  bsr_scene_model_room (model)->inner_y1, MIN (bottom, top),
                                  MAX (bottom, top));
}

static void
add_side (BsrSceneModel *model, double z, double inwards)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  const double widths[] = { SIDE_OUTER, SIDE_SLOPE, SIDE_INNER, SIDE_SLOPE };
  const double depths[] = { 0.0, 0.5, 1.0, 0.5 };
  double bottom = room->height - WALL_BOTTOM, end = room->length - WALL_FROM,
         slope = slope_share (SIDE_DEPTH, SIDE_SLOPE);

  int part = 0;
  for (double x = WALL_FROM; x < end; part = (part + 1) % 4)
    {
      double to = MIN (x + widths[part], end);
      gboolean at_end = x < PANEL_WIDTH || to > room->length - PANEL_WIDTH;
      double sheet = at_end ? SIDE_SHEET_AT_ENDS : SIDE_SHEET;
      double face = z + inwards * (2.0 + depths[part] * SIDE_DEPTH);
      bsr_container_parts_add_plate (model, "steel", part % 2 ? slope : 1.0, x, to, WALL_TOP,
                                     bottom, MIN (face, face + inwards * sheet),
                                     MAX (face, face + inwards * sheet));
      /* Seen from inside an outer face is the bottom of a trough. */
      if (part == 0 && to - x >= SIDE_OUTER)
        add_trough (model, x - SIDE_SLOPE / 2.0, to + SIDE_SLOPE / 2.0, face + inwards * sheet,
                    face + inwards * SIDE_DEPTH);
      x = to;
    }
  for (double x = WALL_FROM + PANEL_WIDTH; x < end; x += PANEL_WIDTH)
    bsr_container_parts_add_plate (model, "steel", 1.0, x, x + LAP_WIDTH, WALL_TOP, bottom,
                                   MIN (z, z + inwards * SIDE_SHEET),
                                   MAX (z, z + inwards * SIDE_SHEET));
}

static void
add_roof_strip (BsrSceneModel *model, double x0, double x1, double y, double sheet)
{
  bsr_container_parts_add_plate (model, "steel", 1.0, x0, x1, y, y + sheet, ROOF_EDGE,
                                 bsr_scene_model_room (model)->width - ROOF_EDGE);
}

void
bsr_container_parts_add_roof (BsrSceneModel *model, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double top = 6.0, end = room->length - ROOF_FROM;
  double steep = ROOF_SHEET * slope_share (ROOF_DEPTH, ROOF_SLOPE);
  add_roof_strip (model, ROOF_END, ROOF_FROM, top, ROOF_SHEET + 2.0);
  add_roof_strip (model, end, room->length - ROOF_END, top, ROOF_SHEET + 2.0);

  bsr_container_parts_add_cavity (model, BSR_ZONE_ROOF, ROOF_FROM, end,
                                  top + ROOF_DEPTH + 2.0 * ROOF_SHEET, room->inner_y0 + ROOF_SPACE,
                                  ROOF_EDGE, room->width - ROOF_EDGE);
  double x = ROOF_FROM;
  for (gboolean low = FALSE; x < end; low = !low)
    {
      double dent = bsr_random_between (random, -1.5, 1.5);
      double y = top + dent + (low ? ROOF_DEPTH : 0.0);
      double flat = MIN (x + ROOF_FLAT, end);
      add_roof_strip (model, x, flat, y, ROOF_SHEET);
      x = flat;
      for (int step = 0; step < ROOF_STEPS && x < end; step++)
        {
          double down = (step + 0.5) / ROOF_STEPS * ROOF_DEPTH;
          double to = MIN (x + ROOF_SLOPE / ROOF_STEPS, end);
          add_roof_strip (model, x, to, top + dent + (low ? ROOF_DEPTH - down : down), steep);
          x = to;
        }
    }
}

void
bsr_container_parts_add_sides (BsrSceneModel *model)
{
  add_side (model, 0.0, 1.0);
  add_side (model, bsr_scene_model_room (model)->width, -1.0);
}

static void
add_bow (BsrSceneModel *model, double x, double y)
{
  double z1 = bsr_scene_model_room (model)->width - ROOF_EDGE;
  for (int hollow = 0; hollow < 2; hollow++)
    {
      double radius = BOW_RADIUS - (hollow ? BOW_WALL : 0.0);
      BsrSolid bow = bsr_solid_box (bsr_material_by_id ("steel"), x - radius, x + radius,
                                    y - radius, y + radius, ROOF_EDGE, z1);
      bow.shape = BSR_SOLID_CYLINDER_Z;
      bow.role = BSR_ROLE_STRUCTURE;
      bow.density_g_cm3 *= hollow ? -1.0 : 1.0;
      bsr_scene_model_add (model, &bow);
    }
}

void
bsr_container_parts_add_tarpaulin (BsrSceneModel *model, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double end = room->length - ROOF_END, x = ROOF_END, rail = TARPAULIN_RAIL;
  for (double next = ROOF_END + BOW_SPACING / 2.0; x < end; next += BOW_SPACING)
    {
      /* Between bows it sags. */
      double y = 6.0 + bsr_random_between (random, 0.0, TARPAULIN_SAG), to = MIN (next, end);
      bsr_container_parts_add_plate (model, "pvc", 1.0, x, to, y, y + TARPAULIN, ROOF_EDGE,
                                     room->width - ROOF_EDGE);
      if (to < end - 2.0 * BOW_RADIUS)
        add_bow (model, to, 24.0 + BOW_RADIUS);
      x = to;
    }
  for (int side = 0; side < 2; side++)
    {
      double z = side ? room->width - ROOF_EDGE : 0.0;
      bsr_container_parts_add_hollow (model, TARPAULIN_RAIL_SHEET, ROOF_FROM / 2.0,
                                      room->length - ROOF_FROM / 2.0, 68.0, 68.0 + rail, z,
                                      z + ROOF_EDGE);
    }
}
