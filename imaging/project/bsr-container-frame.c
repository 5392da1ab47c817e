#include "bsr-container-parts.h"

/* ISO 1161:2016 corner casting: outside and wall, mm. */
#define CASTING_LENGTH 178.0
#define CASTING_WIDTH 162.0
#define CASTING_HEIGHT 118.0
#define CASTING_WALL 28.0
/* Its side hole, taken as round, mm. */
#define CASTING_HOLE_RADIUS 36.0

/* Corner posts: hollow sections pressed of 6 mm, at the doors 12 mm outside, mm. */
#define POST_DEPTH 150.0
#define POST_LENGTH 130.0
#define POST_SHEET 6.0
#define DOOR_POST_SHEET 10.0

/* A 45 foot box is lifted where a 40 foot one is: over castings on posts in its walls, mm. */
#define LIFTING_LENGTH 12192.0
#define INNER_POST_DEPTH 45.0

/* Rails: top 60 x 60 x 3 mm, bottom a channel of 158 x 48 x 4.5 mm. */
#define TOP_RAIL 60.0
#define TOP_RAIL_SHEET 3.0
#define BOTTOM_RAIL 158.0
#define BOTTOM_RAIL_WIDTH 48.0
#define BOTTOM_RAIL_SHEET 4.5

/* Lashing rings of 10 mm rod below the top rail and above the floor. */
#define RING_RADIUS 26.0
#define RING_ROD 10.0
#define RING_SPACING 1190.0

void
bsr_container_parts_add_plate (BsrSceneModel *model, const char *material, double share, double x0,
                               double x1, double y0, double y1, double z0, double z1)
{
  BsrSolid solid = bsr_solid_box (bsr_material_by_id (material), x0, x1, y0, y1, z0, z1);
  solid.role = BSR_ROLE_STRUCTURE;
  solid.density_g_cm3 *= share;
  bsr_scene_model_add (model, &solid);
}

void
bsr_container_parts_add_cavity (BsrSceneModel *model, BsrZone zone, double x0, double x1, double y0,
                                double y1, double z0, double z1)
{
  BsrSceneCavity cavity = { zone, { x0, y0, z0 }, { x1, y1, z1 }, NULL, 0.0 };
  bsr_scene_model_add_cavity (model, &cavity);
}

/* A hollow box of steel: a full one and one that takes the inside away. */
void
bsr_container_parts_add_hollow (BsrSceneModel *model, double sheet, double x0, double x1, double y0,
                                double y1, double z0, double z1)
{
  bsr_container_parts_add_plate (model, "steel", 1.0, x0, x1, y0, y1, z0, z1);
  bsr_container_parts_add_plate (model, "steel", -1.0, x0 + sheet, x1 - sheet, y0 + sheet,
                                 y1 - sheet, z0 + sheet, z1 - sheet);
}

static void
add_disc (BsrSceneModel *model, double share, double radius, double x, double y, double z,
          double half_depth)
{
  BsrSolid disc = bsr_solid_box (bsr_material_by_id ("steel"), x - radius, x + radius, y - radius,
                                 y + radius, z - half_depth, z + half_depth);
  disc.shape = BSR_SOLID_CYLINDER_Z;
  disc.role = BSR_ROLE_STRUCTURE;
  disc.density_g_cm3 *= share;
  bsr_scene_model_add (model, &disc);
}

static void
add_casting (BsrSceneModel *model, double x, double y, double z, gboolean far)
{
  double outside = far ? bsr_scene_model_room (model)->width : 0.0;
  bsr_container_parts_add_hollow (model, CASTING_WALL, x, x + CASTING_LENGTH, y, y + CASTING_HEIGHT,
                                  z, z + CASTING_WIDTH);
  add_disc (model, -1.0, CASTING_HOLE_RADIUS, x + CASTING_LENGTH / 2.0, y + CASTING_HEIGHT / 2.0,
            far ? outside - CASTING_WALL / 2.0 : outside + CASTING_WALL / 2.0, CASTING_WALL / 2.0);
}

static void
add_castings (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  for (int corner = 0; corner < 8; corner++)
    {
      double x = corner & 1 ? room->length - CASTING_LENGTH : 0.0;
      double y = corner & 2 ? room->height - CASTING_HEIGHT : 0.0;
      gboolean far = corner & 4;
      add_casting (model, x, y, far ? room->width - CASTING_WIDTH : 0.0, far);
    }
}

