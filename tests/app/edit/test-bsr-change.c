#include "bsr-test.h"
#include "bsr-change.h"

static void
labels_say_what_was_done (void **state)
{
  const BsrPoint points[] = { { 0, 0 }, { 1, 1 }, { 2, 0 } };
  g_autoptr (BsrAnnotation) box
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, points, 2, "");
  g_autoptr (BsrAnnotation) outline
      = bsr_annotation_new (NULL, BSR_SHAPE_POLYGON, BSR_CATEGORY_NOTE, points, 3, "");
  g_autoptr (BsrChange) add = bsr_change_new_annotation (0, 0, NULL, box);
  g_autoptr (BsrChange) change = bsr_change_new_annotation (0, 0, outline, outline);
  g_autoptr (BsrChange) remove = bsr_change_new_annotation (0, 0, box, NULL);
  g_autoptr (BsrChange) weigh = bsr_change_new_weight (0, 1, BSR_WEIGHT_OPEN, BSR_WEIGHT_EXPLAINED);
  assert_string_equal (bsr_change_label (add), "Add rectangle");
  assert_string_equal (bsr_change_label (change), "Change polygon");
  assert_string_equal (bsr_change_label (remove), "Remove rectangle");
  assert_string_equal (bsr_change_label (weigh), "Explain finding");
  assert_int_equal (weigh->kind, BSR_CHANGE_WEIGHT);
  assert_int_equal (remove->kind, BSR_CHANGE_ANNOTATION);
}

static void
contest_keeps_before_and_after (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 1, 12, 30, 0);
  g_autoptr (BsrContest) none = bsr_contest_new ("mass", -1, NULL, "officer 7", at);
  g_autoptr (BsrContest) some = bsr_contest_new ("mass", -1, "no step wedge", "officer 7", at);
  g_autoptr (BsrChange) contest = bsr_change_new_contest (0, none, some);
  g_autoptr (BsrChange) withdraw = bsr_change_new_contest (0, some, none);
  assert_int_equal (contest->kind, BSR_CHANGE_CONTEST);
  assert_string_equal (bsr_change_label (contest), "Contest check");
  assert_string_equal (bsr_change_label (withdraw), "Withdraw contest");
  assert_null (contest->contest_before->reason);
  assert_string_equal (contest->contest_after->reason, "no step wedge");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (labels_say_what_was_done),
    cmocka_unit_test (contest_keeps_before_and_after),
  };
  return cmocka_run_group_tests_name ("change", tests, NULL, NULL);
}
