#include "bsr-concealment.h"

#include <math.h>

/* Pressed hydrochloride and its 1 kg brick: 140 x 30 x 210 mm weigh 1.01 kg at 1.15 g/cm3. */
#define BRICK_DENSITY 1.15
#define BRICK_WIDTH 140.0
#define BRICK_HEIGHT 30.0
#define BRICK_LENGTH 210.0 /* along the beam */
#define BRICK_GAP 2.5      /* wrapping */
#define BRICK_SHIFT 4.0

#define SHIELD_WALL 10.0
#define SHIELD_CONTENT_SHARE 0.8 /* of the inside, each way */

/* A service pistol, mm: slide and frame 190 x 32 x 26, grip 105 x 42 x 29 with its magazine; of
 * its outline about two thirds are steel. */
#define SLIDE_LENGTH 190.0
#define SLIDE_HEIGHT 32.0
#define SLIDE_WIDTH 26.0
#define GRIP_LENGTH 105.0
#define GRIP_HEIGHT 42.0
#define GRIP_WIDTH 29.0
#define PISTOL_STEEL_SHARE 0.66
#define GRIP_ANGLE 1.31 /* radians to the slide: 75 degrees */
#define PISTOL_SPACE 240.0

#define WALL_PLYWOOD 18.0
#define WALL_SHEET 1.6
#define WALL_STUD 50.0
#define BEHIND_DENSITY 0.55 /* wrapped parcels of an organic powder, stacked */
#define BEHIND_FILL 0.62    /* of the height */

static const char *const names[] = {
  [BSR_CONCEALMENT_BRICKS] = "organic-block",
  [BSR_CONCEALMENT_SHIELD] = "dense-shield",
  [BSR_CONCEALMENT_HANDGUNS] = "handguns",
  [BSR_CONCEALMENT_FALSE_WALL] = "false-wall",
  [BSR_CONCEALMENT_VOID] = "void",
};

const char *
bsr_concealment_name (BsrConcealmentKind kind)
{
  g_return_val_if_fail (kind <= BSR_CONCEALMENT_VOID, NULL);
  return names[kind];
}

static void
add_hidden (BsrSceneModel *model, int object, const char *material, double density, double x0,
            double x1, double y0, double y1, double z0, double z1, double tilt)
{
  BsrSolid solid = bsr_solid_box (bsr_material_by_id (material), x0, x1, y0, y1, z0, z1);
  solid.role = BSR_ROLE_CONCEALED;
  solid.object = object;
  solid.density_g_cm3 = density;
  solid.tilt = tilt;
  bsr_scene_model_add (model, &solid);
}

/* Stacked by hand: no two stacks of one height, no brick quite on the one below. */
static void
add_bricks (BsrSceneModel *model, int object, const double low[3], const double high[3],
            BsrRandom *random)
{
  for (double x = low[0]; x + BRICK_WIDTH <= high[0]; x += BRICK_WIDTH + BRICK_GAP)
    for (double z = low[2]; z + BRICK_LENGTH <= high[2]; z += BRICK_LENGTH + BRICK_GAP)
      {
        double top = low[1] + bsr_random_index (random, 3) * (BRICK_HEIGHT + BRICK_GAP);
        for (double y = high[1]; y - BRICK_HEIGHT >= top; y -= BRICK_HEIGHT + BRICK_GAP)
          {
            double at = x + bsr_random_between (random, -BRICK_SHIFT, BRICK_SHIFT);
            add_hidden (model, object, "cocaine",
                        BRICK_DENSITY * bsr_random_between (random, 0.97, 1.03), at,
                        at + BRICK_WIDTH, y - BRICK_HEIGHT, y, z, z + BRICK_LENGTH, 0.0);
          }
      }
}

static void
add_shield (BsrSceneModel *model, int object, const double low[3], const double high[3])
{
  double lead = bsr_material_by_id ("lead")->density_g_cm3, wall = SHIELD_WALL;
  add_hidden (model, object, "lead", lead, low[0], high[0], low[1], high[1], low[2], high[2], 0.0);
  add_hidden (model, object, "lead", -lead, low[0] + wall, high[0] - wall, low[1] + wall,
              high[1] - wall, low[2] + wall, high[2] - wall, 0.0);
  double inner[3], outer[3];
  for (int i = 0; i < 3; i++)
    {
      double rest = (1.0 - SHIELD_CONTENT_SHARE) / 2.0 * (high[i] - low[i] - 2.0 * wall);
      inner[i] = low[i] + wall + rest;
      outer[i] = high[i] - wall - rest;
    }
  add_hidden (model, object, "cocaine", BRICK_DENSITY, inner[0], outer[0], inner[1], outer[1],
              inner[2], outer[2], 0.0);
}

