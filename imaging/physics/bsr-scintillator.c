#include "bsr-scintillator.h"

#include <math.h>

#include "bsr-material.h"

#define ELECTRON_MEV 0.51099895
/* Classical electron radius, cm, and Avogadro's number, 1/mol (CODATA 2018). */
#define ELECTRON_RADIUS_CM 2.8179403262e-13
#define AVOGADRO 6.02214076e23
/* CdWO4: g/mol, electrons a molecule, g/cm3 (Knoll, Radiation Detection and Measurement, 4th
 * ed., table 8.3), and Z for its radiation yield, mean over mass. */
#define CRYSTAL_WEIGHT 360.25
#define CRYSTAL_ELECTRONS 154.0
#define CRYSTAL_YIELD_Z 55.6
/* Depth along the beam, g/cm2: 30 mm of 7.9 g/cm3, common in cargo detectors. */
#define CRYSTAL_DEPTH 23.7
/* What scattered and annihilation photons cross sideways to leave the channel (5 mm, half its
 * width), and what the electrons' forward bremsstrahlung crosses (half the depth), g/cm2. */
#define SIDE_PATH 4.0
#define FORWARD_PATH 11.85

static const BsrMaterial crystal = {
  "cadmium-tungstate", 7.9, 3, { { 8, 0.17764 }, { 48, 0.31205 }, { 74, 0.51031 } }
};

/* Klein-Nishina cross section of an electron, cm2, and the mean fraction of the photon's energy
 * that the scattered photon keeps (Evans, The Atomic Nucleus, 1955, ch. 23). */
static double
compton (double energy_mev, double *kept)
{
  double a = energy_mev / ELECTRON_MEV;
  double wide = 1.0 + 2.0 * a, log_wide = log (wide);
  double area = G_PI * ELECTRON_RADIUS_CM * ELECTRON_RADIUS_CM;
  double total = 2.0 * area
                 * ((1.0 + a) / (a * a) * (2.0 * (1.0 + a) / wide - log_wide / a)
                    + log_wide / (2.0 * a) - (1.0 + 3.0 * a) / (wide * wide));
  double scattered = area
                     * (log_wide / (a * a * a)
                        + 2.0 * (1.0 + a) * (2.0 * a * a - 2.0 * a - 1.0) / (a * a * wide * wide)
                        + 8.0 * a * a / (3.0 * wide * wide * wide));
  *kept = scattered / total;
  return total;
}

static double
escape (double energy_mev, double path)
{
  return exp (-bsr_material_attenuation (&crystal, energy_mev) * path);
}

/* The photon is stopped with 1 - exp(-mu depth). Of its energy escape: the photon of a Compton
 * scattering, the two of an annihilation, and the bremsstrahlung of its electrons, whose yield is
 * 6e-4 Z T / (1 + 6e-4 Z T) (H. W. Koch and J. W. Motz, Rev. Mod. Phys. 31 (1959) 920) in photons
 * of about T / 4. Checked against a published Geant4 response (plalor/semiZ): within 4 % from
 * 0.03 to 9 MeV. */
double
bsr_scintillator_absorbed (double energy_mev)
{
  g_return_val_if_fail (energy_mev > 0.0, 0.0);
  double mu = bsr_material_attenuation (&crystal, energy_mev);
  double kept;
  double mu_compton = compton (energy_mev, &kept) * AVOGADRO * CRYSTAL_ELECTRONS / CRYSTAL_WEIGHT;
  double compton_share = MIN (mu_compton / mu, 1.0);

  /* Not Compton and above the threshold of 2 m c2: pair production, which takes over from the
   * photoelectric effect within about 1.5 MeV of it. */
  double above = energy_mev - 2.0 * ELECTRON_MEV;
  double pair_share = (1.0 - compton_share) * CLAMP (above / 1.5, 0.0, 1.0);

  double scattered = compton_share * kept * energy_mev;
  double annihilation = pair_share * 2.0 * ELECTRON_MEV;
  double electrons = energy_mev - scattered - annihilation;
  double yield = 6e-4 * CRYSTAL_YIELD_Z * electrons;
  double braked = electrons * yield / (1.0 + yield);
  double lost = scattered * escape (kept * energy_mev, SIDE_PATH)
                + annihilation * escape (ELECTRON_MEV, SIDE_PATH)
                + braked * escape (electrons / 4.0, FORWARD_PATH);
  return (1.0 - exp (-mu * CRYSTAL_DEPTH)) * (energy_mev - lost);
}
