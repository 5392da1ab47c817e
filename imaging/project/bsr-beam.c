#include "bsr-beam.h"

#include <math.h>

/* Bins of the spectrum taken together, their weighted mean attenuation standing for all: the
 * error is of second order in the spread within (measured at 4, 6 and 9 MV on steel, sugar and
 * lead: below 0.1 % down to a transmission of 1e-2, 0.3 % at 1e-5). */
#define BINS_TOGETHER 4
/* Exponents beyond leave less than a thousandth of a photon of any beam that we simulate. */
#define MAX_EXPONENT 25.0

/* Bins that are worked on side by side. */
#define LANES 4
typedef double Lanes __attribute__ ((vector_size (LANES * sizeof (double))));
typedef gint64 LaneBits __attribute__ ((vector_size (LANES * sizeof (gint64))));
/* Of one scene. */
#define MAX_MATERIALS 128
#define MAX_LANES (BSR_SPECTRUM_MAX_BINS / LANES)

/* exp() as in Cody and Waite, Software Manual for the Elementary Functions (1980), ch. 6: ln 2 in two
 * parts, the first short enough for whole multiples of it to be exact. */
#define LN_2_HIGH 0x1.62e42fee00000p-1
#define LN_2_LOW 0x1.a39ef35793c76p-33
/* Added and taken away, it rounds to whole numbers, and its lowest bits hold them. */
#define ROUNDER 0x1.8p52
#define EXPONENT_SHIFT 52
#define EXPONENT_BIAS 1023

struct _BsrBeam
{
  int n_lanes, n_materials; /* the rest of the last lane weighs nothing */
  Lanes weight[MAX_LANES];
  Lanes variance[MAX_LANES]; /* weight times energy, over the mean photon's */
  Lanes *attenuation;        /* n_lanes rows of n_materials, cm2/g */
};

/* Sums and means over BINS_TOGETHER bins as plain arrays: @attenuation has n_materials rows of
 * BSR_SPECTRUM_MAX_BINS. */
static void
gather_bins (const BsrSpectrum *spectrum, const BsrMaterial *const *materials, int n_materials,
             double *bin_weight, double *bin_variance, double *attenuation)
{
  /* Weights are photons times their signal, so photons are weights over energies. */
  double photons = 0.0;
  for (int i = 0; i < spectrum->n_bins; i++)
    {
      double weight = spectrum->weight[i], energy = spectrum->energy_mev[i];
      int bin = i / BINS_TOGETHER;
      photons += weight / energy;
      bin_weight[bin] += weight;
      bin_variance[bin] += weight * energy;
      for (int m = 0; m < n_materials; m++)
        attenuation[m * BSR_SPECTRUM_MAX_BINS + bin]
            += weight * bsr_material_attenuation (materials[m], energy);
    }
  for (int bin = 0; bin < BSR_SPECTRUM_MAX_BINS; bin++)
    {
      bin_variance[bin] *= photons;
      for (int m = 0; m < n_materials && bin_weight[bin] > 0.0; m++)
        attenuation[m * BSR_SPECTRUM_MAX_BINS + bin] /= bin_weight[bin];
    }
}

BsrBeam *
bsr_beam_new (const BsrSpectrum *spectrum, const BsrMaterial *const *materials, int n_materials)
{
  g_return_val_if_fail (spectrum != NULL && materials != NULL && n_materials > 0, NULL);
  g_return_val_if_fail (n_materials <= MAX_MATERIALS, NULL);
  double weight[BSR_SPECTRUM_MAX_BINS] = { 0.0 }, variance[BSR_SPECTRUM_MAX_BINS] = { 0.0 };
  g_autofree double *attenuation = g_new0 (double, (gsize)n_materials * BSR_SPECTRUM_MAX_BINS);
  gather_bins (spectrum, materials, n_materials, weight, variance, attenuation);

  int n_bins = (spectrum->n_bins + BINS_TOGETHER - 1) / BINS_TOGETHER;
  BsrBeam *beam = g_aligned_alloc0 (1, sizeof *beam, sizeof (Lanes));
  beam->n_lanes = (n_bins + LANES - 1) / LANES;
  beam->n_materials = n_materials;
  beam->attenuation
      = g_aligned_alloc0 ((gsize)beam->n_lanes * n_materials, sizeof (Lanes), sizeof (Lanes));
  for (int bin = 0; bin < n_bins; bin++)
    {
      int lane = bin / LANES, part = bin % LANES;
      beam->weight[lane][part] = weight[bin];
      beam->variance[lane][part] = variance[bin];
      for (int m = 0; m < n_materials; m++)
        beam->attenuation[lane * n_materials + m][part]
            = attenuation[m * BSR_SPECTRUM_MAX_BINS + bin];
    }
  return beam;
}

