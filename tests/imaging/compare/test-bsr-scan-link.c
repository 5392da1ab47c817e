#include "bsr-test.h"

#include "bsr-scan-link.h"

static const BsrContainerPlace forty = { { 100, 50, 1200, 260 }, 10.0, 10.0 };

static void
assert_place (const BsrScanLink *link, double x, double y, double x_b, double y_b)
{
  double at_x, at_y;
  bsr_scan_link_apply (link, x, y, &at_x, &at_y);
  bsr_test_assert_close (at_x, x_b, 1e-9);
  bsr_test_assert_close (at_y, y_b, 1e-9);
}

static void
boxes_of_one_size_lie_on_each_other (void **state)
{
  /* The same container at half the pitch, and stated a little too long. */
  BsrContainerPlace other = { { 30, 20, 2424, 520 }, 5.0, 5.0 };
  assert_int_equal (bsr_scan_link_fit (&forty, &other), BSR_SCAN_FIT_BOTH);
  BsrScanLink link = bsr_scan_link_of_boxes (&forty, &other, FALSE);
  assert_place (&link, 100.0, 50.0, 30.0, 20.0);
  assert_place (&link, 1300.0, 310.0, 2454.0, 540.0);
  assert_false (bsr_scan_link_is_mirrored (&link));
}

static void
the_other_way_round_ends_change_places (void **state)
{
  BsrContainerPlace other = { { 30, 20, 2424, 520 }, 5.0, 5.0 };
  BsrScanLink link = bsr_scan_link_of_boxes (&forty, &other, TRUE);
  assert_place (&link, 100.0, 50.0, 2454.0, 20.0);
  assert_place (&link, 1300.0, 310.0, 30.0, 540.0);
  assert_true (bsr_scan_link_is_mirrored (&link));
}

static void
another_height_is_held_to_the_floor (void **state)
{
  BsrContainerPlace high = { { 0, 0, 1210, 290 }, 10.0, 10.0 };
  assert_int_equal (bsr_scan_link_fit (&forty, &high), BSR_SCAN_FIT_LENGTH);
  BsrScanLink link = bsr_scan_link_of_boxes (&forty, &high, FALSE);
  assert_place (&link, 100.0, 310.0, 0.0, 290.0);
  assert_place (&link, 100.0, 50.0, 0.0, 30.0);
}

static void
another_length_is_held_to_an_end_in_metres (void **state)
{
  BsrContainerPlace twenty = { { 10, 0, 1212, 520 }, 5.0, 5.0 };
  assert_int_equal (bsr_scan_link_fit (&forty, &twenty), BSR_SCAN_FIT_NONE);
  BsrScanLink link = bsr_scan_link_of_boxes (&forty, &twenty, FALSE);
  assert_place (&link, 100.0, 310.0, 10.0, 520.0);
  assert_place (&link, 200.0, 210.0, 210.0, 320.0);
  link = bsr_scan_link_of_boxes (&forty, &twenty, TRUE);
  assert_place (&link, 100.0, 310.0, 1222.0, 520.0);
  assert_place (&link, 200.0, 310.0, 1022.0, 520.0);
}

static void
an_inverse_leads_back (void **state)
{
  BsrScanLink link = { -1.7, 900.0, 2.1, -33.0 };
  BsrScanLink back = bsr_scan_link_inverse (&link);
  double x, y;
  bsr_scan_link_apply (&link, 123.0, 45.0, &x, &y);
  assert_place (&back, x, y, 123.0, 45.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (boxes_of_one_size_lie_on_each_other),
    cmocka_unit_test (the_other_way_round_ends_change_places),
    cmocka_unit_test (another_height_is_held_to_the_floor),
    cmocka_unit_test (another_length_is_held_to_an_end_in_metres),
    cmocka_unit_test (an_inverse_leads_back),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
