#include "bsr-store-fixture.h"

#include <string.h>

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&fixture->store);
  fixture->store = fixture->factory (fixture->folder, &error);
  bsr_test_assert_no_error (error);
}

int
fixture_set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  memcpy (&fixture->factory, *state, sizeof fixture->factory);
  fixture->folder = bsr_test_folder_new ();
  *state = fixture;
  fixture_reopen (fixture);
  return 0;
}

int
fixture_tear_down (void **state)
{
  Fixture *fixture = *state;
  g_clear_object (&fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

void
fixture_put_case (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case (id);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_test_assert_no_error (error);
}

gint64
fixture_entries (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;
  gboolean good = bsr_store_verify_audit (fixture->store, &n, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
  return n;
}

BsrCaseState
fixture_state_of (Fixture *fixture, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  BsrCaseState state = BSR_STATE_FLAGGED;
  bsr_store_get_state (fixture->store, case_id, &state, &error);
  bsr_test_assert_no_error (error);
  return state;
}

gboolean
fixture_decide (Fixture *fixture, const char *case_id, BsrDecisionKind kind, GError **error)
{
  return bsr_store_decide (fixture->store, ACTOR, case_id, kind, "seen enough", error);
}

gboolean
fixture_decide_as (Fixture *fixture, const BsrActor *actor, const char *case_id,
                   BsrDecisionKind kind, const char *code, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrDecision) decision = bsr_decision_new (kind, "seen enough", "", now);
  bsr_decision_set_code (decision, code);
  return bsr_store_record_decision (fixture->store, actor, case_id, decision, error);
}

gboolean
fixture_record (Fixture *fixture, const char *case_id, BsrOutcomeResult result, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (
      result, BSR_EXTENT_FULL, "parcels behind the wall", 12.125, "officer 9", at);
  return bsr_store_record_outcome (fixture->store, ACTOR, case_id, outcome, error);
}

GPtrArray *
fixture_list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  g_autoptr (BsrCasePage) page = bsr_store_find_cases (fixture->store, query, NULL, FALSE, 1000, &error);
  bsr_test_assert_no_error (error);
  assert_null (page->after);
  return g_ptr_array_ref (page->cases);
}
