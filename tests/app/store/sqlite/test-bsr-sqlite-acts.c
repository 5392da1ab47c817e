#include "bsr-tampering.h"

#include <sqlite3.h>
#include <string.h>

#include "bsr-test.h"
#include "bsr-json-reader.h"
#include "bsr-store-access.h"
#include "bsr-store-claims.h"
#include "bsr-store-handling.h"
#include "bsr-store-jobs.h"
#include "bsr-store-log.h"
#include "bsr-store-suite.h"

/* Every act there is, and what its entry must say beyond who, where and when. */

#define ACTOR (&bsr_store_suite_actor)

static const struct
{
  const char *act, *subject;
  const char *members[5]; /* of its detail */
} acts[] = {
  { "case-imported", "case:", { "container", "to" } },
  { "case-updated", "case:", { "container", "from", "to" } }, /* versions of the declaration */
  { "case-viewed", "case:", { "state" } },
  { "scan-added", "scan:", { "case", "name", "pixels", "from", "to" } }, /* states of the case */
  { "scan-viewed", "scan:", { "case", "where" } },
  { "scan-taken", "arrival:", { "name", "pixels", "reason" } },
  { "scan-described", "arrival:", { "name", "pixels", "reason" } },
  { "scan-linked", "scan:", { "arrival", "case", "name", "from", "to" } }, /* states of the case */
  { "scan-set-aside", "arrival:", { "name", "reason" } },
  { "scan-taken-back", "arrival:", { "name", "reason" } },
  { "file-refused", "file:", { "name", "reason" } },
  { "report-taken", "case:", { "report", "source", "file" } },
  { "analysis-saved", "scan:", { "case", "from", "to", "engine" } }, /* entries of analyses */
  { "annotation-added", "scan:", { "case", "annotation", "to" } },
  { "annotation-changed", "scan:", { "case", "annotation", "from", "to" } },
  { "annotation-removed", "scan:", { "case", "annotation", "from" } },
  { "finding-weighed", "scan:", { "case", "finding", "from", "to" } },
  { "check-contested", "scan:", { "case", "check", "to" } }, /* reasons */
  { "contest-withdrawn", "scan:", { "case", "check", "from" } },
  { "decided", "case:", { "decision", "code", "reason", "from", "to" } }, /* states of the case */
  { "outcome-recorded", "case:", { "result", "extent", "found", "from", "to" } },
  { "photograph-added", "case:", { "name", "caption", "file" } },
  { "caveat-put", "case:", { "caveat", "text" } },
  { "caveat-lifted", "case:", { "caveat", "text" } },
  { "downtime-recorded", "scanner:", { "from", "reason", "text" } },
  { "downtime-corrected", "scanner:", { "downtime", "from", "to", "reason", "text" } },
  { "view-decided-on", "scan:", { "case", "decision" } },
  { "view-saved", "scan:", { "case", "name" } },
  { "view-left", "scan:", { "case" } },
  { "load-contributed", "", { "case", "contribution", "heading" } },
  { "load-withdrawn", "", { "contribution", "reason" } },
  { "checkpoint-signed", "log", { "checkpoint", "up_to", "key" } },
  { "exported", "", { "what", "to" } },
  { "restored", "store", { "from", "up_to" } },
  { "case-claimed", "case:", { "lease_s" } },
  { "claim-lapsed", "case:", { "officer", "station", "since", "lapsed" } },
  { "claim-taken-over", "case:", { "officer", "station", "since", "reason" } },
  { "case-given-back", "case:", { "since" } },
  { "analysis-requeued", "scan:", { "from" } },
  { "personal-expired", "personal", { "before", "declarations", "redacted" } },
  { "account-created", "account:", { "role" } },
  { "account-changed", "account:", { "role_before", "role", "disabled" } },
  { "password-changed", "account:", { "password" } },
  { "password-rehashed", "account:", { "record", "sha256" } },
  { "sign-in-failed", "account:", { "failures" } },
  { "signed-in", "account:", { "role" } },
  { "locked", "account:", { NULL } },
  { "unlocked", "account:", { "role" } },
  { "signed-out", "account:", { NULL } },
};

