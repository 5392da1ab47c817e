#include "bsr-test.h"

#include <math.h>

#include "bsr-solid.h"

static BsrSolid
body (BsrSolidShape shape)
{
  BsrSolid solid
      = bsr_solid_box (bsr_material_by_id ("steel"), 100.0, 400.0, 200.0, 380.0, 50.0, 290.0);
  solid.shape = shape;
  return solid;
}

static void
volumes_follow_the_formulas (void **state)
{
  double box = 300.0 * 180.0 * 240.0;
  BsrSolid solid = body (BSR_SOLID_BOX);
  bsr_test_assert_close (bsr_solid_volume (&solid), box, 1e-6);
  solid = body (BSR_SOLID_CYLINDER_Z);
  bsr_test_assert_close (bsr_solid_volume (&solid), G_PI * 150.0 * 90.0 * 240.0, 1e-3);
  solid = body (BSR_SOLID_ELLIPSOID);
  bsr_test_assert_close (bsr_solid_volume (&solid), 4.0 / 3.0 * G_PI * 150.0 * 90.0 * 120.0, 1e-3);
  solid = body (BSR_SOLID_BOX);
  bsr_test_assert_close (bsr_solid_mass (&solid), box * 1e-6 * 7.87, 1e-9);
  solid.density_g_cm3 = -1.0;
  bsr_test_assert_close (bsr_solid_mass (&solid), -box * 1e-6, 1e-9);
}

/* Mass by adding up what rays see, a pixel of 2 x 2 mm each. */
static double
mass_seen (const BsrSolid *solid)
{
  double low[3], high[3], sum = 0.0;
  bsr_solid_bounds (solid, low, high);
  for (double x = low[0] + 1.0; x < high[0]; x += 2.0)
    for (double y = low[1] + 1.0; y < high[1]; y += 2.0)
      {
        BsrSlice slice;
        if (bsr_solid_slice (solid, x, &slice))
          sum += bsr_solid_path (solid, &slice, x, y, 0.0);
      }
  return sum * 0.2 * 0.2 / 1000.0; /* cm2 of a pixel; g to kg */
}

static void
what_rays_see_is_the_mass (void **state)
{
  for (int shape = BSR_SOLID_BOX; shape <= BSR_SOLID_CUSHION; shape++)
    {
      BsrSolid solid = body ((BsrSolidShape)shape);
      bsr_test_assert_close (mass_seen (&solid) / bsr_solid_mass (&solid), 1.0, 2e-3);
    }
  BsrSolid tilted = body (BSR_SOLID_BOX);
  for (tilted.tilt = -3.4; tilted.tilt < 3.5; tilted.tilt += 0.4)
    bsr_test_assert_close (mass_seen (&tilted) / bsr_solid_mass (&tilted), 1.0, 1e-2);
}

static void
texture_changes_paths_but_not_masses (void **state)
{
  BsrSolid solid
      = bsr_solid_box (bsr_material_by_id ("sugar"), 0.0, 2000.0, 0.0, 2000.0, 0.0, 100.0);
  solid.texture = 0.3;
  solid.texture_mm = 25.0;
  solid.texture_seed = 3;
  BsrSlice slice;
  assert_true (bsr_solid_slice (&solid, 700.0, &slice));
  assert_true (bsr_solid_path (&solid, &slice, 700.0, 500.0, 0.0)
               != bsr_solid_path (&solid, &slice, 700.0, 540.0, 0.0));
  bsr_test_assert_close (mass_seen (&solid) / bsr_solid_mass (&solid), 1.0, 0.01);
}

static void
no_slice_beside_the_solid (void **state)
{
  BsrSolid solid = body (BSR_SOLID_CYLINDER_Y);
  BsrSlice slice;
  assert_false (bsr_solid_slice (&solid, 99.0, &slice));
  assert_false (bsr_solid_slice (&solid, 401.0, &slice));
  assert_true (bsr_solid_slice (&solid, 250.0, &slice));
  bsr_test_assert_close (bsr_solid_path (&solid, &slice, 250.0, 300.0, 0.0), 24.0 * 7.87, 1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (volumes_follow_the_formulas),
    cmocka_unit_test (what_rays_see_is_the_mass),
    cmocka_unit_test (texture_changes_paths_but_not_masses),
    cmocka_unit_test (no_slice_beside_the_solid),
  };
  return cmocka_run_group_tests_name ("solid", tests, NULL, NULL);
}
