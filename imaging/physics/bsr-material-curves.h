#pragma once

#include "bsr-energy-match.h"
#include "bsr-energy-pair.h"

G_BEGIN_DECLS

/* Classes that officers think in, by effective atomic number (bsr_material_effective_z()); a set of
 * them is a mask of 1 << class. */
typedef enum
{
  BSR_SUBSTANCE_ORGANIC,   /* below 10: water, plastics, food, wood */
  BSR_SUBSTANCE_INORGANIC, /* 10...20: aluminium, glass, stone, salt */
  BSR_SUBSTANCE_METAL,     /* 20...40: iron, copper */
  BSR_SUBSTANCE_HEAVY,     /* above: tin, tungsten, lead */
  BSR_N_SUBSTANCES,
} BsrSubstance;
#define BSR_SUBSTANCE_ANY ((1u << BSR_N_SUBSTANCES) - 1)

/* Why nothing, or no less than everything, is said. */
typedef enum
{
  BSR_MATERIAL_TOLD,   /* the set is smaller than all there are */
  BSR_MATERIAL_OPEN,   /* it can be anything: too thin, too noisy, or too little known of the beam */
  BSR_MATERIAL_THIN,   /* next to nothing is there */
  BSR_MATERIAL_OPAQUE, /* the beam did not get through */
  BSR_MATERIAL_FLAWED, /* dead channel, or at full scale */
  BSR_MATERIAL_NONE,   /* no material looks like this: two things beside each other, or a flaw */
} BsrMaterialState;

/**
 * BsrMaterialEstimate:
 *
 * What something is made of, as far as two energies tell: everything that fits within two standard
 * deviations, never one answer. A plain value.
 */
typedef struct
{
  BsrMaterialState state;
  guint substances;     /* mask of 1 << BsrSubstance: the set that fits; 0 where nothing is said */
  double z_low, z_high; /* effective atomic numbers that fit */
  double hue;           /* expected, 0...1: see bsr_material_hue_of_z() */
  double sureness;      /* 0: what fits spans two steps from class to class, or more ... 1: one */
  double share;         /* of the attenuation that a metal makes: 0 organic ... 1 metal or heavier */
  double g_cm2;         /* expected mass thickness */
  double g_cm2_low, g_cm2_high; /* 90 %: material, noise, and the scale of the whole scan */
} BsrMaterialEstimate;

/**
 * BsrMaterialCurves:
 *
 * What the matched spectra of a scan make of all materials from hydrogen-rich to uranium: for each
 * attenuation in plane 0 that in plane 1, how well that is known, and the mass thickness. Immutable,
 * safe to share between threads.
 */
typedef struct _BsrMaterialCurves BsrMaterialCurves;

/* (transfer full) (nullable): %NULL where bsr_energy_match_measure() finds none. @radiograph is
 * referenced. */
BsrMaterialCurves *bsr_material_curves_new (BsrRadiograph *radiograph);
void bsr_material_curves_free (BsrMaterialCurves *curves);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrMaterialCurves, bsr_material_curves_free)

const BsrEnergyMatch *bsr_material_curves_match (const BsrMaterialCurves *curves);

/* What pixels of one thing are made of: of a segment, or of any region whose runs were added with
 * bsr_energy_sums_add_run(). Behind each other they are one mixture. */
void bsr_material_curves_judge (const BsrMaterialCurves *curves, const BsrEnergySums *sums,
                                BsrMaterialEstimate *estimate);

/* Place of an effective atomic number on the scale of hues: 0 organic (up to cellulose), 1/3
 * inorganic (aluminium), 2/3 metal (iron), 1 lead and beyond; straight between. */
double bsr_material_hue_of_z (double z);

G_END_DECLS
