#include "bench-scan.h"

#include <math.h>

#include "bsr-spectrum.h"

#define AIR 60000.0
#define MOST_MM 400
/* Of the scene: a container of 12.2 m and what is around it. */
#define SCENE_WIDTH_MM 13400.0
#define SCENE_HEIGHT_MM 4200.0

const BenchSize bench_sizes[BENCH_N_SIZES] = { { 2440, 700 }, { 3000, 2000 }, { 11250, 4000 } };

/* Steel at a place of the scene, mm: sheet walls, a floor, cartons of several densities on pallets,
 * some machinery. */
static int
scene_mm (double x, double y)
{
  if (x < 600.0 || x > 12800.0 || y < 600.0 || y > 3200.0)
    return y > 3500.0 ? 12 : 0;
  if (y > 3030.0)
    return 90;
  if (x < 700.0 || x > 12700.0 || y < 700.0)
    return 20;
  int column = (int) ((x - 700.0) / 1200.0), row = (int) ((y - 700.0) / 400.0);
  double in_x = fmod (x - 700.0, 1200.0), in_y = fmod (y - 700.0, 400.0);
  if (row < 1 + column % 3 || in_x > 1150.0)
    return 4;
  int mm = 20 + 13 * ((column * 5 + row) % 7) + (in_y < 20.0 ? 0 : 6);
  if (column == 4 && hypot (in_x - 600.0, y - 2400.0) < 350.0)
    mm += 120;
  if (column == 7 && in_x > 500.0 && in_x < 620.0 && row == 4)
    mm += 35;
  return MIN (mm, MOST_MM - 1);
}

static BsrPlane *
expose (BenchSize size, int index)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_U16, size.width, size.height, NULL);
  BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (index == 0 ? 6.0 : 4.0);
  double counts_of[MOST_MM];
  guint32 state = 20261125u + (guint32) index; /* Numerical Recipes' generator */
  for (int i = 0; i < MOST_MM; i++)
    counts_of[i] = AIR * bsr_spectrum_transmission (&spectrum, bsr_material_by_id ("steel"), 0.787 * i);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      {
        double mean = counts_of[scene_mm ((x + 0.5) * SCENE_WIDTH_MM / size.width,
                                          (y + 0.5) * SCENE_HEIGHT_MM / size.height)];
        double sum = -6.0; /* twelve uniform ones make a normal one, nearly */
        for (int i = 0; i < 6; i++)
          {
            state = state * 1664525u + 1013904223u;
            sum += (state >> 16) / 65536.0 + (state & 0xffff) / 65536.0;
          }
        double value = mean + sum * sqrt (BENCH_ELECTRONIC * BENCH_ELECTRONIC + BENCH_GAIN * mean);
        bsr_plane_row_u16 (plane, y)[x] = (guint16) CLAMP (lrint (value), 0, 65535);
        if (state % 9973 == 0)
          bsr_plane_row_u16 (plane, y)[x] = 65535;
      }
  for (int x = 0; x < size.width; x++)
    bsr_plane_row_u16 (plane, size.height / 3)[x] = 0;
  return plane;
}

BenchScan
bench_scan_new (BenchSize size, int n_planes)
{
  BsrPlane *planes[2];
  BenchScan scan = { .acquisition = bsr_acquisition_assumed (n_planes),
                .bytes = (gsize) size.width * size.height * n_planes * sizeof (guint16) };
  for (int i = 0; i < n_planes; i++)
    {
      planes[i] = expose (size, i);
      scan.acquisition.planes[i].energy_mv = i == 0 ? 6.0 : 4.0;
    }
  scan.acquisition.pitch_x_mm = SCENE_WIDTH_MM / size.width;
  scan.acquisition.pitch_y_mm = SCENE_HEIGHT_MM / size.height;
  scan.image = bsr_image_new (planes, n_planes, 16, NULL);
  for (int i = 0; i < n_planes; i++)
    bsr_plane_unref (planes[i]);
  return scan;
}
