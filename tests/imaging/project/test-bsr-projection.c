#include "bsr-test.h"

#include <math.h>

#include "bsr-projection.h"

static const BsrSceneRoom room
    = { 6058.0, 2591.0, 2438.0, 60.0, 5958.0, 44.0, 2437.0, 43.0, 2395.0 };

static void
fan_enlarges_what_is_near_the_source (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  BsrProjection projection = bsr_projection_new (&scanner, &room);
  double source = projection.source_y_mm, middle = room.width / 2.0;
  bsr_test_assert_close (source, 2591.0 - scanner.source_height_mm, 1e-9);
  bsr_test_assert_close (bsr_projection_mid_y (&projection, 300.0, middle), 300.0, 1e-9);
  bsr_test_assert_close (bsr_projection_mid_y (&projection, source, 0.0), source, 1e-9);
  /* 1,219 mm before a mid plane 9,000 mm away: by 9000 / 7781. */
  bsr_test_assert_close (bsr_projection_mid_y (&projection, source - 1000.0, 0.0),
                         source - 1000.0 * 9000.0 / (9000.0 - 1219.0), 1e-6);
  /* The ray's slope takes it through the same point. */
  double mid = bsr_projection_mid_y (&projection, 500.0, 200.0);
  bsr_test_assert_close (mid + bsr_projection_slope (&projection, mid) * (200.0 - middle), 500.0,
                         1e-6);
}

static void
parallel_beams_keep_heights (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.source_distance_mm = INFINITY;
  BsrProjection projection = bsr_projection_new (&scanner, &room);
  bsr_test_assert_close (bsr_projection_mid_y (&projection, 500.0, 0.0), 500.0, 1e-9);
  assert_true (bsr_projection_slope (&projection, 500.0) == 0.0);
}

static void
image_holds_container_and_margins (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  BsrProjection projection = bsr_projection_new (&scanner, &room);
  BsrBox box = bsr_projection_box (&projection, (const double[]){ 0.0, 0.0, 0.0 },
                                   (const double[]){ room.length, room.height, room.width });
  assert_int_equal (box.x, (int) (scanner.margin_x_mm / scanner.pitch_x_mm));
  assert_true (box.y >= (int) (scanner.margin_top_mm / scanner.pitch_y_mm));
  assert_true (box.x + box.width < projection.width - 20);
  assert_true (box.y + box.height < projection.height - 20);
  assert_in_range (box.width, 1211, 1214);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (fan_enlarges_what_is_near_the_source),
    cmocka_unit_test (parallel_beams_keep_heights),
    cmocka_unit_test (image_holds_container_and_margins),
  };
  return cmocka_run_group_tests_name ("projection", tests, NULL, NULL);
}
