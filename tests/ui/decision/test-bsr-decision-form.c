#include "bsr-ui-test.h"

#include "bsr-decision-form.h"
#include "bsr-preset-reasons.h"

typedef struct
{
  int n, kind;
  char *reason;
} Decided;

static void
decided_cb (BsrDecisionForm *form, int kind, const char *reason, Decided *decided)
{
  decided->n++;
  decided->kind = kind;
  g_free (decided->reason);
  decided->reason = g_strdup (reason);
}

/* The one button of the form that records. */
static GtkWidget *
record_button (BsrDecisionForm *form)
{
  GtkWidget *entry = bsr_ui_test_find (GTK_WIDGET (form), GTK_TYPE_ENTRY);
  return gtk_widget_get_next_sibling (entry);
}

static void
assert_can_record (BsrDecisionForm *form, gboolean expected)
{
  assert_int_equal (bsr_decision_form_is_complete (form), expected);
  assert_int_equal (gtk_widget_get_sensitive (record_button (form)), expected);
}

static void
test_needs_kind_and_reason (void **state)
{
  g_autoptr (BsrDecisionForm) form =
      g_object_ref_sink (g_object_new (BSR_TYPE_DECISION_FORM, NULL));
  Decided decided = { 0 };
  g_signal_connect (form, "decided", G_CALLBACK (decided_cb), &decided);
  assert_can_record (form, FALSE);
  bsr_decision_form_set_reason (form, -1, "a reason without a kind");
  assert_can_record (form, FALSE);
  bsr_decision_form_submit (form);
  assert_int_equal (decided.n, 0);

  bsr_decision_form_choose (form, BSR_DECISION_EXAMINE);
  assert_can_record (form, TRUE);
  bsr_decision_form_set_reason (form, -1, "  \t ");
  assert_can_record (form, FALSE);
  bsr_decision_form_submit (form);
  assert_int_equal (decided.n, 0);

  bsr_decision_form_set_reason (form, 0, NULL);
  assert_can_record (form, TRUE);
  bsr_decision_form_submit (form);
  g_auto (GStrv) reasons = bsr_preset_reasons (BSR_DECISION_EXAMINE);
  assert_int_equal (decided.n, 1);
  assert_int_equal (decided.kind, BSR_DECISION_EXAMINE);
  assert_string_equal (decided.reason, reasons[0]);
  g_free (decided.reason);
}

static void
test_another_kind_asks_for_another_reason (void **state)
{
  g_autoptr (BsrDecisionForm) form =
      g_object_ref_sink (g_object_new (BSR_TYPE_DECISION_FORM, NULL));
  bsr_decision_form_choose (form, BSR_DECISION_EXAMINE);
  bsr_decision_form_set_reason (form, 2, NULL);
  assert_can_record (form, TRUE);
  bsr_decision_form_choose (form, BSR_DECISION_RELEASE);
  assert_can_record (form, FALSE);
  bsr_decision_form_set_reason (form, 1, "and more");
  assert_can_record (form, TRUE);
  bsr_decision_form_clear (form);
  assert_can_record (form, FALSE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_needs_kind_and_reason),
    cmocka_unit_test (test_another_kind_asks_for_another_reason),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
