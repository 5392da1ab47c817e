#pragma once

#include "bsr-spectrum.h"

G_BEGIN_DECLS

/* How much of a material, g/cm2, attenuates as much as 1 g/cm2 of steel, when it can be anything
 * from organic to metal: the middle of the interval, and its half-width relative to the middle. */
typedef struct
{
  double middle;
  double half_width;
} BsrMassFactor;

BsrMassFactor bsr_mass_factor_of_spectrum (const BsrSpectrum *spectrum);

G_END_DECLS
