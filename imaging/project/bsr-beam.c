#include "bsr-beam.h"

#include <math.h>

/* Bins of the spectrum taken together, their weighted mean attenuation standing for all: the
 * error is of second order in the spread within (measured at 4, 6 and 9 MV on steel, sugar and
 * lead: below 0.1 % down to a transmission of 1e-2, 0.3 % at 1e-5). */
#define BINS_TOGETHER 4
/* Exponents beyond leave less than a thousandth of a photon of any beam that we simulate. */
#define MAX_EXPONENT 25.0

struct _BsrBeam
{
  int n_bins, n_materials;
  double weight[BSR_SPECTRUM_MAX_BINS];
  double variance[BSR_SPECTRUM_MAX_BINS]; /* weight times energy, over the mean photon's */
  double *attenuation;                    /* n_bins rows of n_materials, cm2/g */
};

BsrBeam *
bsr_beam_new (const BsrSpectrum *spectrum, const BsrMaterial *const *materials, int n_materials)
{
  g_return_val_if_fail (spectrum != NULL && materials != NULL && n_materials > 0, NULL);
  BsrBeam *beam = g_new0 (BsrBeam, 1);
  beam->n_bins = (spectrum->n_bins + BINS_TOGETHER - 1) / BINS_TOGETHER;
  beam->n_materials = n_materials;
  beam->attenuation = g_new0 (double, (gsize)beam->n_bins *n_materials);

  /* Weights are photons times their signal, so photons are weights over energies. */
  double photons = 0.0;
  for (int i = 0; i < spectrum->n_bins; i++)
    {
      double weight = spectrum->weight[i], energy = spectrum->energy_mev[i];
      int bin = i / BINS_TOGETHER;
      photons += weight / energy;
      beam->weight[bin] += weight;
      beam->variance[bin] += weight * energy;
      for (int m = 0; m < n_materials; m++)
        beam->attenuation[bin * n_materials + m]
            += weight * bsr_material_attenuation (materials[m], energy);
    }
  for (int bin = 0; bin < beam->n_bins; bin++)
    {
      beam->variance[bin] *= photons;
      for (int m = 0; m < n_materials && beam->weight[bin] > 0.0; m++)
        beam->attenuation[bin * n_materials + m] /= beam->weight[bin];
    }
  return beam;
}

void
bsr_beam_free (BsrBeam *beam)
{
  g_return_if_fail (beam != NULL);
  g_free (beam->attenuation);
  g_free (beam);
}

void
bsr_beam_transmit (const BsrBeam *beam, const float *g_cm2, double *transmission, double *variance)
{
  double signal = 0.0, spread = 0.0;
  for (int bin = 0; bin < beam->n_bins; bin++)
    {
      const double *attenuation = beam->attenuation + (gsize)bin * beam->n_materials;
      double exponent = 0.0;
      for (int m = 0; m < beam->n_materials; m++)
        exponent += attenuation[m] * (double)g_cm2[m];
      if (exponent > MAX_EXPONENT)
        continue;
      double through = exp (-exponent);
      signal += beam->weight[bin] * through;
      spread += beam->variance[bin] * through;
    }
  *transmission = signal;
  *variance = spread;
}
