#include "bsr-two-energies.h"

#include <math.h>

#include "bsr-test.h"

#define AIR 60000.0

static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

double
bsr_two_energies_low (double high)
{
  return high * (1.13 + 0.02 * high);
}

/* Cartons: layers of 60 rows, stacks of 150 columns, each of its own density. */
static double
load_at (int x, int y)
{
  if (y < 20 || x < 8 || x >= BSR_TWO_ENERGIES_WIDTH - 8)
    return 0.0;
  int stack = x / 150, layer = y / 60;
  double density = 0.75 + 0.04 * ((stack * 7 + layer * 3) % 5);
  return 0.15 + (y > 60 && x % 150 >= 6 && y % 60 >= 3 ? density : 0.2);
}

BsrRadiograph *
bsr_two_energies_new (const BsrTestThing *things, int n_things, double bent, guint64 seed)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  BsrPlane *planes[2];
  g_autoptr (GError) error = NULL;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  acquisition.pitch_x_mm = acquisition.pitch_y_mm = BSR_TWO_ENERGIES_PITCH_MM;
  for (int i = 0; i < 2; i++)
    {
      acquisition.planes[i].energy_mv = i == 0 ? 6.0 : 4.0;
      acquisition.planes[i].air = AIR;
      planes[i]
          = bsr_plane_new (BSR_FORMAT_U16, BSR_TWO_ENERGIES_WIDTH, BSR_TWO_ENERGIES_HEIGHT, NULL);
      double photons = i == 0 ? 40000.0 : 20000.0;
      for (int y = 0; y < BSR_TWO_ENERGIES_HEIGHT; y++)
        for (int x = 0; x < BSR_TWO_ENERGIES_WIDTH; x++)
          {
            double high = load_at (x, y), extra = 0.0;
            for (int k = 0; k < n_things; k++)
              if (bsr_box_contains_point (things[k].box, x, y))
                {
                  double before = bsr_two_energies_low (high);
                  high += things[k].more;
                  extra += (things[k].share - 1.0) * (bsr_two_energies_low (high) - before);
                }
            double a = i == 0 ? high : bsr_two_energies_low (high) * (1.0 + bent) + extra;
            double counts = AIR * exp (-a);
            counts += normal (&seed) * sqrt (counts * AIR / photons + 9.0);
            bsr_plane_row_u16 (planes[i], y)[x] = (guint16)CLAMP (counts + 0.5, 0.0, 65535.0);
          }
    }
  g_autoptr (BsrImage) image = bsr_image_new (planes, 2, 16, &error);
  bsr_test_assert_no_error (error);
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    bsr_plane_unref (planes[i]);
  return radiograph;
}
