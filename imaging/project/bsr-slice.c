#include "bsr-slice.h"

#include <math.h>

/* Newton steps and the step, as a share of the half width, below which the root stands. */
#define NEWTON_STEPS 40
#define NEWTON_PRECISION 1e-9

static double
fourth_power (double value)
{
  return value * value * value * value;
}

static double
rectangle_depth (const BsrSlice *slice, double y, double slope)
{
  double from = -slice->half_z, to = slice->half_z;
  if (slope == 0.0)
    return fabs (y) < slice->half_y ? to - from : 0.0;

  double enters = (-slice->half_y - y) / slope, leaves = (slice->half_y - y) / slope;
  from = MAX (from, MIN (enters, leaves));
  to = MIN (to, MAX (enters, leaves));
  return MAX (to - from, 0.0);
}

static double
ellipse_depth (const BsrSlice *slice, double y, double slope)
{
  double b2 = slice->half_y * slice->half_y, c2 = slice->half_z * slice->half_z;
  /* a t^2 + 2 h t + g = 0 where the ray meets (y + slope t)^2 / b2 + t^2 / c2 = 1. */
  double a = slope * slope / b2 + 1.0 / c2, h = y * slope / b2, g = y * y / b2 - 1.0;
  double discriminant = h * h - a * g;
  return discriminant > 0.0 ? 2.0 * sqrt (discriminant) / a : 0.0;
}

/* Where the ray leaves the cushion, from outside at t = @start. */
static double
cushion_root (const BsrSlice *slice, double y, double slope, double start)
{
  double t = start;
  for (int i = 0; i < NEWTON_STEPS; i++)
    {
      double v = (y + slope * t) / slice->half_y, w = t / slice->half_z;
      double value = fourth_power (v) + fourth_power (w) - 1.0;
      double step = value / (4.0 * (v * v * v * slope / slice->half_y + w * w * w / slice->half_z));
      t -= step;
      if (fabs (step) < NEWTON_PRECISION * slice->half_z)
        break;
    }
  return t;
}

static double
cushion_depth (const BsrSlice *slice, double y, double slope)
{
  /* Deepest point of the ray: the derivative of the sum of fourth powers is a sum of two cubes,
   * whose cube roots must be opposite. */
  double a = cbrt (slope / slice->half_y) / slice->half_y;
  double b = 1.0 / (slice->half_z * cbrt (slice->half_z));
  double deepest = -y * a / (slope * a + b);
  if (fourth_power ((y + slope * deepest) / slice->half_y) + fourth_power (deepest / slice->half_z)
      >= 1.0)
    return 0.0;
  return cushion_root (slice, y, slope, slice->half_z)
         - cushion_root (slice, y, slope, -slice->half_z);
}

double
bsr_slice_chord (const BsrSlice *slice, double y_at_centre, double slope)
{
  double y = y_at_centre - slice->y, depth = 0.0;
  if (!(slice->half_y > 0.0 && slice->half_z > 0.0))
    return 0.0;
  switch (slice->outline)
    {
    case BSR_OUTLINE_RECTANGLE:
      depth = rectangle_depth (slice, y, slope);
      break;
    case BSR_OUTLINE_ELLIPSE:
      depth = ellipse_depth (slice, y, slope);
      break;
    case BSR_OUTLINE_CUSHION:
      depth = cushion_depth (slice, y, slope);
      break;
    default:
      g_assert_not_reached ();
    }
  return depth * sqrt (1.0 + slope * slope);
}
