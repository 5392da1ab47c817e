#include "bsr-test.h"
#include "bsr-box.h"

static void
intersect_of_overlapping_and_apart (void **state)
{
  BsrBox common = bsr_box_intersect ((BsrBox){ 0, 0, 10, 10 }, (BsrBox){ 5, 7, 10, 10 });
  assert_int_equal (common.x, 5);
  assert_int_equal (common.y, 7);
  assert_int_equal (common.width, 5);
  assert_int_equal (common.height, 3);
  assert_true (bsr_box_is_empty (bsr_box_intersect ((BsrBox){ 0, 0, 5, 5 }, (BsrBox){ 5, 0, 5, 5 })));
}

static void
union_ignores_empty (void **state)
{
  BsrBox box = bsr_box_union ((BsrBox){ 3, 4, 0, 9 }, (BsrBox){ 1, 2, 3, 4 });
  assert_int_equal (box.x, 1);
  assert_int_equal (box.width, 3);
  box = bsr_box_union ((BsrBox){ 0, 0, 2, 2 }, (BsrBox){ 8, 9, 2, 2 });
  assert_int_equal (box.width, 10);
  assert_int_equal (box.height, 11);
}

static void
iou_and_growth (void **state)
{
  bsr_test_assert_close (bsr_box_iou ((BsrBox){ 0, 0, 4, 4 }, (BsrBox){ 0, 0, 4, 4 }), 1.0, 1e-12);
  bsr_test_assert_close (bsr_box_iou ((BsrBox){ 0, 0, 4, 4 }, (BsrBox){ 2, 0, 4, 4 }), 8.0 / 24.0, 1e-12);
  bsr_test_assert_close (bsr_box_iou ((BsrBox){ 0, 0, 4, 4 }, (BsrBox){ 9, 9, 0, 0 }), 0.0, 1e-12);

  BsrBox grown = bsr_box_grow ((BsrBox){ 1, 1, 2, 2 }, 3, (BsrBox){ 0, 0, 5, 100 });
  assert_int_equal (grown.x, 0);
  assert_int_equal (grown.width, 5);
  assert_int_equal (grown.height, 6);
  assert_true (bsr_box_is_empty (bsr_box_grow ((BsrBox){ 1, 1, 2, 2 }, -1, (BsrBox){ 0, 0, 9, 9 })));
}

static void
point_on_border_belongs_to_one_box (void **state)
{
  assert_true (bsr_box_contains_point ((BsrBox){ 0, 0, 5, 5 }, 4.99, 0.0));
  assert_false (bsr_box_contains_point ((BsrBox){ 0, 0, 5, 5 }, 5.0, 0.0));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (intersect_of_overlapping_and_apart),
    cmocka_unit_test (union_ignores_empty),
    cmocka_unit_test (iou_and_growth),
    cmocka_unit_test (point_on_border_belongs_to_one_box),
  };
  return cmocka_run_group_tests_name ("box", tests, NULL, NULL);
}
