#include "bsr-scan-link.h"

#include <math.h>

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) <= BSR_SCAN_LINK_SAME * MAX (a, b);
}

BsrScanFit
bsr_scan_link_fit (const BsrContainerPlace *a, const BsrContainerPlace *b)
{
  if (!is_same (a->container.width * a->pitch_x_mm, b->container.width * b->pitch_x_mm))
    return BSR_SCAN_FIT_NONE;
  return is_same (a->container.height * a->pitch_y_mm, b->container.height * b->pitch_y_mm)
             ? BSR_SCAN_FIT_BOTH
             : BSR_SCAN_FIT_LENGTH;
}

BsrScanLink
bsr_scan_link_of_boxes (const BsrContainerPlace *a, const BsrContainerPlace *b, gboolean mirrored)
{
  BsrScanFit fit = bsr_scan_link_fit (a, b);
  BsrBox from = a->container, to = b->container;
  BsrScanLink link;

  link.scale_x = fit == BSR_SCAN_FIT_NONE ? a->pitch_x_mm / b->pitch_x_mm
                                          : (double) to.width / MAX (from.width, 1);
  link.scale_y = fit == BSR_SCAN_FIT_BOTH ? (double) to.height / MAX (from.height, 1)
                                          : a->pitch_y_mm / b->pitch_y_mm;
  if (mirrored)
    link.scale_x = -link.scale_x;
  double left = mirrored ? to.x + to.width : to.x;
  link.offset_x = left - link.scale_x * from.x;
  link.offset_y = to.y + to.height - link.scale_y * (from.y + from.height);
  return link;
}

gboolean
bsr_scan_link_is_mirrored (const BsrScanLink *link)
{
  return link->scale_x < 0.0;
}

void
bsr_scan_link_apply (const BsrScanLink *link, double x, double y, double *x_b, double *y_b)
{
  *x_b = link->scale_x * x + link->offset_x;
  *y_b = link->scale_y * y + link->offset_y;
}

BsrScanLink
bsr_scan_link_inverse (const BsrScanLink *link)
{
  return (BsrScanLink){ 1.0 / link->scale_x, -link->offset_x / link->scale_x, 1.0 / link->scale_y,
                        -link->offset_y / link->scale_y };
}
