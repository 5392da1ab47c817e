#include "bsr-bremsstrahlung.h"

#include <math.h>

#include "bsr-material.h"

/* Rest energy of an electron, MeV (CODATA 2018). */
#define ELECTRON_MEV 0.51099895
/* Tungsten: atomic number; radiation length, g/cm2 (Review of Particle Physics 2022). */
#define TARGET_Z 74
#define TARGET_RADIATION_LENGTH 6.76
/* Collision stopping power of tungsten, MeV cm2/g: nearly level at 1...15 MeV (Berger et al.,
 * ESTAR, NISTIR 4999). */
#define COLLISION_LOSS 1.1
/* Radiative over collision stopping power is Z T / 800 MeV (Evans, The Atomic Nucleus, 1955,
 * ch. 20). */
#define RADIATIVE_MEV 800.0
/* What the photons cross on their way out, g/cm2 of tungsten: 1 mm. Chosen once so that mean
 * energy and steel transmission agree with published Geant4 spectra of a 6 and a 9 MV cargo
 * linac (P. Lalor, MIT, plalor/semiZ): -ln T of 50, 100 and 200 mm of steel within 1 %. */
#define TARGET_FILTER 2.0
/* Steps in which an electron is slowed down: 40 and 400 differ by less than 0.1 % in -ln T. */
#define SLOWING_STEPS 40

/* Thin-target bremsstrahlung straight ahead per photon energy and squared electron energy: L. I.
 * Schiff, Phys. Rev. 83 (1951) 252, equation 1 at angle 0, its constant factors left out. The
 * formula turns negative within a few keV of the end point, where it does not hold. */
static double
schiff_forward (double electron_mev, double photon_mev)
{
  double before = electron_mev / ELECTRON_MEV + 1.0; /* total energy in rest energies */
  double photon = photon_mev / ELECTRON_MEV;
  double after = before - photon;
  if (after <= 1.0)
    return 0.0;
  double recoil = photon / (2.0 * before * after);
  double screening = cbrt (TARGET_Z) / 111.0;
  double log_m = -log (recoil * recoil + screening * screening);
  double ratio = after / before;
  return MAX (-(1.0 + ratio) * (1.0 + ratio) + (1.0 + ratio * ratio) * log_m, 0.0) / photon_mev;
}

/* Mean square angle of an electron after @depth g/cm2: (13.6 MeV / p c)^2 x / X0 (V. L. Highland,
 * Nucl. Instr. Meth. 129 (1975) 497, its logarithmic term left out; p c as T + m c2). */
static double
scattering_angle2 (double electron_mev, double depth)
{
  double angle = 13.6 / (electron_mev + ELECTRON_MEV);
  return angle * angle * depth / TARGET_RADIATION_LENGTH;
}

double
bsr_bremsstrahlung_photons (double electron_mev, double photon_mev)
{
  g_return_val_if_fail (electron_mev > 0.0 && photon_mev > 0.0, 0.0);

  /* Thin targets behind each other, the electron slower and more scattered in each. The forward
   * lobe of width m c2 / E is smeared by the scattering: its peak falls from E^2 as 1 / (1 / E^2 +
   * angle^2) (J. D. Lawson, Nucleonics 10/11 (1952) 61). */
  double sum = 0.0, depth = 0.0;
  for (int i = 0; i < SLOWING_STEPS; i++)
    {
      double now = electron_mev * (1.0 - (i + 0.5) / SLOWING_STEPS);
      if (now <= photon_mev)
        break;
      double loss = COLLISION_LOSS * (1.0 + TARGET_Z * now / RADIATIVE_MEV);
      double layer = electron_mev / SLOWING_STEPS / loss;
      double lobe = ELECTRON_MEV / (now + ELECTRON_MEV);
      sum += schiff_forward (now, photon_mev) * layer
             / (lobe * lobe + scattering_angle2 (now, depth + layer / 2.0));
      depth += layer;
    }
  return sum * exp (-bsr_element_attenuation (TARGET_Z, photon_mev) * TARGET_FILTER);
}
