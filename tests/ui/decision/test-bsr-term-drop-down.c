#include "bsr-ui-test.h"

#include "bsr-term-drop-down.h"

static void
terms_of_a_scope_are_offered_and_chosen (void **state)
{
  g_autoptr (GtkDropDown) list = g_object_ref_sink (GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL)));
  bsr_term_drop_down_fill (list, BSR_TERMS_REASON, BSR_TERM_OF_DECISION (BSR_DECISION_WAIVE), "Choose");
  assert_null (bsr_term_drop_down_term (list));
  assert_false (bsr_term_drop_down_choose (list, "no-anomaly"));
  assert_true (bsr_term_drop_down_choose (list, "departed"));
  assert_string_equal (bsr_term_drop_down_term (list)->code, "departed");
  assert_true (bsr_term_drop_down_choose (list, NULL));
  assert_null (bsr_term_drop_down_term (list));

  bsr_term_drop_down_fill (list, BSR_TERMS_UNIT, BSR_TERM_OF_ANY, NULL);
  guint n;
  const BsrTerm *units = bsr_terms (BSR_TERMS_UNIT, &n);
  assert_int_equal (g_list_model_get_n_items (gtk_drop_down_get_model (list)), n);
  assert_ptr_equal (bsr_term_drop_down_term (list), &units[0]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (terms_of_a_scope_are_offered_and_chosen),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
