#include <math.h>

#include "bsr-cargo-private.h"

/* A 25 kg sack of sugar lying, mm: along the container or across it in turns of layers. */
#define SACK_LONG 776.0
#define SACK_SHORT 388.0
#define SACK_HEIGHT 121.0
#define SACK_OVERLAP 0.97 /* sacks yield to their neighbours */
#define SACK_SHIFT 32.0
#define SACK_SAG 9.0
#define SACK_FULL_LAYERS 10 /* that reach as far as the first */
/* A filled sack settles into those below. */
#define SACK_SETTLE 0.93
/* A one tonne bag filled, mm. */
#define BIG_BAG 1010.0
#define BIG_BAG_HEIGHT 1080.0
#define BIG_BAG_SETTLE 0.97
/* A pressed bale, mm, and its straps of steel wire. */
#define BALE_LONG 1100.0
#define BALE_SHORT 745.0
#define BALE_HEIGHT 780.0
#define BALE_STRAPS 5
#define STRAP 4.0
#define STRAP_DEPTH 16.0

/* Unevenness of poured goods and its grain. */
#define POURED_TEXTURE 0.07
#define POURED_GRAIN_MM 120.0

static void
add_cushion (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random, double x, double y,
             double z, double long_x, double height, double long_z)
{
  /* Each draw in a statement of its own: the order of arguments is the compiler's. */
  double swell = bsr_random_between (random, 0.97, 1.03);
  double share = bsr_random_between (random, 0.95, 1.05);
  double top = y - height * bsr_random_between (random, 0.97, 1.03);
  BsrSolid bag = bsr_cargo_body (plan, BSR_SOLID_CUSHION, share, x, x + long_x * swell, top, y, z,
                                 z + long_z * swell);
  bag.texture = POURED_TEXTURE;
  bag.texture_mm = POURED_GRAIN_MM;
  bag.texture_seed = (guint32)bsr_random_next (random);
  bsr_scene_model_add (model, &bag);
}

/* One layer of sacks from wall to wall at @y; every second layer lies the other way: two sacks
 * across take the length of one along, so that layers end together. */
static int
add_sack_layer (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random, double x0,
                int n_lengths, double y, gboolean turned, int n_packages)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double long_x = turned ? SACK_SHORT : SACK_LONG, long_z = turned ? SACK_LONG : SACK_SHORT;
  double width = room->inner_z1 - room->inner_z0, step_z = long_z * SACK_OVERLAP;
  int n = 0, n_x = turned ? 2 * n_lengths : n_lengths, n_z = (int) (width / step_z);
  for (int i = 0; i < n_x; i++)
    for (int k = 0; k < n_z && !bsr_cargo_is_complete (plan, n_packages + n); k++, n++)
      {
        double x
            = x0 + i * long_x * SACK_OVERLAP + bsr_random_between (random, -SACK_SHIFT, SACK_SHIFT);
        double z = room->inner_z0 + (width - n_z * step_z) / 2.0 + k * step_z;
        double sag = bsr_random_between (random, 0.0, SACK_SAG);
        z += bsr_random_between (random, -10.0, 10.0);
        add_cushion (model, plan, random, x, y + sag, z, long_x, SACK_HEIGHT, long_z);
      }
  return n;
}

int
bsr_cargo_load_sacks (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x0 = room->inner_x0 + plan->from_mm,
         x1 = MIN (room->inner_x0 + plan->to_mm, room->inner_x1);
  double y = room->inner_y1 - SACK_SAG;
  double roof = room->inner_y1 - (room->inner_y1 - room->inner_y0) * plan->height;
  int n = 0, n_lengths = (int) ((x1 - x0 - 2.0 * SACK_SHIFT) / (SACK_LONG * SACK_OVERLAP));
  for (int layer = 0; y - SACK_HEIGHT > roof && !bsr_cargo_is_complete (plan, n); layer++)
    {
      n += add_sack_layer (model, plan, random,
                           x0 + SACK_SHIFT + bsr_random_between (random, 0.0, 15.0), n_lengths, y,
                           layer % 2, n);
      y -= SACK_HEIGHT * SACK_SETTLE;
      /* Upper layers step back from the doors, where people stood. */
      if (layer >= SACK_FULL_LAYERS && n_lengths > 1 && bsr_random_uniform (random) < 0.3)
        n_lengths--;
    }
  return n;
}

int
bsr_cargo_load_big_bags (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x1 = MIN (room->inner_x0 + plan->to_mm, room->inner_x1);
  double roof = room->inner_y1 - (room->inner_y1 - room->inner_y0) * plan->height;
  int n = 0;
  for (double y = room->inner_y1 - 4.0; y - BIG_BAG_HEIGHT > roof;
       y -= BIG_BAG_HEIGHT * BIG_BAG_SETTLE)
    for (double x = room->inner_x0 + plan->from_mm + 20.0; x + BIG_BAG * 1.04 <= x1;
         x += BIG_BAG * 1.02)
      for (int k = 0; k < 2 && !bsr_cargo_is_complete (plan, n); k++, n++)
        {
          double at = x + bsr_random_between (random, -15.0, 15.0);
          double z = room->inner_z0 + 90.0 + k * (BIG_BAG + 90.0);
          z += bsr_random_between (random, -30.0, 30.0);
          double height = BIG_BAG_HEIGHT * bsr_random_between (random, 0.93, 1.02);
          add_cushion (model, plan, random, at, y, z, BIG_BAG, height, BIG_BAG);
        }
  return n;
}

static void
add_bale (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random, double x, double y,
          double z)
{
  double height = BALE_HEIGHT * bsr_random_between (random, 0.96, 1.03);
  add_cushion (model, plan, random, x, y, z, BALE_SHORT, height, BALE_LONG);
  for (int i = 0; i < BALE_STRAPS; i++)
    {
      /* Straps lie in the bale's back, which is round towards the ends. */
      double at = x + BALE_SHORT * (i + 1.5) / (BALE_STRAPS + 2.0), top = y - height + STRAP_DEPTH;
      bsr_cargo_add_packing (model, "steel", at, at + STRAP, top, top + STRAP, z, z + BALE_LONG);
    }
}

int
bsr_cargo_load_bales (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x1 = MIN (room->inner_x0 + plan->to_mm, room->inner_x1);
  double roof = room->inner_y1 - (room->inner_y1 - room->inner_y0) * plan->height;
  int n = 0;
  for (double y = room->inner_y1 - 3.0; y - BALE_HEIGHT * 1.03 > roof; y -= BALE_HEIGHT * 0.985)
    for (double x = room->inner_x0 + plan->from_mm + 15.0; x + BALE_SHORT * 1.05 <= x1;
         x += BALE_SHORT * 0.99)
      for (int k = 0; k < 2 && !bsr_cargo_is_complete (plan, n); k++, n++)
        {
          double at = x + bsr_random_between (random, -10.0, 10.0);
          double z = room->inner_z0 + 40.0 + k * (BALE_LONG + 20.0);
          add_bale (model, plan, random, at, y, z + bsr_random_between (random, -15.0, 15.0));
        }
  return n;
}
