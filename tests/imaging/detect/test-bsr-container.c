#include "bsr-test.h"

#include "bsr-container.h"
#include "bsr-test-scan.h"

#define SEED 20261101

static gboolean
find (const BsrTestScan *scan, int n_planes, BsrBox *box)
{
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, n_planes, SEED, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return bsr_container_find (radiograph, box);
}

static void
assert_found (const BsrTestScan *scan, int n_planes, BsrBox truth)
{
  BsrBox box;
  assert_true (find (scan, n_planes, &box));
  if (bsr_box_iou (box, truth) < 0.9)
    fail_msg ("%d,%d %dx%d was found where %d,%d %dx%d is", box.x, box.y, box.width, box.height,
              truth.x, truth.y, truth.width, truth.height);
}

static void
alone_in_the_air (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1400, 400, 5.0, 8.0);
  BsrBox truth = { 80, 30, 6058 / 5, 2591 / 8 };
  bsr_test_scan_add_container (scan, truth);
  assert_found (scan, 2, truth);
  assert_found (scan, 1, truth);
}

static void
touching_three_borders (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (700, 400, 8.6, 8.0);
  BsrBox truth = { 0, 40, 700, 2591 / 8 };
  bsr_test_scan_add_container (scan, truth);
  /* Its lower edge ends with the image, too. */
  scan->height = truth.y + truth.height;
  assert_found (scan, 1, truth);
}

static void
on_a_rail_car (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1600, 760, 8.6, 4.5);
  BsrBox truth = { 60, 10, 12192 / 8.6, 2591 / 4.5 };
  bsr_test_scan_add_container (scan, truth);
  int below = truth.y + truth.height;
  bsr_test_scan_add (scan, (BsrBox){ 0, below, 1600, 8 }, 95.0);  /* deck */
  bsr_test_scan_add (scan, (BsrBox){ 0, below + 8, 1600, 40 }, 28.0); /* sills */
  for (int x = 100; x < 1600; x += 500)
    bsr_test_scan_add (scan, (BsrBox){ x, below + 30, 200, 120 }, 140.0); /* wheels */
  assert_found (scan, 2, truth);

  /* Loaded over its whole length, the box must not change. */
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, truth, 200, 700, 11700, 1720), 120.0);
  assert_found (scan, 2, truth);
}

static void
behind_a_truck_s_cab (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1500, 520, 6.0, 8.0);
  BsrBox truth = { 430, 30, 6058 / 6, 2591 / 8 };
  bsr_test_scan_add_container (scan, truth);
  bsr_test_scan_add (scan, (BsrBox){ 40, 90, 330, 380 }, 12.0);               /* cab */
  bsr_test_scan_add (scan, (BsrBox){ 300, truth.y + truth.height, 1140, 20 }, 20.0); /* frame */
  bsr_test_scan_add (scan, (BsrBox){ 1100, truth.y + truth.height + 20, 200, 110 }, 90.0); /* wheels */
  assert_found (scan, 1, truth);
}

static void
no_container_is_no_container (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (200, 100, 5.0, 5.0);
  bsr_test_scan_add (scan, (BsrBox){ 50, 20, 80, 60 }, 30.0);
  BsrBox box;
  assert_false (find (scan, 1, &box));
  assert_int_equal (box.width, 200);
  assert_int_equal (box.height, 100);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (alone_in_the_air),
    cmocka_unit_test (touching_three_borders),
    cmocka_unit_test (on_a_rail_car),
    cmocka_unit_test (behind_a_truck_s_cab),
    cmocka_unit_test (no_container_is_no_container),
  };
  return cmocka_run_group_tests_name ("container", tests, NULL, NULL);
}
