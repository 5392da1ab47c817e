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
  assert_true (bsr_change_is_weight (weigh));
  assert_false (bsr_change_is_weight (remove));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (labels_say_what_was_done) };
  return cmocka_run_group_tests_name ("change", tests, NULL, NULL);
}
