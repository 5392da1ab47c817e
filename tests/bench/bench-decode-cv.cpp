#include "bench-decode-cv.h"

#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

gint64
bench_decode_opencv (const char *path)
{
  try
    {
      std::vector<cv::Mat> pages;
      gint64 n = 0;
      if (!cv::imreadmulti (path, pages, cv::IMREAD_UNCHANGED))
        pages.assign (1, cv::imread (path, cv::IMREAD_UNCHANGED));
      for (const cv::Mat &page : pages)
        n += (gint64) page.total () * page.channels ();
      return n;
    }
  catch (...)
    {
      return 0;
    }
}
