#include "bsr-container-parts.h"

/* Insulated walls, mm: skins of steel outside and stainless steel or aluminium inside about
 * polyurethane foam blown in place, 40 to 45 kg/m3; as makers' specifications of integral
 * refrigerated containers give them. */
#define OUTER_SKIN 1.1
#define INNER_SKIN 0.8
#define FOAM_MATERIAL "nylon" /* of the elements of polyurethane */
#define FOAM_DENSITY 0.045
#define PANEL 1150.0
#define PANEL_LAP 14.0
#define WALL_FROM 128.0
#define WALL_BOTTOM 158.0
#define WALL_TOP 66.0
#define ROOF_EDGE 60.0
#define ROOF_TOP 8.0
/* Scuff liner of aluminium along the foot of the side walls. */
#define SCUFF_HEIGHT 250.0
#define SCUFF_SHEET 2.5

/* Floor, mm from its top down: T bars of extruded aluminium along the container, each 60 mm, with
 * heads of 32 x 3.5 mm and webs of 3 mm, on a base plate; foam; a pan of steel; cross members. */
#define T_HEAD 3.5
#define T_HEAD_SHARE (32.0 / 60.0)
#define T_HEIGHT 63.5
#define T_WEB_SHARE (3.0 / 60.0)
#define T_BASE 2.2
#define FLOOR_FOAM 80.0
#define FLOOR_PAN 1.0
#define MEMBER_SPACING 380.0
#define MEMBER_SHEET 4.0
#define MEMBER_FLANGE 45.0
#define RAIL 48.0

/* Pockets for the forks of a lift truck in the floor of a 20 foot box, ISO 1496-2: 2,050 mm apart,
 * of 6 mm sheet. */
#define POCKET_APART 2050.0
#define POCKET_WIDTH 360.0
#define POCKET_SHEET 6.0
#define LENGTH_WITH_POCKETS 7000.0

/* Doors: foam between skins, edge members of aluminium, mm. */
#define DOOR_DEPTH 64.0
#define DOOR_EDGE 60.0
#define DOOR_EDGE_SHARE 0.2
#define POST_DEPTH 150.0
#define HEADER_HEIGHT 110.0
#define HEADER_DEPTH 120.0
#define BEHIND_DOORS 650.0

static double
foam_share (void)
{
  return FOAM_DENSITY / bsr_material_by_id (FOAM_MATERIAL)->density_g_cm3;
}

static void
add_foam (BsrSceneModel *model, double x0, double x1, double y0, double y1, double z0, double z1)
{
  bsr_container_parts_add_plate (model, FOAM_MATERIAL, foam_share (), x0, x1, y0, y1, z0, z1);
}

/* Foam can be dug out panel by panel. */
static void
add_foam_cavities (BsrSceneModel *model, BsrZone zone, double x0, double x1, double y0, double y1,
                   double z0, double z1)
{
  for (double x = x0; x < x1; x += PANEL)
    {
      BsrSceneCavity cavity = { zone,
                                { x, y0, z0 },
                                { MIN (x + PANEL, x1), y1, z1 },
                                bsr_material_by_id (FOAM_MATERIAL),
                                FOAM_DENSITY };
      bsr_scene_model_add_cavity (model, &cavity);
    }
}

static void
add_side (BsrSceneModel *model, gboolean far)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x0 = WALL_FROM, x1 = room->length - WALL_FROM, y0 = WALL_TOP,
         y1 = room->height - WALL_BOTTOM;
  double outside = far ? room->width - 4.0 - OUTER_SKIN : 4.0,
         inside = far ? room->inner_z1 : room->inner_z0 - INNER_SKIN;
  double foam0 = far ? inside + INNER_SKIN : outside + OUTER_SKIN, foam1 = far ? outside : inside;
  bsr_container_parts_add_plate (model, "steel", 1.0, x0, x1, y0, y1, outside,
                                 outside + OUTER_SKIN);
  add_foam (model, x0, x1, y0, y1, foam0, foam1);
  bsr_container_parts_add_plate (model, "stainless-steel", 1.0, room->inner_x0, x1, y0, y1, inside,
                                 inside + INNER_SKIN);
  double scuff = far ? room->inner_z1 - SCUFF_SHEET : room->inner_z0;
  bsr_container_parts_add_plate (model, "aluminium", 1.0, room->inner_x0, room->inner_x1,
                                 room->inner_y1 - SCUFF_HEIGHT, room->inner_y1, scuff,
                                 scuff + SCUFF_SHEET);
  for (double x = x0 + PANEL; x < x1; x += PANEL)
    bsr_container_parts_add_plate (model, "steel", 1.0, x, x + PANEL_LAP, y0, y1,
                                   far ? outside + OUTER_SKIN : outside - OUTER_SKIN,
                                   far ? outside + 2.0 * OUTER_SKIN : outside);
  add_foam_cavities (model, BSR_ZONE_SIDE_WALL, room->inner_x0, x1, y0, y1, foam0, foam1);
}

