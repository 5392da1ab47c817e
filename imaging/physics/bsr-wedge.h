#pragma once

#include "bsr-spectrum.h"

G_BEGIN_DECLS

/* Thicknesses at which the spectra are worked out, closer where the beam still hardens; between
 * them the ratio of the attenuations is taken as straight (error below 1e-5). */
#define BSR_WEDGE_STEPS 96
/* Attenuation at the higher energy that a wedge reaches: a transmission of 0.03 %, beyond what
 * cargo scanners see through. */
#define BSR_WEDGE_ATTENUATION 8.0

/**
 * BsrWedge:
 *
 * What two spectra make of one material by its rising thickness. A plain value.
 */
typedef struct
{
  double high[BSR_WEDGE_STEPS];  /* attenuation at the higher energy */
  double ratio[BSR_WEDGE_STEPS]; /* of the attenuation at the lower energy to that */
  double g_cm2[BSR_WEDGE_STEPS];
} BsrWedge;

void bsr_wedge_init (BsrWedge *wedge, const BsrSpectrum *high, const BsrSpectrum *low,
                     const BsrMaterial *material);

/* Ratio of the attenuations and mass thickness, g/cm2, where the higher energy's is @high: straight
 * between the steps in the ratio and in the mass by the attenuation, their first or last beyond.
 * @step: (inout): where to look first, 0 for a start; it only moves on, so ask by rising @high. */
void bsr_wedge_look_up (const BsrWedge *wedge, double high, int *step, double *ratio,
                        double *g_cm2);

G_END_DECLS
