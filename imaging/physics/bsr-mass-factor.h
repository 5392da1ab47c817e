#pragma once

#include "bsr-radiograph.h"
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

/* Half-width of the 90 % interval of the whole scale, relative: by how much every thickness of a
 * scan may be off alike. See the .c for where the numbers come from. */
double bsr_mass_factor_scale_error (BsrSteelSource source);

G_END_DECLS
