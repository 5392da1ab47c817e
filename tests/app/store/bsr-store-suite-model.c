#include "bsr-store-fixture.h"

#include <math.h>
#include <string.h>

#include "bsr-case-standing.h"
#include "bsr-error.h"
#include "bsr-store-handling.h"

/* What becomes of a case, step by step, and what is kept beside it. */

static const BsrActor supervisor = { "supervisor 1", "lane 2" };

static void
assert_decided (Fixture *fixture, const BsrActor *actor, BsrDecisionKind kind, const char *code,
                BsrCaseState expected)
{
  g_autoptr (GError) error = NULL;
  gboolean done = fixture_decide_as (fixture, actor, "T-1", kind, code, &error);
  bsr_test_assert_no_error (error);
  assert_true (done);
  assert_int_equal (fixture_state_of (fixture, "T-1"), expected);
}

static void
assert_refused (Fixture *fixture, const BsrActor *actor, BsrDecisionKind kind, const char *code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 before = fixture_entries (fixture);
  BsrCaseState state = fixture_state_of (fixture, "T-1");
  assert_false (fixture_decide_as (fixture, actor, "T-1", kind, code, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, words);
  assert_int_equal (fixture_entries (fixture), before);
  assert_int_equal (fixture_state_of (fixture, "T-1"), state);
}

static void
case_is_referred_released_and_closed (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_refused (fixture, &supervisor, BSR_DECISION_CLOSE, NULL, "nothing has been decided");
  assert_decided (fixture, ACTOR, BSR_DECISION_REFER, "beyond-authority",
                  BSR_STATE_AWAITING_SUPERVISOR);
  assert_refused (fixture, ACTOR, BSR_DECISION_RELEASE, "no-anomaly", "somebody else must decide");
  assert_decided (fixture, &supervisor, BSR_DECISION_RELEASE, "no-anomaly", BSR_STATE_RELEASED);
  assert_refused (fixture, &supervisor, BSR_DECISION_CLOSE, NULL, "you decided the case");
  assert_decided (fixture, ACTOR, BSR_DECISION_CLOSE, "complete", BSR_STATE_CLOSED);
  assert_refused (fixture, ACTOR, BSR_DECISION_EXAMINE, NULL, "is closed");
  assert_decided (fixture, ACTOR, BSR_DECISION_REOPEN, "new-facts", BSR_STATE_RELEASED);

  fixture_reopen (fixture);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (decisions->len, 4);
  const BsrDecision *first = decisions->pdata[0], *second = decisions->pdata[1];
  assert_int_equal (first->kind, BSR_DECISION_REFER);
  assert_string_equal (first->code, "beyond-authority");
  assert_string_equal (second->code, "no-anomaly");
  assert_string_equal (second->officer, "supervisor 1");
}

static void
unscanned_case_is_waived_not_released (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  assert_refused (fixture, ACTOR, BSR_DECISION_RELEASE, "no-anomaly", "no scan of the container");
  assert_refused (fixture, ACTOR, BSR_DECISION_WAIVE, NULL, "needs a reason code");
  assert_refused (fixture, ACTOR, BSR_DECISION_WAIVE, "no-anomaly", "is no reason code");
  assert_decided (fixture, ACTOR, BSR_DECISION_WAIVE, "trusted-trader", BSR_STATE_NOT_EXAMINED);
  assert_decided (fixture, &supervisor, BSR_DECISION_CLOSE, "complete", BSR_STATE_CLOSED);
}

static void
outcome_of_a_closed_case_waits_for_its_reopening (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, closed = NULL;
  bsr_store_suite_conforming_case (fixture->store, fixture->folder, "T-1");
  assert_decided (fixture, &supervisor, BSR_DECISION_CLOSE, NULL, BSR_STATE_CLOSED);
  assert_false (fixture_record (fixture, "T-1", BSR_OUTCOME_PROHIBITED, &closed));
  bsr_test_assert_error (closed, BSR_ERROR, BSR_ERROR_INVALID, "must reopen it");
  assert_decided (fixture, &supervisor, BSR_DECISION_REOPEN, "record-wrong", BSR_STATE_EXAMINED);
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_PROHIBITED, &error));
  bsr_test_assert_no_error (error);
}

