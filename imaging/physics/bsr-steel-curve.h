#pragma once

#include "bsr-acquisition.h"
#include "bsr-radiograph.h"
#include "bsr-spectrum.h"

G_BEGIN_DECLS

#define BSR_STEEL_CURVE_MAX_KNOTS 256

/**
 * BsrSteelCurve:
 *
 * Steel thickness by attenuation: strictly rising, smooth, from (0, 0). A plain value.
 */
typedef struct
{
  BsrSteelSource source;
  int n_knots;
  double attenuation[BSR_STEEL_CURVE_MAX_KNOTS];
  double steel_mm[BSR_STEEL_CURVE_MAX_KNOTS];
  double slope[BSR_STEEL_CURVE_MAX_KNOTS]; /* mm, at the knots */
  double most_mm; /* where the curve ends: extrapolated no further */
} BsrSteelCurve;

/* g/cm2 of one mm of steel: iron of 7.87 g/cm3, as "steel" of bsr_material_by_id(). */
#define BSR_STEEL_G_CM2_PER_MM 0.787

/* What the beam of plane 0 is: stated energy, gamma line, or the nominal 6 MV (@assumed). */
BsrSpectrum bsr_steel_curve_spectrum (const BsrAcquisition *acquisition, gboolean *assumed);

/* From the step wedge where it has two usable steps, else from @spectrum. */
BsrSteelCurve bsr_steel_curve_new (const BsrAcquisition *acquisition, const BsrSpectrum *spectrum,
                                   gboolean assumed);

double bsr_steel_curve_steel (const BsrSteelCurve *curve, double attenuation);
double bsr_steel_curve_slope (const BsrSteelCurve *curve, double attenuation);

G_END_DECLS
