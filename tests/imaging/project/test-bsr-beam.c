#include "bsr-test.h"

#include <math.h>

#include "bsr-beam.h"
#include "bsr-spectrum.h"

static void
agrees_with_the_full_spectrum (void **state)
{
  const BsrMaterial *materials[]
      = { bsr_material_by_id ("steel"), bsr_material_by_id ("sugar"), bsr_material_by_id ("lead") };
  static const double energies[] = { 4.0, 6.0, 9.0 };
  for (gsize e = 0; e < G_N_ELEMENTS (energies); e++)
    {
      BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (energies[e]);
      g_autoptr (BsrBeam) beam = bsr_beam_new (&spectrum, materials, 3);
      for (double depth = 0.0; depth < 260.0; depth += 13.0)
        {
          const double stacks[][3] = { { depth, 0.0, 0.0 },
                                       { 0.0, depth, 0.0 },
                                       { 0.0, 0.0, depth },
                                       { depth / 3.0, depth / 2.0, depth / 6.0 } };
          for (gsize i = 0; i < G_N_ELEMENTS (stacks); i++)
            {
              const float path[3]
                  = { (float)stacks[i][0], (float)stacks[i][1], (float)stacks[i][2] };
              double transmission, variance;
              bsr_beam_transmit (beam, path, &transmission, &variance);
              double full = bsr_spectrum_transmission_stack (&spectrum, materials, stacks[i], 3);
              bsr_test_assert_close (transmission / full, 1.0, full > 1e-2 ? 1e-3 : 4e-3);
            }
        }
    }
}

/* An energy-integrating detector's open beam is noisier than its number of photons. */
static void
variance_is_that_of_a_compound_sum (void **state)
{
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (6.0);
  g_autoptr (BsrBeam) beam = bsr_beam_new (&spectrum, &steel, 1);
  double photons = 0.0, squares = 0.0, shadow = 0.0, transmission, variance;
  for (int i = 0; i < spectrum.n_bins; i++)
    {
      double through = exp (-50.0 * bsr_material_attenuation (steel, spectrum.energy_mev[i]));
      photons += spectrum.weight[i] / spectrum.energy_mev[i];
      squares += spectrum.weight[i] * spectrum.energy_mev[i];
      shadow += spectrum.weight[i] * spectrum.energy_mev[i] * through;
    }
  const float none = 0.0f, some = 50.0f;
  bsr_beam_transmit (beam, &none, &transmission, &variance);
  bsr_test_assert_close (transmission, 1.0, 1e-12);
  bsr_test_assert_close (variance, photons * squares, 1e-9);
  assert_true (variance > 1.05);
  bsr_beam_transmit (beam, &some, &transmission, &variance);
  bsr_test_assert_close (variance / (photons * shadow), 1.0, 1e-3);
}

static void
beam_hardens (void **state)
{
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (6.0);
  g_autoptr (BsrBeam) beam = bsr_beam_new (&spectrum, &steel, 1);
  double first = 0.0, last = 0.0, before = 0.0, variance;
  for (int i = 1; i <= 20; i++)
    {
      float path = 10.0f * (float)i;
      double transmission;
      bsr_beam_transmit (beam, &path, &transmission, &variance);
      double step = -log (transmission) - before;
      before = -log (transmission);
      if (i == 1)
        first = step;
      last = step;
    }
  assert_true (last < 0.9 * first);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (agrees_with_the_full_spectrum),
    cmocka_unit_test (variance_is_that_of_a_compound_sum),
    cmocka_unit_test (beam_hardens),
  };
  return cmocka_run_group_tests_name ("beam", tests, NULL, NULL);
}
