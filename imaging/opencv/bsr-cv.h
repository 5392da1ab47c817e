#pragma once

#include <glib.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/* The one place that speaks to OpenCV. Calls take planes that the caller allocated; nothing is
 * reallocated; every C++ exception ends here as %BSR_ERROR_ACCELERATOR (or _ENVIRONMENT for
 * memory). OpenCV runs in the calling thread alone: the caller's thread team divides the work. */

/* Mean of a @width x @height window of F32 @source around each pixel, borders replicated; the
 * anchor of an even edge is right of, or below, its middle. In place is allowed. */
gboolean bsr_cv_box_mean (BsrPlane *source, BsrPlane *target, int width, int height,
                          GError **error);

/* Convex hull of @points (x, y), simplified to at most @max_corners corners (>= 3) in @corners.
 * Returns: the number of corners, fewer than 3 for points on a line; 0 on error. */
int bsr_cv_hull (const float (*points)[2], int n_points, float (*corners)[2], int max_corners,
                 GError **error);

/* Makes OpenCV raise an exception, for the test that it ends at the border. */
gboolean bsr_cv_provoke (GError **error);

G_END_DECLS
