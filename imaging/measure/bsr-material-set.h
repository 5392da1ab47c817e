#pragma once

#include "bsr-dual-energy.h"

G_BEGIN_DECLS

/* As many separate ranges as can fit: between organic and lead the curves bend twice. */
#define BSR_MATERIAL_SET_MAX_RANGES 4

/* Polyethylene, CH2, and uranium: beyond both references' ends the attenuations hardly change. */
#define BSR_MATERIAL_SET_LEAST 5.4
#define BSR_MATERIAL_SET_MOST 92.0

typedef enum
{
  BSR_MATERIAL_SET_NO_ENERGIES, /* one energy, or energies that are not stated */
  BSR_MATERIAL_SET_IMPLAUSIBLE, /* the scan does not answer like the spectra of its energies */
  BSR_MATERIAL_SET_TOO_LITTLE,  /* too thin, opaque or dead: nothing to judge by */
  BSR_MATERIAL_SET_ANY,         /* everything fits: the energies cannot tell */
  BSR_MATERIAL_SET_NONE,        /* nothing fits: beside all materials, or a wrong calibration */
  BSR_MATERIAL_SET_TOLD,        /* the ranges are what fits */
} BsrMaterialAnswer;

/**
 * BsrMaterialSet:
 *
 * The atomic numbers that two energies leave possible for a part of a scan: never one answer, all
 * that fit. What lies behind each other is one mixture, the container's walls included.
 */
typedef struct
{
  BsrMaterialAnswer answer;
  int n_ranges;
  struct
  {
    double from, to; /* effective atomic number, rising; BSR_MATERIAL_SET_LEAST and _MOST where nothing
                        that is lighter or heavier could be told from what fits */
  } ranges[BSR_MATERIAL_SET_MAX_RANGES];
  gboolean fits[BSR_N_REFERENCES];
} BsrMaterialSet;

/* Effective atomic number that stands for each reference material: those of the elements, and 7 for
 * cellulose, C6H10O5. */
extern const double bsr_material_set_numbers[BSR_N_REFERENCES];

/* What pixels know together of how far plane 1's attenuation lies from each reference's. */
typedef struct
{
  double weight;                   /* sum of inverse variances by noise */
  double apart[BSR_N_REFERENCES];  /* measured less expected, weighted sum */
  double high, low, slope;         /* attenuations and the noise's slope, weighted sums */
} BsrMaterialSums;

/* Adds one pixel; @high, @low: its attenuations, of which both say something. */
void bsr_material_sums_add (BsrMaterialSums *sums, const BsrDualEnergy *dual, float high, float low);

/**
 * bsr_material_set_of:
 * @n_thinned: of so many pixels one was added: the others' noise averages as well
 *
 * Mixtures of neighbouring references are weighed against what was measured, as
 * bsr_mass_plane_new() does; a material fits within two standard deviations of noise, of what is not
 * known of the ratio of both attenuations, of the level of air and of stray radiation.
 */
BsrMaterialSet bsr_material_set_of (const BsrMaterialSums *sums, const BsrRadiograph *radiograph,
                                    int n_thinned);

G_END_DECLS