void
bsr_beam_free (BsrBeam *beam)
{
  g_return_if_fail (beam != NULL);
  g_aligned_free (beam->attenuation);
  g_aligned_free (beam);
}

/* exp (-@thickness) for 0...MAX_EXPONENT, within 1.5 units of the last place; 0 beyond. */
static inline void
through_of (const Lanes *thickness, Lanes *through)
{
  Lanes exponent = *thickness;
  Lanes rounded = -exponent * M_LOG2E + ROUNDER, whole = rounded - ROUNDER;
  Lanes rest = (-exponent - whole * LN_2_HIGH) - whole * LN_2_LOW;
  /* Taylor's series to the 13th power: |rest| < 0.35 leaves 5e-18 of 1. */
  Lanes sum = rest * (1.0 / 6227020800.0) + 1.0 / 479001600.0;
  sum = sum * rest + 1.0 / 39916800.0;
  sum = sum * rest + 1.0 / 3628800.0;
  sum = sum * rest + 1.0 / 362880.0;
  sum = sum * rest + 1.0 / 40320.0;
  sum = sum * rest + 1.0 / 5040.0;
  sum = sum * rest + 1.0 / 720.0;
  sum = sum * rest + 1.0 / 120.0;
  sum = sum * rest + 1.0 / 24.0;
  sum = sum * rest + 1.0 / 6.0;
  sum = sum * rest + 0.5;
  sum = sum * rest + 1.0;
  sum = sum * rest + 1.0;
  LaneBits scale = ((LaneBits)rounded + EXPONENT_BIAS) << EXPONENT_SHIFT;
  LaneBits within = exponent <= MAX_EXPONENT;
  *through = (Lanes)((LaneBits)(sum * (Lanes)scale) & within);
}

/* Without fused multiplication, so that every machine has the same bits; four at a time where the
 * machine can. */
__attribute__ ((target_clones ("avx2", "default"))) static void
transmit (const BsrBeam *beam, const int *present, const double *g_cm2, int n, double *transmission,
          double *variance)
{
  Lanes signal = { 0.0 }, spread = { 0.0 };
  for (int lane = 0; lane < beam->n_lanes; lane++)
    {
      const Lanes *attenuation = beam->attenuation + (gsize)lane * beam->n_materials;
      Lanes thickness = { 0.0 }, through;
      for (int i = 0; i < n; i++)
        thickness += attenuation[present[i]] * g_cm2[i];
      through_of (&thickness, &through);
      signal += beam->weight[lane] * through;
      spread += beam->variance[lane] * through;
    }
  *transmission = (signal[0] + signal[1]) + (signal[2] + signal[3]);
  *variance = (spread[0] + spread[1]) + (spread[2] + spread[3]);
}

void
bsr_beam_transmit (const BsrBeam *beam, const float *g_cm2, double *transmission, double *variance)
{
  int present[MAX_MATERIALS], n = 0;
  double mass[MAX_MATERIALS];
  for (int m = 0; m < beam->n_materials; m++)
    if (g_cm2[m] > 0.0f)
      {
        present[n] = m;
        mass[n++] = (double)g_cm2[m];
      }
  transmit (beam, present, mass, n, transmission, variance);
}
