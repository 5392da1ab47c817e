/* What the analysis of a scan costs, against the same pipeline in OpenCV and against the bytes that
 * it must read and write, in one run: sizes, planes and threads, medians of several rounds, and the
 * peak of memory. Answers are compared; nothing else is asserted. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-analysis-cv.h"
#include "bench-scan.h"
#include "bench-times.h"
#include "bsr-container.h"
#include "bsr-contrast.h"
#include "bsr-grid.h"
#include "bsr-inspection.h"
#include "bsr-simd.h"
#include "bsr-thread-team.h"

#define MAX_ROUNDS 5
#define TABLE 2048
#define TABLE_STEP (16.0 / TABLE)

static const double scales_mm[] = { 80.0, 120.0, 180.0, 270.0, 400.0, 600.0 };

typedef struct
{
  double prepared_ms, whole_ms;
  BsrGrid *grid;
  BsrRadiograph *radiograph;
  BsrContrast *contrasts[G_N_ELEMENTS (scales_mm)];
} Ours;

static void
ours_clear (Ours *ours)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scales_mm); i++)
    g_clear_pointer (&ours->contrasts[i], bsr_contrast_free);
  g_clear_pointer (&ours->grid, bsr_grid_free);
  g_clear_pointer (&ours->radiograph, bsr_radiograph_unref);
}

/* Of one thread the processor's time, which other work on the machine does not lengthen as much. */
static double
now_ms (int n_threads)
{
  return bench_clock_ms (n_threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC);
}

/* The same steps as the other: counts to cells of the whole scan, then the contrast of these. */
static void
ours_run (const BenchScan *scan, int n_threads, gboolean with_contrast, Ours *ours)
{
  double began = now_ms (n_threads);
  ours->radiograph = bsr_radiograph_new (scan->image, &scan->acquisition, n_threads, NULL, NULL);
  BsrBox all = { 0, 0, bsr_image_width (scan->image), bsr_image_height (scan->image) };
  ours->grid = bsr_grid_new (ours->radiograph, all, 15.0, n_threads, NULL, NULL);
  ours->prepared_ms = now_ms (n_threads) - began;
  BsrBox cells = { 0, 0, bsr_grid_width (ours->grid), bsr_grid_height (ours->grid) };
  for (gsize i = 0; with_contrast && i < G_N_ELEMENTS (scales_mm); i++)
    ours->contrasts[i]
        = bsr_contrast_new (ours->grid, cells, BSR_CONTRAST_BOTH, scales_mm[i], 1e6, n_threads, NULL, NULL);
  ours->whole_ms = now_ms (n_threads) - began;
}

static BenchPipeline
pipeline_for (const BenchScan *scan, const Ours *ours, float *tables)
{
  BsrImage *image = scan->image;
  BsrRadiograph *radiograph = ours->radiograph;
  BenchPipeline pipeline = { .width = bsr_image_width (image),
                             .height = bsr_image_height (image),
                             .n_planes = bsr_image_n_planes (image),
                             .stride = bsr_plane_stride (bsr_image_plane (image, 0)) / 2,
                             .gain = BENCH_GAIN,
                             .electronic = BENCH_ELECTRONIC,
                             .steel_of = tables,
                             .variance_of = tables + TABLE,
                             .drift_of = tables + 2 * TABLE,
                             .n_table = TABLE,
                             .table_step = TABLE_STEP,
                             .across = bsr_radiograph_cells (radiograph)->across,
                             .down = bsr_radiograph_cells (radiograph)->down,
                             .cell_width_mm = bsr_grid_cell_width_mm (ours->grid),
                             .cell_height_mm = bsr_grid_cell_height_mm (ours->grid),
                             .scales_mm = scales_mm,
                             .n_scales = G_N_ELEMENTS (scales_mm) };
  for (int i = 0; i < pipeline.n_planes; i++)
    {
      double most = (double) bsr_radiograph_most_code (radiograph, i) / BSR_ATTENUATION_STEPS;
      pipeline.counts[i] = bsr_plane_row_u16 (bsr_image_plane (image, i), 0);
      pipeline.air[i] = bsr_radiograph_air (radiograph, i);
      pipeline.floor[i] = pipeline.air[i] * exp (-most);
    }
  for (int i = 0; i < TABLE; i++)
    {
      double slope = bsr_radiograph_steel_slope (radiograph, i * TABLE_STEP);
      double sd = bsr_radiograph_noise (radiograph, 0, i * TABLE_STEP) * slope;
      tables[i] = (float) bsr_radiograph_steel_of_attenuation (radiograph, i * TABLE_STEP);
      tables[TABLE + i] = (float) (sd * sd);
      tables[2 * TABLE + i] = (float) (3e-4 * exp (i * TABLE_STEP) * slope);
    }
  return pipeline;
}

