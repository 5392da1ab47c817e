#include "bsr-steel-curve.h"

#include <math.h>

/* What cargo portals mostly run at, MV, and the usual gamma line, MeV (cobalt 60, mean of its
 * two), where a scan says nothing. */
#define NOMINAL_MV 6.0
#define NOMINAL_LINE_MEV 1.25
/* Thickness that the computed curve reaches, mm: beyond any portal's penetration. */
#define SPECTRUM_MOST_MM 800.0
/* A measured curve is followed beyond its last step at its last slope, so far times that step. */
#define EXTRAPOLATION 1.5
/* Least difference of attenuation between two steps that are kept. */
#define LEAST_DIFFERENCE 1e-6

BsrSpectrum
bsr_steel_curve_spectrum (const BsrAcquisition *acquisition, gboolean *assumed)
{
  double energy = acquisition->planes[0].energy_mv;
  *assumed = !(isfinite (energy) && energy > 0.0);
  if (acquisition->modality == BSR_MODALITY_GAMMA)
    return bsr_spectrum_line (*assumed ? NOMINAL_LINE_MEV : energy);
  return bsr_spectrum_bremsstrahlung (*assumed ? NOMINAL_MV : energy);
}

/* Slopes that keep a cubic Hermite curve monotone: the weighted harmonic mean of both sides (F. N.
 * Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300); the ends take their side's. */
static void
set_slopes (BsrSteelCurve *curve)
{
  int last = curve->n_knots - 1;
  double width_before = 0.0, side_before = 0.0;
  for (int i = 0; i <= last; i++)
    {
      double width = 0.0, side = side_before;
      if (i < last)
        {
          width = curve->attenuation[i + 1] - curve->attenuation[i];
          side = (curve->steel_mm[i + 1] - curve->steel_mm[i]) / width;
        }
      if (i == 0 || i == last)
        curve->slope[i] = side;
      else
        {
          double w1 = 2.0 * width + width_before, w2 = width + 2.0 * width_before;
          curve->slope[i] = (w1 + w2) / (w1 / side_before + w2 / side);
        }
      width_before = width;
      side_before = side;
    }
}

static void
add_knot (BsrSteelCurve *curve, double attenuation, double steel_mm)
{
  curve->attenuation[curve->n_knots] = attenuation;
  curve->steel_mm[curve->n_knots++] = steel_mm;
}

/* Steps that do not attenuate more than the one before are noise, and left out. */
static gboolean
take_steps (BsrSteelCurve *curve, const BsrAcquisition *acquisition)
{
  G_STATIC_ASSERT (BSR_ACQUISITION_MAX_STEPS < BSR_STEEL_CURVE_MAX_KNOTS);
  add_knot (curve, 0.0, 0.0);
  for (int i = 0; i < acquisition->n_steps; i++)
    {
      const BsrSteelStep *step = &acquisition->steps[i];
      int last = curve->n_knots - 1;
      if (!(step->transmission > 0.0 && step->transmission <= 1.0))
        continue;
      double attenuation = -log (step->transmission);
      if (step->steel_mm > curve->steel_mm[last]
          && attenuation > curve->attenuation[last] + LEAST_DIFFERENCE)
        add_knot (curve, attenuation, step->steel_mm);
    }
  return curve->n_knots >= 3;
}

BsrSteelCurve
bsr_steel_curve_new (const BsrAcquisition *acquisition, const BsrSpectrum *spectrum,
                     gboolean assumed)
{
  BsrSteelCurve curve = { .source = BSR_STEEL_FROM_CALIBRATION };
  if (take_steps (&curve, acquisition))
    curve.most_mm = EXTRAPOLATION * curve.steel_mm[curve.n_knots - 1];
  else
    {
      /* Denser where the beam still hardens: thickness by the square of the index. */
      BsrSpectrumMaterial steel;
      bsr_spectrum_attenuate (spectrum, bsr_material_by_id ("steel"), &steel);
      curve.source = assumed ? BSR_STEEL_ASSUMED_SPECTRUM : BSR_STEEL_FROM_SPECTRUM;
      curve.n_knots = 0;
      for (int i = 0; i < BSR_STEEL_CURVE_MAX_KNOTS; i++)
        {
          double share = (double) i / (BSR_STEEL_CURVE_MAX_KNOTS - 1);
          double mm = SPECTRUM_MOST_MM * share * share;
          add_knot (&curve,
                    -log (bsr_spectrum_transmission_of (spectrum, &steel, mm * BSR_STEEL_G_CM2_PER_MM)),
                    mm);
        }
      curve.attenuation[0] = 0.0; /* not the rounding of a sum of weights */
      curve.most_mm = SPECTRUM_MOST_MM;
    }
  set_slopes (&curve);
  return curve;
}

static int
find_knot (const BsrSteelCurve *curve, double attenuation)
{
  int low = 0, high = curve->n_knots - 1;
  while (high - low > 1)
    {
      int middle = (low + high) / 2;
      if (curve->attenuation[middle] <= attenuation)
        low = middle;
      else
        high = middle;
    }
  return low;
}

double
bsr_steel_curve_steel (const BsrSteelCurve *curve, double attenuation)
{
  int last = curve->n_knots - 1;
  if (!(attenuation > 0.0))
    return 0.0;
  if (attenuation >= curve->attenuation[last])
    return MIN (curve->steel_mm[last]
                    + curve->slope[last] * (attenuation - curve->attenuation[last]),
                curve->most_mm);
  int i = find_knot (curve, attenuation);
  double width = curve->attenuation[i + 1] - curve->attenuation[i];
  double t = (attenuation - curve->attenuation[i]) / width, s = 1.0 - t;
  return s * s * ((1.0 + 2.0 * t) * curve->steel_mm[i] + t * width * curve->slope[i])
         + t * t * ((1.0 + 2.0 * s) * curve->steel_mm[i + 1] - s * width * curve->slope[i + 1]);
}

double
bsr_steel_curve_slope (const BsrSteelCurve *curve, double attenuation)
{
  int last = curve->n_knots - 1;
  if (attenuation >= curve->attenuation[last])
    return curve->slope[last];
  int i = find_knot (curve, MAX (attenuation, 0.0));
  double width = curve->attenuation[i + 1] - curve->attenuation[i];
  double t = CLAMP ((attenuation - curve->attenuation[i]) / width, 0.0, 1.0);
  double side = (curve->steel_mm[i + 1] - curve->steel_mm[i]) / width;
  return 6.0 * t * (1.0 - t) * side + (1.0 - t) * (1.0 - 3.0 * t) * curve->slope[i]
         + t * (3.0 * t - 2.0) * curve->slope[i + 1];
}
