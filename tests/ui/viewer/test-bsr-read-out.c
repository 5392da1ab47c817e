#include "bsr-test.h"
#include "bsr-read-out.h"

#include <math.h>

#define WIDTH 200
#define HEIGHT 100
#define AIR 50000

static const BsrPitch nominal = { BSR_PITCH_NOMINAL, 5.0, 5.0, 0.7, 0.7 };
static const BsrPitch stated = { BSR_PITCH_STATED, 10.0, 5.0, 0.03, 0.18 };

/* Air, a thick slab in the middle, and a part that the beam does not cross. */
static BsrImage *
image_of (void)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int ripple = (x * 7 + y * 13) % 41 - 20;
        bsr_plane_row_u16 (plane, y)[x]
            = (guint16) (x < 60 ? AIR + 4 * ripple : x < 140 ? AIR / 10 + ripple : MAX (ripple, 0) / 10);
      }
  return bsr_image_new (&plane, 1, 16, NULL);
}

static BsrRadiograph *
radiograph_of (BsrImage *image)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  g_autoptr (GError) error = NULL;
  acquisition.planes[0].energy_mv = 6.0;
  acquisition.planes[0].air = AIR;
  acquisition.pitch_x_mm = 10.0;
  acquisition.pitch_y_mm = 5.0;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static void
before_the_physics_counts_are_known (void **state)
{
  g_autoptr (BsrImage) image = image_of ();
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 1, NULL, NULL);
  BsrReadOut out = bsr_read_out_at (scene, &nominal, NULL, 70.9, 10.2);
  assert_true (out.inside);
  assert_int_equal (out.x, 70);
  assert_int_equal (out.y, 10);
  assert_int_equal (out.n_planes, 1);
  bsr_test_assert_close (out.counts[0], bsr_plane_row_u16 (bsr_image_plane (image, 0), 10)[70], 0.0);
  assert_true (isnan (out.transmission[0]) && isnan (out.steel_mm));
  /* The nominal pitch, from the lower left corner. */
  assert_false (out.has_material);
  bsr_test_assert_close (out.x_m, 70.9 * 0.005, 1e-9);
  bsr_test_assert_close (out.y_m, (HEIGHT - 10.2) * 0.005, 1e-9);
}

static void
with_the_physics_all_is_known (void **state)
{
  g_autoptr (BsrImage) image = image_of ();
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (image);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, radiograph, 1, NULL, NULL);
  const BsrBox container = { 50, 20, 100, 60 };
  BsrReadOut out = bsr_read_out_at (scene, &stated, &container, 100.5, 50.5);
  bsr_test_assert_close (out.transmission[0], 0.1, 0.01);
  bsr_test_assert_close (out.steel_mm, bsr_radiograph_steel_of_attenuation (radiograph, log (10.0)), 4.0);
  assert_false (out.opaque);
  bsr_test_assert_close (out.x_m, 50.5 * 0.010, 1e-9);
  bsr_test_assert_close (out.y_m, 29.5 * 0.005, 1e-9);
  assert_true (bsr_read_out_at (scene, &stated, &container, 170.0, 50.0).opaque);
}

static void
off_the_scan_nothing_is_known (void **state)
{
  g_autoptr (BsrImage) image = image_of ();
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 1, NULL, NULL);
  const double places[][2] = { { -0.1, 5 }, { 5, -0.1 }, { WIDTH, 5 }, { 5, HEIGHT }, { NAN, NAN }, { 1e300, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    assert_false (bsr_read_out_at (scene, &nominal, NULL, places[i][0], places[i][1]).inside);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (before_the_physics_counts_are_known),
    cmocka_unit_test (with_the_physics_all_is_known),
    cmocka_unit_test (off_the_scan_nothing_is_known),
  };
  return cmocka_run_group_tests_name ("read-out", tests, NULL, NULL);
}
