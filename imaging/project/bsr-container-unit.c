#include "bsr-container-parts.h"

/* A refrigeration unit of an integral container, 430 to 480 kg in makers' data sheets: above, two
 * evaporator fans over the evaporator coil; below, compressor, receiver, control box with its
 * transformer, condenser coil with its fan, in a frame behind sheet panels. Places are mm from
 * the container's top (above) or its underside (below). */
#define UNIT_FRONT 14.0
#define UNIT_BACK 418.0
#define UNIT_EDGE 150.0 /* posts */
#define HEADER_HEIGHT 110.0
#define HEADER_DEPTH 100.0
#define PANEL_SHEET 2.0
#define SHELF_Y 860.0
#define SHELF_SHEET 3.0
#define UPRIGHT 50.0
#define UPRIGHT_SHARE 0.16 /* of an angle or tube 50 x 50 x 3 mm */

/* Insulated bulkhead between unit and load, mm. */
#define BULKHEAD_SKIN 1.2
#define FOAM_MATERIAL "nylon"
#define FOAM_DENSITY 0.045
#define BEFORE_BULKHEAD 260.0

/* One piece: share of its material's density within its outline. */
typedef struct
{
  BsrSolidShape shape;
  const char *material;
  double share;
  double x0, x1;
  gboolean from_below; /* y counts up from the underside, else down from the top */
  double y0, y1;
  double z0, z1;
} Piece;

static const Piece pieces[] = {
  /* Evaporator fans: motors upright, rings about the wheels. */
  { BSR_SOLID_CYLINDER_Y, "steel", 0.55, 150, 290, FALSE, 170, 330, 640, 780 },
  { BSR_SOLID_CYLINDER_Y, "steel", 0.55, 150, 290, FALSE, 170, 330, 1660, 1800 },
  { BSR_SOLID_CYLINDER_Y, "aluminium", 0.06, 40, 400, FALSE, 330, 420, 530, 890 },
  { BSR_SOLID_CYLINDER_Y, "aluminium", 0.06, 40, 400, FALSE, 330, 420, 1550, 1910 },
  /* Evaporator coil: copper tubes, aluminium fins, heaters. */
  { BSR_SOLID_BOX, "copper", 0.014, 180, 400, FALSE, 450, 780, 220, 2218 },
  { BSR_SOLID_BOX, "aluminium", 0.085, 180, 400, FALSE, 450, 780, 220, 2218 },
  /* Control box, its electronics, the transformer. */
  { BSR_SOLID_BOX, "aluminium", 0.10, 40, 340, FALSE, 900, 1360, 240, 740 },
  { BSR_SOLID_BOX, "copper", 0.025, 80, 300, FALSE, 930, 1300, 270, 700 },
  { BSR_SOLID_BOX, "steel", 0.55, 90, 270, FALSE, 1400, 1560, 290, 460 },
  { BSR_SOLID_BOX, "copper", 0.20, 90, 270, FALSE, 1400, 1560, 290, 460 },
  /* Compressor with its motor, receiver, oil and refrigerant in them. */
  { BSR_SOLID_CYLINDER_Y, "steel", 0.42, 90, 310, TRUE, 760, 300, 300, 520 },
  { BSR_SOLID_CYLINDER_Y, "copper", 0.10, 120, 280, TRUE, 560, 380, 330, 490 },
  { BSR_SOLID_CYLINDER_Y, "steel", 0.22, 110, 250, TRUE, 700, 280, 590, 730 },
  /* Condenser coil, fan motor along, shroud. */
  { BSR_SOLID_BOX, "copper", 0.030, 60, 140, TRUE, 1380, 430, 1150, 2210 },
  { BSR_SOLID_BOX, "aluminium", 0.12, 60, 140, TRUE, 1380, 430, 1150, 2210 },
  { BSR_SOLID_CYLINDER_X, "steel", 0.55, 180, 340, TRUE, 1000, 860, 1410, 1550 },
  { BSR_SOLID_CYLINDER_X, "aluminium", 0.05, 140, 180, TRUE, 1230, 630, 1180, 1780 },
  /* Pipes to and fro, power cable on its hooks, socket. */
  { BSR_SOLID_CYLINDER_Y, "copper", 0.30, 330, 360, TRUE, 1600, 260, 560, 590 },
  { BSR_SOLID_CYLINDER_Y, "copper", 0.30, 330, 352, TRUE, 1600, 260, 760, 782 },
  { BSR_SOLID_CYLINDER_X, "copper", 0.09, 40, 160, TRUE, 260, 130, 1500, 2000 },
};