static void
what_was_seen_is_kept_with_later_kinds_too (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  const BsrLook look = bsr_look_default ();
  const BsrViewPlace place = { 0.5, 2.0, 1.5, 1.0, 640, 480 };
  g_autoptr (BsrViewState) view
      = bsr_view_state_new (((BsrScan *) scans->pdata[0])->sha256, &look, &place, 0);
  g_autoptr (BsrDecision) decision = bsr_decision_new (BSR_DECISION_REFER, "unsure", "", now);
  bsr_decision_set_seen (decision, view);
  bsr_decision_set_viewing (decision, &(BsrViewing){ 0.5, 0.25, 100.0, 10.0 });
  gint64 before = fixture_entries (fixture);
  assert_true (bsr_store_record_decision (fixture->store, ACTOR, "T-1", decision, &error));
  assert_int_equal (fixture_entries (fixture), before + 2);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (fixture->store, "T-1", &error);
  g_autoptr (GPtrArray) views = bsr_store_list_views (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  const BsrDecision *last = decisions->pdata[0];
  assert_non_null (last->seen);
  bsr_test_assert_close (last->viewing->not_penetrated, 0.25, 0.0);
  assert_int_equal (views->len, 0);
}

/* --- A walk at random ------------------------------------------------------------------------ */

#define STEPS 300

/* What the records say of the case, read anew. */
static BsrCaseState
standing_by_records (Fixture *fixture, GPtrArray **decisions, GPtrArray **outcomes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  *decisions = bsr_store_list_decisions (fixture->store, "T-1", &error);
  *outcomes = bsr_store_list_outcomes (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  return bsr_case_standing ((int) scans->len, *decisions, (int) (*outcomes)->len);
}

static const char *
code_for (GRand *random, BsrDecisionKind kind)
{
  static const char *const codes[BSR_N_DECISION_KINDS]
      = { "no-anomaly", "random-check", "unclear-finding", "waiver-asked",
          "departed",   "complete",     "new-facts" };
  return g_rand_boolean (random) ? codes[kind] : NULL;
}

static void
take_random_step (Fixture *fixture, GRand *random)
{
  const BsrActor actors[] = { { "officer 7", "lane 2" }, { "officer 9", "lane 3" } };
  g_autoptr (GPtrArray) decisions = NULL, outcomes = NULL;
  g_autoptr (GError) error = NULL, expected_error = NULL;
  BsrCaseState before = standing_by_records (fixture, &decisions, &outcomes), to;
  assert_int_equal (fixture_state_of (fixture, "T-1"), before);
  int kind = g_rand_int_range (random, 0, BSR_N_DECISION_KINDS + 1);
  if (kind == BSR_N_DECISION_KINDS)
    {
      gboolean expected = bsr_case_step_allowed (before, BSR_STEP_OUTCOME, &to, &expected_error);
      assert_int_equal (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error), expected);
      assert_int_equal (fixture_state_of (fixture, "T-1"), expected ? to : before);
      return;
    }
  const BsrActor *actor = &actors[g_rand_int_range (random, 0, 2)];
  const char *code = code_for (random, (BsrDecisionKind) kind);
  gboolean expected = bsr_case_check_decision (before, decisions, outcomes, (BsrDecisionKind) kind,
                                               code, actor->officer, &expected_error);
  assert_int_equal (fixture_decide_as (fixture, actor, "T-1", (BsrDecisionKind) kind, code, &error), expected);
  if (!expected)
    assert_string_equal (error->message, expected_error->message);
  bsr_case_step_allowed (before, bsr_case_step_of_decision ((BsrDecisionKind) kind), &to, NULL);
  if (!expected)
    assert_int_equal (fixture_state_of (fixture, "T-1"), before);
  else if (kind != BSR_DECISION_REOPEN)
    assert_int_equal (fixture_state_of (fixture, "T-1"), to);
}

static void
whatever_is_tried_follows_the_table (void **state)
{
  Fixture *fixture = *state;
  const guint32 seed = 20240503;
  print_message ("seed %u\n", seed);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  for (int i = 0; i < STEPS; i++)
    take_random_step (fixture, random);
  fixture_entries (fixture);
}

/* --- What is kept beside --------------------------------------------------------------------- */

static void
examination_is_kept_whole (void **state)
{
  Fixture *fixture = *state;
  static const char *const methods[] = { "canine", "probe", NULL };
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  bsr_physical_examination_set_methods (examination, methods);
  bsr_physical_examination_set_times (examination, at, at);
  g_ptr_array_add (examination->seizures, bsr_seizure_new ("tobacco", 12000, "pieces"));
  g_ptr_array_add (examination->seals, bsr_seal_new ("CU-77", TRUE, TRUE, "officer 3", at));
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "cartons", NAN, "officer 9", at);
  bsr_outcome_set_examination (outcome, examination);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error));
  assert_true (bsr_store_record_outcome (fixture->store, ACTOR, "T-1", outcome, &error));

  fixture_reopen (fixture);
  fixture_entries (fixture);
  g_autoptr (GPtrArray) outcomes = bsr_store_list_outcomes (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  const BsrOutcome *kept = outcomes->pdata[0];
  g_autofree char *was = bsr_physical_examination_to_json (examination);
  g_autofree char *is = bsr_physical_examination_to_json (kept->examination);
  assert_string_equal (is, was);

  ((BsrSeizure *) outcome->examination->seizures->pdata[0])->quantity = 0;
  assert_false (bsr_store_record_outcome (fixture->store, ACTOR, "T-1", outcome, &refused));
  bsr_test_assert_error (refused, BSR_ERROR, BSR_ERROR_INVALID, "above 0");
}

