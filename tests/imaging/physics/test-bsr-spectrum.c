#include "bsr-test.h"
#include "bsr-bremsstrahlung.h"
#include "bsr-scintillator.h"
#include "bsr-spectrum.h"

#include <math.h>
#include <stdlib.h>

/* g/cm2 of one mm of steel. */
#define STEEL_MM 0.787

static void
line_is_beer_lambert (void **state)
{
  BsrSpectrum line = bsr_spectrum_line (0.662);
  const BsrMaterial *lead = bsr_material_by_id ("lead");
  double mu = bsr_element_attenuation (82, 0.662);
  for (double g = 0.0; g < 100.0; g += 7.0)
    bsr_test_assert_close (bsr_spectrum_transmission (&line, lead, g), exp (-mu * g), 1e-15);
}

static void
line_stack_is_the_product (void **state)
{
  BsrSpectrum line = bsr_spectrum_line (1.25);
  const BsrMaterial *stack[] = { bsr_material_by_id ("water"), bsr_material_by_id ("steel"),
                                 bsr_material_by_id ("salt") };
  const double g_cm2[] = { 10.0, 20.0, 5.0 };
  double product = 1.0;
  for (int i = 0; i < 3; i++)
    product *= bsr_spectrum_transmission (&line, stack[i], g_cm2[i]);
  bsr_test_assert_close (bsr_spectrum_transmission_stack (&line, stack, g_cm2, 3), product, 1e-15);
  bsr_test_assert_close (bsr_spectrum_transmission_stack (&line, NULL, NULL, 0), 1.0, 0.0);
}

/* A beam that was hardened before is harder: the stack passes more than the product. */
static void
beam_hardens_in_a_stack (void **state)
{
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (6.0);
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  const BsrMaterial *stack[] = { steel, steel };
  const double g_cm2[] = { 40.0, 40.0 };
  double once = bsr_spectrum_transmission (&beam, steel, 40.0);
  double both = bsr_spectrum_transmission_stack (&beam, stack, g_cm2, 2);
  assert_true (both > once * once * 1.05);
  bsr_test_assert_close (both, bsr_spectrum_transmission (&beam, steel, 80.0), 1e-15);
}

static void
weights_sum_to_one (void **state)
{
  double last = 0.0;
  for (double mv = 1.0; mv <= 15.0; mv += 0.5)
    {
      BsrSpectrum beam = bsr_spectrum_bremsstrahlung (mv);
      double sum = 0.0;
      assert_true (beam.n_bins <= BSR_SPECTRUM_MAX_BINS);
      for (int i = 0; i < beam.n_bins; i++)
        {
          assert_true (beam.weight[i] >= 0.0);
          assert_true (beam.energy_mev[i] > 0.0 && beam.energy_mev[i] < mv);
          sum += beam.weight[i];
        }
      bsr_test_assert_close (sum, 1.0, 1e-12);
      assert_true (beam.mean_energy_mev > last && beam.mean_energy_mev < 0.65 * mv);
      last = beam.mean_energy_mev;
    }
}

static void
inverse_comes_back (void **state)
{
  const char *ids[] = { "steel", "cellulose", "lead" };
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (6.0);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    for (double g = 0.5; g < 400.0; g *= 2.0)
      {
        const BsrMaterial *material = bsr_material_by_id (ids[i]);
        double through = bsr_spectrum_transmission (&beam, material, g);
        bsr_test_assert_close (bsr_spectrum_g_cm2 (&beam, material, through), g, 1e-6 * g);
      }
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  bsr_test_assert_close (bsr_spectrum_g_cm2 (&beam, steel, 1.0), 0.0, 0.0);
  bsr_test_assert_close (bsr_spectrum_g_cm2 (&beam, steel, 1.5), 0.0, 0.0);
  bsr_test_assert_close (bsr_spectrum_g_cm2 (&beam, steel, 0.0), BSR_SPECTRUM_MAX_G_CM2, 1e-6);
}

