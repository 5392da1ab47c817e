#pragma once

#include "bsr-radiograph.h"
#include "bsr-spectrum.h"

G_BEGIN_DECLS

#define BSR_MASS_FACTOR_STEPS 16
/* Between two steps, mm of steel. */
#define BSR_MASS_FACTOR_STEP_MM 20.0

/* How much of a material, g/cm2, attenuates as much as 1 g/cm2 of steel, when it can be anything
 * from organic to metal. A plain value. */
typedef struct
{
  /* Middle of the interval at each thickness of steel: 0, 20, ... mm. Behind more of it the beam is
   * harder, and organic goods must be the thicker to attenuate alike. */
  double middles[BSR_MASS_FACTOR_STEPS];
  double half_width; /* of the interval relative to its middle, over 20...120 mm */
} BsrMassFactor;

BsrMassFactor bsr_mass_factor_of_spectrum (const BsrSpectrum *spectrum);
/* The middle at @steel_mm: straight between the steps, the last one beyond them. */
double bsr_mass_factor_at (const BsrMassFactor *factor, double steel_mm);

/* Half-width of the 90 % interval of the whole scale, relative: by how much every thickness of a
 * scan may be off alike. @both_tell: two energies lie where the stated spectra have materials, which
 * vouches for these. See the .c for where the numbers come from. */
double bsr_mass_factor_scale_error (BsrSteelSource source, gboolean both_tell);

G_END_DECLS
