#pragma once

#include <glib.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/* The one place that speaks to OpenCV. Calls take planes that the caller allocated; nothing is
 * reallocated; every C++ exception ends here as %BSR_ERROR_ACCELERATOR (or _ENVIRONMENT for
 * memory). */

/* Gaussian blur of F32 @source into F32 @target of the same size, borders replicated;
 * @sigma in pixels, > 0. In place is allowed. */
gboolean bsr_cv_gaussian_blur (BsrPlane *source, BsrPlane *target, double sigma_x, double sigma_y,
                               GError **error);

/* Median of a @size x @size window (3 or 5) of F32 @source. */
gboolean bsr_cv_median (BsrPlane *source, BsrPlane *target, int size, GError **error);

/* Erosion (or dilation) of U8 @source by a rectangle, borders replicated. */
gboolean bsr_cv_erode (BsrPlane *source, BsrPlane *target, int width, int height, GError **error);
gboolean bsr_cv_dilate (BsrPlane *source, BsrPlane *target, int width, int height, GError **error);

/* One connected region of non-zero pixels. */
typedef struct
{
  BsrBox box;
  int area;
} BsrCvRegion;

/* 8-connected regions of U8 @mask. @labels: (nullable): F32 is not wanted, see the .cpp;
 * Returns: (transfer full): array of BsrCvRegion; index i is label i + 1 in @labels (I32 rows of
 * width values, caller-allocated width * height), or %NULL on error. */
GArray *bsr_cv_regions (BsrPlane *mask, gint32 *labels, GError **error);

/* Makes OpenCV raise an exception, for the test that it ends at the border. */
gboolean bsr_cv_provoke (GError **error);

G_END_DECLS