static void
extreme_energies_stay_finite (void **state)
{
  const double energies[] = { -1.0, 0.0, 0.1, 1.0, 15.0, 100.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (energies); i++)
    {
      BsrSpectrum beam = bsr_spectrum_bremsstrahlung (energies[i]);
      assert_true (isfinite (beam.mean_energy_mev) && beam.mean_energy_mev > 0.0);
      assert_true (isfinite (bsr_spectrum_line (energies[i]).energy_mev[0]));
    }
  bsr_test_assert_close (bsr_bremsstrahlung_photons (6.0, 6.5), 0.0, 0.0);
}

/* A photon leaves no more than its energy, and nearly all of it where it cannot pass. */
static void
detector_keeps_energy (void **state)
{
  for (double energy = 0.02; energy < 15.0; energy *= 1.3)
    assert_true (bsr_scintillator_absorbed (energy) > 0.0
                 && bsr_scintillator_absorbed (energy) <= energy);
  bsr_test_assert_close (bsr_scintillator_absorbed (0.05), 0.05, 0.0015);
}

static double *
read_numbers (const char *name, int *n)
{
  g_autofree char *path = bsr_test_shared_file (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  bsr_test_assert_no_error (error);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (char *at = text, *end;; at = end)
    {
      double number = g_ascii_strtod (at, &end);
      if (end == at)
        break;
      g_array_append_val (numbers, number);
    }
  *n = (int) numbers->len;
  return (double *) (void *) g_array_free (numbers, FALSE);
}

/* Steel's -ln T and the mean energy against a published Monte Carlo spectrum of a cargo linac. */
static void
compare_with_monte_carlo (const char *spectrum_file, double mv)
{
  int n = 0;
  g_autofree double *photons = read_numbers (spectrum_file, &n);
  g_autofree double *energy = read_numbers ("phantom/energy_grid_mev.csv", &n);
  g_autofree double *response = read_numbers ("phantom/detector_response.csv", &n);
  assert_int_equal (n, 900);

  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (mv);
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  const double thickness_mm[] = { 10.0, 50.0, 100.0, 200.0, 300.0 };
  for (gsize t = 0; t < G_N_ELEMENTS (thickness_mm); t++)
    {
      double g_cm2 = thickness_mm[t] * STEEL_MM, sum = 0.0, through = 0.0, mean = 0.0;
      for (int i = 1; i < n; i++)
        {
          double weight = photons[i] * response[i];
          sum += weight;
          mean += weight * energy[i];
          through += weight * exp (-bsr_element_attenuation (26, energy[i]) * g_cm2);
        }
      double theirs = -log (through / sum);
      double ours = -log (bsr_spectrum_transmission (&beam, steel, g_cm2));
      print_message ("%g MV, %g mm steel: -ln T %.4f, Monte Carlo %.4f (%+.2f %%); "
                     "mean %.3f, %.3f MeV\n",
                     mv, thickness_mm[t], ours, theirs, 100.0 * (ours / theirs - 1.0),
                     beam.mean_energy_mev, mean / sum);
      bsr_test_assert_close (ours / theirs, 1.0, t == 0 ? 0.02 : 0.015);
      bsr_test_assert_close (beam.mean_energy_mev * sum / mean, 1.0, 0.04);
    }
  for (int i = 3; i < n; i++)
    bsr_test_assert_close (bsr_scintillator_absorbed (energy[i]) / response[i], 1.0, 0.05);
}

static void
spectrum_6_mv_matches_monte_carlo (void **state)
{
  compare_with_monte_carlo ("phantom/spectrum_6MV_centre.csv", 6.0);
}

static void
spectrum_9_mv_matches_monte_carlo (void **state)
{
  compare_with_monte_carlo ("phantom/spectrum_9MV_centre.csv", 9.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (line_is_beer_lambert),
    cmocka_unit_test (line_stack_is_the_product),
    cmocka_unit_test (beam_hardens_in_a_stack),
    cmocka_unit_test (weights_sum_to_one),
    cmocka_unit_test (inverse_comes_back),
    cmocka_unit_test (extreme_energies_stay_finite),
    cmocka_unit_test (detector_keeps_energy),
    cmocka_unit_test (spectrum_6_mv_matches_monte_carlo),
    cmocka_unit_test (spectrum_9_mv_matches_monte_carlo),
  };
  return cmocka_run_group_tests_name ("spectrum", tests, NULL, NULL);
}
