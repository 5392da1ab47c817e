#include "bsr-region.h"

#include <math.h>
#include <stdlib.h>

static void
bounds_of (const BsrRegion *region, BsrPoint *low, BsrPoint *high)
{
  *low = *high = region->points[0];
  for (int i = 1; i < region->n_points; i++)
    {
      BsrPoint point = region->points[i];
      *low = (BsrPoint){ MIN (low->x, point.x), MIN (low->y, point.y) };
      *high = (BsrPoint){ MAX (high->x, point.x), MAX (high->y, point.y) };
    }
}

/* The first pixel whose centre is not before @edge, within @from...@to. */
static int
first_from (double edge, int from, int to)
{
  return (int) CLAMP (ceil (edge - 0.5), (double) from, (double) to);
}

BsrBox
bsr_region_box (const BsrRegion *region, BsrBox bounds)
{
  g_return_val_if_fail (region != NULL && region->n_points >= 2, (BsrBox){ 0 });

  BsrPoint low, high;
  bounds_of (region, &low, &high);
  int right = bounds.x + bounds.width, bottom = bounds.y + bounds.height;
  int x = first_from (low.x, bounds.x, right), y = first_from (low.y, bounds.y, bottom);
  BsrBox box = { x, y, first_from (high.x, bounds.x, right) - x,
                 first_from (high.y, bounds.y, bottom) - y };
  return bsr_box_is_empty (box) ? (BsrBox){ 0 } : box;
}

static int
ellipse_row (const BsrRegion *region, BsrBox box, double y, BsrSpan *spans)
{
  BsrPoint low, high;
  bounds_of (region, &low, &high);
  double up = (2.0 * y - low.y - high.y) / (high.y - low.y);
  double half = (high.x - low.x) / 2.0 * sqrt (MAX (1.0 - up * up, 0.0));
  double middle = (low.x + high.x) / 2.0;
  spans[0] = (BsrSpan){ first_from (middle - half, box.x, box.x + box.width),
                        first_from (middle + half, box.x, box.x + box.width) };
  return spans[0].from < spans[0].to;
}

static int
compare (const void *a, const void *b)
{
  double first = *(const double *)a, second = *(const double *)b;
  return (first > second) - (first < second);
}

static int
polygon_row (const BsrRegion *region, BsrBox box, double y, BsrSpan *spans)
{
  g_autofree double *crossings = g_new (double, region->n_points);
  int n = 0, n_spans = 0;
  for (int i = 0; i < region->n_points; i++)
    {
      BsrPoint a = region->points[i], b = region->points[(i + 1) % region->n_points];
      if ((a.y > y) != (b.y > y))
        crossings[n++] = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    }
  qsort (crossings, (size_t) n, sizeof *crossings, compare);
  for (int i = 0; i + 1 < n; i += 2)
    {
      BsrSpan span = { first_from (crossings[i], box.x, box.x + box.width),
                       first_from (crossings[i + 1], box.x, box.x + box.width) };
      if (span.from < span.to)
        spans[n_spans++] = span;
    }
  return n_spans;
}

int
bsr_region_row (const BsrRegion *region, BsrBox box, int y, BsrSpan *spans)
{
  g_return_val_if_fail (region != NULL && spans != NULL, 0);

  switch (region->kind)
    {
    case BSR_REGION_ELLIPSE:
      return ellipse_row (region, box, y + 0.5, spans);
    case BSR_REGION_POLYGON:
      return polygon_row (region, box, y + 0.5, spans);
    case BSR_REGION_RECTANGLE:
    default:
      spans[0] = (BsrSpan){ box.x, box.x + box.width };
      return box.width > 0;
    }
}
