#pragma once

#include "bsr-material.h"

G_BEGIN_DECLS

/**
 * BsrSpectrum:
 *
 * What the detector weighs: photons per energy bin times the bin's detector response,
 * normalised to a sum of 1, so that transmission is a plain weighted mean. Immutable, value.
 */
#define BSR_SPECTRUM_MAX_BINS 256

typedef struct
{
  int n_bins;
  double energy_mev[BSR_SPECTRUM_MAX_BINS];
  double weight[BSR_SPECTRUM_MAX_BINS];
  double mean_energy_mev; /* of a detected photon, by weight: what a count's variance needs */
} BsrSpectrum;

/* End points and lines beyond take the nearest of these, MV and MeV; a thickness the largest of
 * g/cm2 (about 12.7 m of steel) where nothing is transmitted. */
#define BSR_SPECTRUM_MIN_MV 0.3
#define BSR_SPECTRUM_MAX_MV 20.0
#define BSR_SPECTRUM_MIN_LINE_MEV 0.01
#define BSR_SPECTRUM_MAX_LINE_MEV 20.0
#define BSR_SPECTRUM_MAX_G_CM2 10000.0

/* Bremsstrahlung of a linear accelerator with end point @energy_mv (1...15 MV) as an
 * energy-integrating scintillator sees it. Formulas and filter: see bsr-bremsstrahlung.c and
 * bsr-scintillator.c, with sources. */
BsrSpectrum bsr_spectrum_bremsstrahlung (double energy_mv);

/* One line, for gamma sources. */
BsrSpectrum bsr_spectrum_line (double energy_mev);

/* What @material attenuates in each of the spectrum's bins, cm2/g: worked out once by who asks for
 * many thicknesses. */
typedef struct
{
  double mu[BSR_SPECTRUM_MAX_BINS];
} BsrSpectrumMaterial;
void bsr_spectrum_attenuate (const BsrSpectrum *spectrum, const BsrMaterial *material,
                             BsrSpectrumMaterial *attenuated);
/* Transmission of @g_cm2 of it. */
double bsr_spectrum_transmission_of (const BsrSpectrum *spectrum,
                                     const BsrSpectrumMaterial *attenuated, double g_cm2);
/* The thickness that transmits @transmission, as bsr_spectrum_g_cm2(). */
double bsr_spectrum_g_cm2_of (const BsrSpectrum *spectrum, const BsrSpectrumMaterial *attenuated,
                              double transmission);

/* Transmission 0...1 of @g_cm2 of @material. */
double bsr_spectrum_transmission (const BsrSpectrum *spectrum, const BsrMaterial *material,
                                  double g_cm2);

/* Transmission through a stack: the product inside the sum (beam hardening is kept). */
double bsr_spectrum_transmission_stack (const BsrSpectrum *spectrum,
                                        const BsrMaterial *const *materials, const double *g_cm2,
                                        int n);

/* The thickness that transmits @transmission; the inverse of the above. */
double bsr_spectrum_g_cm2 (const BsrSpectrum *spectrum, const BsrMaterial *material,
                           double transmission);

G_END_DECLS
