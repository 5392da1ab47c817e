#include "bsr-test.h"

#include "bsr-measurement.h"

#define WIDTH 120
#define HEIGHT 80
#define AIR 50000.0

static const BsrPitch pitch = { BSR_PITCH_STATED, 8.0, 4.0, 0.0, 0.0 };

/* Air, and from (40, 20) to (80, 60) half of the beam. */
static BsrRadiograph *
radiograph_new (void)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean inside = x >= 40 && x < 80 && y >= 20 && y < 60;
        int grain = (x * 7 + y * 13 + x * y * 3) % 41 - 20;
        bsr_plane_row_u16 (plane, y)[x] = (guint16) ((inside ? AIR / 2.0 : AIR) + 4 * grain);
      }
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.planes[0].air = AIR;
  acquisition.planes[0].energy_mv = 6.0;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static BsrAnnotation *
mark (BsrShape shape, const BsrPoint *points, int n)
{
  return bsr_annotation_new (NULL, shape, BSR_CATEGORY_NOTE, points, n, NULL);
}

static const BsrPoint places[] = { { 40, 20 }, { 80, 60 }, { 40, 60 } };

static void
each_shape_has_its_figures (void **state)
{
  const struct
  {
    BsrShape shape;
    int n;
    gboolean length, angle, area, pixels;
  } shapes[] = {
    { BSR_SHAPE_RECTANGLE, 2, FALSE, FALSE, TRUE, TRUE },
    { BSR_SHAPE_ELLIPSE, 2, FALSE, FALSE, TRUE, TRUE },
    { BSR_SHAPE_POLYGON, 3, FALSE, FALSE, TRUE, TRUE },
    { BSR_SHAPE_TEXT, 1, FALSE, FALSE, FALSE, FALSE },
    { BSR_SHAPE_ARROW, 2, TRUE, FALSE, FALSE, FALSE },
    { BSR_SHAPE_DISTANCE, 2, TRUE, FALSE, FALSE, FALSE },
    { BSR_SHAPE_ANGLE, 3, FALSE, TRUE, FALSE, FALSE },
    { BSR_SHAPE_POLYLINE, 3, TRUE, FALSE, FALSE, FALSE },
    { BSR_SHAPE_AREA, 2, FALSE, FALSE, TRUE, FALSE },
    { BSR_SHAPE_PROFILE, 3, TRUE, FALSE, FALSE, TRUE },
    { BSR_SHAPE_REGION, 3, FALSE, FALSE, TRUE, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (BsrAnnotation) annotation = mark (shapes[i].shape, places, shapes[i].n);
      g_autoptr (BsrMeasurement) measurement = bsr_measurement_of_points (annotation, &pitch);
      assert_int_equal (measurement->has_length, shapes[i].length);
      assert_int_equal (measurement->has_angle, shapes[i].angle);
      assert_int_equal (measurement->has_area, shapes[i].area);
      assert_int_equal (bsr_measurement_needs_pixels (annotation), shapes[i].pixels);
      assert_null (measurement->profile);
      assert_null (measurement->statistics);
    }
}

static void
figures_are_those_of_the_shape (void **state)
{
  g_autoptr (BsrAnnotation) box = mark (BSR_SHAPE_AREA, places, 2);
  g_autoptr (BsrAnnotation) ellipse = mark (BSR_SHAPE_ELLIPSE, places, 2);
  g_autoptr (BsrAnnotation) half = mark (BSR_SHAPE_AREA, places, 3);
  g_autoptr (BsrMeasurement) a = bsr_measurement_of_points (box, &pitch);
  g_autoptr (BsrMeasurement) b = bsr_measurement_of_points (ellipse, &pitch);
  g_autoptr (BsrMeasurement) c = bsr_measurement_of_points (half, &pitch);
  bsr_test_assert_close (a->area.m2, 0.32 * 0.16, 1e-12);
  bsr_test_assert_close (b->area.m2, G_PI / 4.0 * 0.32 * 0.16, 1e-12);
  bsr_test_assert_close (c->area.m2, 0.16 * 0.16, 1e-12);
}

static void
pixels_are_read_where_they_say_more (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAnnotation) region = mark (BSR_SHAPE_REGION, places, 2);
  g_autoptr (BsrMeasurement) measurement
      = bsr_measurement_new (region, radiograph, NULL, &pitch, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (measurement->statistics->n_pixels, 40 * 40);
  bsr_test_assert_close (measurement->statistics->transmission[0].mean, 0.5, 0.005);

  const BsrPoint line[] = { { 0, 40 }, { 120, 40 } };
  const BsrPoint strip[]
      = { line[0], line[1], bsr_line_profile_edge (line[0], line[1], 32.0, &pitch) };
  g_autoptr (BsrAnnotation) profile = mark (BSR_SHAPE_PROFILE, strip, 3);
  g_autoptr (BsrMeasurement) along
      = bsr_measurement_new (profile, radiograph, NULL, &pitch, NULL, &error);
  bsr_test_assert_close (along->strip_mm, 32.0, 1e-9);
  bsr_test_assert_close (along->length.m, 0.96, 1e-9);
  bsr_test_assert_close ((double) bsr_line_profile_at (along->profile, 0.5)->transmission, 0.5,
                         0.01);
  bsr_test_assert_close ((double) bsr_line_profile_at (along->profile, 0.1)->transmission, 1.0,
                         0.01);

  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  assert_null (bsr_measurement_new (profile, radiograph, NULL, &pitch, cancelled, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

static void
a_strip_can_be_made_wider (void **state)
{
  g_autoptr (BsrAnnotation) profile = mark (BSR_SHAPE_PROFILE, places, 3);
  g_autoptr (BsrAnnotation) wider = bsr_measurement_with_strip (profile, 75.0, &pitch);
  g_autoptr (BsrMeasurement) measurement = bsr_measurement_of_points (wider, &pitch);
  assert_string_equal (bsr_annotation_id (wider), bsr_annotation_id (profile));
  bsr_test_assert_close (measurement->strip_mm, 75.0, 1e-9);
  assert_memory_equal (bsr_annotation_points (wider, NULL), places, 2 * sizeof *places);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_shape_has_its_figures),
    cmocka_unit_test (figures_are_those_of_the_shape),
    cmocka_unit_test (pixels_are_read_where_they_say_more),
    cmocka_unit_test (a_strip_can_be_made_wider),
  };
  return cmocka_run_group_tests_name ("measurement", tests, NULL, NULL);
}
