#include "bsr-sqlite-fixture.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-store-handling.h"

/* What only the SQLite engine can get wrong: its file. */

#define ACTOR (&bsr_store_suite_actor)

static void
other_programs_database_is_refused_and_left_as_it_is (void **state)
{
  Fixture *fixture = *state;
  run_sql (fixture, "CREATE TABLE songs (title TEXT)");
  refuses (fixture, BSR_ERROR_UNKNOWN_KIND, "another program's database");
  assert_int_equal (run_sql (fixture, "INSERT INTO songs VALUES ('la')"), SQLITE_OK);
  assert_int_equal (run_sql (fixture, "SELECT 1 FROM audit"), SQLITE_ERROR);
}

static void
garbage_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *garbage = g_strnfill (20000, 'x');
  g_file_set_contents (fixture->path, garbage, -1, NULL);
  refuses (fixture, BSR_ERROR_DAMAGED, "the store is damaged: file is not a database");
}

static void
truncated_store_is_refused (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  struct stat status;
  assert_int_equal (stat (fixture->path, &status), 0);
  for (int eighths = 1; eighths < 8; eighths++)
    {
      g_autofree char *whole = NULL;
      gsize length;
      assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
      assert_int_equal (truncate (fixture->path, status.st_size * eighths / 8), 0);
      refuses (fixture, BSR_ERROR_DAMAGED, "the store is damaged");
      g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
    }
  g_object_unref (open_store (fixture));
}

static void
overwritten_pages_are_refused (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autofree char *whole = NULL;
  gsize length;
  assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  const gsize page = 4096; /* SQLite's default */
  int n_refused = 0, n_pages = (int) (length / page);
  for (int i = 1; i < n_pages; i++)
    {
      g_autofree char *broken = g_memdup2 (whole, length);
      g_autoptr (GError) error = NULL;
      memset (broken + (gsize) i * page, 0xA5, page);
      g_file_set_contents (fixture->path, broken, (gssize) length, NULL);
      g_autoptr (BsrStore) store = bsr_store_open (fixture->url, &error);
      assert_true (store != NULL || g_error_matches (error, BSR_ERROR, BSR_ERROR_DAMAGED));
      n_refused += store == NULL;
    }
  print_message ("%d of %d overwritten pages refused\n", n_refused, n_pages - 1);
  assert_int_equal (n_refused, n_pages - 1);
}

