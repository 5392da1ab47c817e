#include "bsr-postgres-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-scan-file.h"
#include "bsr-test.h"

/* What the ladder makes of a database of PostgreSQL, and that it is what it makes of a file of
 * SQLite. */

/* The form of the store: as many as there are steps. */
#define NEWEST 13
/* Tables that SQLite has in its file's header, or as a folder. */
#define OWN_TABLES "('store_form', 'vault_files')"

static const char *const steps[NEWEST]
    = { "001-initial.sql",     "002-contests.sql", "003-library.sql",
        "004-view-states.sql", "005-coverage.sql", "006-act-keys.sql",
        "007-work.sql",        "008-checkpoints.sql", "009-model.sql",
        "010-search.sql",      "011-access.sql", "012-arrivals.sql",
        "013-descriptions.sql" };

/* (transfer full): each column of each table and view of the file, one a line. */
static char *
list_sqlite_columns (const char *path)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  GString *lines = g_string_new (NULL);
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  sqlite3_prepare_v2 (
      db,
      "SELECT t.name || '.' || c.name || ' ' || CASE WHEN t.type = 'view' THEN ''"
      " ELSE c.type || CASE WHEN c.\"notnull\" OR c.pk THEN ' always' ELSE '' END END"
      " FROM sqlite_schema AS t, pragma_table_info (t.name) AS c"
      " WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'case_words%' ORDER BY 1",
      -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (lines, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (lines, FALSE);
}

static char *
list_postgres_columns (Fixture *fixture)
{
  return server_ask (
      fixture->server, fixture->database,
      "SELECT string_agg (line, E'\\n' ORDER BY line COLLATE \"C\") || E'\\n' FROM ("
      " SELECT table_name || '.' || column_name || ' ' || CASE WHEN table_type = 'VIEW' THEN ''"
      " ELSE CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT'"
      " WHEN 'double precision' THEN 'REAL' ELSE data_type END"
      " || CASE is_nullable WHEN 'NO' THEN ' always' ELSE '' END END AS line"
      " FROM information_schema.columns JOIN information_schema.tables USING (table_schema, "
      "table_name)"
      " WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name NOT IN " OWN_TABLES ") AS list");
}

static void
both_engines_have_the_same_tables (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *path = g_build_filename (fixture->folder, "store.db", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) file = bsr_store_open (url, &error);
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autofree char *of_file = list_sqlite_columns (path);
  g_autofree char *of_server = list_postgres_columns (fixture);
  assert_string_equal (of_server, of_file);
  assert_non_null (strstr (of_file, "decisions.viewing TEXT\n"));
}

/* Makes the store as it was when it had that form. */
static void
make_form (Fixture *fixture, int form)
{
  for (int i = -1; i < form; i++)
    {
      g_autofree char *path
          = g_build_filename (STORE_STEPS, "postgres", i < 0 ? "000-form.sql" : steps[i], NULL);
      g_autofree char *script = NULL;
      assert_true (g_file_get_contents (path, &script, NULL, NULL));
      run_sql (fixture, script);
    }
  g_autofree char *stamp = g_strdup_printf ("INSERT INTO store_form VALUES (%d, 'database')", form);
  run_sql (fixture, stamp);
}

static void
climbs_from_form (Fixture *fixture, int form)
{
  make_form (fixture, form);
  g_autoptr (BsrStore) store = open_store (fixture);
  assert_int_equal (ask_number (fixture, "SELECT form FROM store_form"), NEWEST);
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autoptr (GError) error = NULL;
  assert_true (bsr_store_verify_audit (store, NULL, &error));
}

static void
first_form_is_brought_up (void **state)
{
  climbs_from_form (*state, 1);
}

static void
last_but_one_form_is_brought_up (void **state)
{
  climbs_from_form (*state, NEWEST - 1);
}

static void
newer_form_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (open_store (fixture));
  run_sql (fixture, "UPDATE store_form SET form = form + 1");
  refuses (fixture, fixture->url, BSR_ERROR_UNSUPPORTED, "a newer program made it");
  assert_int_equal (ask_number (fixture, "SELECT form FROM store_form"), NEWEST + 1);
}

static void
other_programs_database_is_refused (void **state)
{
  Fixture *fixture = *state;
  run_sql (fixture, "CREATE TABLE invoices (id int)");
  refuses (fixture, fixture->url, BSR_ERROR_UNKNOWN_KIND, "another program's database");
  assert_int_equal (
      ask_number (fixture, "SELECT count (*) FROM pg_tables WHERE schemaname = 'public'"), 1);
}

static void
role_without_privileges_changes_nothing (void **state)
{
  Fixture *fixture = *state;
  run_sql (fixture, "CREATE ROLE stranger LOGIN");
  g_autofree char *url = server_url (fixture->server, fixture->database, "stranger");
  refuses (fixture, url, BSR_ERROR_INVALID, "your role in the store does not allow this");
  assert_int_equal (
      ask_number (fixture, "SELECT count (*) FROM pg_tables WHERE schemaname = 'public'"), 0);
  run_sql (fixture, "DROP ROLE stranger");
}

