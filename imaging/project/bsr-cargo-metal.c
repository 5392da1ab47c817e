#include <math.h>

#include "bsr-cargo-private.h"

/* ISO 15750-2 drum of 216.5 l, mm. */
#define DRUM_DIAMETER 585.0
#define DRUM_HEIGHT 880.0
#define DRUM_SHEET 1.0
#define DRUM_HOOP 3.0
#define DRUMS_ABREAST 4

/* A coil of strip or wire, mm: outside, bore as a share of it, width. */
#define COIL_DIAMETER 1060.0
#define COIL_BORE 0.48
#define COIL_WIDTH 620.0
#define COIL_SPACING 1130.0
#define CRADLE_HEIGHT 95.0
#define CRADLE_WIDTH 120.0

/* Largest machine with its crate, mm. */
#define CRATE_LENGTH 1700.0
#define CRATE_SPACING 1880.0
#define CRATE_BOARD 22.0

static void
add_drum (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random, double x,
          double floor_y, double z)
{
  double fill = bsr_random_between (random, 0.9, 0.95), top = floor_y - DRUM_HEIGHT;
  BsrSolid shell = bsr_solid_box (bsr_material_by_id ("steel"), x, x + DRUM_DIAMETER, top, floor_y,
                                  z, z + DRUM_DIAMETER);
  shell.shape = BSR_SOLID_CYLINDER_Y;
  bsr_cargo_add_ring (model, shell, 1.0 - 2.0 * DRUM_SHEET / DRUM_DIAMETER);
  for (int hoop = 0; hoop < 4; hoop++)
    {
      static const double heights[] = { 0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0 };
      BsrSolid ring = shell;
      ring.half_y = 6.0;
      ring.y = top + 6.0 + heights[hoop] * (DRUM_HEIGHT - 12.0);
      bsr_cargo_add_ring (model, ring, 1.0 - 2.0 * DRUM_HOOP / DRUM_DIAMETER);
    }
  BsrSolid goods = bsr_cargo_body (
      plan, BSR_SOLID_CYLINDER_Y, bsr_random_between (random, 0.99, 1.01), x + DRUM_SHEET,
      x + DRUM_DIAMETER - DRUM_SHEET, floor_y - 8.0 - fill * (DRUM_HEIGHT - 16.0), floor_y - 8.0,
      z + DRUM_SHEET, z + DRUM_DIAMETER - DRUM_SHEET);
  bsr_scene_model_add (model, &goods);
}

int
bsr_cargo_load_drums (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x1 = MIN (room->inner_x0 + plan->to_mm, room->inner_x1);
  double width = room->inner_z1 - room->inner_z0, step = width / DRUMS_ABREAST;
  double inside = (room->inner_y1 - room->inner_y0) * plan->height;
  double across = MIN (step, DRUM_DIAMETER + 2.0);
  int n = 0;
  for (double stack = 0.0; stack + DRUM_HEIGHT <= inside; stack += DRUM_HEIGHT + 20.0)
    {
      double y = room->inner_y1 - stack;
      double from = room->inner_x0 + plan->from_mm + 10.0;
      for (double x = from; x + DRUM_DIAMETER + 8.0 <= x1;
           x += DRUM_DIAMETER + bsr_random_between (random, 3.0, 14.0))
        for (int k = 0; k < DRUMS_ABREAST && !bsr_cargo_is_complete (plan, n); k++)
          {
            double z = room->inner_z0 + k * across;
            if (z + DRUM_DIAMETER > room->inner_z1 + 1.0)
              break;
            add_drum (model, plan, random, x + bsr_random_between (random, -3.0, 3.0), y, z);
            n++;
          }
    }
  return n;
}

/* Wound wire is not solid: packing 0.8 to 0.9 of it, uneven from turn to turn. */
static void
add_coil (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random, BsrSolidShape shape,
          double x, double floor_y, double z)
{
  double radius = COIL_DIAMETER / 2.0 * bsr_random_between (random, 0.9, 1.0);
  double half_width = COIL_WIDTH / 2.0 * bsr_random_between (random, 0.85, 1.05);
  double y = floor_y - CRADLE_HEIGHT * 0.55 - radius;
  BsrSolid coil = bsr_cargo_body (plan, shape, bsr_random_between (random, 0.96, 1.02), x - radius,
                                  x + radius, y - radius, y + radius, z - radius, z + radius);
  if (shape == BSR_SOLID_CYLINDER_X)
    coil.half_x = half_width;
  else
    coil.half_z = half_width;
  bsr_cargo_add_ring (model, coil, COIL_BORE);

  double half_across = shape == BSR_SOLID_CYLINDER_X ? radius : half_width;
  for (int side = -1; side <= 1; side += 2)
    {
      double at = x + side * (shape == BSR_SOLID_CYLINDER_X ? half_width * 0.7 : radius * 0.55);
      bsr_cargo_add_packing (model, "wood", at - CRADLE_WIDTH / 2.0, at + CRADLE_WIDTH / 2.0,
                             floor_y - CRADLE_HEIGHT, floor_y, z - half_across, z + half_across);
    }
}

