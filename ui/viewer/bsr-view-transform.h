#pragma once

#include "bsr-box.h"
#include "bsr-point.h"

G_BEGIN_DECLS

/* Least and largest zoom: 1 % and 3,200 %. */
#define BSR_ZOOM_MIN 0.01
#define BSR_ZOOM_MAX 32.0

/**
 * BsrViewTransform:
 *
 * Which part of a scan a view shows, and how large. A plain value; the functions below are pure.
 * View coordinates are device pixels from the view's top left corner; source coordinates are
 * pixels of the scan.
 */
typedef struct
{
  double zoom;   /* device pixels for a source pixel along y */
  double aspect; /* width of a source pixel over its height, > 0 */
  double x, y;   /* source point in the view's centre */
  int view_width, view_height; /* device pixels */
  int scan_width, scan_height; /* source pixels */
} BsrViewTransform;

/* Device pixels for a source pixel along x. */
double bsr_view_transform_scale_x (const BsrViewTransform *transform);

/* Source point at the view's top left corner, on the raster of device pixels: panning then moves
 * the picture by whole pixels and does not make it shimmer. */
void bsr_view_transform_origin (const BsrViewTransform *transform, double *x, double *y);

void bsr_view_transform_to_source (const BsrViewTransform *transform, double view_x, double view_y,
                                   double *x, double *y);
void bsr_view_transform_to_view (const BsrViewTransform *transform, double x, double y,
                                 double *view_x, double *view_y);

/* The part of the scan that is in view, whole pixels, at least one; empty where the view is off it. */
BsrBox bsr_view_transform_visible_box (const BsrViewTransform *transform);

/* The zoom at which all of the scan is just visible, within the limits. */
double bsr_view_transform_fit_zoom (const BsrViewTransform *transform);

/* All of the scan, in the middle. */
BsrViewTransform bsr_view_transform_fit (BsrViewTransform transform);

/* @zoom (cut to the limits) with the source point under @view_x, @view_y held there. */
BsrViewTransform bsr_view_transform_zoom_about (BsrViewTransform transform, double zoom,
                                                double view_x, double view_y);

/* Two fingers whose middle went from @from to @to (view coordinates) and that spread by @scale: what was
 * between them still is. */
BsrViewTransform bsr_view_transform_pinch (BsrViewTransform transform, double scale, BsrPoint from,
                                           BsrPoint to);

/* The picture moved by @dx, @dy device pixels. */
BsrViewTransform bsr_view_transform_pan (BsrViewTransform transform, double dx, double dy);

/* At least the scan's edge stays in the middle of the view: it cannot be lost. An axis along
 * which all is visible is centred. The zoom is cut to the limits. */
BsrViewTransform bsr_view_transform_clamp (BsrViewTransform transform);

/* @box in view, with room around it: moved as little as needed; zoomed out where it would not
 * fit, and in where it would be too small to see. */
BsrViewTransform bsr_view_transform_reveal (BsrViewTransform transform, BsrBox box);

/* Share of the view's edges that a finding fills at most: what is around it says as much. */
#define BSR_VIEW_TRANSFORM_FINDING_SHARE 0.35

/* @box in the middle, at a zoom at which it fills @share of one of the view's edges; not beyond
 * what its pixels are worth, nor smaller than all of the scan is shown. */
BsrViewTransform bsr_view_transform_centre_on (BsrViewTransform transform, BsrBox box, double share);

/* Another size of the view: what is in its middle stays there. */
BsrViewTransform bsr_view_transform_resize (BsrViewTransform transform, int view_width,
                                            int view_height);

/* The next step of a ladder of round zooms, up (@direction > 0) or down. */
double bsr_view_transform_step_zoom (double zoom, int direction);

gboolean bsr_view_transform_equal (const BsrViewTransform *a, const BsrViewTransform *b);

G_END_DECLS