static void
database_without_utf8_is_refused (void **state)
{
  Fixture *fixture = *state;
  run_sql (fixture, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
  g_autofree char *url = server_url (fixture->server, "latin", "basira");
  refuses (fixture, url, BSR_ERROR_UNSUPPORTED, "UTF-8");
}

static gpointer
open_at_once (gpointer url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  return error != NULL ? g_strdup (error->message) : NULL;
}

static void
programs_may_make_a_store_at_once (void **state)
{
  Fixture *fixture = *state;
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_at_once, fixture->url);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *problem = g_thread_join (threads[i]);
      if (problem != NULL)
        fail_msg ("%s", problem);
    }
  assert_int_equal (ask_number (fixture, "SELECT form FROM store_form"), NEWEST);
}

/* Even to whom the tables belong. */
static void
records_only_grow (void **state)
{
  Fixture *fixture = *state;
  static const char *const tables[] = { "audit",
                                        "case_versions",
                                        "scans",
                                        "analyses",
                                        "annotation_versions",
                                        "weights",
                                        "decisions",
                                        "outcomes",
                                        "contests",
                                        "library_contributions",
                                        "library_withdrawals",
                                        "view_states",
                                        "account_versions",
                                        "personal_expiries",
                                        "personal_redactions",
                                        "arrivals",
                                        "arrival_standings",
                                        "arrival_descriptions",
                                        "file_refusals",
                                        "case_reports",
                                        "act_keys",
                                        "vault_files" };
  g_object_unref (open_store (fixture));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (gsize j = 0; j < 3; j++)
      {
        const char *column = g_str_equal (tables[i], "audit")         ? "sequence"
                             : g_str_equal (tables[i], "act_keys")    ? "key"
                             : g_str_equal (tables[i], "vault_files") ? "size"
                                                                      : "entry";
        g_autofree char *script
            = j == 0   ? g_strdup_printf ("UPDATE %s SET %s = %s", tables[i], column, column)
              : j == 1 ? g_strdup_printf ("DELETE FROM %s", tables[i])
                       : g_strdup_printf ("TRUNCATE %s CASCADE", tables[i]);
        g_autofree char *state_of
            = server_run (fixture->server, fixture->database, "basira", script);
        if (g_strcmp0 (state_of, "P0001") != 0)
          fail_msg ("%s: %s", script, state_of != NULL ? state_of : "done");
      }
}

static void
scans_lie_where_the_store_was_made_to_keep_them (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *shared = g_strconcat (fixture->url, "?vault=", fixture->folder, "/vault", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "vault", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (shared, &error);
  bsr_test_assert_no_error (error);
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM vault_files"), 0);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  refuses (fixture, fixture->url, BSR_ERROR_INVALID, "add vault=FOLDER to its URL");
}

static void
a_store_with_scans_in_the_database_takes_no_folder (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *shared = g_strconcat (fixture->url, "?vault=", fixture->folder, "/vault", NULL);
  g_object_unref (open_store (fixture));
  refuses (fixture, shared, BSR_ERROR_INVALID, "leave vault= out of its URL");
}

/* What lies in the database is looked at as a copy, which is made again when it is gone. */
static void
scans_come_out_of_the_database_as_they_went_in (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", &error);
  BsrScan *scan = scans->pdata[0];
  assert_true (bsr_scan_check (scan, NULL, &error));
  assert_int_equal (g_unlink (scan->path), 0);
  g_autoptr (GPtrArray) again = bsr_store_list_scans (store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_scan_check (again->pdata[0], NULL, &error));
}

static void
scan_changed_in_the_database_is_named (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", &error);
  run_sql (fixture, "SELECT lo_put (content, 10, 'x') FROM vault_files");
  assert_false (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "audit entry 2: the scan was changed");
  g_clear_error (&error);
  /* Nor does what was changed come out. */
  assert_int_equal (g_unlink (((BsrScan *) scans->pdata[0])->path), 0);
  assert_null (bsr_store_list_scans (store, "T-1", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "not those that were taken");
  g_clear_error (&error);
  run_sql (fixture, "ALTER TABLE vault_files DISABLE TRIGGER ALL; DELETE FROM vault_files");
  assert_null (bsr_store_list_scans (store, "T-1", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "not all in the vault");
}

/* Moving a store puts all rows in before their keys are looked at. */
static void
every_key_can_wait (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (open_store (fixture));
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM pg_constraint"
                                         " WHERE contype = 'f' AND NOT condeferrable"),
                    0);
}

#define CASE(test) cmocka_unit_test_setup_teardown (test, fixture_set_up, fixture_tear_down)

int
main (void)
{
  struct CMUnitTest tests[] = {
    CASE (both_engines_have_the_same_tables),
    CASE (first_form_is_brought_up),
    CASE (last_but_one_form_is_brought_up),
    CASE (newer_form_is_refused),
    CASE (other_programs_database_is_refused),
    CASE (role_without_privileges_changes_nothing),
    CASE (database_without_utf8_is_refused),
    CASE (programs_may_make_a_store_at_once),
    CASE (records_only_grow),
    CASE (scans_lie_where_the_store_was_made_to_keep_them),
    CASE (a_store_with_scans_in_the_database_takes_no_folder),
    CASE (scans_come_out_of_the_database_as_they_went_in),
    CASE (scan_changed_in_the_database_is_named),
    CASE (every_key_can_wait),
  };
  return cmocka_run_group_tests_name ("schema on PostgreSQL", tests, server_set_up,
                                      server_tear_down);
}
