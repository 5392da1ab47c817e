#include "bsr-projection.h"

#include <math.h>

#include "bsr-plane.h"

/* Whole pixels, kept within what a plane can have so that no sum of two overflows. */
static int
whole (double pixels)
{
  return (int)CLAMP (pixels, -(double)BSR_PLANE_MAX_EDGE, (double)BSR_PLANE_MAX_EDGE);
}

double
bsr_projection_mid_y (const BsrProjection *projection, double y, double z)
{
  double stretch = 1.0 + projection->inverse_distance * (z - projection->mid_z_mm);
  return projection->source_y_mm + (y - projection->source_y_mm) / stretch;
}

double
bsr_projection_slope (const BsrProjection *projection, double mid_y)
{
  return (mid_y - projection->source_y_mm) * projection->inverse_distance;
}

BsrProjection
bsr_projection_new (const BsrScanner *scanner, const BsrSceneRoom *room)
{
  BsrProjection projection = {
    .pitch_x_mm = scanner->pitch_x_mm,
    .pitch_y_mm = scanner->pitch_y_mm,
    .source_y_mm = room->height - scanner->source_height_mm,
    .mid_z_mm = room->width / 2.0,
    .inverse_distance = 1.0 / scanner->source_distance_mm,
  };
  /* The nearer edge of the roof and of the underside lie outermost. */
  double top = MIN (bsr_projection_mid_y (&projection, 0.0, 0.0), 0.0) - scanner->margin_top_mm;
  double bottom = MAX (bsr_projection_mid_y (&projection, room->height, 0.0), room->height)
                  + scanner->margin_bottom_mm;
  projection.left_mm = -scanner->margin_x_mm;
  projection.top_mm = top;
  projection.width
      = whole (ceil ((room->length + 2.0 * scanner->margin_x_mm) / scanner->pitch_x_mm));
  projection.height = whole (ceil ((bottom - top) / scanner->pitch_y_mm));
  return projection;
}

BsrBox
bsr_projection_box (const BsrProjection *projection, const double low[3], const double high[3])
{
  double a = bsr_projection_mid_y (projection, low[1], low[2]);
  double b = bsr_projection_mid_y (projection, low[1], high[2]);
  double c = bsr_projection_mid_y (projection, high[1], low[2]);
  double d = bsr_projection_mid_y (projection, high[1], high[2]);
  int left = whole (floor ((low[0] - projection->left_mm) / projection->pitch_x_mm));
  int right = whole (ceil ((high[0] - projection->left_mm) / projection->pitch_x_mm));
  int top = whole (floor ((MIN (a, b) - projection->top_mm) / projection->pitch_y_mm));
  int bottom = whole (ceil ((MAX (c, d) - projection->top_mm) / projection->pitch_y_mm));
  return bsr_box_intersect ((BsrBox){ left, top, right - left, bottom - top },
                            (BsrBox){ 0, 0, projection->width, projection->height });
}
