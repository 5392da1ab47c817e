#include "bsr-view-transform.h"

#include <math.h>
#include <string.h>

/* What is revealed gets this share of the view's edges on each side as surroundings. */
#define REVEAL_MARGIN 0.15
/* ... and is enlarged until it covers at least this share of the view's edges. */
#define REVEAL_LEAST 0.06
/* A revealed place is not enlarged beyond this by itself: what is around it says more than its
 * pixels would. */
#define REVEAL_MAX_ZOOM 2.0

double
bsr_view_transform_scale_x (const BsrViewTransform *transform)
{
  return transform->zoom * transform->aspect;
}

void
bsr_view_transform_origin (const BsrViewTransform *transform, double *x, double *y)
{
  double scale_x = bsr_view_transform_scale_x (transform), scale_y = transform->zoom;
  *x = round (transform->x * scale_x - transform->view_width / 2.0) / scale_x;
  *y = round (transform->y * scale_y - transform->view_height / 2.0) / scale_y;
}

void
bsr_view_transform_to_source (const BsrViewTransform *transform, double view_x, double view_y,
                              double *x, double *y)
{
  double origin_x, origin_y;
  bsr_view_transform_origin (transform, &origin_x, &origin_y);
  *x = origin_x + view_x / bsr_view_transform_scale_x (transform);
  *y = origin_y + view_y / transform->zoom;
}

void
bsr_view_transform_to_view (const BsrViewTransform *transform, double x, double y, double *view_x,
                            double *view_y)
{
  double origin_x, origin_y;
  bsr_view_transform_origin (transform, &origin_x, &origin_y);
  *view_x = (x - origin_x) * bsr_view_transform_scale_x (transform);
  *view_y = (y - origin_y) * transform->zoom;
}

BsrBox
bsr_view_transform_visible_box (const BsrViewTransform *transform)
{
  double left, top, right, bottom;
  bsr_view_transform_to_source (transform, 0.0, 0.0, &left, &top);
  bsr_view_transform_to_source (transform, transform->view_width, transform->view_height, &right,
                                &bottom);
  BsrBox all = { 0, 0, transform->scan_width, transform->scan_height };
  int x = (int) lrint (left), y = (int) lrint (top);
  return bsr_box_intersect (
      all, (BsrBox){ x, y, MAX ((int) lrint (right) - x, 1), MAX ((int) lrint (bottom) - y, 1) });
}

double
bsr_view_transform_fit_zoom (const BsrViewTransform *transform)
{
  double across = transform->view_width / (transform->scan_width * transform->aspect);
  double down = (double) transform->view_height / transform->scan_height;
  return CLAMP (MIN (across, down), BSR_ZOOM_MIN, BSR_ZOOM_MAX);
}

BsrViewTransform
bsr_view_transform_fit (BsrViewTransform transform)
{
  transform.zoom = bsr_view_transform_fit_zoom (&transform);
  transform.x = transform.scan_width / 2.0;
  transform.y = transform.scan_height / 2.0;
  return transform;
}

static double
clamp_centre (double centre, int scan, double view)
{
  /* A view that shows all of it has nowhere to go. */
  return view >= scan ? scan / 2.0 : CLAMP (centre, 0.0, scan);
}

BsrViewTransform
bsr_view_transform_clamp (BsrViewTransform transform)
{
  transform.zoom = CLAMP (transform.zoom, BSR_ZOOM_MIN, BSR_ZOOM_MAX);
  transform.x = clamp_centre (transform.x, transform.scan_width,
                              transform.view_width / bsr_view_transform_scale_x (&transform));
  transform.y = clamp_centre (transform.y, transform.scan_height,
                              transform.view_height / transform.zoom);
  return transform;
}

BsrViewTransform
bsr_view_transform_zoom_about (BsrViewTransform transform, double zoom, double view_x,
                               double view_y)
{
  zoom = CLAMP (zoom, BSR_ZOOM_MIN, BSR_ZOOM_MAX);

  /* Without the raster of device pixels: its rounding would add up over many steps. */
  double right = view_x - transform.view_width / 2.0;
  double below = view_y - transform.view_height / 2.0;
  double held_x = transform.x + right / bsr_view_transform_scale_x (&transform);
  double held_y = transform.y + below / transform.zoom;
  transform.zoom = zoom;
  transform.x = held_x - right / bsr_view_transform_scale_x (&transform);
  transform.y = held_y - below / zoom;
  return transform;
}

