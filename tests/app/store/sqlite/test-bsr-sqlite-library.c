#include "bsr-store-suite.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bsr-test.h"
#include "bsr-error.h"

/* The library's tables in the SQLite engine's file: made in older stores, and forged. */

typedef struct
{
  char *folder, *path, *url;
} Fixture;

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

/* A load in the library: entries 1 case, 2 scan, 3 decision, 4 outcome, 5 contribution. */
static char *
contribute (Fixture *fixture, BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  const BsrActor supervisor = { "supervisor 1", "lane 2" };
  gint64 scan = bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL, "as declared", 0, "officer 9", at);
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  descriptor.values[BSR_LOAD_MEASURE_GAPS] = 0.25f;
  bsr_store_decide (store, &bsr_store_suite_actor, "T-1", BSR_DECISION_EXAMINE, "dense", &error);
  bsr_test_assert_no_error (error);
  bsr_store_record_outcome (store, &bsr_store_suite_actor, "T-1", outcome, &error);
  bsr_test_assert_no_error (error);
  char *id = bsr_store_contribute_load (store, &supervisor, scan, &descriptor, &error);
  bsr_test_assert_no_error (error);
  return id;
}

/* A store as the first form of the program made it. */
static void
older_store_gets_a_library (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (open_store (fixture)); /* so that the steps are there to be read */
  assert_int_equal (g_remove (fixture->path), 0);
  g_autoptr (GBytes) step
      = g_resources_lookup_data ("/org/basira/store/001-initial.sql", 0, NULL);
  assert_non_null (step);
  assert_int_equal (run_sql (fixture, g_bytes_get_data (step, NULL)), SQLITE_OK);
  assert_int_equal (
      run_sql (fixture, "PRAGMA application_id = 0x42535231; PRAGMA user_version = 1"), SQLITE_OK);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autofree char *id = contribute (fixture, store);
  g_autoptr (BsrLibrary) library = bsr_store_list_contributions (store, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (bsr_library_get (library, id));
  assert_true (bsr_store_verify_audit (store, NULL, &error));
}

static void
tables_only_grow (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autofree char *id = contribute (fixture, store);
  const BsrActor supervisor = { "supervisor 1", "lane 2" };
  assert_true (bsr_store_withdraw_load (store, &supervisor, id, "wrong", NULL));
  const char *refused[] = {
    "UPDATE library_contributions SET heading = '0901'",
    "DELETE FROM library_contributions",
    "UPDATE library_withdrawals SET reason = 'right'",
    "DELETE FROM library_withdrawals",
    "INSERT INTO library_withdrawals VALUES (99, 5, 'twice', 's')",
    "INSERT INTO library_withdrawals VALUES (99, 6, '  ', 's')",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (run_sql (fixture, refused[i]) != SQLITE_CONSTRAINT)
      fail_msg ("not refused: %s", refused[i]);
}

/* @sql on a store with a load in its library: found by the walk, saying @part. */
static void
assert_found (Fixture *fixture, const char *sql, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_int_equal (run_sql (fixture, sql), SQLITE_OK);
  g_autoptr (BsrStore) store = open_store (fixture);
  if (bsr_store_verify_audit (store, NULL, &error))
    fail_msg ("not found: %s", sql);
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, part);
}

static void
forged_loads_are_found_and_named (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *whole = NULL;
  gsize length;
  BsrStore *store = open_store (fixture);
  g_autofree char *id = contribute (fixture, store);
  g_object_unref (store);
  run_sql (fixture, "DROP TRIGGER library_contributions_keeps; DROP TRIGGER library_contributions_stays");
  assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  const struct { const char *sql, *part; } forgeries[] = {
    { "UPDATE library_contributions SET heading = '0901'",
      "entry 5: its record in library_contributions was changed" },
    { "UPDATE library_contributions SET descriptor = replace (descriptor, '0.25', '0.5')",
      "entry 5: its record in library_contributions was changed" },
    { "UPDATE library_contributions SET supervisor = 'supervisor 2'",
      "entry 5: its record in library_contributions was changed" },
    { "DELETE FROM library_contributions",
      "entry 5: the record that it speaks of is missing from library_contributions" },
    { "INSERT INTO library_withdrawals VALUES (5, 5, 'r', 's')",
      "record 5 in library_withdrawals was put there without" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
      assert_found (fixture, forgeries[i].sql, forgeries[i].part);
    }
}

/* Reading the library does not take what it cannot read for another load. */
static void
forged_load_is_not_read (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autofree char *id = contribute (fixture, store);
  run_sql (fixture, "DROP TRIGGER library_contributions_keeps;"
                    "UPDATE library_contributions SET descriptor = replace (descriptor, '0.25', '0.5')");
  assert_null (bsr_store_list_contributions (store, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "the load of audit entry 5 cannot be read: its id is not that");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (older_store_gets_a_library, set_up, tear_down),
    cmocka_unit_test_setup_teardown (tables_only_grow, set_up, tear_down),
    cmocka_unit_test_setup_teardown (forged_loads_are_found_and_named, set_up, tear_down),
    cmocka_unit_test_setup_teardown (forged_load_is_not_read, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("sqlite-library", tests, NULL, NULL);
}
