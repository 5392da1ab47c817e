#include "bsr-store-fixture.h"

#include "bsr-error.h"

/* The part of the suite on what officers saw. */

/* A decision on seeing @view (nullable). */
static gboolean
decide_seeing (BsrStore *store, const BsrActor *actor, const char *case_id, BsrDecisionKind kind,
               const char *reason, const BsrViewState *view, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrDecision) decision = bsr_decision_new (kind, reason, actor->officer, now);
  bsr_decision_set_seen (decision, view);
  return bsr_store_record_decision (store, actor, case_id, decision, error);
}

static const BsrActor other_actor = { "officer 8", "lane 3" };

/* A view of the case's only scan; (transfer full). */
static BsrViewState *
view_of (Fixture *fixture, const char *case_id, double zoom)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, case_id, &error);
  bsr_test_assert_no_error (error);
  BsrLook look = bsr_look_default ();
  bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 100.0 / 3.0);
  const BsrViewPlace place = { 1.0 / 3.0, 2.0, zoom, 1.0, 640, 480 };
  return bsr_view_state_new (((BsrScan *) scans->pdata[0])->sha256, &look, &place,
                             BSR_OVERLAY_FINDINGS | BSR_OVERLAY_MARKS);
}

static void
keep (Fixture *fixture, const BsrActor *actor, const char *name, const BsrViewState *view)
{
  g_autoptr (GError) error = NULL;
  assert_true (bsr_store_keep_view (fixture->store, actor, "T-1", name, view, &error));
  bsr_test_assert_no_error (error);
}

static void
decision_keeps_what_was_seen (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (BsrViewState) seen = view_of (fixture, "T-1", 2.0);
  gint64 before = fixture_entries (fixture);
  assert_true (decide_seeing (fixture->store, ACTOR, "T-1", BSR_DECISION_EXAMINE, "dense",
                                        seen, &error));
  assert_int_equal (fixture_entries (fixture), before + 2); /* the decision and the view */
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, &error));
  assert_int_equal (fixture_entries (fixture), before + 3);
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (decisions->len, 2);
  assert_true (bsr_view_state_equal (((BsrDecision *) decisions->pdata[0])->seen, seen));
  assert_null (((BsrDecision *) decisions->pdata[1])->seen);
  g_autoptr (GPtrArray) views = bsr_store_list_views (fixture->store, "T-1", &error);
  assert_int_equal (views->len, 0);
}

/* Neither the decision nor the view may stay alone. */
static void
decision_on_what_is_no_scan_of_the_case_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-2");
  g_autoptr (BsrViewState) seen = view_of (fixture, "T-2", 2.0);
  gint64 before = fixture_entries (fixture);
  assert_false (decide_seeing (fixture->store, ACTOR, "T-1", BSR_DECISION_EXAMINE,
                                         "dense", seen, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "case 'T-1' has no scan of the pixels");
  assert_int_equal (fixture_entries (fixture), before);
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_SCANNED);
}

static void
views_are_listed_by_name_and_as_each_officer_left_last (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (BsrViewState) one = view_of (fixture, "T-1", 1.0), two = view_of (fixture, "T-1", 2.0);
  keep (fixture, ACTOR, NULL, one);
  keep (fixture, &other_actor, NULL, one);
  keep (fixture, ACTOR, "Doors", two);
  keep (fixture, ACTOR, NULL, two);
  gint64 before = fixture_entries (fixture);
  keep (fixture, ACTOR, NULL, two); /* so already: no act */
  assert_int_equal (fixture_entries (fixture), before);
  keep (fixture, ACTOR, "Doors", two); /* saved again on purpose */
  fixture_reopen (fixture);

  g_autoptr (GPtrArray) views = bsr_store_list_views (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  const struct
  {
    const char *name, *officer;
    const BsrViewState *state;
  } expected[] = {
    { NULL, "officer 8", one }, { "Doors", "officer 7", two },
    { NULL, "officer 7", two }, { "Doors", "officer 7", two },
  };
  assert_int_equal (views->len, G_N_ELEMENTS (expected));
  for (guint i = 0; i < views->len; i++)
    {
      const BsrKeptView *view = views->pdata[i];
      assert_true (g_strcmp0 (view->name, expected[i].name) == 0);
      assert_string_equal (view->officer, expected[i].officer);
      assert_true (bsr_view_state_equal (view->state, expected[i].state));
    }
}

static void
view_needs_words_a_case_and_its_scan (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-2");
  g_autoptr (BsrViewState) view = view_of (fixture, "T-1", 1.0);
  g_autoptr (GError) name = NULL, case_id = NULL, scan = NULL, list = NULL;
  gint64 before = fixture_entries (fixture);
  assert_false (bsr_store_keep_view (fixture->store, ACTOR, "T-1", " \t", view, &name));
  bsr_test_assert_error (name, BSR_ERROR, BSR_ERROR_INVALID, "needs a name in words");
  assert_false (bsr_store_keep_view (fixture->store, ACTOR, "T-9", "a", view, &case_id));
  bsr_test_assert_error (case_id, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_false (bsr_store_keep_view (fixture->store, ACTOR, "T-2", "a", view, &scan));
  bsr_test_assert_error (scan, BSR_ERROR, BSR_ERROR_INVALID, "case 'T-2' has no scan of the pixels");
  assert_null (bsr_store_list_views (fixture->store, "T-9", &list));
  bsr_test_assert_error (list, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_entries (fixture), before);
}

const struct CMUnitTest store_suite_view_tests[] = {
  cmocka_unit_test (decision_keeps_what_was_seen),
  cmocka_unit_test (decision_on_what_is_no_scan_of_the_case_is_refused),
  cmocka_unit_test (views_are_listed_by_name_and_as_each_officer_left_last),
  cmocka_unit_test (view_needs_words_a_case_and_its_scan),
};
const gsize store_suite_n_view_tests = G_N_ELEMENTS (store_suite_view_tests);
