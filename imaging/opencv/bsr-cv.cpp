#include "bsr-cv.h"

#include <exception>
#include <mutex>
#include <new>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "bsr-error.h"

namespace {

/* OpenCV prints each error that it raises before it throws; the caller hears it as a GError. */
int
hear_error_cb (int, const char *, const char *, const char *, int, void *)
{
  return 0;
}

void
prepare_once ()
{
  static std::once_flag prepared;
  std::call_once (prepared, [] {
    cv::redirectError (hear_error_cb);
    cv::setNumThreads (1);
  });
}

/* Runs @call, which answers nothing; whatever it throws ends here. */
template <typename Call>
gboolean
guarded (const char *what, GError **error, Call call) noexcept
{
  try
    {
      prepare_once ();
      call ();
      return TRUE;
    }
  catch (const std::bad_alloc &)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory for the %s", what);
    }
  catch (const cv::Exception &raised)
    {
      g_set_error (error, BSR_ERROR,
                   raised.code == cv::Error::StsNoMem ? BSR_ERROR_ENVIRONMENT
                                                      : BSR_ERROR_ACCELERATOR,
                   "OpenCV gave up on the %s: %s", what, raised.err.c_str ());
    }
  catch (const std::exception &raised)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "OpenCV gave up on the %s: %s", what,
                   raised.what ());
    }
  catch (...)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "OpenCV gave up on the %s", what);
    }
  return FALSE;
}

int
type_of (BsrFormat format)
{
  switch (format)
    {
    case BSR_FORMAT_U8:
      return CV_8UC1;
    case BSR_FORMAT_U16:
      return CV_16UC1;
    case BSR_FORMAT_F32:
      return CV_32FC1;
    default:
      g_assert_not_reached ();
    }
}

/* A view that owns nothing. */
cv::Mat
view_of (BsrPlane *plane)
{
  return cv::Mat (bsr_plane_height (plane), bsr_plane_width (plane),
                  type_of (bsr_plane_format (plane)), bsr_plane_row (plane, 0),
                  bsr_plane_stride (plane));
}

/* Refuses what the call would not take, as OpenCV itself would: by an exception. */
void
demand (BsrPlane *source, BsrPlane *target, BsrFormat format)
{
  CV_Assert (bsr_plane_format (source) == format);
  CV_Assert (bsr_plane_format (target) == format);
  CV_Assert (bsr_plane_width (source) == bsr_plane_width (target));
  CV_Assert (bsr_plane_height (source) == bsr_plane_height (target));
}

/* The result must lie where the caller put it, not in memory of OpenCV's own. */
void
demand_unmoved (const cv::Mat &result, const void *where)
{
  g_assert (result.data == where);
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
