#include "bsr-mass-factor.h"

#include <math.h>

#include "bsr-steel-curve.h"

/* What cargo is made of, from the most to the least attenuating per gram; lead and uranium are
 * left out: little cargo is, and two energies tell them apart (bsr-mass-plane.c). */
static const char *const span[]
    = { "polyethylene", "cellulose", "water", "sugar", "salt", "limestone", "aluminium", "steel",
        "copper" };
/* Where loads lie: thicknesses of steel at which the interval's width is taken, mm. */
#define WIDTH_FROM_MM 20.0
#define WIDTH_TO_MM 120.0
/* The thinnest steel that stands for none. */
#define THIN_MM 1.0

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
/* Two energies that lie among the materials of their spectra (bsr_dual_energy_is_plausible(); on the
 * rail portal above they do not) leave no room for such an error: end points a tenth too low turn
 * 100 mm of steel into 95 mm. Simulated scans of such portals, with floors, fans and stray light,
 * read 11 % too little to 12 % too much in nine of ten. */
#define VOUCHED_ERROR 0.10
/* Nor is the energy stated: 6 MV is taken where 4...9 MV are in use, which alone turns 100 mm of
 * steel into 84...115 mm, and 180 mm into 153...203 mm. */
#define ASSUMED_ERROR 0.40

BsrMassFactor
bsr_mass_factor_of_spectrum (const BsrSpectrum *spectrum)
{
  BsrSpectrumMaterial attenuated[G_N_ELEMENTS (span)], steel;
  BsrMassFactor factor = { 0 };
  bsr_spectrum_attenuate (spectrum, bsr_material_by_id ("steel"), &steel);
  for (gsize j = 0; j < G_N_ELEMENTS (span); j++)
    bsr_spectrum_attenuate (spectrum, bsr_material_by_id (span[j]), &attenuated[j]);

  double least = INFINITY, most = 0.0;
  for (int i = 0; i < BSR_MASS_FACTOR_STEPS; i++)
    {
      double mm = MAX (i * BSR_MASS_FACTOR_STEP_MM, THIN_MM), low = INFINITY, high = 0.0;
      double steel_g_cm2 = mm * BSR_STEEL_G_CM2_PER_MM;
      double transmission = bsr_spectrum_transmission_of (spectrum, &steel, steel_g_cm2);
      for (gsize j = 0; j < G_N_ELEMENTS (span); j++)
        {
          double g_cm2 = bsr_spectrum_g_cm2_of (spectrum, &attenuated[j], transmission);
          low = MIN (low, g_cm2 / steel_g_cm2);
          high = MAX (high, g_cm2 / steel_g_cm2);
        }
      factor.middles[i] = (low + high) / 2.0;
      if (mm < WIDTH_FROM_MM || mm > WIDTH_TO_MM)
        continue;
      least = MIN (least, low);
      most = MAX (most, high);
    }
  factor.half_width = (most - least) / (most + least);
  return factor;
}

double
bsr_mass_factor_at (const BsrMassFactor *factor, double steel_mm)
{
  double step = CLAMP (steel_mm / BSR_MASS_FACTOR_STEP_MM, 0.0, BSR_MASS_FACTOR_STEPS - 1.0);
  int below = MIN ((int) step, BSR_MASS_FACTOR_STEPS - 2);
  double part = step - below;
  return factor->middles[below] + part * (factor->middles[below + 1] - factor->middles[below]);
}

double
bsr_mass_factor_scale_error (BsrSteelSource source, gboolean both_tell)
{
  switch (source)
    {
    case BSR_STEEL_FROM_CALIBRATION:
      return WEDGE_ERROR;
    case BSR_STEEL_FROM_SPECTRUM:
      return both_tell ? VOUCHED_ERROR : SPECTRUM_ERROR;
    case BSR_STEEL_ASSUMED_SPECTRUM:
      return ASSUMED_ERROR;
    }
  g_return_val_if_reached (ASSUMED_ERROR);
}