/* Where people reach in, in the same coordinates. */
static const struct
{
  double x0, x1;
  gboolean from_below;
  double y0, y1, z0, z1;
} hollows[] = {
  { 60, 320, TRUE, 1000, 180, 800, 1130 },
  { 190, 410, TRUE, 1300, 280, 1820, 2210 },
  { 60, 400, FALSE, 880, 1180, 800, 2200 },
  { 50, 170, FALSE, 440, 840, 220, 2218 },
};

static double
height_of (const BsrSceneModel *model, gboolean from_below, double y)
{
  return from_below ? bsr_scene_model_room (model)->height - y : y;
}

static void
add_pieces (BsrSceneModel *model)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      const Piece *piece = &pieces[i];
      BsrSolid solid
          = bsr_solid_box (bsr_material_by_id (piece->material), piece->x0, piece->x1,
                           height_of (model, piece->from_below, piece->y0),
                           height_of (model, piece->from_below, piece->y1), piece->z0, piece->z1);
      solid.shape = piece->shape;
      solid.role = BSR_ROLE_STRUCTURE;
      solid.density_g_cm3 *= piece->share;
      bsr_scene_model_add (model, &solid);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hollows); i++)
    bsr_container_parts_add_cavity (model, BSR_ZONE_REEFER_UNIT, hollows[i].x0, hollows[i].x1,
                                    height_of (model, hollows[i].from_below, hollows[i].y0),
                                    height_of (model, hollows[i].from_below, hollows[i].y1),
                                    hollows[i].z0, hollows[i].z1);
}

static void
add_frame (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double top = HEADER_HEIGHT, bottom = room->height - HEADER_HEIGHT, z0 = UNIT_EDGE,
         z1 = room->width - UNIT_EDGE;
  bsr_container_parts_add_plate (model, "aluminium", 1.0, UNIT_FRONT, UNIT_FRONT + PANEL_SHEET, top,
                                 bottom, z0, z1);
  bsr_container_parts_add_plate (model, "steel", 1.0, UNIT_FRONT, UNIT_BACK, SHELF_Y,
                                 SHELF_Y + SHELF_SHEET, z0, z1);
  bsr_container_parts_add_plate (model, "steel", 1.0, UNIT_FRONT, UNIT_BACK, bottom - SHELF_SHEET,
                                 bottom, z0, z1);
  for (int i = 0; i < 4; i++)
    {
      double x = i & 1 ? UNIT_BACK - UPRIGHT : UNIT_FRONT + PANEL_SHEET,
             z = i & 2 ? z1 - UPRIGHT : z0;
      bsr_container_parts_add_plate (model, "steel", UPRIGHT_SHARE, x, x + UPRIGHT, top, bottom, z,
                                     z + UPRIGHT);
    }
}

static void
add_bulkhead (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double y0 = HEADER_HEIGHT, y1 = room->height - HEADER_HEIGHT, z0 = room->inner_z0,
         z1 = room->inner_z1, x0 = UNIT_BACK + BULKHEAD_SKIN, x1 = room->inner_x0 - BULKHEAD_SKIN;
  double share = FOAM_DENSITY / bsr_material_by_id (FOAM_MATERIAL)->density_g_cm3;
  bsr_container_parts_add_plate (model, "aluminium", 1.0, UNIT_BACK, x0, y0, y1, z0, z1);
  bsr_container_parts_add_plate (model, FOAM_MATERIAL, share, x0, x1, y0, y1, z0, z1);
  bsr_container_parts_add_plate (model, "aluminium", 1.0, x1, room->inner_x0, y0, y1, z0, z1);
  bsr_container_parts_add_cavity (model, BSR_ZONE_FRONT_WALL, room->inner_x0,
                                  room->inner_x0 + BEFORE_BULKHEAD, room->inner_y0, room->inner_y1,
                                  z0, z1);
}

void
bsr_container_parts_add_unit (BsrSceneModel *model)
{
  double bottom = bsr_scene_model_room (model)->height - HEADER_HEIGHT;
  add_pieces (model);
  add_frame (model);
  add_bulkhead (model);
  bsr_container_parts_add_header (model, 0.0, HEADER_DEPTH, 0.0);
  bsr_container_parts_add_header (model, 0.0, HEADER_DEPTH, bottom);
}
