#include "bsr-container-parts.h"

/* Floor boards on cross members, mm. */
#define PLYWOOD 28.0
#define MEMBER_SPACING 300.0
#define MEMBER_HEIGHT 122.0
#define MEMBER_FLANGE 45.0
#define MEMBER_SHEET 4.0
#define PLYWOOD_SHARE (0.72 / 0.6) /* tropical plywood of 0.72 g/cm3 over the table's wood */
#define BOARD_LENGTH 2400.0
#define BOARD_GAP 4.0
#define RAIL 48.0

/* Skeletal trailer below: two beams along, bolsters across at the castings, wheels, mm. */
#define BEAM_TOP_GAP 12.0
#define BEAM_HEIGHT 380.0
#define BEAM_FLANGE 140.0
#define BEAM_FLANGE_SHEET 14.0
#define BEAM_WEB 8.0
#define BOLSTER_LENGTH 160.0
#define BOLSTER_HEIGHT 140.0
#define BOLSTER_SHEET 8.0
#define WHEEL_RADIUS 500.0
#define RIM_RADIUS 285.0
#define AXLE_BELOW 640.0
#define AXLE_SPACING 1310.0
#define TYRE_WIDTH 385.0
/* A tyre is rubber with a steel belt about air: mean density, g/cm3. */
#define TYRE_DENSITY 0.45

void
bsr_container_parts_add_floor (BsrSceneModel *model, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double top = room->inner_y1, z0 = RAIL, z1 = room->width - RAIL;
  for (double x = room->inner_x0; x < room->inner_x1; x += BOARD_LENGTH)
    bsr_container_parts_add_plate (model, "wood", PLYWOOD_SHARE, x,
                                   MIN (x + BOARD_LENGTH - BOARD_GAP, room->inner_x1), top,
                                   top + PLYWOOD, z0, z1);
  double high = top + PLYWOOD, low = high + MEMBER_HEIGHT;
  double before = 0.0; /* web of the cross member before */
  for (double x = 190.0; x < room->length - 190.0; x += MEMBER_SPACING)
    {
      double at = x + bsr_random_between (random, -4.0, 4.0);
      if (before > 0.0)
        bsr_container_parts_add_cavity (model, BSR_ZONE_FLOOR, before + MEMBER_SHEET, at,
                                        high + MEMBER_SHEET, low - MEMBER_SHEET, z0, z1);
      before = at;
      bsr_container_parts_add_plate (model, "steel", 1.0, at, at + MEMBER_SHEET, high, low, z0, z1);
      bsr_container_parts_add_plate (model, "steel", 1.0, at, at + MEMBER_FLANGE, high,
                                     high + MEMBER_SHEET, z0, z1);
      bsr_container_parts_add_plate (model, "steel", 1.0, at, at + MEMBER_FLANGE,
                                     low - MEMBER_SHEET, low, z0, z1);
    }
}

static void
add_chassis_part (BsrSceneModel *model, BsrSolidShape shape, const char *material, double density,
                  double x0, double x1, double y0, double y1, double z0, double z1)
{
  BsrSolid part = bsr_solid_box (bsr_material_by_id (material), x0, x1, y0, y1, z0, z1);
  part.shape = shape;
  part.role = BSR_ROLE_CHASSIS;
  part.density_g_cm3 = density;
  bsr_scene_model_add (model, &part);
}

static void
add_beam (BsrSceneModel *model, double middle_z)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double steel = bsr_material_by_id ("steel")->density_g_cm3;
  double y0 = room->height + BEAM_TOP_GAP, y1 = y0 + BEAM_HEIGHT;
  double x0 = 40.0, x1 = room->length + 20.0;
  double half = BEAM_FLANGE / 2.0;
  add_chassis_part (model, BSR_SOLID_BOX, "steel", steel, x0, x1, y0, y1, middle_z - BEAM_WEB / 2.0,
                    middle_z + BEAM_WEB / 2.0);
  add_chassis_part (model, BSR_SOLID_BOX, "steel", steel, x0, x1, y0, y0 + BEAM_FLANGE_SHEET,
                    middle_z - half, middle_z + half);
  add_chassis_part (model, BSR_SOLID_BOX, "steel", steel, x0, x1, y1 - BEAM_FLANGE_SHEET, y1,
                    middle_z - half, middle_z + half);
}

static void
add_wheel (BsrSceneModel *model, double x, double z)
{
  double y = bsr_scene_model_room (model)->height + AXLE_BELOW;
  double z0 = z - TYRE_WIDTH / 2.0, z1 = z + TYRE_WIDTH / 2.0;
  add_chassis_part (model, BSR_SOLID_CYLINDER_Z, "rubber", TYRE_DENSITY, x - WHEEL_RADIUS,
                    x + WHEEL_RADIUS, y - WHEEL_RADIUS, y + WHEEL_RADIUS, z0, z1);
  add_chassis_part (model, BSR_SOLID_CYLINDER_Z, "steel",
                    bsr_material_by_id ("steel")->density_g_cm3, x - RIM_RADIUS, x + RIM_RADIUS,
                    y - RIM_RADIUS, y + RIM_RADIUS, z - 12.0, z + 12.0);
}

void
bsr_container_parts_add_chassis (BsrSceneModel *model)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double steel = bsr_material_by_id ("steel")->density_g_cm3, middle = room->width / 2.0;
  double below = room->height + BEAM_TOP_GAP;
  add_beam (model, middle - 480.0);
  add_beam (model, middle + 480.0);

  double bolsters[]
      = { 60.0, room->length * 0.27, room->length * 0.73, room->length - 60.0 - BOLSTER_LENGTH };
  BsrSceneRoom first;
  if (bsr_scene_model_n_containers (model) > 1)
    {
      /* One pair under the castings of each of two containers. */
      double start = bsr_scene_model_container (model, 1, &first);
      double x0 = bsr_scene_model_container (model, 0, &first);
      bolsters[1] = x0 + first.length - 60.0 - BOLSTER_LENGTH;
      bolsters[2] = start + 60.0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bolsters); i++)
    {
      double x = bolsters[i];
      add_chassis_part (model, BSR_SOLID_BOX, "steel", steel, x, x + BOLSTER_LENGTH, below,
                        below + BOLSTER_HEIGHT, 60.0, room->width - 60.0);
      add_chassis_part (model, BSR_SOLID_BOX, "steel", -steel, x + BOLSTER_SHEET,
                        x + BOLSTER_LENGTH - BOLSTER_SHEET, below + BOLSTER_SHEET,
                        below + BOLSTER_HEIGHT - BOLSTER_SHEET, 60.0, room->width - 60.0);
    }
  for (int axle = 0; axle < (room->length > 8000.0 ? 3 : 2); axle++)
    {
      double x = room->length - 900.0 - axle * AXLE_SPACING;
      add_wheel (model, x, TYRE_WIDTH / 2.0 + 20.0);
      add_wheel (model, x, room->width - TYRE_WIDTH / 2.0 - 20.0);
    }
}