BsrViewTransform
bsr_view_transform_pinch (BsrViewTransform transform, double scale, BsrPoint from, BsrPoint to)
{
  transform = bsr_view_transform_zoom_about (transform, transform.zoom * scale, from.x, from.y);
  return bsr_view_transform_pan (transform, to.x - from.x, to.y - from.y);
}

BsrViewTransform
bsr_view_transform_pan (BsrViewTransform transform, double dx, double dy)
{
  transform.x -= dx / bsr_view_transform_scale_x (&transform);
  transform.y -= dy / transform.zoom;
  return transform;
}

/* The centre nearest to @centre from which [@from, @to] is seen with @margin in @view. */
static double
centre_for (double centre, double from, double to, double view, double margin)
{
  double least = to + margin - view / 2.0, most = from - margin + view / 2.0;
  return least > most ? (from + to) / 2.0 : CLAMP (centre, least, most);
}

BsrViewTransform
bsr_view_transform_reveal (BsrViewTransform transform, BsrBox box)
{
  double width = MAX (box.width, 1) * transform.aspect, height = MAX (box.height, 1);
  double share = 1.0 - 2.0 * REVEAL_MARGIN;
  double largest = MIN (transform.view_width * share / width, transform.view_height * share / height);
  double least = MIN (MIN (transform.view_width / width, transform.view_height / height) * REVEAL_LEAST,
                      REVEAL_MAX_ZOOM);

  double zoom = CLAMP (MIN (MAX (transform.zoom, least), largest), BSR_ZOOM_MIN, BSR_ZOOM_MAX);
  if (zoom != transform.zoom)
    {
      /* The picture changes anyhow: put it in the middle. */
      transform.x = box.x + box.width / 2.0;
      transform.y = box.y + box.height / 2.0;
      transform.zoom = zoom;
    }
  double view_x = transform.view_width / bsr_view_transform_scale_x (&transform);
  double view_y = transform.view_height / transform.zoom;
  transform.x = centre_for (transform.x, box.x, (double) box.x + box.width, view_x,
                            view_x * REVEAL_MARGIN);
  transform.y = centre_for (transform.y, box.y, (double) box.y + box.height, view_y,
                            view_y * REVEAL_MARGIN);
  return transform;
}

BsrViewTransform
bsr_view_transform_centre_on (BsrViewTransform transform, BsrBox box, double share)
{
  double width = MAX (box.width, 1) * transform.aspect, height = MAX (box.height, 1);
  double zoom = MIN (transform.view_width / width, transform.view_height / height) * share;
  double fit = bsr_view_transform_fit_zoom (&transform);
  transform.zoom = CLAMP (zoom, fit, MAX (fit, REVEAL_MAX_ZOOM));
  transform.x = box.x + box.width / 2.0;
  transform.y = box.y + box.height / 2.0;
  return transform;
}

BsrViewTransform
bsr_view_transform_resize (BsrViewTransform transform, int view_width, int view_height)
{
  transform.view_width = view_width;
  transform.view_height = view_height;
  return transform;
}

double
bsr_view_transform_step_zoom (double zoom, int direction)
{
  static const double ladder[] = {
    BSR_ZOOM_MIN, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0,
    1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, BSR_ZOOM_MAX,
  };
  const double same = 1.001; /* a zoom that is on a step but for rounding */
  int n = G_N_ELEMENTS (ladder);

  for (int i = 0; direction > 0 && i < n; i++)
    if (ladder[i] > zoom * same)
      return ladder[i];
  for (int i = n - 1; direction < 0 && i >= 0; i--)
    if (ladder[i] < zoom / same)
      return ladder[i];
  return CLAMP (zoom, BSR_ZOOM_MIN, BSR_ZOOM_MAX);
}

gboolean
bsr_view_transform_equal (const BsrViewTransform *a, const BsrViewTransform *b)
{
  return a->zoom == b->zoom && a->aspect == b->aspect && a->x == b->x && a->y == b->y
         && a->view_width == b->view_width && a->view_height == b->view_height
         && a->scan_width == b->scan_width && a->scan_height == b->scan_height;
}