static void
add_pistol (BsrSceneModel *model, int object, double x, double y, double z, double angle)
{
  double steel = bsr_material_by_id ("steel")->density_g_cm3 * PISTOL_STEEL_SHARE;
  double c = cos (angle), s = sin (angle);
  add_hidden (model, object, "steel", steel, x - SLIDE_LENGTH / 2.0, x + SLIDE_LENGTH / 2.0,
              y - SLIDE_HEIGHT / 2.0, y + SLIDE_HEIGHT / 2.0, z - SLIDE_WIDTH / 2.0,
              z + SLIDE_WIDTH / 2.0, angle);
  /* The grip hangs below the slide's rear third: turn its place about the slide's middle. */
  double dx = -0.33 * SLIDE_LENGTH, dy = SLIDE_HEIGHT / 2.0 + 0.42 * GRIP_LENGTH;
  double gx = x + dx * c - dy * s, gy = y + dx * s + dy * c;
  add_hidden (model, object, "steel", steel, gx - GRIP_LENGTH / 2.0, gx + GRIP_LENGTH / 2.0,
              gy - GRIP_HEIGHT / 2.0, gy + GRIP_HEIGHT / 2.0, z - GRIP_WIDTH / 2.0,
              z + GRIP_WIDTH / 2.0, angle + G_PI - GRIP_ANGLE);
}

static void
add_handguns (BsrSceneModel *model, int object, const double low[3], const double high[3],
              BsrRandom *random)
{
  for (double x = low[0] + PISTOL_SPACE / 2.0; x <= high[0]; x += PISTOL_SPACE)
    for (double y = low[1] + PISTOL_SPACE / 2.0; y <= high[1]; y += PISTOL_SPACE)
      {
        double z = bsr_random_between (random, low[2], high[2]);
        add_pistol (model, object, x, y, z, bsr_random_between (random, -0.6, 0.6));
      }
}

static void
add_false_wall (BsrSceneModel *model, int object, double x, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double plywood = bsr_material_by_id ("wood")->density_g_cm3,
         steel = bsr_material_by_id ("steel")->density_g_cm3;
  double low[3] = { room->inner_x0, room->inner_y0, room->inner_z0 };
  double high[3] = { x + WALL_PLYWOOD + WALL_SHEET, room->inner_y1, room->inner_z1 };
  bsr_scene_model_clear (model, low, high);
  add_hidden (model, object, "wood", plywood, x, x + WALL_PLYWOOD, low[1], high[1], low[2], high[2],
              0.0);
  add_hidden (model, object, "steel", steel, x + WALL_PLYWOOD, x + WALL_PLYWOOD + WALL_SHEET,
              low[1], high[1], low[2], high[2], 0.0);
  for (double z = low[2]; z + WALL_STUD < high[2]; z += 600.0)
    add_hidden (model, object, "wood", plywood, x - WALL_STUD, x, low[1], high[1], z, z + WALL_STUD,
                0.0);

  double top = high[1] - (high[1] - low[1]) * BEHIND_FILL, parcel = 230.0;
  for (double y = high[1]; y - parcel > top; y -= parcel)
    for (double z = low[2] + 20.0; z + parcel * 2.0 < high[2]; z += parcel * 2.0 + 8.0)
      {
        double back = bsr_random_between (random, 0.0, 25.0);
        add_hidden (model, object, "cocaine",
                    BEHIND_DENSITY * bsr_random_between (random, 0.9, 1.1), low[0] + back,
                    x - WALL_STUD, y - parcel + 6.0, y, z, z + parcel * 2.0, 0.0);
      }
}

int
bsr_concealment_add (BsrSceneModel *model, BsrConcealmentKind kind, const double centre[3],
                     const double size[3], BsrRandom *random)
{
  g_return_val_if_fail (model != NULL && random != NULL && kind <= BSR_CONCEALMENT_VOID, -1);
  double low[3], high[3];
  for (int i = 0; i < 3; i++)
    {
      low[i] = centre[i] - size[i] / 2.0;
      high[i] = centre[i] + size[i] / 2.0;
    }
  int object = bsr_scene_model_add_object (
      model, names[kind], kind == BSR_CONCEALMENT_FALSE_WALL ? "front-wall" : "load");
  if (kind == BSR_CONCEALMENT_BRICKS || kind == BSR_CONCEALMENT_SHIELD)
    bsr_scene_model_clear (model, low, high);
  switch (kind)
    {
    case BSR_CONCEALMENT_BRICKS:
      add_bricks (model, object, low, high, random);
      break;
    case BSR_CONCEALMENT_SHIELD:
      add_shield (model, object, low, high);
      break;
    case BSR_CONCEALMENT_HANDGUNS:
      add_handguns (model, object, low, high, random);
      break;
    case BSR_CONCEALMENT_FALSE_WALL:
      add_false_wall (model, object, centre[0], random);
      break;
    case BSR_CONCEALMENT_VOID:
      bsr_scene_model_hollow (model, low, high, object);
      break;
    default:
      g_assert_not_reached ();
    }
  return object;
}
