#include "bsr-test.h"

#include <math.h>

#include "bsr-material-judge.h"
#include "bsr-spectrum.h"
#include "bsr-test-scan.h"

static const double energies_mv[] = { 9.0, 6.0 };

static BsrRadiograph *
radiograph_new (int n_planes, double energy_mv)
{
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (80, 60, 5.0, 5.0);
  bsr_test_scan_add (scan, (BsrBox){ 10, 10, 30, 30 }, 20.0);
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, n_planes, 0, &acquisition);
  for (int i = 0; i < n_planes; i++)
    acquisition.planes[i].energy_mv = isnan (energy_mv) ? energy_mv : energies_mv[i];
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

/* What @g_cm2 of a material in front of 10 g/cm2 of steel adds. */
static BsrMaterialClass
judge_material (const BsrMaterialJudge *judge, const char *id, double g_cm2, double sd)
{
  const BsrMaterial *materials[] = { bsr_material_by_id ("steel"), bsr_material_by_id (id) };
  double around[2], excess[2];
  for (int i = 0; i < 2; i++)
    {
      BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (energies_mv[i]);
      double without[] = { 10.0, 0.0 }, with[] = { 10.0, g_cm2 };
      around[i] = -log (bsr_spectrum_transmission_stack (&spectrum, materials, without, 2));
      excess[i] = -log (bsr_spectrum_transmission_stack (&spectrum, materials, with, 2)) - around[i];
    }
  return bsr_material_judge_compare (judge, around, excess, sd);
}

static void
clear_cases_are_named (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (2, 6.0);
  g_autoptr (BsrMaterialJudge) judge = bsr_material_judge_new (radiograph);
  assert_non_null (judge);
  assert_int_equal (judge_material (judge, "cellulose", 30.0, 1e-4), BSR_MATERIAL_CLASS_ORGANIC);
  assert_int_equal (judge_material (judge, "lead", 30.0, 1e-4), BSR_MATERIAL_CLASS_DENSE);
}

/* An organic block before steel, drawn with the physics' own spectra; and the same where one side
 * is another background. */
static void
sides_must_agree (void **state)
{
  g_autoptr (GError) error = NULL;
  const BsrBox block = { 40, 30, 24, 24 };
  const BsrMaterial *materials[] = { bsr_material_by_id ("steel"), bsr_material_by_id ("cellulose") };
  for (int uneven = 0; uneven < 2; uneven++)
    {
      BsrPlane *planes[2];
      BsrAcquisition acquisition = bsr_acquisition_assumed (2);
      for (int i = 0; i < 2; i++)
        {
          BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (energies_mv[i]);
          acquisition.planes[i].energy_mv = energies_mv[i];
          acquisition.planes[i].air = 60000.0;
          planes[i] = bsr_plane_new (BSR_FORMAT_U16, 120, 90, NULL);
          for (int y = 0; y < 90; y++)
            for (int x = 0; x < 120; x++)
              {
                double steel = x < 10 ? 0.0 : uneven && x < block.x ? 35.0 : 10.0;
                double g_cm2[] = { steel, bsr_box_contains_point (block, x, y) ? 30.0 : 0.0 };
                bsr_plane_row_u16 (planes[i], y)[x] = (guint16) (
                    60000.0 * bsr_spectrum_transmission_stack (&spectrum, materials, g_cm2, 2) + 0.5);
              }
        }
      g_autoptr (BsrImage) image = bsr_image_new (planes, 2, 16, &error);
      bsr_test_assert_no_error (error);
      bsr_plane_unref (planes[0]);
      bsr_plane_unref (planes[1]);
      g_autoptr (BsrRadiograph) radiograph
          = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
      bsr_test_assert_no_error (error);
      g_autoptr (BsrMaterialJudge) judge = bsr_material_judge_new (radiograph);
      assert_int_equal (bsr_material_judge_classify (judge, block),
                        uneven ? BSR_MATERIAL_CLASS_UNKNOWN : BSR_MATERIAL_CLASS_ORGANIC);
    }
}

static void
doubt_is_unknown (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (2, 6.0);
  g_autoptr (BsrMaterialJudge) judge = bsr_material_judge_new (radiograph);
  const char *ids[] = { "cellulose", "aluminium", "steel", "lead" };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      assert_int_equal (judge_material (judge, ids[i], 30.0, 0.5), BSR_MATERIAL_CLASS_UNKNOWN);
      assert_int_equal (judge_material (judge, ids[i], 0.2, 1e-4), BSR_MATERIAL_CLASS_UNKNOWN);
    }
}

static void
one_energy_or_unstated_ones_cannot_judge (void **state)
{
  g_autoptr (BsrRadiograph) single = radiograph_new (1, 6.0);
  g_autoptr (BsrRadiograph) unstated = radiograph_new (2, (double) NAN);
  assert_null (bsr_material_judge_new (single));
  assert_null (bsr_material_judge_new (unstated));
  assert_int_equal (bsr_material_judge_classify (NULL, (BsrBox){ 10, 10, 30, 30 }),
                    BSR_MATERIAL_CLASS_UNKNOWN);
}

static void
what_is_not_there_has_no_material (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (2, 6.0);
  g_autoptr (BsrMaterialJudge) judge = bsr_material_judge_new (radiograph);
  assert_int_equal (bsr_material_judge_classify (judge, (BsrBox){ 60, 40, 10, 10 }),
                    BSR_MATERIAL_CLASS_UNKNOWN);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (clear_cases_are_named),
    cmocka_unit_test (sides_must_agree),
    cmocka_unit_test (doubt_is_unknown),
    cmocka_unit_test (one_energy_or_unstated_ones_cannot_judge),
    cmocka_unit_test (what_is_not_there_has_no_material),
  };
  return cmocka_run_group_tests_name ("material-judge", tests, NULL, NULL);
}
