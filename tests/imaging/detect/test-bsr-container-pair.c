#include "bsr-test.h"

#include "bsr-container.h"
#include "bsr-test-scan.h"

#define SEED 20261125
#define LENGTH_20 (6058 / 10)

static int
find (const BsrTestScan *scan, BsrBox boxes[2])
{
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, SEED, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return bsr_container_find_all (radiograph, boxes);
}

static void
assert_pair (double gap_mm)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1450, 340, 10.0, 10.0);
  BsrBox first = { 40, 20, LENGTH_20, 259 }, second = first, boxes[2];
  second.x += LENGTH_20 + (int) (gap_mm / 10.0);
  bsr_test_scan_add_container (scan, first);
  bsr_test_scan_add_container (scan, second);
  bsr_test_scan_add (scan, (BsrBox){ 30, 281, 1400, 10 }, 60.0); /* chassis */
  assert_int_equal (find (scan, boxes), 2);
  assert_true (bsr_box_iou (boxes[0], first) >= 0.9);
  assert_true (bsr_box_iou (boxes[1], second) >= 0.9);
}

static void
two_behind_each_other (void **state)
{
  assert_pair (80.0);
  assert_pair (900.0);
}

/* Neither a hatch in the roof nor a gap in the load nor bare walls part a 40 ft container. */
static void
a_long_one_is_not_cut (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1300, 340, 10.0, 10.0);
  BsrBox truth = { 40, 20, 1219, 259 }, boxes[2];
  bsr_test_scan_add_container (scan, truth);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, truth, 200, 700, 5700, 1700), 60.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, truth, 6200, 700, 5700, 1700), 60.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, truth, 6000, 0, 150, 60), -30.0);
  assert_int_equal (find (scan, boxes), 1);
  assert_true (bsr_box_iou (boxes[0], truth) >= 0.9);
}

static void
none_is_none (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (200, 100, 10.0, 10.0);
  BsrBox boxes[2];
  bsr_test_scan_add (scan, (BsrBox){ 50, 20, 80, 60 }, 30.0);
  assert_int_equal (find (scan, boxes), 0);
  assert_int_equal (boxes[0].width, 200);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (two_behind_each_other),
    cmocka_unit_test (a_long_one_is_not_cut),
    cmocka_unit_test (none_is_none),
  };
  return cmocka_run_group_tests_name ("container-pair", tests, NULL, NULL);
}