static void
add_posts (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double top = CASTING_HEIGHT, bottom = room->height - CASTING_HEIGHT;
  double rear = room->length;
  for (int side = 0; side < 2; side++)
    {
      double z = side ? room->width - POST_DEPTH : 0.0;
      bsr_container_parts_add_hollow (model, POST_SHEET, 0.0, POST_LENGTH, top, bottom, z,
                                      z + POST_DEPTH);
      bsr_container_parts_add_hollow (model, DOOR_POST_SHEET, rear - POST_LENGTH - 20.0, rear, top,
                                      bottom, z, z + POST_DEPTH);
      bsr_container_parts_add_cavity (model, BSR_ZONE_POST, POST_SHEET, POST_LENGTH - POST_SHEET,
                                      top + POST_SHEET, bottom - POST_SHEET, z + POST_SHEET,
                                      z + POST_DEPTH - POST_SHEET);
      bsr_container_parts_add_cavity (
          model, BSR_ZONE_POST, rear - POST_LENGTH - 20.0 + DOOR_POST_SHEET, rear - DOOR_POST_SHEET,
          top + DOOR_POST_SHEET, bottom - DOOR_POST_SHEET, z + DOOR_POST_SHEET,
          z + POST_DEPTH - DOOR_POST_SHEET);
    }
}

static void
add_rails (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double from = CASTING_LENGTH, to = room->length - CASTING_LENGTH;
  double low = room->height, high = room->height - BOTTOM_RAIL;
  for (int side = 0; side < 2; side++)
    {
      double z = side ? room->width - TOP_RAIL : 0.0;
      bsr_container_parts_add_hollow (model, TOP_RAIL_SHEET, from, to, 8.0, 8.0 + TOP_RAIL, z,
                                      z + TOP_RAIL);
      double web = side ? room->width - BOTTOM_RAIL_SHEET : 0.0;
      double flange = side ? room->width - BOTTOM_RAIL_WIDTH : BOTTOM_RAIL_SHEET;
      double flange_end = side ? web : BOTTOM_RAIL_WIDTH;
      bsr_container_parts_add_plate (model, "steel", 1.0, from, to, high, low, web,
                                     web + BOTTOM_RAIL_SHEET);
      bsr_container_parts_add_plate (model, "steel", 1.0, from, to, high, high + BOTTOM_RAIL_SHEET,
                                     flange, flange_end);
      bsr_container_parts_add_plate (model, "steel", 1.0, from, to, low - BOTTOM_RAIL_SHEET, low,
                                     flange, flange_end);
    }
}

void
bsr_container_parts_add_rings (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  for (int side = 0; side < 2; side++)
    for (double x = 420.0; x < room->length - 300.0; x += RING_SPACING)
      {
        double z = side ? room->inner_z1 - RING_ROD : room->inner_z0 + RING_ROD;
        double heights[] = { room->inner_y0 + 45.0, room->inner_y1 - 22.0 };
        for (int i = 0; i < 2; i++)
          {
            add_disc (model, 1.0, RING_RADIUS, x, heights[i], z, RING_ROD / 2.0);
            add_disc (model, -1.0, RING_RADIUS - RING_ROD, x, heights[i], z, RING_ROD / 2.0);
          }
      }
}

void
bsr_container_parts_add_frame (BsrSceneModel *model)
{
  add_castings (model);
  add_posts (model);
  add_rails (model);
}

void
bsr_container_parts_add_inner_frame (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double from_end = (room->length - LIFTING_LENGTH) / 2.0;
  for (int corner = 0; corner < 8; corner++)
    {
      double x = corner & 1 ? room->length - from_end - CASTING_LENGTH : from_end;
      double y = corner & 2 ? room->height - CASTING_HEIGHT : 0.0;
      double z = corner & 4 ? room->width - CASTING_WIDTH : 0.0;
      add_casting (model, x, y, z, corner & 4);
      double post = corner & 4 ? room->width - INNER_POST_DEPTH : 0.0;
      if (!(corner & 2))
        bsr_container_parts_add_hollow (model, POST_SHEET, x, x + CASTING_LENGTH, CASTING_HEIGHT,
                                        room->height - CASTING_HEIGHT, post,
                                        post + INNER_POST_DEPTH);
    }
}
