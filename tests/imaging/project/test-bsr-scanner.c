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

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (acquisition_tells_what_the_scanner_states),
    cmocka_unit_test (step_wedge_is_that_of_the_spectrum),
  };
  return cmocka_run_group_tests_name ("scanner", tests, NULL, NULL);
}
