#include "bsr-container-parts.h"

/* Front wall: 2 mm, waves of 250 mm across with a depth of 45.6 mm, seen on edge, mm. */
#define FRONT_SHEET 2.0
#define FRONT_DEPTH 45.6
/* Share of the width that lies in each face; the rest slopes between them, and of a slope the
 * beam meets 2.0 mm * 2 / wave for each mm across. */
#define FRONT_FACE_SHARE 0.42
#define FRONT_SLOPE_SHARE 0.025

/* Doors: 2 mm panels between frames of 100 x 50 x 3 mm, waves lie flat and are 36 mm deep. */
#define DOOR_SHEET 2.0
#define DOOR_WAVE 250.0
#define DOOR_DEPTH 36.0
#define DOOR_FRAME 50.0
#define DOOR_FRAME_HEIGHT 100.0
#define DOOR_FRAME_SHARE                                                                           \
  0.17 /* two 3 mm walls of 50 mm seen along the tube, two of 100 mm on edge */
#define LOCKING_BAR_RADIUS 17.0
#define LOCKING_BAR_WALL 3.0
#define LOCKING_BARS 4

/* Headers and sills, mm, of 4 to 6 mm sections. */
#define HEADER_HEIGHT 110.0
#define HEADER_DEPTH 100.0
#define HEADER_SHEET 4.0
/* What leans against the front wall, and what is thrown in behind the doors, mm. */
#define BEFORE_FRONT 260.0
#define BEFORE_DOORS 650.0
/* From one side's post to the other's. */
#define POST_DEPTH 150.0

void
bsr_container_parts_add_header (BsrSceneModel *model, double x0, double x1, double y)
{
  double z0 = POST_DEPTH, z1 = bsr_scene_model_room (model)->width - POST_DEPTH;
  bsr_container_parts_add_plate (model, "steel", 1.0, x0, x1, y, y + HEADER_HEIGHT, z0, z1);
  bsr_container_parts_add_plate (model, "steel", -1.0, x0 + HEADER_SHEET, x1 - HEADER_SHEET,
                                 y + HEADER_SHEET, y + HEADER_HEIGHT - HEADER_SHEET, z0, z1);
}

static void
add_front (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double top = HEADER_HEIGHT, bottom = room->height - HEADER_HEIGHT;
  double z0 = POST_DEPTH, z1 = room->width - POST_DEPTH;
  double inner = room->inner_x0 - 2.0;
  bsr_container_parts_add_plate (model, "steel", FRONT_FACE_SHARE, inner - FRONT_DEPTH,
                                 inner - FRONT_DEPTH + FRONT_SHEET, top, bottom, z0, z1);
  bsr_container_parts_add_plate (model, "steel", FRONT_FACE_SHARE, inner - FRONT_SHEET, inner, top,
                                 bottom, z0, z1);
  bsr_container_parts_add_plate (model, "steel", FRONT_SLOPE_SHARE, inner - FRONT_DEPTH, inner, top,
                                 bottom, z0, z1);
  bsr_container_parts_add_header (model, 0.0, HEADER_DEPTH, 0.0);
  bsr_container_parts_add_header (model, 0.0, HEADER_DEPTH, room->height - HEADER_HEIGHT);
  bsr_container_parts_add_cavity (model, BSR_ZONE_FRONT_WALL, inner - FRONT_DEPTH + FRONT_SHEET,
                                  room->inner_x0 + BEFORE_FRONT, room->inner_y0, room->inner_y1, z0,
                                  z1);
}

/* Panels whose waves lie flat: seen from the side a meander of sheets on edge. */
static void
add_door_panels (BsrSceneModel *model, double face)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double z0 = POST_DEPTH, z1 = room->width - POST_DEPTH;
  double top = HEADER_HEIGHT + DOOR_FRAME_HEIGHT,
         bottom = room->height - HEADER_HEIGHT - DOOR_FRAME_HEIGHT;
  gboolean inner = FALSE;
  for (double y = top; y < bottom; y += DOOR_WAVE / 2.0, inner = !inner)
    {
      double to = MIN (y + DOOR_WAVE / 2.0, bottom), x = face + (inner ? 0.0 : DOOR_DEPTH);
      bsr_container_parts_add_plate (model, "steel", 1.0, x, x + DOOR_SHEET, y, to, z0, z1);
      bsr_container_parts_add_plate (model, "steel", 1.0, face, face + DOOR_DEPTH, y,
                                     y + DOOR_SHEET, z0, z1);
    }
  bsr_container_parts_add_plate (model, "steel", DOOR_FRAME_SHARE, face - 4.0,
                                 face - 4.0 + DOOR_FRAME, top - DOOR_FRAME_HEIGHT, top, z0, z1);
  bsr_container_parts_add_plate (model, "steel", DOOR_FRAME_SHARE, face - 4.0,
                                 face - 4.0 + DOOR_FRAME, bottom, bottom + DOOR_FRAME_HEIGHT, z0,
                                 z1);
}

void
bsr_container_parts_add_locking_bars (BsrSceneModel *model, double x)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  for (int i = 0; i < LOCKING_BARS; i++)
    {
      double z = room->width * (i + 0.75) / (LOCKING_BARS + 0.5);
      for (int hollow = 0; hollow < 2; hollow++)
        {
          double radius = LOCKING_BAR_RADIUS - (hollow ? LOCKING_BAR_WALL : 0.0);
          BsrSolid bar = bsr_solid_box (bsr_material_by_id ("steel"), x - radius, x + radius, 40.0,
                                        room->height - 40.0, z - radius, z + radius);
          bar.shape = BSR_SOLID_CYLINDER_Y;
          bar.role = BSR_ROLE_STRUCTURE;
          bar.density_g_cm3 *= hollow ? -1.0 : 1.0;
          bsr_scene_model_add (model, &bar);
        }
    }
}

void
bsr_container_parts_add_ends (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double rear = room->length;
  add_front (model);
  add_door_panels (model, room->inner_x1 + 6.0);
  bsr_container_parts_add_cavity (model, BSR_ZONE_DOORS, room->inner_x1 - BEFORE_DOORS,
                                  room->inner_x1, room->inner_y0, room->inner_y1, room->inner_z0,
                                  room->inner_z1);
  bsr_container_parts_add_locking_bars (model, rear - LOCKING_BAR_RADIUS - 3.0);
  bsr_container_parts_add_header (model, rear - HEADER_DEPTH - 20.0, rear, 0.0);
  bsr_container_parts_add_header (model, rear - HEADER_DEPTH - 20.0, rear,
                                  room->height - HEADER_HEIGHT);
}
