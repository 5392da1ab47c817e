#include "bsr-ui-test.h"

#include "bsr-decision-form.h"

typedef struct
{
  int n, kind;
  char *code, *reason;
} Decided;

static void
decided_cb (BsrDecisionForm *form, int kind, const char *code, const char *reason,
            Decided *decided)
{
  decided->n++;
  decided->kind = kind;
  g_free (decided->code);
  g_free (decided->reason);
  decided->code = g_strdup (code);
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
test_needs_kind_and_code (void **state)
{
  g_autoptr (BsrDecisionForm) form = g_object_ref_sink (BSR_DECISION_FORM (bsr_decision_form_new ()));
  Decided decided = { 0 };
  g_signal_connect (form, "decided", G_CALLBACK (decided_cb), &decided);
  assert_can_record (form, FALSE);
  assert_true (bsr_decision_form_is_blank (form));
  bsr_decision_form_set_reason (form, NULL, "a reason without a kind");
  assert_can_record (form, FALSE);
  assert_false (bsr_decision_form_is_blank (form));
  bsr_decision_form_submit (form);
  assert_int_equal (decided.n, 0);

  bsr_decision_form_choose (form, BSR_DECISION_EXAMINE);
  assert_can_record (form, FALSE);
  bsr_decision_form_set_reason (form, "density-anomaly", "  \t ");
  assert_can_record (form, TRUE);
  bsr_decision_form_submit (form);
  assert_int_equal (decided.n, 1);
  assert_int_equal (decided.kind, BSR_DECISION_EXAMINE);
  assert_string_equal (decided.code, "density-anomaly");
  assert_string_equal (decided.reason, "Anomaly of density, unexplained");
  bsr_decision_form_set_reason (form, "mass-mismatch", " 3 t more ");
  bsr_decision_form_submit (form);
  assert_string_equal (decided.code, "mass-mismatch");
  assert_string_equal (decided.reason, "3 t more");
  g_free (decided.code);
  g_free (decided.reason);
}

static void
test_another_kind_asks_for_another_code (void **state)
{
  g_autoptr (BsrDecisionForm) form = g_object_ref_sink (BSR_DECISION_FORM (bsr_decision_form_new ()));
  bsr_decision_form_choose (form, BSR_DECISION_EXAMINE);
  bsr_decision_form_set_reason (form, "random-check", NULL);
  assert_can_record (form, TRUE);
  for (int kind = BSR_DECISION_RELEASE; kind <= BSR_DECISION_WAIVE; kind++)
    if (kind != BSR_DECISION_EXAMINE)
      {
        bsr_decision_form_choose (form, (BsrDecisionKind) kind);
        assert_null (bsr_decision_form_code (form));
        assert_can_record (form, FALSE);
      }
  bsr_decision_form_set_reason (form, "departed", "and more");
  assert_can_record (form, TRUE);
  bsr_decision_form_clear (form);
  assert_can_record (form, FALSE);
  assert_true (bsr_decision_form_is_blank (form));
}

static void
test_what_is_refused_cannot_be_recorded_until_it_is_changed (void **state)
{
  g_autoptr (BsrDecisionForm) form = g_object_ref_sink (BSR_DECISION_FORM (bsr_decision_form_new ()));
  bsr_decision_form_choose (form, BSR_DECISION_RELEASE);
  bsr_decision_form_set_reason (form, "no-anomaly", "words");
  bsr_decision_form_refuse (form, "the case is closed");
  assert_can_record (form, FALSE);
  bsr_decision_form_choose (form, BSR_DECISION_EXAMINE);
  bsr_decision_form_set_reason (form, "random-check", "words");
  assert_can_record (form, TRUE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_needs_kind_and_code),
    cmocka_unit_test (test_another_kind_asks_for_another_code),
    cmocka_unit_test (test_what_is_refused_cannot_be_recorded_until_it_is_changed),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
