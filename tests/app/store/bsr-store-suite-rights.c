#include "bsr-store-staff.h"

#include "bsr-error.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-claims.h"
#include "bsr-store-handling.h"
#include "bsr-store-jobs.h"
#include "bsr-store-log.h"

/* The right that each act needs, and who has it. */

static gboolean
put_a_case (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autofree char *id = g_strconcat ("of ", actor->officer, NULL);
  g_autoptr (BsrCase) flagged = bsr_store_suite_case (id);
  return bsr_store_put_case (store, actor, flagged, error);
}

static gboolean
analyse (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  const double scores[] = { 0.5 };
  static int n;
  g_autofree char *json = bsr_store_suite_analysis (scores, 1, ++n);
  return bsr_store_save_analysis (store, actor, scan, json, error);
}

static gboolean
annotate (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  const BsrPoint at = { 1.0, 2.0 };
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, &at, 1, actor->officer);
  return bsr_store_put_annotation (store, actor, scan, a, error)
         && bsr_store_remove_annotation (store, actor, scan, bsr_annotation_id (a), error);
}

static gboolean
weigh (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return bsr_store_weigh_finding (store, actor, scan, 1, BSR_WEIGHT_CONFIRMED, error)
         && bsr_store_weigh_finding (store, actor, scan, 1, BSR_WEIGHT_OPEN, error);
}

static gboolean
see (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return bsr_store_note_view (store, actor, "T-1", error);
}

static gboolean
decide (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return bsr_store_decide (store, actor, "T-1", BSR_DECISION_EXAMINE, "dense", error);
}

static gboolean
find (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL,
                                                    actor->officer, 1.0, "officer 9", at);
  return bsr_store_record_outcome (store, actor, "T-2", outcome, error);
}

static gboolean
confirm (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  const BsrLoadDescriptor descriptor = bsr_store_suite_descriptor (0.5f);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-3", error);
  g_autofree char *id = bsr_store_contribute_load (store, actor, ((BsrScan *) scans->pdata[0])->id,
                                                   &descriptor, error);
  return id != NULL && bsr_store_withdraw_load (store, actor, id, "only tried", error);
}

static gboolean
manage (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autofree char *name = g_strconcat ("made by ", actor->officer, NULL);
  g_autoptr (BsrPassword) password = bsr_password_new (RIGHT_WORDS);
  return bsr_store_create_account (store, actor, name, BSR_ROLE_PARTNER, password, &staff_cheap, error);
}

static gboolean
look_at (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return bsr_store_note_scan_view (store, actor, scan, "window", error);
}

static gboolean
have_in_hand (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autoptr (BsrCaseClaim) claim = bsr_store_claim_case (store, actor, "T-1", 60, error);
  return claim != NULL && bsr_store_give_back_case (store, actor, "T-1", error);
}

/* T-3, which somebody else has: the supervisor, who comes last, takes it. */
static gboolean
take_over (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autoptr (BsrCaseClaim) claim
      = bsr_store_take_over_case (store, actor, "T-3", 3600, "the shift is over", error);
  return claim != NULL;
}

static gboolean
have_analysed (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  /* Analysed, it is done and can be asked for by the next one. */
  return bsr_store_requeue_job (store, actor, scan, error) && analyse (store, actor, scan, error);
}

static gboolean
export (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  const BsrExport what = { "library", "loads", "/there", 0 };
  return bsr_store_note_export (store, actor, &what, error);
}

static gboolean
caution (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 7, 30, 0);
  g_autoptr (BsrCaveat) put = bsr_caveat_new ("legal-hold", TRUE, "", "", at);
  g_autoptr (BsrCaveat) lift = bsr_caveat_new ("legal-hold", FALSE, "", "", at);
  return bsr_store_put_caveat (store, actor, "T-1", put, error)
         && bsr_store_put_caveat (store, actor, "T-1", lift, error);
}

static gboolean
stop_scanner (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 7, 30, 0);
  g_autoptr (BsrDowntime) downtime = bsr_downtime_new ("lane 2", at, NULL, "fault", "", "");
  downtime->id = bsr_store_put_downtime (store, actor, downtime, error);
  if (downtime->id == 0)
    return FALSE;
  downtime->ended = g_date_time_add_hours (at, 1);
  return bsr_store_put_downtime (store, actor, downtime, error) > 0;
}

static gboolean
decide_as (BsrStore *store, const BsrActor *actor, const char *id, BsrDecisionKind kind,
           const char *code, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 9, 0, 0);
  g_autoptr (BsrDecision) decision = bsr_decision_new (kind, "seen enough", "", at);
  bsr_decision_set_code (decision, code);
  return bsr_store_record_decision (store, actor, id, decision, error);
}

static gboolean
waive (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return decide_as (store, actor, "T-1", BSR_DECISION_WAIVE, "departed", error);
}

/* T-4, which is released. */
static gboolean
close_and_reopen (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return decide_as (store, actor, "T-4", BSR_DECISION_CLOSE, NULL, error)
         && decide_as (store, actor, "T-4", BSR_DECISION_REOPEN, "record-wrong", error);
}

