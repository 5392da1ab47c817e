#include "bsr-box.h"

gboolean
bsr_box_is_empty (BsrBox box)
{
  return box.width <= 0 || box.height <= 0;
}

BsrBox
bsr_box_intersect (BsrBox a, BsrBox b)
{
  int left = MAX (a.x, b.x), top = MAX (a.y, b.y);
  int right = MIN (a.x + a.width, b.x + b.width), bottom = MIN (a.y + a.height, b.y + b.height);

  if (right <= left || bottom <= top)
    return (BsrBox){ 0 };
  return (BsrBox){ left, top, right - left, bottom - top };
}

BsrBox
bsr_box_union (BsrBox a, BsrBox b)
{
  if (bsr_box_is_empty (a))
    return b;
  if (bsr_box_is_empty (b))
    return a;

  int left = MIN (a.x, b.x), top = MIN (a.y, b.y);
  int right = MAX (a.x + a.width, b.x + b.width), bottom = MAX (a.y + a.height, b.y + b.height);
  return (BsrBox){ left, top, right - left, bottom - top };
}

BsrBox
bsr_box_grow (BsrBox box, int margin, BsrBox bounds)
{
  BsrBox grown = { box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin };
  return bsr_box_intersect (grown, bounds);
}

gint64
bsr_box_area (BsrBox box)
{
  return bsr_box_is_empty (box) ? 0 : (gint64) box.width * box.height;
}

double
bsr_box_iou (BsrBox a, BsrBox b)
{
  gint64 common = bsr_box_area (bsr_box_intersect (a, b));
  gint64 all = bsr_box_area (a) + bsr_box_area (b) - common;
  return common == 0 ? 0.0 : (double) common / (double) all;
}

gboolean
bsr_box_contains_point (BsrBox box, double x, double y)
{
  return x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
}
