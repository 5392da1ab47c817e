#include "bsr-cargo-private.h"

/* EN 13698-1 pallet: boards of 22 mm, blocks of 78 mm. */
#define BOARD 22.0
#define BOARD_WIDTH 145.0
#define BLOCK_LENGTH 100.0

int
bsr_cargo_load (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  g_return_val_if_fail (model != NULL && plan != NULL && random != NULL, 0);
  g_return_val_if_fail (plan->material != NULL && plan->density_g_cm3 > 0.0, 0);
  switch (plan->kind)
    {
    case BSR_CARGO_CARTONS:
    case BSR_CARGO_BOTTLES:
      return bsr_cargo_load_pallets (model, plan, random);
    case BSR_CARGO_SACKS:
      return bsr_cargo_load_sacks (model, plan, random);
    case BSR_CARGO_BIG_BAGS:
      return bsr_cargo_load_big_bags (model, plan, random);
    case BSR_CARGO_BALES:
      return bsr_cargo_load_bales (model, plan, random);
    case BSR_CARGO_DRUMS:
      return bsr_cargo_load_drums (model, plan, random);
    case BSR_CARGO_COILS:
      return bsr_cargo_load_coils (model, plan, random);
    case BSR_CARGO_MACHINERY:
      return bsr_cargo_load_machinery (model, plan, random);
    default:
      g_assert_not_reached ();
    }
}

BsrSolid
bsr_cargo_body (const BsrCargoPlan *plan, BsrSolidShape shape, double share, double x0, double x1,
                double y0, double y1, double z0, double z1)
{
  BsrSolid body = bsr_solid_box (plan->material, x0, x1, y0, y1, z0, z1);
  body.shape = shape;
  body.density_g_cm3 = plan->density_g_cm3 * share;
  return body;
}

void
bsr_cargo_add_packing (BsrSceneModel *model, const char *material, double x0, double x1, double y0,
                       double y1, double z0, double z1)
{
  BsrSolid body = bsr_solid_box (bsr_material_by_id (material), x0, x1, y0, y1, z0, z1);
  bsr_scene_model_add (model, &body);
}

void
bsr_cargo_add_ring (BsrSceneModel *model, BsrSolid outer, double inner)
{
  bsr_scene_model_add (model, &outer);
  if (!(inner > 0.0))
    return;
  BsrSolid bore = outer;
  bore.density_g_cm3 = -outer.density_g_cm3;
  if (outer.shape != BSR_SOLID_CYLINDER_X)
    bore.half_x *= inner;
  if (outer.shape != BSR_SOLID_CYLINDER_Y)
    bore.half_y *= inner;
  if (outer.shape != BSR_SOLID_CYLINDER_Z)
    bore.half_z *= inner;
  bsr_scene_model_add (model, &bore);
}

void
bsr_cargo_add_pallet (BsrSceneModel *model, double x0, double x1, double floor_y, double z0,
                      double z1)
{
  double top = floor_y - BSR_CARGO_PALLET_HEIGHT;
  double middle_x = (x0 + x1) / 2.0, middle_z = (z0 + z1) / 2.0;
  bsr_cargo_add_packing (model, "wood", x0, x1, top, top + 2.0 * BOARD, z0, z1);
  for (int i = 0; i < 3; i++)
    {
      double z = i == 0 ? z0 : i == 1 ? middle_z - BOARD_WIDTH / 2.0 : z1 - BOARD_WIDTH;
      bsr_cargo_add_packing (model, "wood", x0, x1, floor_y - BOARD, floor_y, z, z + BOARD_WIDTH);
      for (int k = 0; k < 3; k++)
        {
          double x = k == 0 ? x0 : k == 1 ? middle_x - BLOCK_LENGTH / 2.0 : x1 - BLOCK_LENGTH;
          bsr_cargo_add_packing (model, "wood", x, x + BLOCK_LENGTH, top + 2.0 * BOARD,
                                 floor_y - BOARD, z, z + BOARD_WIDTH);
        }
    }
}

gboolean
bsr_cargo_is_complete (const BsrCargoPlan *plan, int n_packages)
{
  return plan->most > 0 && n_packages >= plan->most;
}