static void
folder_that_cannot_be_is_an_environment_error (void **state)
{
  Fixture *fixture = *state;
  g_file_set_contents (fixture->path, "x", -1, NULL);
  g_autofree char *url = g_strconcat (fixture->url, "/below/store.db", NULL);
  g_autoptr (GError) error = NULL;
  assert_null (bsr_store_open (url, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "folder cannot be made");
}

static void
tables_are_strict_keyed_and_only_grow (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  const char *refused[] = {
    "UPDATE audit SET actor = 'nobody'",
    "DELETE FROM audit",
    "UPDATE decisions SET kind = 'release'",
    "DELETE FROM outcomes",
    "DELETE FROM annotation_versions",
    "UPDATE case_versions SET json = '{}'",
    "UPDATE scans SET sha256 = ''",
    "UPDATE analyses SET top_score = 0",
    "DELETE FROM weights",
    "DELETE FROM contests",
    "UPDATE contests SET contested = 0",
    "INSERT INTO contests VALUES (99, 2, 3, 'mass', -1, 1, ' ', 'o', 'a')",
    "DELETE FROM cases",
    "UPDATE cases SET state = 'gone'",
    "UPDATE cases SET n_scans = 'many'",
    "INSERT INTO decisions VALUES (99, 'T-1', 'forget', 'r', 'o', 'a', NULL, NULL)",
    "INSERT INTO decisions VALUES (99, 'T-1', 'release', '  ', 'o', 'a', NULL, NULL)",
    "PRAGMA foreign_keys = ON; INSERT INTO decisions VALUES (99, 'T-1', 'release', 'r', 'o', 'a', "
    "NULL, NULL)",
    "PRAGMA foreign_keys = ON; INSERT INTO decisions VALUES (1, 'T-9', 'release', 'r', 'o', 'a', "
    "NULL, NULL)",
    "INSERT INTO case_steps VALUES (99, 'T-1', 'waive', NULL, 'r', 'o', 'a', NULL)",
    "INSERT INTO case_steps VALUES (99, 'T-1', 'release', NULL, 'r', 'o', 'a', NULL)",
    "INSERT INTO case_steps VALUES (90, 'T-1', 'close', NULL, 'r', 'o', 'a', NULL);"
    "DELETE FROM case_steps",
    "UPDATE case_steps SET kind = 'reopen'",
    "INSERT INTO caveats VALUES (90, 'T-1', 'legal-hold', 1, '', 'o', 'a'); DELETE FROM caveats",
    "UPDATE caveats SET in_force = 0",
    "INSERT INTO photographs VALUES (90, 'T-1', 'n', 'f', hex (randomblob (32)), '', 'o', 'a');"
    "DELETE FROM photographs",
    "UPDATE photographs SET caption = 'x'",
    "INSERT INTO downtime_versions VALUES (90, 90, 's', 'a', NULL, 'fault', '', 'o', 'a');"
    "DELETE FROM downtime_versions",
    "UPDATE downtime_versions SET ended = 'b'",
    "INSERT INTO file_refusals VALUES (90, 'n', hex (randomblob (32)), 'r', 'o', 'a');"
    "DELETE FROM file_refusals",
    "INSERT INTO file_refusals VALUES (90, 'n', hex (randomblob (32)), ' ', 'o', 'a')",
    "UPDATE file_refusals SET reason = 'x'",
    "INSERT INTO case_reports VALUES (90, 'T-1', 'stowage', 's', hex (randomblob (32)), '{}', 'o', 'a');"
    "UPDATE case_reports SET json = '{\"\": 1}'",
    "INSERT INTO case_reports VALUES (90, 'T-1', 'gossip', 's', hex (randomblob (32)), '{}', 'o', 'a')",
    "INSERT INTO arrivals VALUES (90, 'n', 'f', hex (randomblob (32)), NULL, NULL, 'c', '{}', '', 'o', 'a');"
    "UPDATE arrivals SET reason = 'x'",
    "INSERT INTO arrival_lines VALUES (90, 'waiting'); DELETE FROM arrival_lines",
    "INSERT INTO arrival_standings VALUES (91, 90, 'set-aside', '', 'o', 'a')",
    "INSERT INTO arrival_standings VALUES (91, 90, 'linked', 'r', 'o', 'a')",
    "INSERT INTO arrival_descriptions VALUES (91, 90, 'f', 'd', 'c', '{}', '', 'o', 'a');"
    "UPDATE arrival_descriptions SET reason = 'x'",
    "INSERT INTO arrival_descriptions VALUES (92, 90, 'f', 'd', 'c', '{}', '', 'o', 'a')",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (run_sql (fixture, refused[i]) != SQLITE_CONSTRAINT)
      fail_msg ("not refused: %s", refused[i]);
}

/* What a forger does who knows the tables, and what the walk must say. */
typedef struct
{
  const char *sql, *part;
} Forgery;

/* Entries: 1 case, 2 scan, 3 analysis, 4 annotation, 5 weight, 6 decision, 7 outcome,
 * 8 contest. */
static const Forgery forgeries[] = {
  { "UPDATE audit SET at = '2024-01-01T00:00:00.000000Z' WHERE sequence = 3",
    "entry 3 was changed" },
  { "UPDATE audit SET actor = 'nobody' WHERE sequence = 1", "entry 1 was changed" },
  { "UPDATE audit SET station = 'home' WHERE sequence = 2", "entry 2 was changed" },
  { "UPDATE audit SET act = 'case-viewed' WHERE sequence = 6", "entry 6 was changed" },
  { "UPDATE audit SET subject = 'case:T-2' WHERE sequence = 6", "entry 6 was changed" },
  { "UPDATE audit SET detail = '{}' WHERE sequence = 7", "entry 7 was changed" },
  { "UPDATE audit SET detail = detail || char (0) || 'x' WHERE sequence = 4",
    "entry 4 was changed" },
  { "UPDATE audit SET previous = 'x' || substr (previous, 2) WHERE sequence = 5",
    "entry 5 was changed" },
  { "UPDATE audit SET hash = replace (hash, substr (hash, 1, 1), 'x') WHERE sequence = 5",
    "entry 5 was changed" },
  { "DELETE FROM audit WHERE sequence = 1", "entry 1 is missing" },
  { "DELETE FROM audit WHERE sequence = 4", "entry 4 is missing" },
  { "UPDATE audit SET sequence = 70 WHERE sequence = 7", "entry 7 is missing" },
  { "UPDATE case_versions SET json = replace (json, 'bananas', 'bandages')",
    "entry 1: its record in case_versions was changed" },
  { "UPDATE case_versions SET case_id = 'T-2'",
    "entry 1: its record in case_versions was changed" },
  { "UPDATE scans SET name = 'other.tiff'", "entry 2: its record in scans was changed" },
  { "UPDATE scans SET description = NULL", "entry 2: its record in scans was changed" },
  { "UPDATE analyses SET top_score = 0.1", "entry 3: its record in analyses was changed" },
  { "UPDATE analyses SET json = replace (json, 'dense', 'light')",
    "entry 3: its record in analyses was changed" },
  { "UPDATE annotation_versions SET removed = 1",
    "entry 4: its record in annotation_versions was changed" },
  { "UPDATE annotation_versions SET points = '[[1, 2], [3, 5]]'",
    "entry 4: its record in annotation_versions was changed" },
  { "UPDATE weights SET weight = 'explained'", "entry 5: its record in weights was changed" },
  { "UPDATE decisions SET kind = 'release'", "entry 6: its record in decisions was changed" },
  { "UPDATE decisions SET viewing = '{\"displayed\": 1}'",
    "entry 6: its record in decisions was changed" },
  { "UPDATE decisions SET reason = 'dense' || char (0) || 'x'",
    "entry 6: its record in decisions was changed" },
  { "UPDATE outcomes SET result = 'conforming'", "entry 7: its record in outcomes was changed" },
  { "UPDATE outcomes SET quantity_kg = 12.500000000000002",
    "entry 7: its record in outcomes was changed" },
  { "UPDATE contests SET reason = 'x'", "entry 8: its record in contests was changed" },
  { "UPDATE contests SET contested = 0", "entry 8: its record in contests was changed" },
  { "UPDATE contests SET item = 0", "entry 8: its record in contests was changed" },
  { "UPDATE contests SET officer = 'nobody'", "entry 8: its record in contests was changed" },
  { "DELETE FROM contests", "entry 8: the record that it speaks of is missing from contests" },
  { "INSERT INTO contests VALUES (99, 2, 3, 'mass', -1, 1, 'r', 'o', 'a')",
    "record 99 in contests was put there without" },
  { "DELETE FROM decisions", "entry 6: the record that it speaks of is missing from decisions" },
  { "DELETE FROM annotation_versions", "entry 4: the record that it speaks of is missing" },
  { "UPDATE decisions SET code = 'no-anomaly'", "entry 6: its record in decisions was changed" },
  { "UPDATE outcomes SET examination = '{}'", "entry 7: its record in outcomes was changed" },
  { "INSERT INTO case_steps VALUES (99, 'T-1', 'close', NULL, 'r', 'o', 'a', NULL)",
    "record 99 in case_steps was put there without" },
  { "INSERT INTO caveats VALUES (99, 'T-1', 'legal-hold', 1, '', 'o', 'a')",
    "record 99 in caveats was put there without" },
  { "UPDATE cases SET n_caveats = 1", "case 'T-1': its line in the list" },
  { "INSERT INTO decisions VALUES (7, 'T-1', 'release', 'r', 'officer 7', 'a', NULL, NULL)",
    "record 7 in decisions was put there without" },
  { "INSERT INTO decisions VALUES (99, 'T-1', 'release', 'r', 'officer 7', 'a', NULL, NULL)",
    "record 99 in decisions was put there without" },
  { "INSERT INTO outcomes SELECT 5, case_id, result, extent, found, quantity_kg, officer, at, "
    "examination FROM outcomes",
    "record 5 in outcomes was put there without" },
  { "UPDATE cases SET state = 'released'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET risk = 0.01", "case 'T-1': its line in the list" },
  { "UPDATE cases SET priority = 0", "case 'T-1': its line in the list" },
  { "UPDATE cases SET cut_off = 1", "case 'T-1': its line in the list" },
  { "UPDATE cases SET goods = 'toys'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET container = 'X'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET top_score = NULL", "case 'T-1': its line in the list" },
  { "UPDATE cases SET n_scans = 0", "case 'T-1': its line in the list" },
  { "UPDATE cases SET arrival = 2", "case 'T-1': its line in the list" },
  { "UPDATE cases SET bill = 'BL-1'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET port_of_lading = 'CNSHA'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET port_of_discharge = 'CNSHA'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET heading = '0805'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET empty_size = '22G1'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET words = ' toys '", "case 'T-1': its line in the list" },
  { "UPDATE cases SET officer = 'nobody'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET found = 'conforming'", "case 'T-1': its line in the list" },
  { "UPDATE cases SET found_entry = 1", "case 'T-1': its line in the list" },
  { "DELETE FROM cases", "its case 'T-1' is missing" },
  { "INSERT INTO cases (id, declaration, container, goods, risk, priority, cut_off, n_scans,"
    " top_score, n_caveats, state) VALUES ('T-3', 1, 'X', '', NULL, 0, 0, 0, NULL, 0, 'flagged')",
    "case 'T-3': its line in the list" },
};

static void
drop_triggers (Fixture *fixture)
{
  const char *tables[] = { "audit",   "case_versions", "scans",   "analyses", "annotation_versions",
                           "weights", "decisions",     "outcomes", "contests" };
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("DROP TRIGGER %s_keeps; DROP TRIGGER %s_stays", tables[i], tables[i]);
      assert_int_equal (run_sql (fixture, sql), SQLITE_OK);
    }
  assert_int_equal (run_sql (fixture, "DROP TRIGGER cases_stays"), SQLITE_OK);
}

static void
every_forgery_is_found_and_named (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *whole = NULL;
  gsize length;
  fill (fixture);
  drop_triggers (fixture);
  assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
      assert_int_equal (run_sql (fixture, forgeries[i].sql), SQLITE_OK);
      g_autoptr (BsrStore) store = open_store (fixture);
      if (bsr_store_verify_audit (store, NULL, &error))
        fail_msg ("not found: %s", forgeries[i].sql);
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, forgeries[i].part);
    }
  print_message ("%d forgeries, all found and named\n", (int) G_N_ELEMENTS (forgeries));
  g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL; /* what was done so that all this could be */
  assert_false (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the store's form was changed: trigger ");
}

