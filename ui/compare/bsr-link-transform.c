#include "bsr-link-transform.h"

#include <math.h>

BsrViewTransform
bsr_link_transform (const BsrViewTransform *own, const BsrScanLink *link, int scan_width,
                    int scan_height)
{
  double across = fabs (link->scale_x), down = fabs (link->scale_y);
  BsrViewTransform other = *own;
  other.zoom = own->zoom / down;
  other.aspect = own->aspect * down / across;
  other.scan_width = scan_width;
  other.scan_height = scan_height;
  bsr_scan_link_apply (link, own->x, own->y, &other.x, &other.y);
  return other;
}
