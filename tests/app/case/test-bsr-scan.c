#include "bsr-test.h"
#include <math.h>
#include "bsr-scan.h"

static void
new_scan_is_known_by_its_path_alone (void **state)
{
  g_autoptr (BsrScan) scan = bsr_scan_new ("/drop/lane 2/night.tiff");
  assert_string_equal (scan->path, "/drop/lane 2/night.tiff");
  assert_string_equal (scan->name, "night.tiff");
  assert_int_equal (scan->id, 0);
  assert_false (scan->described);
  assert_null (scan->container);
  assert_true (isnan (scan->container_confidence));
  assert_int_equal (scan->acquisition.n_planes, 1);
  bsr_test_assert_close (scan->acquisition.pitch_x_mm, BSR_ACQUISITION_DEFAULT_PITCH_MM, 0.0);
}

static void
boxed_copy_is_a_reference (void **state)
{
  g_autoptr (BsrScan) scan = bsr_scan_new ("a.tiff");
  scan->acquired = g_date_time_new_utc (2024, 5, 1, 12, 0, 0);
  BsrScan *copy = g_boxed_copy (BSR_TYPE_SCAN, scan);
  assert_ptr_equal (copy, scan);
  g_boxed_free (BSR_TYPE_SCAN, copy);
  assert_string_equal (scan->name, "a.tiff");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (new_scan_is_known_by_its_path_alone),
    cmocka_unit_test (boxed_copy_is_a_reference),
  };
  return cmocka_run_group_tests_name ("scan", tests, NULL, NULL);
}
