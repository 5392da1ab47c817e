/* What every call into OpenCV goes through, for the files of this room alone. */

#pragma once

#include <exception>
#include <mutex>
#include <new>

#include <opencv2/core.hpp>

#include "bsr-error.h"
#include "bsr-plane.h"

namespace bsr_cv {

/* OpenCV prints each error that it raises before it throws; the caller hears it as a GError. */
inline int
hear_error_cb (int, const char *, const char *, const char *, int, void *)
{
  return 0;
}

inline void
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

inline int
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
inline cv::Mat
view_of (BsrPlane *plane)
{
  return cv::Mat (bsr_plane_height (plane), bsr_plane_width (plane),
                  type_of (bsr_plane_format (plane)), bsr_plane_row (plane, 0),
                  bsr_plane_stride (plane));
}

/* The result must lie where the caller put it, not in memory of OpenCV's own. */
inline void
demand_unmoved (const cv::Mat &result, const void *where)
{
  g_assert (result.data == where);
}

} // namespace bsr_cv
