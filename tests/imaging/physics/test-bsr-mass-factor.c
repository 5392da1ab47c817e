#include "bsr-test.h"
#include "bsr-mass-factor.h"
#include "bsr-steel-curve.h"

#include <math.h>

static void
the_interval_holds_organic_and_metal (void **state)
{
  const double energies[] = { 4.0, 6.0, 9.0 };
  const char *ids[] = { "polyethylene", "cellulose", "aluminium", "steel", "copper" };
  for (gsize i = 0; i < G_N_ELEMENTS (energies); i++)
    {
      BsrSpectrum beam = bsr_spectrum_bremsstrahlung (energies[i]);
      BsrMassFactor factor = bsr_mass_factor_of_spectrum (&beam);
      assert_true (factor.half_width > 0.03 && factor.half_width < 0.15);
      double steel = bsr_spectrum_g_cm2 (&beam, bsr_material_by_id ("steel"), exp (-2.0));
      for (gsize j = 0; j < G_N_ELEMENTS (ids); j++)
        {
          double g_cm2 = bsr_spectrum_g_cm2 (&beam, bsr_material_by_id (ids[j]), exp (-2.0));
          double middle = bsr_mass_factor_at (&factor, steel / BSR_STEEL_G_CM2_PER_MM);
          bsr_test_assert_close (g_cm2 / steel / middle, 1.0, factor.half_width);
        }
    }
}

/* A hard beam tells carbon and steel apart by more than a soft one does. */
static void
organic_goods_weigh_more_behind_more (void **state)
{
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (6.0);
  BsrMassFactor factor = bsr_mass_factor_of_spectrum (&beam);
  double thin = bsr_mass_factor_at (&factor, 20.0), thick = bsr_mass_factor_at (&factor, 200.0);
  assert_true (thick > 1.02 * thin && thick < 1.2 * thin);
  bsr_test_assert_close (bsr_mass_factor_at (&factor, 30.0),
                         (thin + bsr_mass_factor_at (&factor, 40.0)) / 2.0, 1e-12);
  assert_true (bsr_mass_factor_at (&factor, 1e4) == bsr_mass_factor_at (&factor, 300.0));
}

static void
the_less_is_known_the_wider (void **state)
{
  double wedge = bsr_mass_factor_scale_error (BSR_STEEL_FROM_CALIBRATION, FALSE);
  double spectrum = bsr_mass_factor_scale_error (BSR_STEEL_FROM_SPECTRUM, FALSE);
  double assumed = bsr_mass_factor_scale_error (BSR_STEEL_ASSUMED_SPECTRUM, FALSE);
  double vouched = bsr_mass_factor_scale_error (BSR_STEEL_FROM_SPECTRUM, TRUE);
  assert_true (wedge > 0.0 && wedge <= 0.1);
  assert_true (vouched > wedge && vouched < spectrum);
  assert_true (spectrum >= 0.2 && spectrum < assumed && assumed < 1.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_interval_holds_organic_and_metal),
    cmocka_unit_test (organic_goods_weigh_more_behind_more),
    cmocka_unit_test (the_less_is_known_the_wider),
  };
  return cmocka_run_group_tests_name ("mass-factor", tests, NULL, NULL);
}
