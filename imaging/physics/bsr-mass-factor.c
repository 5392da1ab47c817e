#include "bsr-mass-factor.h"

#include <math.h>

/* What cargo is made of, from the most to the least attenuating per gram; lead and uranium are
 * left out: little cargo is, and two energies tell them apart (bsr-mass-plane.c). */
static const char *const span[]
    = { "polyethylene", "cellulose", "water", "sugar", "salt", "limestone", "aluminium", "steel",
        "copper" };
/* Attenuations at which they are compared: 20...120 mm of steel at 6 MV, where loads lie. */
static const double attenuations[] = { 0.75, 1.5, 2.5, 4.0 };

/* A step wedge ties the scale to steel at the place where it was measured. What remains: goods
 * stand before or behind that place and magnify otherwise, the fan crosses them aslant, and the
 * beam drifts between calibrations. */
#define WEDGE_ERROR 0.05
/* Without one the end point is nominal (what reads as 100 mm of steel at 6 MV is 97 mm at 5.5 MV
 * and 93 mm at 5 MV, by bsr-spectrum.c), the filter is unknown, and so are the fan's slope (a ray
 * 25 degrees off level crosses 10 % more), the dark and the stray light: 40 counts of 60,000 under
 * a signal of 100 move 206 mm of steel by -12...+19 mm. Three scans of a 6/4 MV rail portal read
 * 10.8, 30 and 38 t of load where a 40' container may carry 26.6 t (30.48 t gross by ISO 668:2013
 * less 3.9 t tare): up to 44 % too much, though the side walls, where they are free, read 3.2 mm of
 * nominally 4. In such a scan none of these causes can be told from another, so none can be taken
 * off and all stay in the interval; 30 % below 38 t is 26.8 t. */
#define SPECTRUM_ERROR 0.30
/* Nor is the energy stated: 6 MV is taken where 4...9 MV are in use, which alone turns 100 mm of
 * steel into 84...115 mm, and 180 mm into 153...203 mm. */
#define ASSUMED_ERROR 0.40

BsrMassFactor
bsr_mass_factor_of_spectrum (const BsrSpectrum *spectrum)
{
  double reference[G_N_ELEMENTS (attenuations)], low = INFINITY, high = 0.0;
  BsrSpectrumMaterial attenuated;
  bsr_spectrum_attenuate (spectrum, bsr_material_by_id ("steel"), &attenuated);
  for (gsize i = 0; i < G_N_ELEMENTS (attenuations); i++)
    reference[i] = bsr_spectrum_g_cm2_of (spectrum, &attenuated, exp (-attenuations[i]));
  for (gsize j = 0; j < G_N_ELEMENTS (span); j++)
    {
      bsr_spectrum_attenuate (spectrum, bsr_material_by_id (span[j]), &attenuated);
      for (gsize i = 0; i < G_N_ELEMENTS (attenuations); i++)
        {
          double g_cm2 = bsr_spectrum_g_cm2_of (spectrum, &attenuated, exp (-attenuations[i]));
          low = MIN (low, g_cm2 / reference[i]);
          high = MAX (high, g_cm2 / reference[i]);
        }
    }
  double middle = (low + high) / 2.0;
  return (BsrMassFactor){ middle, (high - low) / 2.0 / middle };
}

double
bsr_mass_factor_scale_error (BsrSteelSource source)
{
  switch (source)
    {
    case BSR_STEEL_FROM_CALIBRATION:
      return WEDGE_ERROR;
    case BSR_STEEL_FROM_SPECTRUM:
      return SPECTRUM_ERROR;
    case BSR_STEEL_ASSUMED_SPECTRUM:
      return ASSUMED_ERROR;
    }
  g_return_val_if_reached (ASSUMED_ERROR);
}