static char *
vault_file (BsrStore *store)
{
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", NULL);
  return g_strdup (((BsrScan *) scans->pdata[0])->path);
}

static void
changed_photograph_is_found_and_named (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *path = g_build_filename (fixture->folder, "doors.jpg", NULL);
  fill (fixture);
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL, changed = NULL;
  assert_true (g_file_set_contents (path, "\xff\xd8\xff picture", -1, NULL));
  assert_true (bsr_store_add_photograph (store, ACTOR, "T-1", path, "", &error) > 0);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_no_error (error);
  g_autoptr (GPtrArray) photographs = bsr_store_list_photographs (store, "T-1", &error);
  const BsrPhotograph *kept = photographs->pdata[0];
  assert_true (g_file_set_contents (kept->path, "\xff\xd8\xff another", -1, NULL));
  assert_false (bsr_store_verify_audit (store, NULL, &changed));
  bsr_test_assert_error (changed, BSR_ERROR, BSR_ERROR_DAMAGED, "the photograph was changed");
}

static void
changed_vault_is_found_and_named (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GError) changed = NULL, gone = NULL, listed = NULL;
  g_autofree char *path = vault_file (store);
  g_autofree char *content = NULL;
  gsize length;
  assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[length - 1] ^= 1;
  g_file_set_contents (path, content, (gssize) length, NULL);
  assert_false (bsr_store_verify_audit (store, NULL, &changed));
  bsr_test_assert_error (changed, BSR_ERROR, BSR_ERROR_DAMAGED, "entry 2: the scan was changed");
  unlink (path);
  assert_false (bsr_store_verify_audit (store, NULL, &gone));
  bsr_test_assert_error (gone, BSR_ERROR, BSR_ERROR_DAMAGED, "not all in the vault");
  assert_null (bsr_store_list_scans (store, "T-1", &listed));
  bsr_test_assert_error (listed, BSR_ERROR, BSR_ERROR_DAMAGED, "scan 2: its files are not all");
}

