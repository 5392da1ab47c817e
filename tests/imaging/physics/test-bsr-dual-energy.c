#include "bsr-test.h"
#include "bsr-dual-energy.h"
#include "bsr-spectrum.h"
#include "stack-scan.h"

#include <math.h>

static const Stack stacks[] = { { "cellulose", 60.0, { 20, 20, 40, 40 } },
                                { "aluminium", 60.0, { 80, 20, 40, 40 } },
                                { "steel", 60.0, { 140, 20, 40, 40 } } };

static void
curves_are_the_spectra (void **state)
{
  const double energies[][2] = { { 9.0, 6.0 }, { 6.0, 4.0 } };
  const char *ids[]
      = { "cellulose", "aluminium", "steel", "tin", NULL, "tungsten", "lead" };
  G_STATIC_ASSERT (G_N_ELEMENTS (ids) == BSR_N_REFERENCES);
  for (gsize i = 0; i < G_N_ELEMENTS (energies); i++)
    {
      StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 200, 80);
      scan.mv[0] = energies[i][0];
      scan.mv[1] = energies[i][1];
      g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
      g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
      assert_non_null (dual);
      assert_true (bsr_dual_energy_is_plausible (dual, radiograph));
      BsrSpectrum high = bsr_spectrum_bremsstrahlung (energies[i][0]);
      BsrSpectrum low = bsr_spectrum_bremsstrahlung (energies[i][1]);
      for (double at = 0.05; at < 7.9; at *= 1.37)
        {
          BsrDualEnergyPoint point;
          assert_true (bsr_dual_energy_look_up (dual, (float) at, &point));
          double steel = bsr_spectrum_g_cm2 (&high, bsr_material_by_id ("steel"), exp (-at));
          for (int j = 0; j < BSR_N_REFERENCES; j++)
            {
              if (ids[j] == NULL)
                continue;
              const BsrMaterial *material = bsr_material_by_id (ids[j]);
              double g_cm2 = bsr_spectrum_g_cm2 (&high, material, exp (-at));
              double seen = -log (bsr_spectrum_transmission (&low, material, g_cm2));
              bsr_test_assert_close ((double) point.low[j] / seen, 1.0, 5e-4);
              bsr_test_assert_close ((double) point.mass[j] / (g_cm2 / steel), 1.0, 2e-3);
            }
          assert_true (point.noise > 0.0f && point.noise_high > 0.0f);
        }
    }
}

static void
the_ends_say_nothing (void **state)
{
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 200, 80);
  g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
  g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
  const float nothing[] = { -1.0f, 0.0f, 0.001f, 8.0f, 100.0f, INFINITY, NAN };
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      BsrDualEnergyPoint point;
      float place, inorganic;
      assert_false (bsr_dual_energy_look_up (dual, nothing[i], &point));
      assert_true (bsr_dual_energy_place (dual, nothing[i], 1.0f, &place, &inorganic) == 0.0f);
    }
}

static void
places_run_from_organic_to_metal (void **state)
{
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 200, 80);
  g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
  g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
  BsrDualEnergyPoint point;
  assert_true (bsr_dual_energy_look_up (dual, 2.0f, &point));
  float place, inorganic;
  assert_true (bsr_dual_energy_place (dual, 2.0f, point.low[BSR_REFERENCE_ORGANIC], &place,
                                      &inorganic) > 0.0f);
  bsr_test_assert_close ((double) place, 0.0, 1e-4);
  assert_true (inorganic > 0.2f && inorganic < 0.6f);
  bsr_dual_energy_place (dual, 2.0f, point.low[BSR_REFERENCE_METAL], &place, &inorganic);
  bsr_test_assert_close ((double) place, 1.0, 1e-4);
  bsr_dual_energy_place (dual, 2.0f, point.low[BSR_REFERENCE_LEAD], &place, &inorganic);
  assert_true (place > 1.5f);
}

static void
unknown_energies_have_no_curves (void **state)
{
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 200, 80);
  scan.n_planes = 1;
  g_autoptr (BsrRadiograph) one = stack_scan_develop (&scan, 1);
  assert_null (bsr_dual_energy_new (one));
  scan.n_planes = 2;
  scan.mv[1] = scan.mv[0];
  g_autoptr (BsrRadiograph) same = stack_scan_develop (&scan, 1);
  assert_null (bsr_dual_energy_new (same));
}

static void
other_answers_are_noticed (void **state)
{
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 200, 80);
  const double shares[] = { 0.9, 1.1 };
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      scan.low_share = shares[i];
      g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
      g_autoptr (BsrDualEnergy) dual = bsr_dual_energy_new (radiograph);
      assert_false (bsr_dual_energy_is_plausible (dual, radiograph));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (curves_are_the_spectra),
    cmocka_unit_test (the_ends_say_nothing),
    cmocka_unit_test (places_run_from_organic_to_metal),
    cmocka_unit_test (unknown_energies_have_no_curves),
    cmocka_unit_test (other_answers_are_noticed),
  };
  return cmocka_run_group_tests_name ("dual-energy", tests, NULL, NULL);
}