static void
photograph_lies_in_the_vault (void **state)
{
  Fixture *fixture = *state;
  BsrStore *store = fixture->store;
  g_autoptr (GError) error = NULL, refused = NULL, missing = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "doors.jpg", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "notes.txt", NULL);
  g_file_set_contents (path, "\xff\xd8\xff picture", -1, &error);
  g_file_set_contents (text, "no picture", -1, &error);
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  gint64 before = fixture_entries (fixture);
  gint64 id = bsr_store_add_photograph (store, ACTOR, "T-1", path, "doors", &error);
  bsr_test_assert_no_error (error);
  assert_true (id > 0);
  assert_int_equal (bsr_store_add_photograph (store, ACTOR, "T-1", path, "again", &error), id);
  assert_int_equal (bsr_store_add_photograph (store, ACTOR, "T-1", text, "", &refused), 0);
  bsr_test_assert_error (refused, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "no photograph");
  assert_int_equal (bsr_store_add_photograph (store, ACTOR, "T-9", path, "", &missing), 0);
  bsr_test_assert_error (missing, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_entries (fixture), before + 1);

  g_autoptr (GPtrArray) photographs = bsr_store_list_photographs (store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (photographs->len, 1);
  const BsrPhotograph *kept = photographs->pdata[0];
  assert_string_equal (kept->name, "doors.jpg");
  assert_string_equal (kept->caption, "doors");
  g_autoptr (GBytes) bytes = bsr_photograph_load (kept, &error);
  assert_int_equal (g_bytes_get_size (bytes), strlen ("\xff\xd8\xff picture"));
}

static gboolean
put_caveat (Fixture *fixture, const char *kind, gboolean in_force, const char *text, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrCaveat) caveat = bsr_caveat_new (kind, in_force, text, "", now);
  return bsr_store_put_caveat (fixture->store, ACTOR, "T-1", caveat, error);
}

static int
caveats_in_the_list (Fixture *fixture)
{
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  return ((BsrCaseSummary *) cases->pdata[0])->n_caveats;
}

