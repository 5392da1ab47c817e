#include "bsr-store-suite.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bsr-test.h"
#include "bsr-error.h"

/* The table of views in the SQLite engine's file: made in older stores, forged, and of later programs. */

#define ACTOR (&bsr_store_suite_actor)

typedef struct
{
  char *folder, *path, *url;
} Fixture;

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

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
  fixture->url = g_strconcat ("sqlite:", fixture->path, NULL);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->url);
  g_free (fixture);
  return 0;
}

static int
run_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *db;
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  int status = sqlite3_exec (db, sql, NULL, NULL, NULL);
  sqlite3_close (db);
  return status;
}

static BsrStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BsrStore *store = bsr_store_open (fixture->url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

/* Entries: 1 case, 2 scan, 3 decision, 4 what was seen, 5 a saved view, 6 as the scan was left. */
static void
fill (Fixture *fixture, BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", NULL);
  BsrLook look = bsr_look_default ();
  const BsrViewPlace place = { 4.0, 2.0, 8.0, 1.0, 640, 480 };
  g_autoptr (BsrViewState) view = bsr_view_state_new (((BsrScan *) scans->pdata[0])->sha256, &look,
                                                      &place, BSR_OVERLAY_MARKS);
  assert_true (decide_seeing (store, ACTOR, "T-1", BSR_DECISION_EXAMINE, "dense", view,
                                        &error));
  assert_true (bsr_store_keep_view (store, ACTOR, "T-1", "Doors", view, &error));
  assert_true (bsr_store_keep_view (store, ACTOR, "T-1", NULL, view, &error));
  bsr_test_assert_no_error (error);
}

static void
store_of_the_third_form_gets_views (void **state)
{
  static const char *const steps[] = { "001-initial", "002-contests", "003-library" };
  Fixture *fixture = *state;
  g_object_unref (open_store (fixture)); /* so that the steps are there to be read */
  assert_int_equal (g_remove (fixture->path), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strconcat ("/org/basira/store/", steps[i], ".sql", NULL);
      g_autoptr (GBytes) step = g_resources_lookup_data (path, 0, NULL);
      assert_non_null (step);
      assert_int_equal (run_sql (fixture, g_bytes_get_data (step, NULL)), SQLITE_OK);
    }
  assert_int_equal (
      run_sql (fixture, "PRAGMA application_id = 0x42535231; PRAGMA user_version = 3"), SQLITE_OK);
  assert_int_equal (run_sql (fixture, "SELECT 1 FROM view_states"), SQLITE_ERROR);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  fill (fixture, store);
  g_autoptr (GPtrArray) views = bsr_store_list_views (store, "T-1", &error);
  assert_int_equal (views->len, 2);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_no_error (error);
}

static void
table_only_grows (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrStore) store = open_store (fixture);
  fill (fixture, store);
  const char *refused[] = {
    "UPDATE view_states SET json = '{}'",
    "DELETE FROM view_states",
    "INSERT INTO view_states VALUES (99, 2, 3, NULL, '{}', 'o', 'a', NULL)", /* the decision has one
                                                                              */
    "INSERT INTO view_states VALUES (99, 2, NULL, ' ', '{}', 'o', 'a', NULL)",
    "INSERT INTO decisions VALUES (98, 'T-1', 'release', 'r', 'o', 'a', NULL, NULL);"
    "INSERT INTO view_states VALUES (99, 2, 98, 'named', '{}', 'o', 'a', NULL)",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (run_sql (fixture, refused[i]) != SQLITE_CONSTRAINT)
      fail_msg ("not refused: %s", refused[i]);
}

static void
forged_views_are_found_and_named (void **state)
{
  static const struct
  {
    const char *sql, *part;
  } forgeries[] = {
    { "UPDATE view_states SET json = replace (json, '\"invert\": false', '\"invert\": true')",
      "entry 4: its record in view_states was changed" },
    { "UPDATE view_states SET name = 'Roof' WHERE entry = 5",
      "entry 5: its record in view_states was changed" },
    { "UPDATE view_states SET officer = 'nobody' WHERE entry = 6",
      "entry 6: its record in view_states was changed" },
    { "UPDATE view_states SET decision = NULL", "entry 4: its record in view_states was changed" },
    { "DELETE FROM view_states WHERE entry = 4",
      "entry 4: the record that it speaks of is missing from view_states" },
    { "INSERT INTO view_states SELECT 3, scan_id, NULL, name, json, officer, at, NULL FROM "
      "view_states"
      " WHERE entry = 5",
      "record 3 in view_states was put there without" },
  };
  Fixture *fixture = *state;
  g_autofree char *whole = NULL;
  gsize length;
  BsrStore *store = open_store (fixture);
  fill (fixture, store);
  g_object_unref (store);
  run_sql (fixture, "DROP TRIGGER view_states_keeps; DROP TRIGGER view_states_stays");
  assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
      assert_int_equal (run_sql (fixture, forgeries[i].sql), SQLITE_OK);
      g_autoptr (BsrStore) forged = open_store (fixture);
      if (bsr_store_verify_audit (forged, NULL, &error))
        fail_msg ("not found: %s", forgeries[i].sql);
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, forgeries[i].part);
    }
}

/* The case opens all the same. */
static void
views_of_a_later_program_are_left_out (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  fill (fixture, store);
  run_sql (fixture, "DROP TRIGGER view_states_keeps;"
                    "UPDATE view_states SET json = replace (json, '\"grey\"', '\"ultraviolet\"')");
  g_autoptr (GPtrArray) views = bsr_store_list_views (store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (views->len, 0);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_null (((BsrDecision *) decisions->pdata[0])->seen);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (store_of_the_third_form_gets_views, set_up, tear_down),
    cmocka_unit_test_setup_teardown (table_only_grows, set_up, tear_down),
    cmocka_unit_test_setup_teardown (forged_views_are_found_and_named, set_up, tear_down),
    cmocka_unit_test_setup_teardown (views_of_a_later_program_are_left_out, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("sqlite-views", tests, NULL, NULL);
}
