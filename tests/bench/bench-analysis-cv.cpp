/* The preparation of a scan and its contrast as one writes them in OpenCV: whole matrices, one
 * call for each step, with all the threads and vector instructions that OpenCV has. */

#include "bench-analysis-cv.h"

#include <opencv2/imgproc.hpp>

namespace
{

struct Plane
{
  cv::Mat attenuation, good, opaque;
};

/* The upper mode of the counts, as open beam. */
double
find_air (const cv::Mat &counts)
{
  const int bins = 1024, channel = 0;
  const float range[] = { 0.0F, 65536.0F }, *ranges = range;
  cv::Mat histogram;
  cv::calcHist (&counts, 1, &channel, cv::Mat (), histogram, 1, &bins, &ranges);
  double most;
  cv::Point place;
  cv::minMaxLoc (histogram.rowRange (bins / 4, bins), nullptr, &most, nullptr, &place);
  return (place.y + bins / 4 + 0.5) * 65536.0 / bins;
}

/* Rows and columns without beam. */
void
mask_dead_lines (const cv::Mat &counts, double dark, cv::Mat &good)
{
  cv::Mat rows, columns;
  cv::reduce (counts, rows, 1, cv::REDUCE_MAX);
  cv::reduce (counts, columns, 0, cv::REDUCE_MAX);
  for (int y = 0; y < counts.rows; y++)
    if (rows.at<ushort> (y) <= dark)
      good.row (y).setTo (0);
  for (int x = 0; x < counts.cols; x++)
    if (columns.at<ushort> (x) <= dark)
      good.col (x).setTo (0);
}

Plane
prepare (const BenchPipeline &pipeline, int index)
{
  cv::Mat counts (pipeline.height, pipeline.width, CV_16U,
                  const_cast<guint16 *> (pipeline.counts[index]),
                  pipeline.stride * sizeof (guint16));
  Plane plane;
  if (find_air (counts) <= pipeline.dark)
    return plane;
  double air = pipeline.air[index];

  cv::Mat median, signal, around, sigma, apart, spikes;
  cv::medianBlur (counts, median, 3);
  counts.convertTo (signal, CV_32F, 1.0, -pipeline.dark);
  median.convertTo (around, CV_32F, 1.0, -pipeline.dark);
  cv::sqrt (cv::max (around * pipeline.gain + pipeline.electronic * pipeline.electronic, 0.0),
            sigma);
  cv::absdiff (signal, around, apart);
  cv::Mat by_noise = sigma * 8.0, by_share = around * 0.05, least;
  cv::max (by_noise, by_share, least);
  cv::compare (apart, least, spikes, cv::CMP_GT);
  around.copyTo (signal, spikes);
  cv::bitwise_not (spikes, plane.good);
  mask_dead_lines (counts, pipeline.dark, plane.good);

  cv::compare (signal, pipeline.floor[index], plane.opaque, cv::CMP_LE);
  cv::Mat transmission = cv::max (signal, pipeline.floor[index]) / air;
  cv::log (transmission, plane.attenuation);
  plane.attenuation = cv::max (-plane.attenuation, 0.0);
  return plane;
}

/* By straight lines between a table's entries. */
cv::Mat
interpolate (const cv::Mat &attenuation, const float *table, const BenchPipeline &pipeline)
{
  cv::Mat from (1, pipeline.n_table, CV_32F, const_cast<float *> (table)), result;
  cv::Mat at = attenuation / pipeline.table_step, row = cv::Mat::zeros (attenuation.size (), CV_32F);
  cv::remap (from, result, at, row, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return result;
}

cv::Mat
cell_means (const cv::Mat &values, const cv::Mat &weights, const cv::Size &cells)
{
  cv::Mat sum, weight;
  cv::resize (values.mul (weights), sum, cells, 0, 0, cv::INTER_AREA);
  cv::resize (weights, weight, cells, 0, 0, cv::INTER_AREA);
  return sum / cv::max (weight, 1e-6);
}

float
median_of (std::vector<float> &values)
{
  std::nth_element (values.begin (), values.begin () + values.size () / 2, values.end ());
  return values[values.size () / 2];
}

/* What is left of each place over the medians of its row and of its column. */
cv::Mat
contrast (const cv::Mat &steel, const cv::Size &window, const cv::Size &step)
{
  const int reach = 12;
  cv::Mat smooth;
  cv::blur (steel, smooth, window, cv::Point (-1, -1), cv::BORDER_REPLICATE);
  cv::Mat places ((steel.rows + step.height - 1) / step.height,
                  (steel.cols + step.width - 1) / step.width, CV_32F);
  for (int y = 0; y < places.rows; y++)
    for (int x = 0; x < places.cols; x++)
      places.at<float> (y, x) = smooth.at<float> (y * step.height, x * step.width);
  cv::Mat excess = cv::Mat::zeros (places.size (), CV_32F);
  cv::parallel_for_ (cv::Range (0, places.rows), [&] (const cv::Range &range) {
    std::vector<float> row, column;
    for (int y = range.start; y < range.end; y++)
      for (int x = 0; x < places.cols; x++)
        {
          int left = std::max (0, std::min (x - reach, places.cols - 2 * reach - 1));
          int top = std::max (0, std::min (y - reach, places.rows - 2 * reach - 1));
          row.clear ();
          column.clear ();
          for (int i = left; i < std::min (places.cols, left + 2 * reach + 1); i++)
            row.push_back (places.at<float> (y, i));
          for (int i = top; i < std::min (places.rows, top + 2 * reach + 1); i++)
            column.push_back (places.at<float> (i, x));
          float here = places.at<float> (y, x);
          float over_row = here - median_of (row), over_column = here - median_of (column);
          if ((over_row > 0.0F) == (over_column > 0.0F))
            excess.at<float> (y, x)
                = std::abs (over_row) < std::abs (over_column) ? over_row : over_column;
        }
  });
  return excess;
}

float *
copy_of (const cv::Mat &matrix)
{
  cv::Mat whole = matrix.isContinuous () ? matrix : matrix.clone ();
  return static_cast<float *> (g_memdup2 (whole.data, whole.total () * sizeof (float)));
}

int
cells_of (double mm, double cell_mm)
{
  return std::max (1, cvRound (mm / cell_mm));
}

} // namespace

void
bench_cv_threads (int n_threads)
{
  cv::setNumThreads (n_threads);
}

void
bench_cv_run (const BenchPipeline *pipeline, gboolean with_contrast, BenchAnswer *answer)
{
  cv::Size cells (pipeline->width / pipeline->across, pipeline->height / pipeline->down);
  cv::Rect whole (0, 0, cells.width * pipeline->across, cells.height * pipeline->down);
  Plane first = prepare (*pipeline, 0);
  cv::Mat steel = interpolate (first.attenuation, pipeline->steel_of, *pipeline);
  cv::Mat variance = interpolate (first.attenuation, pipeline->variance_of, *pipeline);
  cv::Mat drift = interpolate (first.attenuation, pipeline->drift_of, *pipeline);
  cv::Mat good, opaque;
  first.good.convertTo (good, CV_32F, 1.0 / 255.0);
  first.opaque.convertTo (opaque, CV_32F, 1.0 / 255.0);

  cv::Mat steel_cells = cell_means (steel (whole), good (whole), cells);
  cv::Mat variance_cells = cell_means (variance (whole), good (whole), cells);
  cv::Mat drift_cells = cell_means (drift (whole), good (whole), cells);
  cv::Mat opaque_cells = cell_means (opaque (whole), good (whole), cells);
  *answer = BenchAnswer ();
  answer->width = cells.width;
  answer->height = cells.height;
  answer->steel = copy_of (steel_cells);
  answer->variance = copy_of (variance_cells + drift_cells.mul (drift_cells));
  answer->opaque = copy_of (opaque_cells);
  if (pipeline->n_planes > 1)
    {
      Plane second = prepare (*pipeline, 1);
      cv::Mat both;
      cv::bitwise_and (first.good, second.good, both);
      cv::bitwise_and (both, ~(first.opaque | second.opaque), both);
      both.convertTo (both, CV_32F, 1.0 / 255.0);
      cv::Mat high = cell_means (first.attenuation (whole), both (whole), cells);
      cv::Mat low = cell_means (second.attenuation (whole), both (whole), cells);
      answer->ratio = copy_of (low / cv::max (high, 1e-3));
    }
  for (int i = 0; with_contrast && i < pipeline->n_scales; i++)
    {
      double mm = pipeline->scales_mm[i];
      cv::Size window (cells_of (mm, pipeline->cell_width_mm) | 1,
                       cells_of (mm, pipeline->cell_height_mm) | 1);
      cv::Size step (cells_of (mm / 4.0, pipeline->cell_width_mm),
                     cells_of (mm / 4.0, pipeline->cell_height_mm));
      cv::Mat excess = contrast (steel_cells, window, step);
      answer->excess_width[i] = excess.cols;
      answer->excess_height[i] = excess.rows;
      answer->excess[i] = copy_of (excess);
    }
}

void
bench_cv_clear (BenchAnswer *answer)
{
  g_free (answer->steel);
  g_free (answer->variance);
  g_free (answer->opaque);
  g_free (answer->ratio);
  for (float *excess : answer->excess)
    g_free (excess);
  *answer = BenchAnswer ();
}