static void
caveats_stand_until_they_are_lifted (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, unknown = NULL, none = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_false (put_caveat (fixture, "whim", TRUE, "", &unknown));
  bsr_test_assert_error (unknown, BSR_ERROR, BSR_ERROR_INVALID, "'whim' is no handling caveat");
  assert_false (put_caveat (fixture, "legal-hold", FALSE, "", &none));
  bsr_test_assert_error (none, BSR_ERROR, BSR_ERROR_INVALID, "no such caveat");
  gint64 before = fixture_entries (fixture);
  assert_true (put_caveat (fixture, "third-party-rule", TRUE, "of the partner", &error));
  assert_true (put_caveat (fixture, "legal-hold", TRUE, "", &error));
  assert_true (put_caveat (fixture, "legal-hold", TRUE, "", &error)); /* says nothing new */
  assert_int_equal (fixture_entries (fixture), before + 2);
  assert_int_equal (caveats_in_the_list (fixture), 2);
  assert_true (put_caveat (fixture, "legal-hold", FALSE, "case heard", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (caveats_in_the_list (fixture), 1);

  fixture_reopen (fixture);
  fixture_entries (fixture);
  g_autoptr (GPtrArray) caveats = bsr_store_list_caveats (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (caveats->len, 3);
  g_autoptr (GPtrArray) standing = bsr_caveats_in_force (caveats);
  assert_int_equal (standing->len, 1);
  const BsrCaveat *last = standing->pdata[0];
  assert_string_equal (last->kind, "third-party-rule");
  assert_string_equal (last->text, "of the partner");
  assert_string_equal (last->officer, "officer 7");
}

static void
versions_of_a_declaration_are_all_there (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) first = bsr_store_suite_case ("T-1"), second = bsr_store_suite_case ("T-1");
  second->gross_kg = 22000;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, first, &error));
  assert_true (bsr_store_put_case (fixture->store, &supervisor, second, &error));
  g_autoptr (GPtrArray) versions = bsr_store_list_declarations (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (versions->len, 2);
  const BsrDeclaration *one = versions->pdata[0], *two = versions->pdata[1];
  assert_true (isnan (one->flagged->gross_kg));
  bsr_test_assert_close (two->flagged->gross_kg, 22000, 0.0);
  assert_string_equal (one->officer, "officer 7");
  assert_string_equal (two->officer, "supervisor 1");
}

static void
downtime_ends_by_a_later_record (void **state)
{
  Fixture *fixture = *state;
  BsrStore *store = fixture->store;
  g_autoptr (GError) error = NULL, unknown = NULL, refused = NULL;
  g_autoptr (GDateTime) from = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (GDateTime) to = g_date_time_new_utc (2024, 5, 3, 17, 30, 0);
  g_autoptr (BsrDowntime) downtime = bsr_downtime_new ("lane 1", from, NULL, "fault", "tube", "");
  g_autoptr (BsrDowntime) later = bsr_downtime_new ("lane 2", to, to, "weather", "", "");
  downtime->id = bsr_store_put_downtime (store, ACTOR, downtime, &error);
  assert_true (bsr_store_put_downtime (store, ACTOR, later, &error) > 0);
  bsr_downtime_set_ended (downtime, to);
  assert_int_equal (bsr_store_put_downtime (store, &supervisor, downtime, &error), downtime->id);
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 3);

  g_autoptr (GPtrArray) downtimes = bsr_store_list_downtimes (store, &error);
  assert_int_equal (downtimes->len, 2);
  const BsrDowntime *first = downtimes->pdata[0], *last = downtimes->pdata[1];
  assert_string_equal (first->scanner, "lane 2");
  assert_int_equal (last->id, downtime->id);
  assert_true (g_date_time_equal (last->ended, to));
  assert_string_equal (last->officer, "supervisor 1");

  downtime->id = 99;
  assert_int_equal (bsr_store_put_downtime (store, ACTOR, downtime, &unknown), 0);
  bsr_test_assert_error (unknown, BSR_ERROR, BSR_ERROR_INVALID, "no downtime 99");
  bsr_downtime_set_ended (later, from);
  assert_int_equal (bsr_store_put_downtime (store, ACTOR, later, &refused), 0);
  bsr_test_assert_error (refused, BSR_ERROR, BSR_ERROR_INVALID, "cannot end before");
}

/* The store tells from the state's name what the program tells from the state. */
static void
every_state_waits_for_what_it_says (void **state)
{
  const int kinds[] = { -1, BSR_DECISION_RELEASE, BSR_DECISION_EXAMINE, BSR_DECISION_SECOND_OPINION,
                        BSR_DECISION_REFER };
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) unscanned = bsr_case_new ("T-9", "CSQU3054383");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, unscanned, &error));
  for (int i = 0; i < (int) G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i);
      bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
      if (kinds[i] >= 0)
        assert_true (bsr_store_decide (fixture->store, ACTOR, id, (BsrDecisionKind) kinds[i],
                                       "so", &error));
      bsr_test_assert_no_error (error);
    }
  g_autoptr (GPtrArray) list = fixture_list (fixture);
  assert_int_equal (list->len, G_N_ELEMENTS (kinds) + 1);
  for (guint i = 0; i < list->len; i++)
    {
      const BsrCaseSummary *summary = list->pdata[i];
      g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
      bsr_case_query_set (&query->case_id, summary->id);
      for (int work = BSR_CASE_WORK_JUDGE; work <= BSR_CASE_WORK_NONE; work++)
        {
          query->work = (BsrCaseWork) work;
          g_autoptr (BsrCasePage) page
              = bsr_store_find_cases (fixture->store, query, NULL, FALSE, 2, &error);
          bsr_test_assert_no_error (error);
          assert_int_equal (page->cases->len, bsr_case_work_of_state (summary->state) == query->work);
        }
    }
}

const struct CMUnitTest store_suite_model_tests[] = {
  cmocka_unit_test (case_is_referred_released_and_closed),
  cmocka_unit_test (unscanned_case_is_waived_not_released),
  cmocka_unit_test (outcome_of_a_closed_case_waits_for_its_reopening),
  cmocka_unit_test (what_was_seen_is_kept_with_later_kinds_too),
  cmocka_unit_test (whatever_is_tried_follows_the_table),
  cmocka_unit_test (every_state_waits_for_what_it_says),
  cmocka_unit_test (examination_is_kept_whole),
  cmocka_unit_test (photograph_lies_in_the_vault),
  cmocka_unit_test (caveats_stand_until_they_are_lifted),
  cmocka_unit_test (versions_of_a_declaration_are_all_there),
  cmocka_unit_test (downtime_ends_by_a_later_record),
};
const gsize store_suite_n_model_tests = G_N_ELEMENTS (store_suite_model_tests);
