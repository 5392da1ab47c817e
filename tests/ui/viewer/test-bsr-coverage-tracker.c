#include "bsr-test.h"
#include "bsr-coverage-tracker.h"

/* Air on the left, a load on the right; 20 mm pixels: 100 mm are five. */
#define WIDTH 120
#define HEIGHT 48
#define AIR 60000
#define LOAD 24000
#define MS G_GINT64_CONSTANT (1000)

typedef struct
{
  BsrRadiograph *radiograph;
  BsrCoverageTracker *tracker;
  gint64 now;
  int n_changed;
} Desk;

static gint64
clock_of (gpointer data)
{
  return ((Desk *) data)->now;
}

static void
changed_cb (BsrCoverageTracker *tracker, Desk *desk)
{
  desk->n_changed++;
}

static BsrRadiograph *
radiograph_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_u16 (plane, y)[x]
          = (guint16) ((x < 40 ? AIR : LOAD) + ((x * 7 + y * 13) % 41 - 20) * 4);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.planes[0].energy_mv = 6.0;
  acquisition.planes[0].air = AIR;
  acquisition.pitch_x_mm = acquisition.pitch_y_mm = 20.0;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->radiograph = radiograph_new ();
  desk->tracker = bsr_coverage_tracker_new ();
  bsr_coverage_tracker_set_clock (desk->tracker, clock_of, desk);
  bsr_coverage_tracker_set_attentive (desk->tracker, TRUE);
  g_signal_connect (desk->tracker, "changed", G_CALLBACK (changed_cb), desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->tracker);
  bsr_radiograph_unref (desk->radiograph);
  g_free (desk);
  return 0;
}

static void
open_scan (Desk *desk, gint64 id)
{
  bsr_coverage_tracker_set_scan (desk->tracker, id, desk->radiograph, (BsrBox){ 0 });
}

static void
show_all (Desk *desk)
{
  const BsrDisplayed displayed
      = { 0.0, 0.0, 4.0, 4.0, 4.0 * WIDTH, 4.0 * HEIGHT, bsr_look_default (), NULL };
  bsr_coverage_tracker_show (desk->tracker, BSR_PICTURE_VIEW, &displayed);
}

static void
wait (Desk *desk, gint64 ms)
{
  desk->now += ms * MS;
  bsr_coverage_tracker_tick (desk->tracker);
}

static double
displayed_of (Desk *desk)
{
  BsrViewing viewing = { 0 };
  assert_true (bsr_coverage_tracker_viewing (desk->tracker, &viewing));
  assert_true (bsr_viewing_is_valid (&viewing));
  return viewing.displayed;
}

static void
nothing_is_known_before_the_physics (void **state)
{
  Desk *desk = *state;
  BsrViewing viewing;
  assert_false (bsr_coverage_tracker_viewing (desk->tracker, &viewing));
  show_all (desk);
  bsr_coverage_tracker_set_scan (desk->tracker, 1, NULL, (BsrBox){ 0 });
  assert_false (bsr_coverage_tracker_viewing (desk->tracker, &viewing));
  assert_null (bsr_coverage_tracker_coverage (desk->tracker));
}

static void
what_is_shown_already_counts_from_then_on (void **state)
{
  Desk *desk = *state;
  show_all (desk);
  wait (desk, 10000);
  open_scan (desk, 1);
  bsr_test_assert_close (displayed_of (desk), 0.0, 0.0);
  int before = desk->n_changed;
  wait (desk, 10000);
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
  assert_int_equal (desk->n_changed, before + 1);
  wait (desk, 10000);
  assert_int_equal (desk->n_changed, before + 1);
}

static void
nobody_looks_from_another_window (void **state)
{
  Desk *desk = *state;
  open_scan (desk, 1);
  show_all (desk);
  bsr_coverage_tracker_set_attentive (desk->tracker, FALSE);
  wait (desk, 10000);
  bsr_coverage_tracker_set_attentive (desk->tracker, TRUE);
  bsr_test_assert_close (displayed_of (desk), 0.0, 0.0);
  wait (desk, 10000);
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
}

static void
going_to_another_scan_and_back_loses_nothing (void **state)
{
  Desk *desk = *state;
  open_scan (desk, 1);
  show_all (desk);
  wait (desk, 10000);
  open_scan (desk, 2);
  bsr_test_assert_close (displayed_of (desk), 0.0, 0.0);
  open_scan (desk, 1);
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
  bsr_coverage_tracker_forget (desk->tracker);
  open_scan (desk, 1);
  bsr_test_assert_close (displayed_of (desk), 0.0, 0.0);
}

static void
another_object_begins_anew (void **state)
{
  Desk *desk = *state;
  open_scan (desk, 1);
  show_all (desk);
  wait (desk, 10000);
  BsrSought sought = bsr_coverage_tracker_sought (desk->tracker);
  bsr_coverage_tracker_set_sought (desk->tracker, &sought); /* the same */
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
  sought.edge_mm = 60.0;
  bsr_coverage_tracker_set_sought (desk->tracker, &sought);
  bsr_test_assert_close (displayed_of (desk), 0.0, 0.0);
  BsrViewing viewing;
  bsr_coverage_tracker_viewing (desk->tracker, &viewing);
  bsr_test_assert_close (viewing.object_mm, 60.0, 0.0);
  wait (desk, 10000);
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (nothing_is_known_before_the_physics),
    TEST (what_is_shown_already_counts_from_then_on),
    TEST (nobody_looks_from_another_window),
    TEST (going_to_another_scan_and_back_loses_nothing),
    TEST (another_object_begins_anew),
  };
  return cmocka_run_group_tests_name ("coverage-tracker", tests, NULL, NULL);
}
