#include "bsr-test.h"
#include "bsr-wedge.h"

#include <math.h>

static void
between_its_steps_it_is_the_spectra (void **state)
{
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  BsrSpectrum high = bsr_spectrum_bremsstrahlung (6.0), low = bsr_spectrum_bremsstrahlung (4.0);
  g_autofree BsrWedge *wedge = g_new (BsrWedge, 1);
  bsr_wedge_init (wedge, &high, &low, steel);
  int step = 0;
  for (double at = 0.01; at < BSR_WEDGE_ATTENUATION; at *= 1.3)
    {
      double ratio, g_cm2, truth = bsr_spectrum_g_cm2 (&high, steel, exp (-at));
      bsr_wedge_look_up (wedge, at, &step, &ratio, &g_cm2);
      bsr_test_assert_close (g_cm2 / truth, 1.0, 1e-3);
      bsr_test_assert_close (ratio, -log (bsr_spectrum_transmission (&low, steel, truth)) / at, 5e-4);
    }
}

static void
beyond_its_ends_the_ratio_stays (void **state)
{
  BsrSpectrum high = bsr_spectrum_bremsstrahlung (9.0), low = bsr_spectrum_bremsstrahlung (6.0);
  g_autofree BsrWedge *wedge = g_new (BsrWedge, 1);
  bsr_wedge_init (wedge, &high, &low, bsr_material_by_id ("lead"));
  int step = 0;
  double ratio, g_cm2;
  bsr_wedge_look_up (wedge, 0.0, &step, &ratio, &g_cm2);
  bsr_test_assert_close (ratio, wedge->ratio[0], 1e-12);
  bsr_test_assert_close (g_cm2, 0.0, 0.0);
  bsr_wedge_look_up (wedge, 2.0 * BSR_WEDGE_ATTENUATION, &step, &ratio, &g_cm2);
  bsr_test_assert_close (ratio, wedge->ratio[BSR_WEDGE_STEPS - 1], 1e-12);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (between_its_steps_it_is_the_spectra),
    cmocka_unit_test (beyond_its_ends_the_ratio_stays),
  };
  return cmocka_run_group_tests_name ("wedge", tests, NULL, NULL);
}
