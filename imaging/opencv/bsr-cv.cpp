#include "bsr-cv.h"

#include <opencv2/imgproc.hpp>

#include "bsr-cv-border.hpp"

using namespace bsr_cv;

namespace {

/* Refuses what the call would not take, as OpenCV itself would: by an exception. */
void
demand (BsrPlane *source, BsrPlane *target, BsrFormat format)
{
  CV_Assert (bsr_plane_format (source) == format);
  CV_Assert (bsr_plane_format (target) == format);
  CV_Assert (bsr_plane_width (source) == bsr_plane_width (target));
  CV_Assert (bsr_plane_height (source) == bsr_plane_height (target));
}

} // namespace

gboolean
bsr_cv_box_mean (BsrPlane *source, BsrPlane *target, int width, int height, GError **error)
{
  g_return_val_if_fail (source != NULL && target != NULL, FALSE);

  return guarded ("mean", error, [&] {
    demand (source, target, BSR_FORMAT_F32);
    cv::Mat from = view_of (source), to = view_of (target);
    cv::blur (from, to, cv::Size (width, height), cv::Point (-1, -1), cv::BORDER_REPLICATE);
    demand_unmoved (to, bsr_plane_row (target, 0));
  });
}

int
bsr_cv_hull (const float (*points)[2], int n_points, float (*corners)[2], int max_corners,
             GError **error)
{
  g_return_val_if_fail (points != NULL && n_points > 0 && corners != NULL && max_corners >= 3, 0);

  int n_corners = 0;
  guarded ("outline", error, [&] {
    cv::Mat from (n_points, 1, CV_32FC2, const_cast<float (*)[2]> (points));
    cv::Mat hull, outline;
    cv::convexHull (from, hull);
    outline = hull;
    /* Tolerance in the points' own unit: doubled until the corners are few enough. */
    for (double tolerance = 0.5; outline.rows > max_corners; tolerance *= 2.0)
      cv::approxPolyDP (hull, outline, tolerance, true);
    for (int i = 0; i < outline.rows; i++)
      {
        const float *point = outline.ptr<float> (i);
        corners[i][0] = point[0];
        corners[i][1] = point[1];
      }
    n_corners = outline.rows;
  });
  return n_corners;
}

gboolean
bsr_cv_provoke (GError **error)
{
  return guarded ("provocation", error, [] { CV_Error (cv::Error::StsInternal, "as asked for"); });
}
