#include "bsr-mass-factor.h"

#include <math.h>

/* What cargo is made of, from the most to the least attenuating per gram: lead and uranium are
 * left out, since their weight is told by their density, not by a factor. */
static const char *const span[]
    = { "polyethylene", "cellulose", "water", "sugar", "salt", "limestone", "aluminium", "steel",
        "copper" };
/* Attenuations at which they are compared: 20...120 mm of steel at 6 MV, where loads lie. */
static const double attenuations[] = { 0.75, 1.5, 2.5, 4.0 };

BsrMassFactor
bsr_mass_factor_of_spectrum (const BsrSpectrum *spectrum)
{
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  double low = INFINITY, high = 0.0;
  for (gsize i = 0; i < G_N_ELEMENTS (attenuations); i++)
    {
      double transmission = exp (-attenuations[i]);
      double reference = bsr_spectrum_g_cm2 (spectrum, steel, transmission);
      for (gsize j = 0; j < G_N_ELEMENTS (span); j++)
        {
          const BsrMaterial *material = bsr_material_by_id (span[j]);
          double ratio = bsr_spectrum_g_cm2 (spectrum, material, transmission) / reference;
          low = MIN (low, ratio);
          high = MAX (high, ratio);
        }
    }
  double middle = (low + high) / 2.0;
  return (BsrMassFactor){ middle, (high - low) / 2.0 / middle };
}