/* T-5, which was referred. */
static gboolean
decide_referred (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  return decide_as (store, actor, "T-5", BSR_DECISION_EXAMINE, NULL, error);
}

static gboolean
bring_a_report (BsrStore *store, const BsrActor *actor, gint64 scan, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, actor->officer, -1);
  g_autofree char *json = g_strdup_printf ("{\"of\": \"%s\"}", actor->officer);
  g_autoptr (BsrCaseReport) report
      = bsr_case_report_new (BSR_CASE_REPORT_RADIATION, "gate.n42", hash, json);
  return bsr_store_add_report (store, actor, "T-1", report, error)
         && bsr_store_note_refusal (store, actor, "gate.txt", hash, "no report", error);
}

static const struct
{
  BsrRight right;
  gboolean (*act) (BsrStore *, const BsrActor *, gint64 scan, GError **);
} acts[] = {
  { BSR_RIGHT_SEE_CASES, see },         { BSR_RIGHT_BRING_IN, put_a_case },
  { BSR_RIGHT_ANALYSE, analyse },       { BSR_RIGHT_MARK, annotate },
  { BSR_RIGHT_MARK, weigh },            { BSR_RIGHT_DECIDE, decide },
  { BSR_RIGHT_RECORD_OUTCOMES, find },  { BSR_RIGHT_CONFIRM_LOADS, confirm },
  { BSR_RIGHT_MANAGE_ACCOUNTS, manage }, { BSR_RIGHT_SEE_CASES, look_at },
  { BSR_RIGHT_DECIDE, have_in_hand },   { BSR_RIGHT_TAKE_OVER, take_over },
  { BSR_RIGHT_ANALYSE, have_analysed }, { BSR_RIGHT_EXPORT, export },
  { BSR_RIGHT_HANDLE, caution },        { BSR_RIGHT_HANDLE, stop_scanner },
  { BSR_RIGHT_DECIDE, waive },          { BSR_RIGHT_SUPERVISE, close_and_reopen },
  { BSR_RIGHT_SUPERVISE, decide_referred }, { BSR_RIGHT_BRING_IN, bring_a_report },
};

static void
check_act (Fixture *fixture, gsize member, gsize act, gint64 scan)
{
  g_autoptr (GError) error = NULL, refusal = NULL;
  const BsrActor actor = { staff_members[member].name, STATION };
  gboolean expected = bsr_right_is_of (acts[act].right, staff_members[member].role);
  gint64 n = fixture_entries (fixture);
  gboolean done = acts[act].act (fixture->store, &actor, scan, &error);
  if (done != expected)
    fail_msg ("act %d by %s: %s", (int) act, actor.officer, error != NULL ? error->message : "done");
  assert_int_equal (bsr_store_may (fixture->store, acts[act].right, &refusal), expected);
  if (done)
    return;
  if (!g_str_equal (error->message, bsr_right_refusal (acts[act].right)))
    fail_msg ("act %d by %s: %s", (int) act, actor.officer, error->message);
  assert_string_equal (refusal->message, error->message);
  assert_int_equal (fixture_entries (fixture), n);
}

static void
each_act_needs_its_right (void **state)
{
  Fixture *fixture = *state;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-2");
  assert_true (fixture_decide (fixture, "T-2", BSR_DECISION_EXAMINE, NULL));
  bsr_store_suite_conforming_case (fixture->store, fixture->folder, "T-3");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-4");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-5");
  assert_true (
      fixture_decide_as (fixture, ACTOR, "T-4", BSR_DECISION_RELEASE, "no-anomaly", NULL));
  assert_true (fixture_decide (fixture, "T-5", BSR_DECISION_REFER, NULL));
  analyse (fixture->store, &staff_nobody, scan, NULL);
  g_autoptr (BsrCaseClaim) claim
      = bsr_store_claim_case (fixture->store, &staff_nobody, "T-3", 3600, NULL);
  staff_make (fixture);
  for (gsize m = 0; m < STAFF_MEMBERS; m++)
    {
      staff_sign_in (fixture, staff_members[m].name);
      for (gsize a = 0; a < G_N_ELEMENTS (acts); a++)
        check_act (fixture, m, a, scan);
    }
}

static void
nobody_acts_in_anothers_name (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  staff_make (fixture);
  staff_sign_in (fixture, "Amal");
  const BsrActor salma = { "Salma", STATION };
  assert_false (bsr_store_decide (fixture->store, &salma, "T-1", BSR_DECISION_RELEASE, "x", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                         "'Amal' is signed in: nothing can be done in the name of 'Salma'");
}

const struct CMUnitTest store_suite_right_tests[] = {
  cmocka_unit_test (each_act_needs_its_right),
  cmocka_unit_test (nobody_acts_in_anothers_name),
};
const gsize store_suite_n_right_tests = G_N_ELEMENTS (store_suite_right_tests);
