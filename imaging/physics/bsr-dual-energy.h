#pragma once

#include "bsr-radiograph.h"

G_BEGIN_DECLS

/**
 * BsrDualEnergy:
 *
 * What the spectra of planes 0 and 1 make of reference materials: for each attenuation in plane 0
 * the attenuation in plane 1 and the mass thickness. Immutable, safe to share between threads.
 *
 * The ratio of both attenuations falls from organic over metal to lead, because pair production,
 * which grows with Z^2 per gram where Compton scattering grows with Z, adds more at the higher
 * energy. At 6/4 MV and behind less than about 50 mm of steel it rises again from tin to lead:
 * there the photoelectric effect takes out what is soft in the low beam. And between tungsten and
 * uranium it hardly changes at any thickness. There one ratio belongs to several masses.
 */
typedef struct _BsrDualEnergy BsrDualEnergy;

/* Reference materials by rising atomic number. Hydrogen makes organic goods differ among
 * themselves: cellulose is their middle, polyethylene weighs 6 % less and graphite 6 % more. */
typedef enum
{
  BSR_REFERENCE_ORGANIC,   /* cellulose */
  BSR_REFERENCE_INORGANIC, /* aluminium */
  BSR_REFERENCE_METAL,     /* steel */
  BSR_REFERENCE_TIN,
  BSR_REFERENCE_BARIUM,
  BSR_REFERENCE_TUNGSTEN,
  BSR_REFERENCE_LEAD,
  BSR_N_REFERENCES,
} BsrReferenceMaterial;

/* The references at one attenuation of plane 0. */
typedef struct
{
  float low[BSR_N_REFERENCES];  /* attenuation in plane 1 */
  float mass[BSR_N_REFERENCES]; /* mass thickness as a share of steel's */
  float slope;                  /* of plane 1's attenuation by plane 0's, for aluminium */
  float noise_high; /* standard deviation of a pixel's attenuation in plane 0 */
  float noise;      /* and of that in plane 1 less @slope times that in plane 0 */
} BsrDualEnergyPoint;

/* (transfer full) (nullable): %NULL where there are no two planes of stated, different energies.
 * @radiograph needs its attenuations, flags and noise only; it is not kept. */
BsrDualEnergy *bsr_dual_energy_new (const BsrRadiograph *radiograph);
void bsr_dual_energy_free (BsrDualEnergy *dual);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDualEnergy, bsr_dual_energy_free)

/* Whether what @radiograph shows of all materials together lies where the spectra have them. On a
 * scanner whose detectors, filter or scatter make it answer otherwise every judgement from the two
 * energies would be wrong. */
gboolean bsr_dual_energy_is_plausible (const BsrDualEnergy *dual, const BsrRadiograph *radiograph);

/* %FALSE where @high says nothing: next to no attenuation, or more than any scanner sees through
 * (@point is then not set). */
gboolean bsr_dual_energy_look_up (const BsrDualEnergy *dual, float high,
                                  BsrDualEnergyPoint *point);

/* Where a pixel lies between organic (0) and metal (1), and where aluminium does at this
 * attenuation; not cut at the ends, since anything else would pull the average of noisy pixels to
 * one side. Returns its weight, 1/variance of the place; 0 where it says nothing (the places are
 * then not set). */
float bsr_dual_energy_place (const BsrDualEnergy *dual, float high, float low, float *place,
                             float *inorganic);

/* BsrPixelFlags, in either plane, of pixels of which two energies say nothing. Air is left out: it
 * knows nothing by itself. */
#define BSR_DUAL_ENERGY_MUTE (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_OPAQUE)

G_END_DECLS
