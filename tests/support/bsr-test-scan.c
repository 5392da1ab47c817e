#include "bsr-test-scan.h"

#include <math.h>

#include "bsr-test.h"

enum
{
  WIDTH = 760,
  HEIGHT = 200,
  LEFT = 75, /* of the container, 610 x 130 pixels of 20 mm */
  TOP = 20,
  RIGHT = LEFT + 610,
  BOTTOM = TOP + 130,
};

const char bsr_test_scan_description[] =
    "{\"format\": \"basira-scan/1\", \"container\": \"CSQU3054383\","
    " \"acquired\": \"2026-11-05T08:15:00Z\", \"site\": \"MAPTM\", \"scanner\": \"test portal\","
    " \"planes\": [{\"name\": \"high\", \"energy_mv\": 6, \"air\": 50000},"
    " {\"name\": \"low\", \"energy_mv\": 4, \"air\": 50000}],"
    " \"pixel_pitch_mm\": [20, 20]}";

const char bsr_test_scan_case[] =
    "{\"format\": \"basira-case/1\", \"case\": \"TEST-1\", \"container\": \"CSQU3054383\","
    " \"items\": [{\"hs\": \"6302\", \"description\": \"Bed linen\"}]}";

/* Attenuation of the high plane. */
static double
attenuation_at (int x, int y, gboolean loaded)
{
  if (x < LEFT || x >= RIGHT || y < TOP || y >= BOTTOM)
    return 0.0;
  double attenuation = 0.12; /* two walls of 2 mm steel */
  if (x < LEFT + 5 || x >= RIGHT - 5 || y < TOP + 4)
    attenuation += 0.4; /* posts and top rails */
  if (y >= BOTTOM - 7)
    attenuation += 0.9; /* floor and bottom rails */
  if (loaded && y > TOP + 43 && y < BOTTOM - 7 && x > LEFT + 10 && x < RIGHT - 10)
    attenuation += 0.8;
  if (loaded && x >= 300 && x < 312 && y >= 100 && y < 112)
    attenuation += 1.5;
  return attenuation;
}

static void
fill_plane (BsrPlane *plane, gboolean loaded, double hardness, guint64 *state)
{
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double counts = 50000.0 * exp (-hardness * attenuation_at (x, y, loaded));
        /* A sum of four uniform numbers is near enough to normal; 1 sigma is 0.577. */
        double noise = -2.0;
        for (int i = 0; i < 4; i++)
          noise += bsr_test_random (state);
        counts += noise / 0.577 * sqrt (10.0 * counts);
        bsr_plane_row_u16 (plane, y)[x] = (guint16) CLAMP (counts, 0.0, 65535.0);
      }
}

BsrImage *
bsr_test_scan_new (int n_planes, gboolean loaded, guint64 seed)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  for (int i = 0; i < n_planes; i++)
    {
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      fill_plane (planes[i], loaded, 1.0 + 0.08 * i, &seed);
    }
  BsrImage *image = bsr_image_new (planes, n_planes, 16, NULL);
  for (int i = 0; i < n_planes; i++)
    bsr_plane_unref (planes[i]);
  assert_non_null (image);
  return image;
}
