#include "bsr-test.h"

#include <math.h>

#include "bsr-scanner.h"
#include "bsr-spectrum.h"

static void
acquisition_tells_what_the_scanner_states (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  BsrAcquisition acquisition = bsr_scanner_acquisition (&scanner);
  assert_int_equal (acquisition.n_planes, 2);
  assert_int_equal (acquisition.planes[0].name, BSR_ENERGY_HIGH);
  assert_int_equal (acquisition.planes[1].name, BSR_ENERGY_LOW);
  assert_true (acquisition.planes[0].energy_mv > acquisition.planes[1].energy_mv);
  bsr_test_assert_close (acquisition.planes[0].air, scanner.air[0], 0.0);
  bsr_test_assert_close (acquisition.pitch_x_mm, scanner.pitch_x_mm, 0.0);
  assert_int_equal (acquisition.n_steps, 0);

  scanner.states_air = FALSE;
  assert_true (isnan (bsr_scanner_acquisition (&scanner).planes[0].air));
  scanner = bsr_scanner_single_energy ();
  assert_int_equal (bsr_scanner_acquisition (&scanner).planes[0].name, BSR_ENERGY_SINGLE);
}

static void
step_wedge_is_that_of_the_spectrum (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.n_steps = 16;
  scanner.step_mm = 25.0;
  BsrAcquisition acquisition = bsr_scanner_acquisition (&scanner);
  BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (6.0);
  assert_int_equal (acquisition.n_steps, 16);
  bsr_test_assert_close (acquisition.steps[0].transmission, 1.0, 1e-9);
  for (int i = 1; i < 16; i++)
    {
      assert_true (acquisition.steps[i].steel_mm > acquisition.steps[i - 1].steel_mm);
      assert_true (acquisition.steps[i].transmission < acquisition.steps[i - 1].transmission);
    }
  bsr_test_assert_close (acquisition.steps[4].transmission,
                         bsr_spectrum_transmission (&spectrum, bsr_material_by_id ("steel"), 78.7),
                         1e-12);
}

static void
presets_are_of_one_split_each_and_plausible (void **state)
{
  int of_split[3] = { 0 }, dual_tests = 0, single_tests = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = 0; i < bsr_scanner_count (); i++)
    {
      BsrScanner scanner = bsr_scanner_preset (i);
      assert_true (g_hash_table_add (seen, (gpointer)bsr_scanner_id (i)));
      assert_true (g_hash_table_add (seen, (gpointer)scanner.name));
      assert_true (scanner.pitch_x_mm >= 4.0 && scanner.pitch_x_mm <= 8.0);
      assert_true (scanner.pitch_y_mm >= 4.0 && scanner.pitch_y_mm <= 8.0);
      assert_true (scanner.pitch_x_mm != scanner.pitch_y_mm);
      /* Dense loads leave 0.1...0.5 % of air, as on real scans. */
      double left = scanner.scatter + scanner.veil * 0.5;
      assert_true (left >= 0.001 && left <= 0.006);
      for (int plane = 0; plane < scanner.n_planes; plane++)
        assert_true (scanner.air[plane] >= 45000.0 && scanner.air[plane] <= 62600.0);
      of_split[bsr_scanner_split (i)]++;
      if (bsr_scanner_split (i) == BSR_SPLIT_TEST)
        *(scanner.n_planes > 1 ? &dual_tests : &single_tests) += 1;
    }
  assert_true (of_split[BSR_SPLIT_TRAINING] >= 3 && of_split[BSR_SPLIT_VALIDATION] >= 1);
  assert_true (dual_tests >= 2 && single_tests >= 1);
}

static void
gamma_sources_are_lines (void **state)
{
  int n = 0;
  for (int i = 0; i < bsr_scanner_count (); i++)
    {
      BsrScanner scanner = bsr_scanner_preset (i);
      BsrSpectrum spectrum = bsr_scanner_spectrum (&scanner, 0);
      gboolean is_gamma = scanner.modality == BSR_MODALITY_GAMMA;
      BsrAcquisition acquisition = bsr_scanner_acquisition (&scanner);
      assert_int_equal (acquisition.modality, scanner.modality);
      assert_true ((spectrum.n_bins == 1) == is_gamma);
      if (is_gamma)
        bsr_test_assert_close (spectrum.mean_energy_mev, scanner.energy_mv[0], 1e-9);
      n += is_gamma;
    }
  assert_true (n >= 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (acquisition_tells_what_the_scanner_states),
    cmocka_unit_test (step_wedge_is_that_of_the_spectrum),
    cmocka_unit_test (presets_are_of_one_split_each_and_plausible),
    cmocka_unit_test (gamma_sources_are_lines),
  };
  return cmocka_run_group_tests_name ("scanner", tests, NULL, NULL);
}
