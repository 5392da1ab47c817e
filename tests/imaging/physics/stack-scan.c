#include "bsr-test.h"
#include "stack-scan.h"

#include <math.h>
#include <stdlib.h>

#include "bsr-spectrum.h"
#include "synthetic-scan.h"

#define AIR 60000.0

StackScan
stack_scan_default (const Stack *stacks, int n_stacks, int width, int height)
{
  return (StackScan){ .stacks = stacks, .n_stacks = n_stacks, .width = width, .height = height,
                      .n_planes = 2, .mv = { 9.0, 6.0 }, .low_share = 1.0, .electronic = 5.0,
                      .gain = 2.0, .seed = 20261125 };
}

/* Box and Muller 1958. */
static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

static void
fill (const StackScan *scan, BsrPlane *plane, BsrBox box, double transmission, guint64 *state)
{
  double mean = AIR * transmission;
  double sigma = sqrt (scan->electronic * scan->electronic + scan->gain * mean);
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      {
        double value = round (mean + sigma * normal (state));
        bsr_plane_row_u16 (plane, y)[x] = (guint16) CLAMP (value, 0.0, 65535.0);
      }
}

BsrRadiograph *
stack_scan_develop (const StackScan *scan, int n_threads)
{
  guint64 state = scan->seed;
  print_message ("seed %" G_GUINT64_FORMAT "\n", state);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  BsrAcquisition acquisition = bsr_acquisition_assumed (scan->n_planes);
  for (int i = 0; i < scan->n_planes; i++)
    {
      acquisition.planes[i].energy_mv
          = i == 1 && scan->stated_low_mv > 0.0 ? scan->stated_low_mv : scan->mv[i];
      acquisition.planes[i].air = AIR;
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, scan->width, scan->height, NULL);
      fill (scan, planes[i], bsr_plane_bounds (planes[i]), 1.0, &state);
      BsrSpectrum beam = bsr_spectrum_bremsstrahlung (scan->mv[i]);
      for (int j = 0; j < scan->n_stacks; j++)
        {
          const Stack *stack = &scan->stacks[j];
          double transmission = bsr_spectrum_transmission (
              &beam, bsr_material_by_id (stack->material), stack->g_cm2);
          fill (scan, planes[i], stack->box,
                i == 0 ? transmission : pow (transmission, scan->low_share), &state);
        }
    }
  g_autoptr (BsrImage) image = synthetic_scan_wrap (planes, scan->n_planes, 16);
  g_autoptr (GError) error = NULL;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

double
stack_scan_median (const BsrRadiograph *radiograph, Reading reading, BsrBox box)
{
  BsrBox middle = { box.x + box.width / 4, box.y + box.height / 4,
                    box.width - 2 * (box.width / 4), box.height - 2 * (box.height / 4) };
  return radiograph_median (radiograph, reading, middle);
}
