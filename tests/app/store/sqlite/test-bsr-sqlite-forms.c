#include "bsr-sqlite-fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "bsr-test.h"
#include "bsr-backup.h"
#include "bsr-case-query.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-store-arrivals.h"

/* The forms that a store has had: it is brought up from each, and keeps what it has. */

#define ACTOR (&bsr_store_suite_actor)

static const char *const steps[] = {
  "001-initial.sql",     "002-contests.sql", "003-library.sql",
  "004-view-states.sql", "005-coverage.sql", "006-act-keys.sql",
  "007-work.sql",        "008-checkpoints.sql", "009-model.sql",
  "010-search.sql",      "011-access.sql", "012-arrivals.sql",
  "013-descriptions.sql",
};
/* As many as there are steps. */
#define NEWEST 13
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == NEWEST);
/* Before cases could be referred, waived and closed. */
#define BEFORE_MODEL 8
/* Before scans came by themselves. */
#define BEFORE_ARRIVALS 11

static int
form_of (Fixture *fixture)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  sqlite3_open (fixture->path, &db);
  sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);
  assert_int_equal (sqlite3_step (statement), SQLITE_ROW);
  int form = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return form;
}

static void
file_is_durable_and_its_own_kind (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (open_store (fixture));
  sqlite3 *db;
  sqlite3_stmt *statement;
  sqlite3_open (fixture->path, &db);
  sqlite3_prepare_v2 (
      db,
      "SELECT (SELECT * FROM pragma_journal_mode), (SELECT * FROM pragma_application_id),"
      " (SELECT * FROM pragma_user_version),"
      " (SELECT count (*) FROM sqlite_schema WHERE type = 'table'"
      " AND sql NOT LIKE '%) STRICT' AND name NOT LIKE 'case_words%')", /* FTS5's own */
      -1, &statement, NULL);
  assert_int_equal (sqlite3_step (statement), SQLITE_ROW);
  assert_string_equal ((const char *) sqlite3_column_text (statement, 0), "wal");
  assert_int_equal (sqlite3_column_int64 (statement, 1), 0x42535231);
  assert_int_equal (sqlite3_column_int64 (statement, 2), NEWEST);
  assert_int_equal (sqlite3_column_int64 (statement, 3), 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
newer_store_is_refused_and_left_as_it_is (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  assert_int_equal (run_sql (fixture, "PRAGMA user_version = 99"), SQLITE_OK);
  refuses (fixture, BSR_ERROR_UNSUPPORTED,
           "has form 99 but this program knows forms up to " G_STRINGIFY (NEWEST));
  assert_int_equal (run_sql (fixture, "PRAGMA user_version = " G_STRINGIFY (NEWEST)), SQLITE_OK);
  g_autoptr (BsrStore) store = open_store (fixture);
  assert_true (bsr_store_verify_audit (store, NULL, NULL));
}

/* The rows of a table with the columns that it has now. */
static void
append_copy (sqlite3 *db, const char *table, GString *sql)
{
  sqlite3_stmt *statement;
  sqlite3_prepare_v2 (db, "SELECT group_concat (name, ', ') FROM pragma_table_info (?)", -1,
                      &statement, NULL);
  sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
  assert_int_equal (sqlite3_step (statement), SQLITE_ROW);
  const char *columns = (const char *) sqlite3_column_text (statement, 0);
  g_string_append_printf (sql, "INSERT INTO main.%s (%s) SELECT %s FROM newer.%s;", table, columns,
                          columns, table);
  sqlite3_finalize (statement);
}

/* Makes the filled store what the program of that form would have left: the newer one stands beside
 * it, its name with ".newer". */
static void
make_form (Fixture *fixture, int form)
{
  g_autofree char *newer = g_strconcat (fixture->path, ".newer", NULL);
  g_autoptr (GString) sql = g_string_new (NULL);
  assert_int_equal (rename (fixture->path, newer), 0);
  for (int i = 0; i < form; i++)
    {
      g_autofree char *path = g_build_filename (STORE_STEPS, steps[i], NULL), *step = NULL;
      assert_true (g_file_get_contents (path, &step, NULL, NULL));
      assert_int_equal (run_sql (fixture, step), SQLITE_OK);
    }
  sqlite3 *db;
  sqlite3_stmt *tables;
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  g_string_append_printf (sql,
                          "PRAGMA application_id = %d; PRAGMA user_version = %d;"
                          " ATTACH '%s' AS newer;",
                          0x42535231, form, newer);
  sqlite3_prepare_v2 (db,
                      "SELECT name FROM sqlite_schema WHERE type = 'table'"
                      " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'case_words%'", /* made anew */
                      -1, &tables, NULL);
  while (sqlite3_step (tables) == SQLITE_ROW)
    append_copy (db, (const char *) sqlite3_column_text (tables, 0), sql);
  sqlite3_finalize (tables);
  sqlite3_close (db);
  assert_int_equal (run_sql (fixture, sql->str), SQLITE_OK);
}

/* What fill_as_first_form() decided and found. */
static void
assert_decided_and_examined (BsrStore *store)
{
  BsrCaseState state;
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, "T-1", NULL);
  g_autoptr (GPtrArray) outcomes = bsr_store_list_outcomes (store, "T-1", NULL);
  assert_true (bsr_store_get_state (store, "T-1", &state, NULL));
  assert_int_equal (state, BSR_STATE_EXAMINED);
  assert_int_equal (decisions->len, 1);
  assert_int_equal (outcomes->len, 1);
  const BsrDecision *decision = decisions->pdata[0];
  const BsrOutcome *outcome = outcomes->pdata[0];
  assert_string_equal (decision->reason, "dense");
  assert_null (decision->code);
  assert_string_equal (outcome->found, "parcels");
  assert_null (outcome->examination);
}

static void
older_store_is_brought_up_and_keeps_what_it_has (void **state)
{
  Fixture *fixture = *state;
  gint64 before = 0, after = 0;
  g_autoptr (GError) error = NULL;
  fill_as_first_form (fixture);
  make_form (fixture, 1);
  assert_int_equal (run_sql (fixture, "SELECT 1 FROM contests"), SQLITE_ERROR);
  /* Entries of that time spoke of no keys; those of the test do, and have them. */
  g_autofree char *keys = g_strdup_printf (
      "ATTACH '%s.newer' AS newer; INSERT INTO act_keys SELECT * FROM newer.act_keys", fixture->path);
  g_object_unref (open_store (fixture));
  assert_int_equal (run_sql (fixture, keys), SQLITE_OK);
  {
    g_autoptr (BsrStore) store = open_store (fixture);
    assert_true (bsr_store_verify_audit (store, &before, &error));
    bsr_test_assert_no_error (error);
    assert_decided_and_examined (store);
    g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
    bsr_case_query_set (&query->words, "banan");
    g_autoptr (BsrCasePage) page = bsr_store_find_cases (store, query, NULL, FALSE, 2, &error);
    assert_int_equal (page->cases->len, 1);
    contest (store);
    g_autoptr (GPtrArray) contests = bsr_store_list_contests (store, 2, &error);
    assert_int_equal (contests->len, 1);
    assert_true (bsr_store_verify_audit (store, &after, &error));
  }
  assert_int_equal (before, 7);
  assert_int_equal (after, 8);
  assert_int_equal (form_of (fixture), NEWEST);
}

/* What was brought in before there was a tray is known to it. */
static void
scan_of_old_is_linked_when_it_comes_by_itself (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const char *const nobody[] = { NULL };
  gint64 n = 0;
  fill_as_first_form (fixture);
  make_form (fixture, BEFORE_ARRIVALS);
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", &error);
  assert_true (bsr_store_take_arrival (store, ACTOR, scans->pdata[0], nobody, nobody, "x", &error) > 0);
  g_autoptr (GPtrArray) linked = bsr_store_list_arrivals (store, BSR_ARRIVAL_LINKED, 9, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (linked->len, 1);
  assert_string_equal (((BsrArrival *) linked->pdata[0])->case_ids[0], "T-1");
  assert_int_equal (bsr_store_count_waiting (store, &error), 0);
  assert_true (bsr_store_verify_audit (store, &n, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (n, 8);
}

/* Half a step must not stay: all of them are one transaction. */
static void
store_that_cannot_be_brought_up_is_left_as_it_is (void **state)
{
  Fixture *fixture = *state;
  fill_as_first_form (fixture);
  make_form (fixture, 1);
  run_sql (fixture, "CREATE INDEX contests_check ON audit (act)"); /* in the step's way */
  refuses (fixture, BSR_ERROR_ENVIRONMENT, "contests_check");
  assert_int_equal (run_sql (fixture, "SELECT 1 FROM contests"), SQLITE_ERROR);
  assert_int_equal (form_of (fixture), 1);
  assert_int_equal (run_sql (fixture, "DROP INDEX contests_check"), SQLITE_OK);
  g_object_unref (open_store (fixture));
  assert_int_equal (form_of (fixture), NEWEST);
}

/* A case in each state that there was. */
static const struct
{
  const char *id;
  gboolean scanned;
  int decided; /* BsrDecisionKind; -1: not */
  gboolean examined;
  BsrCaseState state;
} of_old[] = {
  { "T-1", FALSE, -1, FALSE, BSR_STATE_FLAGGED },
  { "T-2", TRUE, -1, FALSE, BSR_STATE_SCANNED },
  { "T-3", TRUE, BSR_DECISION_SECOND_OPINION, FALSE, BSR_STATE_SECOND_OPINION },
  { "T-4", TRUE, BSR_DECISION_EXAMINE, FALSE, BSR_STATE_TO_BE_EXAMINED },
  { "T-5", TRUE, BSR_DECISION_EXAMINE, TRUE, BSR_STATE_EXAMINED },
  { "T-6", TRUE, BSR_DECISION_RELEASE, FALSE, BSR_STATE_RELEASED },
};

static void
fill_as_of_old (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL, "", 1.0, "officer 9", at);
  for (gsize i = 0; i < G_N_ELEMENTS (of_old); i++)
    {
      g_autoptr (BsrCase) flagged = bsr_store_suite_case (of_old[i].id);
      if (of_old[i].scanned)
        bsr_store_suite_scanned_case (store, fixture->folder, of_old[i].id);
      else
        assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
      if (of_old[i].decided >= 0)
        assert_true (bsr_store_decide (store, ACTOR, of_old[i].id,
                                       (BsrDecisionKind) of_old[i].decided, "seen", &error));
      if (of_old[i].examined)
        assert_true (bsr_store_record_outcome (store, ACTOR, of_old[i].id, outcome, &error));
    }
  bsr_test_assert_no_error (error);
}

static void
assert_as_of_old (BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (of_old); i++)
    {
      BsrCaseState state;
      assert_true (bsr_store_get_state (store, of_old[i].id, &state, &error));
      assert_int_equal (state, of_old[i].state);
    }
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_no_error (error);
}

static void
every_case_of_old_keeps_its_state (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, refused = NULL;
  const BsrActor supervisor = { "supervisor 1", "lane 2" };
  fill_as_of_old (fixture);
  make_form (fixture, BEFORE_MODEL);
  g_autoptr (BsrStore) store = open_store (fixture);
  assert_as_of_old (store);
  /* A release of that time says in words alone why there is no outcome. */
  assert_false (bsr_store_decide (store, &supervisor, "T-6", BSR_DECISION_CLOSE, "done", &refused));
  bsr_test_assert_error (refused, BSR_ERROR, BSR_ERROR_INVALID, "no reason code");
  assert_true (bsr_store_decide (store, &supervisor, "T-5", BSR_DECISION_CLOSE, "done", &error));
  bsr_test_assert_no_error (error);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
}

/* The backup that the program of that form would have made of the store. */
static void
make_backup_of_old (Fixture *fixture, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *database = g_build_filename (to, "basira.db", NULL);
  g_autofree char *card = g_build_filename (to, "backup.json", NULL);
  g_autofree char *json = NULL, *content = NULL;
  gsize length;
  {
    g_autoptr (BsrStore) store = open_store (fixture);
    assert_true (bsr_backup_make (store, ACTOR, to, NULL, NULL, NULL, NULL, &error));
  }
  g_autofree char *hash = bsr_file_sha256 (database, NULL, &error);
  Fixture of_backup = { fixture->folder, database, NULL };
  make_form (&of_backup, BEFORE_MODEL);
  g_autofree char *hash_of_old = bsr_file_sha256 (database, NULL, &error);
  assert_true (g_file_get_contents (card, &json, &length, &error));
  char *place = strstr (json, hash);
  assert_non_null (place);
  memcpy (place, hash_of_old, strlen (hash_of_old));
  assert_true (g_file_set_contents (card, json, (gssize) length, &error));
  bsr_test_assert_no_error (error);
}

static void
backup_of_an_older_form_is_restored (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *to = g_build_filename (fixture->folder, "backup", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", fixture->folder, "/restored/store.db", NULL);
  fill_as_of_old (fixture);
  make_backup_of_old (fixture, to);
  bsr_backup_restore (to, url, ACTOR, NULL, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  assert_as_of_old (store);
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, sqlite_set_up, sqlite_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (file_is_durable_and_its_own_kind),
    TEST (newer_store_is_refused_and_left_as_it_is),
    TEST (older_store_is_brought_up_and_keeps_what_it_has),
    TEST (scan_of_old_is_linked_when_it_comes_by_itself),
    TEST (store_that_cannot_be_brought_up_is_left_as_it_is),
    TEST (every_case_of_old_keeps_its_state),
    TEST (backup_of_an_older_form_is_restored),
  };
#undef TEST
  return cmocka_run_group_tests_name ("forms of a SQLite store", tests, NULL, NULL);
}
