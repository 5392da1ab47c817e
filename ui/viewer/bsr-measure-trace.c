#include "bsr-measure-trace.h"

#include <math.h>

/* Logical pixels. */
#define TICK 6.0 /* to each side */
#define ARC 24.0 /* radius */
#define KNOT 2.5 /* radius */

static BsrPoint
direction (BsrPoint from, BsrPoint to)
{
  double x = to.x - from.x, y = to.y - from.y, length = hypot (x, y);
  return length > 0.0 ? (BsrPoint){ x / length, y / length } : (BsrPoint){ 1.0, 0.0 };
}

static void
trace_line (cairo_t *cr, const BsrPoint *points, int n)
{
  cairo_move_to (cr, points[0].x, points[0].y);
  for (int i = 1; i < n; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
}

/* At @at, across the direction @along. */
static void
trace_tick (cairo_t *cr, BsrPoint at, BsrPoint along, double length)
{
  cairo_move_to (cr, at.x - length * along.y, at.y + length * along.x);
  cairo_line_to (cr, at.x + length * along.y, at.y - length * along.x);
}

static void
trace_angle (cairo_t *cr, const BsrPoint *points, int n)
{
  trace_line (cr, points, n);
  if (n < 3)
    return;
  double from = atan2 (points[0].y - points[1].y, points[0].x - points[1].x);
  double to = atan2 (points[2].y - points[1].y, points[2].x - points[1].x);
  double turn = remainder (to - from, 2.0 * G_PI); /* the smaller of both ways */
  double radius = MIN (ARC, MIN (hypot (points[0].x - points[1].x, points[0].y - points[1].y),
                                 hypot (points[2].x - points[1].x, points[2].y - points[1].y)));
  cairo_new_sub_path (cr);
  if (turn >= 0.0)
    cairo_arc (cr, points[1].x, points[1].y, radius, from, from + turn);
  else
    cairo_arc_negative (cr, points[1].x, points[1].y, radius, from, from + turn);
}

/* The line, closed off at both ends, and the borders of what is averaged. */
static void
trace_profile (cairo_t *cr, const BsrPoint *points, int n)
{
  BsrPoint along = direction (points[0], points[1]);
  double half = 0.0;
  if (n > 2)
    half = fabs ((points[2].x - points[0].x) * along.y - (points[2].y - points[0].y) * along.x);
  trace_line (cr, points, 2);
  trace_tick (cr, points[0], along, MAX (half, TICK));
  trace_tick (cr, points[1], along, MAX (half, TICK));
  for (int side = -1; half > TICK && side <= 1; side += 2)
    {
      cairo_move_to (cr, points[0].x + side * half * along.y, points[0].y - side * half * along.x);
      cairo_line_to (cr, points[1].x + side * half * along.y, points[1].y - side * half * along.x);
    }
}

void
bsr_measure_trace (cairo_t *cr, BsrShape shape, const BsrPoint *points, int n)
{
  g_return_if_fail (bsr_shape_is_measurement (shape) && n >= 1);

  switch ((int) shape)
    {
    case BSR_SHAPE_DISTANCE:
      trace_line (cr, points, n);
      trace_tick (cr, points[0], direction (points[0], points[n - 1]), TICK);
      trace_tick (cr, points[n - 1], direction (points[0], points[n - 1]), TICK);
      break;
    case BSR_SHAPE_ANGLE:
      trace_angle (cr, points, n);
      break;
    case BSR_SHAPE_POLYLINE:
      trace_line (cr, points, n);
      for (int i = 0; i < n; i++)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, points[i].x, points[i].y, KNOT, 0.0, 2.0 * G_PI);
        }
      break;
    case BSR_SHAPE_PROFILE:
      trace_profile (cr, points, n);
      break;
    default: /* an area or a region */
      if (n == 2)
        cairo_rectangle (cr, MIN (points[0].x, points[1].x), MIN (points[0].y, points[1].y),
                         fabs (points[1].x - points[0].x), fabs (points[1].y - points[0].y));
      else
        {
          trace_line (cr, points, n);
          cairo_close_path (cr);
        }
      break;
    }
}
