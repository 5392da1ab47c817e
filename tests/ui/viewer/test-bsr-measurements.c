#include "bsr-test.h"

#include "bsr-measurements.h"

#define WIDTH 120
#define HEIGHT 80
#define AIR 50000.0

static const BsrPitch pitch = { BSR_PITCH_STATED, 8.0, 4.0, 0.0, 0.0 };

/* Half of the beam everywhere below, air above. */
static BsrScene *
scene_new (void)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int grain = (x * 7 + y * 13 + x * y * 3) % 41 - 20;
        bsr_plane_row_u16 (plane, y)[x] = (guint16) ((y < HEIGHT / 2 ? AIR : AIR / 2.0) + 4 * grain);
      }
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.planes[0].air = AIR;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrScene *scene = bsr_scene_new (image, radiograph, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return scene;
}

static BsrAnnotation *
region_from (double y)
{
  const BsrPoint corners[] = { { 10, y }, { 50, y + 20 } };
  return bsr_annotation_new (NULL, BSR_SHAPE_REGION, BSR_CATEGORY_NOTE, corners, 2, NULL);
}

static void
count_cb (int *count)
{
  ++*count;
}

/* Until @count is @wanted. */
static void
wait_for (const int *count, int wanted)
{
  while (*count < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
points_answer_at_once_and_pixels_soon (void **state)
{
  g_autoptr (BsrScene) scene = scene_new ();
  g_autoptr (BsrMeasurements) measurements = bsr_measurements_new ();
  g_autoptr (BsrAnnotation) region = region_from (50);
  int count = 0;
  g_signal_connect_swapped (measurements, "measured", G_CALLBACK (count_cb), &count);
  bsr_measurements_set_scan (measurements, scene, &pitch);
  {
    g_autoptr (BsrMeasurement) first = bsr_measurements_of (measurements, region);
    bsr_test_assert_close (first->area.m2, 0.32 * 0.08, 1e-12);
    assert_null (first->statistics);
  }
  wait_for (&count, 1);
  g_autoptr (BsrMeasurement) then = bsr_measurements_of (measurements, region);
  assert_non_null (then->statistics);
  bsr_test_assert_close (then->statistics->transmission[0].mean, 0.5, 0.01);
  /* The same object from now on, and nothing is worked out again. */
  bsr_measurements_set_scan (measurements, scene, &pitch);
  g_autoptr (BsrMeasurement) again = bsr_measurements_of (measurements, region);
  assert_ptr_equal (again, then);
}

static void
another_scan_or_pitch_drops_what_was_known (void **state)
{
  g_autoptr (BsrScene) scene = scene_new ();
  g_autoptr (BsrMeasurements) measurements = bsr_measurements_new ();
  g_autoptr (BsrAnnotation) region = region_from (50);
  const BsrPitch larger = { BSR_PITCH_STATED, 16.0, 4.0, 0.0, 0.0 };
  int count = 0;
  g_signal_connect_swapped (measurements, "measured", G_CALLBACK (count_cb), &count);
  bsr_measurements_set_scan (measurements, scene, &pitch);
  bsr_measurement_unref (bsr_measurements_of (measurements, region));
  wait_for (&count, 1);
  bsr_measurements_set_scan (measurements, scene, &larger);
  g_autoptr (BsrMeasurement) measurement = bsr_measurements_of (measurements, region);
  assert_null (measurement->statistics);
  bsr_test_assert_close (measurement->area.m2, 0.64 * 0.08, 1e-12);
  /* Before the physics is there, points are all there is. */
  bsr_measurements_set_scan (measurements, NULL, &pitch);
  g_autoptr (BsrMeasurement) bare = bsr_measurements_of (measurements, region);
  assert_null (bare->statistics);
}

/* While a mark is drawn its figures stay those that are known, until better ones come. */
static void
a_draft_keeps_its_last_figures (void **state)
{
  g_autoptr (BsrScene) scene = scene_new ();
  g_autoptr (BsrMeasurements) measurements = bsr_measurements_new ();
  g_autoptr (BsrAnnotation) before = region_from (5), after = region_from (50);
  int measured = 0, drafted = 0;
  g_signal_connect_swapped (measurements, "measured", G_CALLBACK (count_cb), &measured);
  g_signal_connect_swapped (measurements, "draft-changed", G_CALLBACK (count_cb), &drafted);
  bsr_measurements_set_scan (measurements, scene, &pitch);
  bsr_measurements_set_draft (measurements, before);
  bsr_measurement_unref (bsr_measurements_of (measurements, before));
  wait_for (&measured, 1);
  bsr_measurements_set_draft (measurements, after);
  assert_int_equal (drafted, 2);
  {
    g_autoptr (BsrMeasurement) late = bsr_measurements_of (measurements, after);
    assert_non_null (late->statistics);
    bsr_test_assert_close (late->statistics->transmission[0].mean, 1.0, 0.02);
  }
  wait_for (&measured, 2);
  g_autoptr (BsrMeasurement) then = bsr_measurements_of (measurements, after);
  bsr_test_assert_close (then->statistics->transmission[0].mean, 0.5, 0.01);
  bsr_measurements_set_draft (measurements, NULL);
  assert_null (bsr_measurements_draft (measurements));
}

/* What is still being worked out when it is given up does no harm. */
static void
it_can_end_at_any_time (void **state)
{
  g_autoptr (BsrScene) scene = scene_new ();
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (BsrMeasurements) measurements = bsr_measurements_new ();
      g_autoptr (BsrAnnotation) one = region_from (5), two = region_from (50);
      bsr_measurements_set_scan (measurements, scene, &pitch);
      bsr_measurement_unref (bsr_measurements_of (measurements, one));
      bsr_measurement_unref (bsr_measurements_of (measurements, two));
      if (i % 2 == 0)
        bsr_measurements_set_scan (measurements, NULL, &pitch);
      g_object_run_dispose (G_OBJECT (measurements));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (points_answer_at_once_and_pixels_soon),
    cmocka_unit_test (another_scan_or_pitch_drops_what_was_known),
    cmocka_unit_test (a_draft_keeps_its_last_figures),
    cmocka_unit_test (it_can_end_at_any_time),
  };
  return cmocka_run_group_tests_name ("measurements", tests, NULL, NULL);
}