static void
half_copied_scan_is_copied_anew (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autofree char *path = vault_file (store);
  assert_int_equal (truncate (path, 10), 0);
  g_autofree char *original = g_build_filename (fixture->folder, "T-1.tiff", NULL);
  g_autoptr (BsrScan) scan = bsr_scan_new (original);
  scan->described = TRUE;
  bsr_store_add_scan (store, ACTOR, "T-1", scan, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_no_error (error);
}

static void
vault_is_for_the_user_alone (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrStore) store = open_store (fixture);
  bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autofree char *path = vault_file (store);
  g_autofree char *vault = g_strconcat (fixture->path, ".vault", NULL);
  struct stat file, folder;
  assert_true (g_str_has_prefix (path, vault));
  assert_int_equal (stat (path, &file), 0);
  assert_int_equal (stat (vault, &folder), 0);
  assert_int_equal (file.st_mode & 0777, 0600);
  assert_int_equal (folder.st_mode & 0777, 0700);
}

/* In a process of its own. */
static int
write_in_child (const char *url, gint64 scan, int n_acts)
{
  g_autoptr (BsrStore) store = bsr_store_open (url, NULL);
  const BsrPoint point = { 1, 1 };
  for (int i = 0; store != NULL && i < n_acts; i++)
    {
      /* An id of our own: forked children draw the same random ones. */
      g_autofree char *id = g_strdup_printf ("%d of process %d", i, (int) getpid ());
      g_autoptr (BsrAnnotation) a
          = bsr_annotation_new (id, BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, &point, 1, "child");
      if (!bsr_store_put_annotation (store, ACTOR, scan, a, NULL))
        return 1;
    }
  return store == NULL;
}