static void
add_roof (BsrSceneModel *model, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x0 = HEADER_DEPTH, x1 = room->length - HEADER_DEPTH, z0 = ROOF_EDGE,
         z1 = room->width - ROOF_EDGE, inside = room->inner_y0 - INNER_SKIN;
  for (double x = x0; x < x1; x += PANEL)
    {
      double y = ROOF_TOP + bsr_random_between (random, -1.5, 1.5);
      bsr_container_parts_add_plate (model, "steel", 1.0, x, MIN (x + PANEL, x1), y, y + OUTER_SKIN,
                                     z0, z1);
    }
  add_foam (model, x0, x1, ROOF_TOP + 2.0 * OUTER_SKIN, inside, z0, z1);
  bsr_container_parts_add_plate (model, "stainless-steel", 1.0, room->inner_x0, x1, inside,
                                 room->inner_y0, z0, z1);
  add_foam_cavities (model, BSR_ZONE_ROOF, room->inner_x0, x1, ROOF_TOP + 2.0 * OUTER_SKIN, inside,
                     z0, z1);
}

static void
add_members (BsrSceneModel *model, double high, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double low = room->height - 4.0, z0 = RAIL, z1 = room->width - RAIL;
  for (double x = 190.0; x < room->length - 190.0; x += MEMBER_SPACING)
    {
      double at = x + bsr_random_between (random, -4.0, 4.0);
      bsr_container_parts_add_plate (model, "steel", 1.0, at, at + MEMBER_SHEET, high, low, z0, z1);
      bsr_container_parts_add_plate (model, "steel", 1.0, at, at + MEMBER_FLANGE, high,
                                     high + MEMBER_SHEET, z0, z1);
      bsr_container_parts_add_plate (model, "steel", 1.0, at, at + MEMBER_FLANGE,
                                     low - MEMBER_SHEET, low, z0, z1);
    }
  for (int side = -1; side <= 1 && room->length < LENGTH_WITH_POCKETS; side += 2)
    {
      double middle = (room->length + side * POCKET_APART) / 2.0;
      double x0 = middle - POCKET_WIDTH / 2.0, x1 = middle + POCKET_WIDTH / 2.0;
      bsr_container_parts_add_plate (model, "steel", 1.0, x0, x1, high, low, z0, z1);
      bsr_container_parts_add_plate (model, "steel", -1.0, x0 + POCKET_SHEET, x1 - POCKET_SHEET,
                                     high + POCKET_SHEET, low - POCKET_SHEET, z0, z1);
    }
}

/* The T bars run along the container, so a ray meets all webs: one body of their mean. */
static void
add_floor (BsrSceneModel *model, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x0 = room->inner_x0, x1 = room->inner_x1, z0 = room->inner_z0, z1 = room->inner_z1;
  double top = room->inner_y1, base = top + T_HEIGHT - T_BASE, foam = top + T_HEIGHT,
         pan = foam + FLOOR_FOAM;
  bsr_container_parts_add_plate (model, "aluminium", T_HEAD_SHARE, x0, x1, top, top + T_HEAD, z0,
                                 z1);
  bsr_container_parts_add_plate (model, "aluminium", T_WEB_SHARE, x0, x1, top + T_HEAD, base, z0,
                                 z1);
  bsr_container_parts_add_plate (model, "aluminium", 1.0, x0, x1, base, foam, z0, z1);
  add_foam (model, x0, x1, foam, pan, RAIL, room->width - RAIL);
  bsr_container_parts_add_plate (model, "steel", 1.0, x0, x1, pan, pan + FLOOR_PAN, RAIL,
                                 room->width - RAIL);
  add_members (model, pan + FLOOR_PAN, random);
  add_foam_cavities (model, BSR_ZONE_FLOOR, x0, x1, foam, pan, RAIL, room->width - RAIL);
}

static void
add_doors (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x0 = room->inner_x1, x1 = x0 + DOOR_DEPTH, y0 = HEADER_HEIGHT,
         y1 = room->height - HEADER_HEIGHT, z0 = POST_DEPTH, z1 = room->width - POST_DEPTH;
  bsr_container_parts_add_plate (model, "stainless-steel", 1.0, x0, x0 + INNER_SKIN, y0, y1, z0,
                                 z1);
  add_foam (model, x0 + INNER_SKIN, x1, y0, y1, z0, z1);
  bsr_container_parts_add_plate (model, "steel", 1.0, x1, x1 + OUTER_SKIN, y0, y1, z0, z1);
  bsr_container_parts_add_plate (model, "aluminium", DOOR_EDGE_SHARE, x0, x1, y0, y0 + DOOR_EDGE,
                                 z0, z1);
  bsr_container_parts_add_plate (model, "aluminium", DOOR_EDGE_SHARE, x0, x1, y1 - DOOR_EDGE, y1,
                                 z0, z1);
  bsr_container_parts_add_locking_bars (model, room->length - 20.0);
  bsr_container_parts_add_header (model, room->length - HEADER_DEPTH, room->length, 0.0);
  bsr_container_parts_add_header (model, room->length - HEADER_DEPTH, room->length, y1);
  bsr_container_parts_add_cavity (model, BSR_ZONE_DOORS, x0 - BEHIND_DOORS, x0, room->inner_y0,
                                  room->inner_y1, room->inner_z0, room->inner_z1);
}

void
bsr_container_parts_add_insulation (BsrSceneModel *model, BsrRandom *random)
{
  add_side (model, FALSE);
  add_side (model, TRUE);
  add_roof (model, random);
  add_floor (model, random);
  add_doors (model);
}