int
bsr_cargo_load_coils (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x1 = MIN (room->inner_x0 + plan->to_mm, room->inner_x1);
  double middle = (room->inner_z0 + room->inner_z1) / 2.0;
  int n = 0, place = 0;
  for (double x = room->inner_x0 + plan->from_mm + COIL_SPACING / 2.0;
       x + COIL_DIAMETER / 2.0 <= x1; x += COIL_SPACING, place++)
    {
      /* Most lie two abreast with the bore across; some singly with the bore along the container.
       */
      gboolean along = place % 3 == 1;
      for (int k = 0; k < (along ? 1 : 2) && !bsr_cargo_is_complete (plan, n); k++, n++)
        {
          double at = x + bsr_random_between (random, -30.0, 30.0);
          double z = along ? middle : middle + (k == 0 ? -0.6 : 0.6) * COIL_WIDTH;
          z += bsr_random_between (random, -40.0, 40.0);
          add_coil (model, plan, random, along ? BSR_SOLID_CYLINDER_X : BSR_SOLID_CYLINDER_Z, at,
                    room->inner_y1, z);
        }
    }
  return n;
}

/* One machine: base frame, housings, shafts and a motor, each of its own metal and place. */
static void
add_machine (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random, double x,
             double floor_y, double z, double width, double height)
{
  static const char *const metals[] = { "steel", "aluminium", "steel", "copper", "polyethylene" };
  static const BsrSolidShape shapes[]
      = { BSR_SOLID_BOX, BSR_SOLID_CYLINDER_X, BSR_SOLID_CYLINDER_Y, BSR_SOLID_CYLINDER_Z };
  bsr_cargo_add_packing (model, "steel", x, x + CRATE_LENGTH, floor_y - 90.0, floor_y - 82.0, z,
                         z + width);
  bsr_cargo_add_packing (model, "steel", x, x + CRATE_LENGTH, floor_y - 90.0, floor_y - 10.0,
                         z + 40.0, z + 48.0);
  for (int i = 0; i < 14; i++)
    {
      double length = bsr_random_between (random, 120.0, 620.0),
             tall = bsr_random_between (random, 80.0, 480.0);
      double deep = bsr_random_between (random, 100.0, 420.0);
      double px = x + bsr_random_between (random, 0.0, CRATE_LENGTH - length);
      /* What does not stand on the frame is mounted on the body. */
      double py = floor_y - 90.0 - tall - bsr_random_uniform (random) * (height * 0.55 - 90.0);
      double pz = z + bsr_random_between (random, 0.0, width - deep);
      BsrSolid part = bsr_solid_box (
          bsr_material_by_id (metals[bsr_random_index (random, G_N_ELEMENTS (metals))]), px,
          px + length, py, py + tall, pz, pz + deep);
      part.shape = shapes[bsr_random_index (random, G_N_ELEMENTS (shapes))];
      /* Housings are walls about hollows: castings of a tenth to a third of full metal. */
      part.density_g_cm3 *= bsr_random_between (random, 0.08, 0.33);
      bsr_cargo_add_ring (
          model, part, part.shape == BSR_SOLID_BOX ? 0.0 : bsr_random_between (random, 0.0, 0.7));
    }
  BsrSolid body
      = bsr_cargo_body (plan, BSR_SOLID_BOX, 1.0, x + 150.0, x + CRATE_LENGTH - 150.0,
                        floor_y - height * 0.55, floor_y - 90.0, z + width * 0.2, z + width * 0.8);
  body.texture = 0.3;
  body.texture_mm = 160.0;
  body.texture_seed = (guint32)bsr_random_next (random);
  bsr_scene_model_add (model, &body);
}

int
bsr_cargo_load_machinery (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x1 = MIN (room->inner_x0 + plan->to_mm, room->inner_x1), floor_y = room->inner_y1;
  double width = room->inner_z1 - room->inner_z0 - 500.0, z = room->inner_z0 + 250.0;
  int n = 0;
  for (double x = room->inner_x0 + plan->from_mm + 40.0; x + CRATE_LENGTH <= x1; x += CRATE_SPACING)
    {
      if (bsr_cargo_is_complete (plan, n))
        break;
      double height
          = (floor_y - room->inner_y0) * plan->height * bsr_random_between (random, 0.75, 1.0);
      add_machine (model, plan, random, x, floor_y, z, width, height);
      for (int side = 0; side < 2; side++)
        {
          double board = side ? z + width + 5.0 : z - CRATE_BOARD - 5.0;
          bsr_cargo_add_packing (model, "wood", x - 20.0, x + CRATE_LENGTH + 20.0,
                                 floor_y - height - 40.0, floor_y, board, board + CRATE_BOARD);
        }
      n++;
    }
  return n;
}
