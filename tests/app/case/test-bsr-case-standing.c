#include "bsr-test.h"

#include <math.h>

#include "bsr-case-standing.h"
#include "bsr-error.h"

/* A case's records as far as its standing goes. */
typedef struct
{
  GPtrArray *decisions, *outcomes;
} Records;

static int
set_up (void **state)
{
  Records *records = g_new0 (Records, 1);
  records->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_decision_free);
  records->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_outcome_free);
  *state = records;
  return 0;
}

static int
tear_down (void **state)
{
  Records *records = *state;
  g_ptr_array_unref (records->decisions);
  g_ptr_array_unref (records->outcomes);
  g_free (records);
  return 0;
}

static void
decide (Records *records, BsrDecisionKind kind, const char *code, const char *officer)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  BsrDecision *decision = bsr_decision_new (kind, "seen", officer, at);
  bsr_decision_set_code (decision, code);
  g_ptr_array_add (records->decisions, decision);
}

static void
examine (Records *records, const char *officer)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  g_ptr_array_add (records->outcomes,
                   bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL, "", NAN, officer, at));
}

static BsrCaseState
standing (Records *records, int n_scans)
{
  return bsr_case_standing (n_scans, records->decisions, (int) records->outcomes->len);
}

static void
assert_refused (Records *records, BsrDecisionKind kind, const char *code, const char *officer,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  assert_false (bsr_case_check_decision (standing (records, 1), records->decisions,
                                         records->outcomes, kind, code, officer, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, words);
}

static void
assert_allowed (Records *records, BsrDecisionKind kind, const char *code, const char *officer)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed = bsr_case_check_decision (standing (records, 1), records->decisions,
                                              records->outcomes, kind, code, officer, &error);
  bsr_test_assert_no_error (error);
  assert_true (allowed);
}

static void
last_record_decides_the_state (void **state)
{
  Records *records = *state;
  assert_int_equal (standing (records, 0), BSR_STATE_FLAGGED);
  assert_int_equal (standing (records, 2), BSR_STATE_SCANNED);
  const struct
  {
    BsrDecisionKind kind;
    BsrCaseState state;
  } steps[] = { { BSR_DECISION_SECOND_OPINION, BSR_STATE_SECOND_OPINION },
                { BSR_DECISION_REFER, BSR_STATE_AWAITING_SUPERVISOR },
                { BSR_DECISION_RELEASE, BSR_STATE_RELEASED },
                { BSR_DECISION_CLOSE, BSR_STATE_CLOSED },
                { BSR_DECISION_REOPEN, BSR_STATE_RELEASED },
                { BSR_DECISION_WAIVE, BSR_STATE_NOT_EXAMINED },
                { BSR_DECISION_EXAMINE, BSR_STATE_TO_BE_EXAMINED } };
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      decide (records, steps[i].kind, NULL, "officer 7");
      assert_int_equal (standing (records, 1), steps[i].state);
    }
  examine (records, "officer 9");
  assert_int_equal (standing (records, 1), BSR_STATE_EXAMINED);
  decide (records, BSR_DECISION_CLOSE, NULL, "officer 1");
  assert_int_equal (standing (records, 1), BSR_STATE_CLOSED);
  decide (records, BSR_DECISION_REOPEN, NULL, "officer 1");
  assert_int_equal (standing (records, 1), BSR_STATE_EXAMINED);
  assert_int_equal (bsr_case_standing_decision (records->decisions)->kind, BSR_DECISION_EXAMINE);
}

static void
codes_are_those_of_the_kind (void **state)
{
  Records *records = *state;
  assert_allowed (records, BSR_DECISION_RELEASE, NULL, "officer 7");
  assert_allowed (records, BSR_DECISION_RELEASE, "no-anomaly", "officer 7");
  assert_refused (records, BSR_DECISION_EXAMINE, "no-anomaly", "officer 7",
                  "'no-anomaly' is no reason");
  assert_refused (records, BSR_DECISION_RELEASE, "whim", "officer 7", "'whim' is no reason");
  assert_refused (records, BSR_DECISION_WAIVE, NULL, "officer 7", "needs a reason code");
  assert_allowed (records, BSR_DECISION_WAIVE, "trusted-trader", "officer 7");
}

static void
milder_takes_a_second_officer_and_stricter_does_not (void **state)
{
  Records *records = *state;
  decide (records, BSR_DECISION_SECOND_OPINION, "unclear-finding", "officer 7");
  assert_refused (records, BSR_DECISION_RELEASE, NULL, "officer 7", "another officer must give it");
  assert_refused (records, BSR_DECISION_WAIVE, "departed", "officer 7",
                  "another officer must give it");
  assert_allowed (records, BSR_DECISION_EXAMINE, NULL, "officer 7");
  assert_allowed (records, BSR_DECISION_RELEASE, NULL, "officer 8");
  decide (records, BSR_DECISION_REFER, "opinions-differ", "officer 8");
  assert_refused (records, BSR_DECISION_RELEASE, NULL, "officer 8", "somebody else must decide");
  assert_allowed (records, BSR_DECISION_RELEASE, NULL, "officer 7");
  decide (records, BSR_DECISION_EXAMINE, NULL, "officer 8"); /* no way around it */
  assert_refused (records, BSR_DECISION_RELEASE, NULL, "officer 8", "somebody else must decide");
  decide (records, BSR_DECISION_EXAMINE, NULL, "officer 7");
  assert_allowed (records, BSR_DECISION_RELEASE, NULL, "officer 8");
}

static void
closing_needs_an_outcome_or_a_defined_reason_and_somebody_else (void **state)
{
  Records *records = *state;
  assert_refused (records, BSR_DECISION_CLOSE, NULL, "officer 1", "nothing has been decided");
  decide (records, BSR_DECISION_RELEASE, NULL, "officer 7");
  assert_refused (records, BSR_DECISION_CLOSE, NULL, "officer 1", "no reason code that says why");
  decide (records, BSR_DECISION_RELEASE, "no-anomaly", "officer 7");
  assert_refused (records, BSR_DECISION_CLOSE, NULL, "officer 7", "you decided the case");
  assert_allowed (records, BSR_DECISION_CLOSE, "complete", "officer 1");
  decide (records, BSR_DECISION_EXAMINE, NULL, "officer 7");
  assert_refused (records, BSR_DECISION_CLOSE, NULL, "officer 1", "is to be examined");
  examine (records, "officer 9");
  assert_refused (records, BSR_DECISION_CLOSE, NULL, "officer 9", "you recorded the outcome");
  assert_allowed (records, BSR_DECISION_CLOSE, NULL, "officer 7");
  decide (records, BSR_DECISION_CLOSE, NULL, "officer 7");
  assert_refused (records, BSR_DECISION_EXAMINE, NULL, "officer 7", "is closed");
  assert_allowed (records, BSR_DECISION_REOPEN, "new-facts", "officer 7");
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (last_record_decides_the_state),
    TEST (codes_are_those_of_the_kind),
    TEST (milder_takes_a_second_officer_and_stricter_does_not),
    TEST (closing_needs_an_outcome_or_a_defined_reason_and_somebody_else),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