/* Share of the values of @theirs that ours differ from by more than @absolute and @relative. */
static double
share_apart (const float *theirs, int width, int height, BsrPlane *ours, double absolute,
             double relative)
{
  gint64 apart = 0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double one = (double) theirs[(gsize) y * width + x];
        double other = (double) bsr_plane_row_f32 (ours, y)[x];
        apart += !(fabs (one - other) <= absolute + relative * fabs (one));
      }
  return (double) apart / ((double) width * height);
}

static void
compare_answers (const BenchAnswer *theirs, const Ours *ours)
{
  g_print ("    cells apart by more than 0.1 mm and 1 %%: %.3f %%; places by more than 0.2 mm and 2 %%:",
           100.0 * share_apart (theirs->steel, theirs->width, theirs->height,
                                bsr_grid_steel (ours->grid), 0.1, 0.01));
  for (gsize i = 0; i < G_N_ELEMENTS (scales_mm); i++)
    {
      BsrPlane *excess = bsr_contrast_excess (ours->contrasts[i]);
      int width = MIN (theirs->excess_width[i], bsr_plane_width (excess));
      int height = MIN (theirs->excess_height[i], bsr_plane_height (excess));
      if (width != theirs->excess_width[i])
        continue;
      g_print (" %.2f", 100.0 * share_apart (theirs->excess[i], width, height, excess, 0.2, 0.02));
    }
  g_print (" %%\n");
}

/* Bytes a millisecond that copying reads and writes. */
static double
measure_copy (gsize bytes)
{
  g_autofree guint8 *from = g_malloc (bytes), *to = g_malloc (bytes);
  double times[MAX_ROUNDS];
  memset (from, 1, bytes);
  memset (to, 2, bytes);
  for (int i = 0; i < MAX_ROUNDS; i++)
    {
      double began = now_ms (1);
      memcpy (to, from, bytes);
      times[i] = now_ms (1) - began;
      from[i] ^= to[bytes / 2];
    }
  return 2.0 * (double) bytes / MAX (bench_median (times, MAX_ROUNDS), 1e-3);
}

/* Bytes of each pixel and plane: samples are read to find dead lines, spikes and codes; codes and
 * flags are written, flags read for what is to be filled, and both for the cells. */
#define BYTES_TOUCHED (3 * 2 + 2 + 1 + 1 + 3)

