#include "bsr-test.h"
#include "bsr-steel-curve.h"

#include <math.h>

static BsrAcquisition
described (double energy_mv, int n_steps, double first_mm, double step_mm, double mv_of_wedge)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.planes[0].energy_mv = energy_mv;
  acquisition.n_steps = n_steps;
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (mv_of_wedge);
  for (int i = 0; i < n_steps; i++)
    {
      double mm = first_mm + i * step_mm;
      acquisition.steps[i] = (BsrSteelStep){
        mm, bsr_spectrum_transmission (&beam, bsr_material_by_id ("steel"),
                                       mm * BSR_STEEL_G_CM2_PER_MM)
      };
    }
  return acquisition;
}

static BsrSteelCurve
curve_of (const BsrAcquisition *acquisition)
{
  gboolean assumed;
  BsrSpectrum spectrum = bsr_steel_curve_spectrum (acquisition, &assumed);
  return bsr_steel_curve_new (acquisition, &spectrum, assumed);
}

static void
source_is_told (void **state)
{
  BsrAcquisition stated = described (6.0, 0, 0, 0, 6.0);
  assert_int_equal (curve_of (&stated).source, BSR_STEEL_FROM_SPECTRUM);
  BsrAcquisition unstated = described ((double) NAN, 0, 0, 0, 6.0);
  assert_int_equal (curve_of (&unstated).source, BSR_STEEL_ASSUMED_SPECTRUM);
  BsrAcquisition wedge = described ((double) NAN, 12, 0.0, 20.0, 6.0);
  assert_int_equal (curve_of (&wedge).source, BSR_STEEL_FROM_CALIBRATION);
  /* One step is no curve. */
  BsrAcquisition poor = described (6.0, 1, 50.0, 0.0, 6.0);
  assert_int_equal (curve_of (&poor).source, BSR_STEEL_FROM_SPECTRUM);
}

static void
spectrum_round_trip (void **state)
{
  BsrAcquisition acquisition = described (6.0, 0, 0, 0, 6.0);
  BsrSteelCurve curve = curve_of (&acquisition);
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (6.0);
  for (double mm = 0.1; mm < 400.0; mm *= 1.3)
    {
      double through = bsr_spectrum_transmission (&beam, bsr_material_by_id ("steel"),
                                                  mm * BSR_STEEL_G_CM2_PER_MM);
      bsr_test_assert_close (bsr_steel_curve_steel (&curve, -log (through)), mm, 1e-4 * mm + 1e-5);
    }
}

static void
wedge_beats_the_stated_energy (void **state)
{
  BsrAcquisition acquisition = described (6.0, 16, 0.0, 20.0, 4.5);
  BsrSteelCurve measured = curve_of (&acquisition);
  acquisition.n_steps = 0;
  BsrSteelCurve computed = curve_of (&acquisition);
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (4.5);
  for (double mm = 15.0; mm < 300.0; mm += 17.0)
    {
      double attenuation = -log (bsr_spectrum_transmission (&beam, bsr_material_by_id ("steel"),
                                                            mm * BSR_STEEL_G_CM2_PER_MM));
      bsr_test_assert_close (bsr_steel_curve_steel (&measured, attenuation), mm, 0.1 + 0.004 * mm);
      assert_true (fabs (bsr_steel_curve_steel (&computed, attenuation) - mm) > 0.03 * mm);
    }
}

static void
curves_rise_with_their_slope (void **state)
{
  BsrAcquisition acquisitions[]
      = { described (9.0, 0, 0, 0, 9.0), described (6.0, 9, 10, 30, 6.0) };
  for (gsize i = 0; i < G_N_ELEMENTS (acquisitions); i++)
    {
      BsrSteelCurve curve = curve_of (&acquisitions[i]);
      double last = -1.0;
      for (double a = 0.0; a < 7.0; a += 0.01)
        {
          double here = bsr_steel_curve_steel (&curve, a);
          assert_true (here > last && isfinite (here));
          last = here;
          double difference = (bsr_steel_curve_steel (&curve, a + 1e-5)
                               - bsr_steel_curve_steel (&curve, a + 1e-6)) / 0.9e-5;
          bsr_test_assert_close (bsr_steel_curve_slope (&curve, a) / difference, 1.0, 2e-3);
        }
      bsr_test_assert_close (bsr_steel_curve_steel (&curve, 0.0), 0.0, 0.0);
      bsr_test_assert_close (bsr_steel_curve_steel (&curve, -1.0), 0.0, 0.0);
    }
}

static void
extrapolation_is_bounded (void **state)
{
  BsrAcquisition acquisition = described (6.0, 6, 0.0, 20.0, 6.0);
  BsrSteelCurve curve = curve_of (&acquisition);
  double last = curve.attenuation[curve.n_knots - 1];
  assert_true (bsr_steel_curve_steel (&curve, last + 0.5) > 100.0);
  bsr_test_assert_close (bsr_steel_curve_steel (&curve, 50.0), 150.0, 1e-9);
}

/* Steps that noise has put out of order, or outside of 0...1, are passed over. */
static void
bad_steps_are_passed_over (void **state)
{
  BsrAcquisition acquisition = described (6.0, 10, 0.0, 20.0, 6.0);
  acquisition.steps[4].transmission = acquisition.steps[3].transmission * 1.1;
  acquisition.steps[6].transmission = -0.1;
  acquisition.steps[7].transmission = (double) NAN;
  BsrSteelCurve curve = curve_of (&acquisition);
  assert_int_equal (curve.source, BSR_STEEL_FROM_CALIBRATION);
  for (double a = 0.0, last = -1.0; a < 8.0; a += 0.1)
    {
      double here = bsr_steel_curve_steel (&curve, a);
      assert_true (isfinite (here) && here >= last);
      last = here;
    }
}

static void
gamma_line_is_exact (void **state)
{
  BsrAcquisition acquisition = described (1.25, 0, 0, 0, 6.0);
  acquisition.modality = BSR_MODALITY_GAMMA;
  BsrSteelCurve curve = curve_of (&acquisition);
  double mu = bsr_element_attenuation (26, 1.25) * BSR_STEEL_G_CM2_PER_MM;
  bsr_test_assert_close (bsr_steel_curve_steel (&curve, 100.0 * mu), 100.0, 1e-6);
  bsr_test_assert_close (bsr_steel_curve_slope (&curve, 3.0), 1.0 / mu, 1e-6);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (source_is_told),
    cmocka_unit_test (spectrum_round_trip),
    cmocka_unit_test (wedge_beats_the_stated_energy),
    cmocka_unit_test (curves_rise_with_their_slope),
    cmocka_unit_test (extrapolation_is_bounded),
    cmocka_unit_test (bad_steps_are_passed_over),
    cmocka_unit_test (gamma_line_is_exact),
  };
  return cmocka_run_group_tests_name ("steel-curve", tests, NULL, NULL);
}
