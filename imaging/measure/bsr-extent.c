#include "bsr-extent.h"

#include <math.h>

#define MM_PER_M 1000.0
/* A hand sets a point to half a pixel. */
#define PLACING 0.5

/* @to from @from in metres, up positive. */
static BsrPoint
apart (BsrPoint from, BsrPoint to, const BsrPitch *pitch)
{
  return (BsrPoint){ (to.x - from.x) * pitch->x_mm / MM_PER_M,
                     (from.y - to.y) * pitch->y_mm / MM_PER_M };
}

BsrLength
bsr_length_of (const BsrPoint *points, int n, const BsrPitch *pitch)
{
  g_return_val_if_fail (points != NULL && n >= 1 && pitch != NULL, (BsrLength){ 0 });

  BsrLength length = { 0 };
  double stretch_x = 0.0, stretch_y = 0.0; /* what the length grows by when an axis is stretched */
  for (int i = 1; i < n; i++)
    {
      BsrPoint way = apart (points[i - 1], points[i], pitch);
      double m = hypot (way.x, way.y);
      length.m += m;
      if (m > 0.0)
        {
          stretch_x += way.x * way.x / m;
          stretch_y += way.y * way.y / m;
        }
    }
  BsrPoint whole = apart (points[0], points[n - 1], pitch);
  length.across_m = whole.x;
  length.up_m = whole.y;
  if (!(length.m > 0.0))
    return length;
  double share = stretch_x / length.m;
  double pixel_m = (share * pitch->x_mm + (1.0 - share) * pitch->y_mm) / MM_PER_M;
  length.error_m = hypot (hypot (stretch_x * pitch->error_x, stretch_y * pitch->error_y),
                          M_SQRT2 * PLACING * pixel_m);
  return length;
}

/* With the axes stretched. */
static double
angle_between (BsrPoint a, BsrPoint b, double stretch_x, double stretch_y)
{
  a = (BsrPoint){ a.x * stretch_x, a.y * stretch_y };
  b = (BsrPoint){ b.x * stretch_x, b.y * stretch_y };
  return fabs (atan2 (a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y)) * 180.0 / G_PI;
}

/* By which half a pixel turns an arm, degrees. */
static double
turn (BsrPoint arm, const BsrPitch *pitch)
{
  double pixel_m = PLACING * MAX (pitch->x_mm, pitch->y_mm) / MM_PER_M;
  return atan2 (M_SQRT2 * pixel_m, hypot (arm.x, arm.y)) * 180.0 / G_PI;
}

BsrAngle
bsr_angle_of (const BsrPoint points[3], const BsrPitch *pitch)
{
  g_return_val_if_fail (points != NULL && pitch != NULL, (BsrAngle){ 0 });

  BsrPoint a = apart (points[1], points[0], pitch), b = apart (points[1], points[2], pitch);
  if (!(hypot (a.x, a.y) > 0.0) || !(hypot (b.x, b.y) > 0.0))
    return (BsrAngle){ 0 };
  double degrees = angle_between (a, b, 1.0, 1.0);
  double by_x = angle_between (a, b, 1.0 + pitch->error_x, 1.0) - degrees;
  double by_y = angle_between (a, b, 1.0, 1.0 + pitch->error_y) - degrees;
  double by_hand = hypot (turn (a, pitch), turn (b, pitch));
  return (BsrAngle){ degrees, MIN (hypot (hypot (by_x, by_y), by_hand), 180.0) };
}

/* @pixels: area; @low, @high: corners of the bounding box. */
static BsrArea
area_of (double pixels, BsrPoint low, BsrPoint high, const BsrPitch *pitch)
{
  double m2 = pixels * pitch->x_mm * pitch->y_mm / (MM_PER_M * MM_PER_M);
  double width = high.x - low.x, height = high.y - low.y;
  double by_hand
      = hypot (M_SQRT2 * PLACING / MAX (width, 1.0), M_SQRT2 * PLACING / MAX (height, 1.0));
  return (BsrArea){ m2, m2 * hypot (hypot (pitch->error_x, pitch->error_y), by_hand),
                    width * pitch->x_mm / MM_PER_M, height * pitch->y_mm / MM_PER_M };
}

BsrArea
bsr_area_of_polygon (const BsrPoint *points, int n, const BsrPitch *pitch)
{
  g_return_val_if_fail (points != NULL && n >= 3 && pitch != NULL, (BsrArea){ 0 });

  BsrPoint low = points[0], high = points[0];
  double twice = 0.0;
  for (int i = 0; i < n; i++)
    {
      /* From the first corner: far from the origin the products would lose the small digits. */
      BsrPoint a = points[i], b = points[(i + 1) % n];
      twice
          += (a.x - points[0].x) * (b.y - points[0].y) - (b.x - points[0].x) * (a.y - points[0].y);
      low = (BsrPoint){ MIN (low.x, a.x), MIN (low.y, a.y) };
      high = (BsrPoint){ MAX (high.x, a.x), MAX (high.y, a.y) };
    }
  return area_of (fabs (twice) / 2.0, low, high, pitch);
}

static void
sort_corners (const BsrPoint corners[2], BsrPoint *low, BsrPoint *high)
{
  *low = (BsrPoint){ MIN (corners[0].x, corners[1].x), MIN (corners[0].y, corners[1].y) };
  *high = (BsrPoint){ MAX (corners[0].x, corners[1].x), MAX (corners[0].y, corners[1].y) };
}

BsrArea
bsr_area_of_rectangle (const BsrPoint corners[2], const BsrPitch *pitch)
{
  g_return_val_if_fail (corners != NULL && pitch != NULL, (BsrArea){ 0 });
  BsrPoint low, high;
  sort_corners (corners, &low, &high);
  return area_of ((high.x - low.x) * (high.y - low.y), low, high, pitch);
}

BsrArea
bsr_area_of_ellipse (const BsrPoint corners[2], const BsrPitch *pitch)
{
  g_return_val_if_fail (corners != NULL && pitch != NULL, (BsrArea){ 0 });
  BsrPoint low, high;
  sort_corners (corners, &low, &high);
  return area_of (G_PI / 4.0 * (high.x - low.x) * (high.y - low.y), low, high, pitch);
}