static void
measure (const BenchScan *scan, int n_threads, int n_rounds, gboolean with_contrast)
{
  g_autofree float *tables = g_new (float, 3 * TABLE);
  double ours_prepared[MAX_ROUNDS], ours_whole[MAX_ROUNDS], cv_prepared[MAX_ROUNDS],
      cv_whole[MAX_ROUNDS];
  double n = (double) scan->bytes / 2.0;
  bench_cv_threads (bsr_thread_team_size (n_threads));
  for (int i = 0; i < n_rounds; i++)
    {
      Ours ours = { 0 };
      BenchAnswer answer;
      ours_run (scan, n_threads, with_contrast, &ours);
      ours_prepared[i] = ours.prepared_ms;
      ours_whole[i] = ours.whole_ms;
      BenchPipeline pipeline = pipeline_for (scan, &ours, tables);
      double began = now_ms (n_threads);
      bench_cv_run (&pipeline, FALSE, &answer);
      cv_prepared[i] = now_ms (n_threads) - began;
      if (with_contrast)
        {
          bench_cv_clear (&answer);
          began = now_ms (n_threads);
          bench_cv_run (&pipeline, TRUE, &answer);
        }
      cv_whole[i] = now_ms (n_threads) - began;
      if (i == 0 && with_contrast)
        compare_answers (&answer, &ours);
      bench_cv_clear (&answer);
      ours_clear (&ours);
    }
  double prepared = bench_median (ours_prepared, n_rounds), whole = bench_median (ours_whole, n_rounds);
  double theirs = bench_median (cv_prepared, n_rounds), theirs_whole = bench_median (cv_whole, n_rounds);
  g_print ("    %d thread(s): cells %7.1f ms (%5.2f ns a sample), OpenCV %8.1f ms: x%5.1f;  with "
           "contrast %7.1f ms, OpenCV %8.1f ms: x%5.1f\n",
           bsr_thread_team_size (n_threads), prepared, prepared * 1e6 / n, theirs, theirs / prepared,
           whole, theirs_whole, theirs_whole / whole);
}

static gint64
status_bytes (const char *field)
{
  g_autofree char *text = NULL;
  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  const char *found = text != NULL ? strstr (text, field) : NULL;
  return found != NULL ? 1024 * g_ascii_strtoll (found + strlen (field), NULL, 10) : 0;
}

/* In a process of its own, so that nothing else has been there before. */
static void
measure_memory (BenchSize size, int n_planes)
{
  fflush (NULL);
  pid_t child = fork ();
  if (child != 0)
    {
      waitpid (child, NULL, 0);
      return;
    }
  BenchScan scan = bench_scan_new (size, n_planes);
  FILE *clear = fopen ("/proc/self/clear_refs", "w");
  if (clear != NULL)
    {
      fputs ("5", clear); /* the peak begins anew: proc(5) */
      fclose (clear);
    }
  gint64 before = status_bytes ("VmRSS:");
  g_autoptr (BsrInspection) inspection
      = bsr_inspection_run (scan.image, &scan.acquisition, NULL, 0, NULL, NULL, NULL, NULL);
  gint64 peak = status_bytes ("VmHWM:");
  g_print ("    peak memory of the whole inspection: %.2f x the pixels' bytes, them included\n",
           (double) (peak - before) / (double) scan.bytes + 1.0);
  fflush (NULL);
  _exit (0);
}

/* Arguments: a number picks one of the sizes, "cells" leaves the contrast out. */
int
main (int argc, char **argv)
{
  g_print ("instruction set %s, %d threads\n", bsr_simd_level_name (bsr_simd_level ()),
           bsr_thread_team_size (0));
  gsize first = argc > 1 ? (gsize) CLAMP (atoi (argv[1]), 0, 2) : 0;
  gsize end = argc > 1 ? first + 1 : BENCH_N_SIZES;
  gboolean with_contrast = argc < 3 || !g_str_equal (argv[2], "cells");
  for (gsize i = first; i < end; i++)
    for (int n_planes = 1; n_planes <= 2; n_planes++)
      {
        setvbuf (stdout, NULL, _IOLBF, 0);
        g_print ("%d x %d (%.1f MP), %d plane(s)\n", bench_sizes[i].width, bench_sizes[i].height,
                 bench_sizes[i].width * (bench_sizes[i].height / 1e6), n_planes);
        measure_memory (bench_sizes[i], n_planes);
        BenchScan scan = bench_scan_new (bench_sizes[i], n_planes);
        double copy = measure_copy (MAX (scan.bytes, 64 << 20));
        g_print ("    bound by the bytes touched: %.1f ms at %.1f GB/s of copying\n",
                 (double) scan.bytes / 2.0 * BYTES_TOUCHED / copy, copy / 1e6);
        measure (&scan, 1, i == 2 ? 3 : MAX_ROUNDS, with_contrast);
        if (bsr_thread_team_size (0) > 1)
          measure (&scan, 0, i == 2 ? 3 : MAX_ROUNDS, with_contrast);
        bsr_image_unref (scan.image);
      }
  return 0;
}