static void
processes_may_write_at_once (void **state)
{
  Fixture *fixture = *state;
  const int n_acts = 40;
  pid_t children[2];
  gint64 scan = 0, n = 0;
  {
    g_autoptr (BsrStore) store = open_store (fixture);
    scan = bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  }
  for (int i = 0; i < 2; i++)
    if ((children[i] = fork ()) == 0)
      _exit (write_in_child (fixture->url, scan, n_acts));
  for (int i = 0; i < 2; i++)
    {
      int status = -1;
      assert_int_equal (waitpid (children[i], &status, 0), children[i]);
      assert_int_equal (status, 0);
    }
  g_autoptr (BsrStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  assert_true (bsr_store_verify_audit (store, &n, &error));
  assert_int_equal (n, 2 + 2 * n_acts);
}

static void
processes_may_make_the_store_at_once (void **state)
{
  Fixture *fixture = *state;
  pid_t children[6];
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    if ((children[i] = fork ()) == 0)
      _exit (write_in_child (fixture->url, 0, 0));
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status = -1;
      waitpid (children[i], &status, 0);
      assert_int_equal (status, 0);
    }
  g_object_unref (open_store (fixture));
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, sqlite_set_up, sqlite_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (other_programs_database_is_refused_and_left_as_it_is),
    TEST (garbage_is_refused),
    TEST (truncated_store_is_refused),
    TEST (overwritten_pages_are_refused),
    TEST (folder_that_cannot_be_is_an_environment_error),
    TEST (tables_are_strict_keyed_and_only_grow),
    TEST (every_forgery_is_found_and_named),
    TEST (changed_photograph_is_found_and_named),
    TEST (changed_vault_is_found_and_named),
    TEST (half_copied_scan_is_copied_anew),
    TEST (vault_is_for_the_user_alone),
    TEST (processes_may_write_at_once),
    TEST (processes_may_make_the_store_at_once),
  };
#undef TEST
  return cmocka_run_group_tests_name ("SQLite store", tests, NULL, NULL);
}