/* What tampering_fill() leaves out. */
static void
do_the_rest (BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  const BsrPoint point = { 1, 1 };
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  g_autoptr (GPtrArray) views = bsr_store_list_views (store, "T-1", &error);
  const BsrKeptView *view = views->pdata[0];
  g_autoptr (BsrAnnotation) first
      = bsr_annotation_new ("m", BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, &point, 1, "one");
  g_autoptr (BsrAnnotation) second
      = bsr_annotation_new ("m", BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, &point, 1, "two");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.9 }, 1, 10.0);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 9, 0, 0);
  g_autoptr (BsrContest) reason = bsr_contest_new ("mass", -1, "no step wedge", "officer 9", at);
  g_autoptr (BsrContest) none = bsr_contest_new ("mass", -1, NULL, "officer 9", at);
  flagged->risk = 0.5;
  assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
  assert_true (bsr_store_note_scan_view (store, ACTOR, 2, "window", &error));
  assert_true (bsr_store_put_annotation (store, ACTOR, 2, first, &error));
  assert_true (bsr_store_put_annotation (store, ACTOR, 2, second, &error));
  assert_true (bsr_store_remove_annotation (store, ACTOR, 2, "m", &error));
  assert_true (bsr_store_contest_check (store, ACTOR, 2, none, &error));
  assert_true (bsr_store_save_analysis (store, ACTOR, 2, json, &error));
  assert_true (bsr_store_contest_check (store, ACTOR, 2, reason, &error));
  assert_true (bsr_store_keep_view (store, ACTOR, "T-1", NULL, view->state, &error));
  const BsrExport export = { "store", "backup", "/backup", 3 };
  assert_true (bsr_store_note_export (store, ACTOR, &export, &error));
  assert_true (bsr_store_note_restore (store, ACTOR, "/backup", &error));
  const BsrActor other = { .officer = "officer 9", .station = "lane 1" };
  g_autoptr (BsrCaseClaim) lapsing = bsr_store_claim_case (store, ACTOR, "T-1", 0, &error);
  g_autoptr (BsrCaseClaim) held = bsr_store_claim_case (store, &other, "T-1", 60, &error);
  g_autoptr (BsrCaseClaim) taken
      = bsr_store_take_over_case (store, ACTOR, "T-1", 60, "officer 9 went home", &error);
  assert_true (bsr_store_give_back_case (store, ACTOR, "T-1", &error));
  assert_true (bsr_store_requeue_job (store, ACTOR, 2, &error));
  g_autoptr (BsrCaveat) lifted = bsr_caveat_new ("legal-hold", FALSE, "heard", "", at);
  assert_true (bsr_store_put_caveat (store, ACTOR, "T-1", lifted, &error));
  g_autoptr (GPtrArray) downtimes = bsr_store_list_downtimes (store, &error);
  assert_true (bsr_store_put_downtime (store, ACTOR, downtimes->pdata[0], &error) > 0);
  bsr_test_assert_no_error (error);
}

/* A password that costs more from now on: what tampering_fill_accounts() leaves out. */
static void
rehash (BsrStore *store)
{
  const BsrPasswordCost dearer = { 2, 8192 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new ("four words of a sentence");
  const BsrSignIn request = { "Amal", password, "lane 2", &dearer, 0 };
  g_autoptr (BsrAccount) in = bsr_store_sign_in (store, &request, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (in);
}

/* Whether @detail has all that its act must say. */
static gboolean
says_all (gsize act, const char *subject, const char *detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (detail, -1, &error);
  bsr_test_assert_no_error (error);
  gboolean all = g_str_has_prefix (subject, acts[act].subject);
  for (gsize i = 0; i < G_N_ELEMENTS (acts[act].members); i++)
    all = all
          && (acts[act].members[i] == NULL || bsr_json_reader_has (reader, acts[act].members[i]));
  g_autofree char *clock = bsr_json_reader_string (reader, "clock", FALSE);
  if (clock == NULL || !g_str_has_prefix (clock, "realtime, "))
    fail_msg ("an entry of %s does not say what its clock is worth", acts[act].act);
  return all;
}

static void
every_act_says_who_where_when_and_what (void **state)
{
  g_autoptr (GError) error = NULL;
  gboolean said[G_N_ELEMENTS (acts)] = { FALSE };
  g_autofree char *path = g_build_filename (*state, "store.db", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  tampering_fill_casework (store, *state);
  do_the_rest (store);
  tampering_fill_accounts (store);
  rehash (store);

  sqlite3 *db;
  sqlite3_stmt *rows;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "SELECT act, subject, detail FROM audit WHERE length (actor) > 0"
                      " AND length (station) > 0 AND at GLOB '20*Z'",
                      -1, &rows, NULL);
  int n = 0;
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      gsize act = 0;
      const char *name = (const char *) sqlite3_column_text (rows, 0);
      while (act < G_N_ELEMENTS (acts) && !g_str_equal (acts[act].act, name))
        act++;
      if (act == G_N_ELEMENTS (acts))
        fail_msg ("the act %s is not in the table", name);
      said[act] = says_all (act, (const char *) sqlite3_column_text (rows, 1),
                            (const char *) sqlite3_column_text (rows, 2))
                  || said[act];
      n++;
    }
  sqlite3_finalize (rows);
  sqlite3_close (db);
  gint64 n_entries = 0;
  assert_true (bsr_store_verify_audit (store, &n_entries, &error));
  assert_int_equal (n, n_entries);
  for (gsize act = 0; act < G_N_ELEMENTS (acts); act++)
    if (!said[act])
      fail_msg ("no entry of %s says all that it must", acts[act].act);
}

static int
set_up (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
tear_down (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (every_act_says_who_where_when_and_what, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("acts", tests, NULL, NULL);
}
