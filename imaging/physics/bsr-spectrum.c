#include "bsr-spectrum.h"

#include <math.h>

#include "bsr-bremsstrahlung.h"
#include "bsr-scintillator.h"

/* Photons below do not leave the target: 1 mm of tungsten stops all but e^-30 of them. */
#define LOWEST_MEV 0.05
#define BREMSSTRAHLUNG_BINS 160
/* A thickness is found when a step is this share of it; some ten steps do, and it never takes so
 * many. */
#define ENOUGH 1e-12
#define MOST_STEPS 100

BsrSpectrum
bsr_spectrum_bremsstrahlung (double energy_mv)
{
  double end = CLAMP (energy_mv, BSR_SPECTRUM_MIN_MV, BSR_SPECTRUM_MAX_MV);
  BsrSpectrum spectrum = { .n_bins = BREMSSTRAHLUNG_BINS };

  /* Bins of equal width in the square root of the energy: finer where attenuation is steep. */
  double low = sqrt (LOWEST_MEV), step = (sqrt (end) - low) / BREMSSTRAHLUNG_BINS, sum = 0.0;
  for (int i = 0; i < BREMSSTRAHLUNG_BINS; i++)
    {
      double from = low + i * step, to = from + step, middle = low + (i + 0.5) * step;
      double energy = middle * middle;
      spectrum.energy_mev[i] = energy;
      spectrum.weight[i] = bsr_bremsstrahlung_photons (end, energy)
                           * bsr_scintillator_absorbed (energy) * (to * to - from * from);
      sum += spectrum.weight[i];
    }
  for (int i = 0; i < spectrum.n_bins; i++)
    {
      spectrum.weight[i] /= sum;
      spectrum.mean_energy_mev += spectrum.weight[i] * spectrum.energy_mev[i];
    }
  return spectrum;
}

BsrSpectrum
bsr_spectrum_line (double energy_mev)
{
  double energy = CLAMP (energy_mev, BSR_SPECTRUM_MIN_LINE_MEV, BSR_SPECTRUM_MAX_LINE_MEV);
  return (BsrSpectrum){
    .n_bins = 1, .energy_mev = { energy }, .weight = { 1.0 }, .mean_energy_mev = energy
  };
}

double
bsr_spectrum_transmission (const BsrSpectrum *spectrum, const BsrMaterial *material, double g_cm2)
{
  return bsr_spectrum_transmission_stack (spectrum, &material, &g_cm2, 1);
}

double
bsr_spectrum_transmission_stack (const BsrSpectrum *spectrum, const BsrMaterial *const *materials,
                                 const double *g_cm2, int n)
{
  g_return_val_if_fail (spectrum != NULL && n >= 0, 0.0);
  double sum = 0.0;
  for (int i = 0; i < spectrum->n_bins; i++)
    {
      double exponent = 0.0;
      for (int j = 0; j < n; j++)
        exponent += bsr_material_attenuation (materials[j], spectrum->energy_mev[i]) * g_cm2[j];
      sum += spectrum->weight[i] * exp (-exponent);
    }
  return sum;
}

void
bsr_spectrum_attenuate (const BsrSpectrum *spectrum, const BsrMaterial *material,
                        BsrSpectrumMaterial *attenuated)
{
  g_return_if_fail (spectrum != NULL && material != NULL && attenuated != NULL);
  for (int i = 0; i < spectrum->n_bins; i++)
    attenuated->mu[i] = bsr_material_attenuation (material, spectrum->energy_mev[i]);
}

/* Transmission, and how fast it falls with the thickness. */
static double
transmit (const BsrSpectrum *spectrum, const BsrSpectrumMaterial *attenuated, double g_cm2,
          double *fall)
{
  double sum = 0.0;
  *fall = 0.0;
  for (int i = 0; i < spectrum->n_bins; i++)
    {
      double through = spectrum->weight[i] * exp (-attenuated->mu[i] * g_cm2);
      sum += through;
      *fall += attenuated->mu[i] * through;
    }
  return sum;
}

double
bsr_spectrum_transmission_of (const BsrSpectrum *spectrum, const BsrSpectrumMaterial *attenuated,
                              double g_cm2)
{
  double fall;
  return transmit (spectrum, attenuated, g_cm2, &fall);
}

/* Newton's method on the attenuation -ln T, which rises ever slower with the thickness while the
 * beam hardens: from below each step ends below, so that it only needs to be gone on with until it
 * moves no more. */
double
bsr_spectrum_g_cm2_of (const BsrSpectrum *spectrum, const BsrSpectrumMaterial *attenuated,
                       double transmission)
{
  g_return_val_if_fail (spectrum != NULL && attenuated != NULL, 0.0);
  if (!(transmission < 1.0))
    return 0.0;
  if (!(transmission > 0.0))
    return BSR_SPECTRUM_MAX_G_CM2;

  double g_cm2 = 0.0;
  for (int k = 0; k < MOST_STEPS; k++)
    {
      double fall, through = transmit (spectrum, attenuated, g_cm2, &fall);
      if (!(through > 0.0 && fall > 0.0))
        break;
      double step = log (through / transmission) * through / fall;
      g_cm2 = CLAMP (g_cm2 + step, 0.0, BSR_SPECTRUM_MAX_G_CM2);
      if (fabs (step) <= ENOUGH * g_cm2)
        break;
    }
  return g_cm2;
}

double
bsr_spectrum_g_cm2 (const BsrSpectrum *spectrum, const BsrMaterial *material, double transmission)
{
  g_return_val_if_fail (spectrum != NULL && material != NULL, 0.0);
  BsrSpectrumMaterial attenuated;
  bsr_spectrum_attenuate (spectrum, material, &attenuated);
  return bsr_spectrum_g_cm2_of (spectrum, &attenuated, transmission);
}
