#include "bsr-store-suite.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "bsr-case-query.h"
#include "bsr-store-arrivals.h"
#include "bsr-test.h"

/* How SQLite reads what the store asks it: the list of cases and all that opening a case reads must
 * follow indexes. Every statement of the connection is caught as it runs, and its plan looked at
 * afterwards. */

#define ACTOR (&bsr_store_suite_actor)

/* The statements that ran, each once. */
static GHashTable *caught;

static int
statement_cb (unsigned kind, void *unused, void *statement, void *expanded)
{
  const char *sql = sqlite3_sql (statement);
  /* What FTS5 does within itself is its own affair; it begins with a comment. */
  if (caught != NULL && sql != NULL && !g_str_has_prefix (expanded, "--"))
    g_hash_table_add (caught, g_strdup (sql));
  return 0;
}

static int
new_connection_cb (sqlite3 *db, const char **message, const struct sqlite3_api_routines *api)
{
  return sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, statement_cb, NULL);
}

typedef struct
{
  char *folder, *path;
  BsrStore *store;
  gint64 scan;
} Fixture;

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", fixture->path, NULL);
  fixture->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  fixture->scan = bsr_store_suite_conforming_case (fixture->store, fixture->folder, "T-1");
  caught = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  g_clear_pointer (&caught, g_hash_table_unref);
  g_object_unref (fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture);
  return 0;
}

/* Whether a line of a plan reads a whole table: not the rows that a query within has answered, nor
 * the index of words, which is asked for what matches, nor the one row that is the last. */
static gboolean
is_whole_scan (const char *sql, const char *line)
{
  const char *const answered[] = { "few", "looked_at", "version", "weight", NULL };
  if (!g_str_has_prefix (line, "SCAN ")
      || g_str_has_suffix (sql, "FROM audit ORDER BY sequence DESC LIMIT 1"))
    return FALSE;
  const char *table = line + strlen ("SCAN ");
  return !g_strv_contains (answered, table) && !g_str_has_prefix (table, "(subquery")
         && strcmp (table, "CONSTANT ROW") != 0 && strstr (table, "VIRTUAL TABLE") == NULL;
}

/* Sorting what has been gathered is cheap: see BSR_SQL_GATHERED_MOST. */
static gboolean
may_sort (const char *sql)
{
  return strstr (sql, "AS few") != NULL;
}

static void
assert_plan (sqlite3 *db, const char *sql, gboolean sorts)
{
  sqlite3_stmt *statement;
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  if (sqlite3_prepare_v2 (db, explain, -1, &statement, NULL) != SQLITE_OK)
    fail_msg ("%s: %s", sqlite3_errmsg (db), sql);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *line = (const char *) sqlite3_column_text (statement, 3);
      if (is_whole_scan (sql, line)
          || (!sorts && !may_sort (sql) && strstr (line, "TEMP B-TREE") != NULL))
        fail_msg ("%s: %s", line, sql);
    }
  sqlite3_finalize (statement);
}

/* Looks at all that was caught; @sorts: what belongs to one case or container may be sorted. */
static void
assert_plans (Fixture *fixture, gboolean sorts, guint at_least)
{
  sqlite3 *db;
  GHashTable *statements = g_steal_pointer (&caught);
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  assert_true (g_hash_table_size (statements) >= at_least);
  GHashTableIter iter;
  gpointer sql;
  g_hash_table_iter_init (&iter, statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    if (g_str_has_prefix (sql, "SELECT"))
      assert_plan (db, sql, sorts);
  sqlite3_close (db);
  g_hash_table_unref (statements);
}

/* Sets filter @i of @query; %FALSE: there are no more. */
static gboolean
set_filter (BsrCaseQuery *query, int i)
{
  switch (i)
    {
    case 0:
      return TRUE;
    case 1:
      query->work = BSR_CASE_WORK_JUDGE;
      return TRUE;
    case 2:
      query->state = BSR_STATE_RELEASED;
      return TRUE;
    case 3:
      query->priority = BSR_PRIORITY_HIGH;
      return TRUE;
    case 4:
      query->risk_low = 0.5;
      return TRUE;
    case 5:
      query->score_high = 0.5;
      return TRUE;
    case 6:
      query->cut_off_low = g_date_time_new_utc (2024, 5, 1, 0, 0, 0);
      return TRUE;
    case 7:
      query->scans_low = query->scans_high = 1;
      return TRUE;
    case 8:
      bsr_case_query_set (&query->container, "CSQU");
      return TRUE;
    case 9:
      bsr_case_query_set (&query->case_id, "T");
      return TRUE;
    case 10:
      bsr_case_query_set (&query->bill_of_lading, "B");
      return TRUE;
    case 11:
      bsr_case_query_set (&query->port_of_lading, "CNSHA");
      return TRUE;
    case 12:
      bsr_case_query_set (&query->port_of_discharge, "CNSHA");
      return TRUE;
    case 13:
      bsr_case_query_set (&query->officer, "officer 7");
      return TRUE;
    case 14:
      bsr_case_query_set (&query->origin, "CN");
      return TRUE;
    case 15:
      bsr_case_query_set (&query->words, "fresh ban");
      return TRUE;
    case 16:
      query->work = BSR_CASE_WORK_NONE;
      query->priority = BSR_PRIORITY_HIGH;
      query->scans_low = 1;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Both ways of every list, from its ends and from a place within. */
static void
find (BsrStore *store, const BsrCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCasePage) first = bsr_store_find_cases (store, query, NULL, FALSE, 1, &error);
  g_autoptr (BsrCasePage) last = bsr_store_find_cases (store, query, NULL, TRUE, 1, &error);
  bsr_test_assert_no_error (error);
  if (first->after != NULL)
    bsr_case_page_free (bsr_store_find_cases (store, query, first->after, FALSE, 1, &error));
  if (first->after != NULL)
    bsr_case_page_free (bsr_store_find_cases (store, query, first->after, TRUE, 1, &error));
  int count;
  gboolean more;
  assert_true (bsr_store_count_cases (store, query, 1000, &count, &more, &error));
}

static void
find_all (BsrStore *store)
{
  for (int filter = 0;; filter++)
    for (int sort = 0; sort < 2 * BSR_N_CASE_SORTS; sort++)
      {
        g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
        if (!set_filter (query, filter))
          return;
        query->sort = (BsrCaseSort) (sort / 2);
        query->reversed = sort % 2;
        find (store, query);
      }
}

static void
list_follows_an_index_in_every_order (void **state)
{
  Fixture *fixture = *state;
  find_all (fixture->store);
  assert_plans (fixture, FALSE, 100);
}

/* The same where filters leave so many that nothing is gathered. */
static void
long_list_follows_an_index_in_every_order (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
      " INSERT INTO cases (id, declaration, arrival, container, goods, risk, priority, cut_off, "
      "bill,"
      " port_of_lading, port_of_discharge, words, officer, state, n_scans, top_score)"
      " SELECT 'T-' || i, 1, i, 'CSQU3054383', '', 0.7, 1, 1714521600000000 + i, 'B', 'CNSHA', "
      "'CNSHA',"
      " ' fresh bananas origin_cn ', 'officer 7', 'released', 1, 0.25 FROM n;"
      " INSERT INTO case_words (case_words) VALUES ('rebuild')",
      700);
  sqlite3 *db;
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  g_hash_table_remove_all (caught);
  find_all (fixture->store);
  assert_plans (fixture, FALSE, 100);
}

/* What a dossier reads, and what its panels look up of other cases. */
static void
opening_a_case_follows_indexes (void **state)
{
  Fixture *fixture = *state;
  BsrStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  BsrCaseState standing;
  g_hash_table_remove_all (caught);
  assert_true (bsr_store_note_view (store, ACTOR, "T-1", &error));
  bsr_case_unref (bsr_store_get_case (store, "T-1", &error));
  assert_true (bsr_store_get_state (store, "T-1", &standing, &error));
  g_ptr_array_unref (bsr_store_list_decisions (store, "T-1", &error));
  g_ptr_array_unref (bsr_store_list_outcomes (store, "T-1", &error));
  g_ptr_array_unref (bsr_store_list_views (store, "T-1", &error));
  g_ptr_array_unref (bsr_store_list_scans (store, "T-1", &error));
  g_free (bsr_store_get_analysis (store, fixture->scan, &error));
  g_ptr_array_unref (bsr_store_list_annotations (store, fixture->scan, &error));
  g_array_unref (bsr_store_list_weights (store, fixture->scan, &error));
  g_ptr_array_unref (bsr_store_list_contests (store, fixture->scan, &error));
  g_autofree char *sha256 = g_strnfill (64, '0');
  bsr_contribution_free (bsr_store_get_contribution (store, sha256, NULL, &error));
  g_ptr_array_unref (bsr_store_list_conforming (store, "0803", "T-2", 10, &error));
  g_ptr_array_unref (bsr_store_list_consignment (store, "BL-1", 10, &error));
  for (int kinship = BSR_KIN_CONTAINER; kinship <= BSR_KIN_EMPTY; kinship++)
    g_ptr_array_unref (bsr_store_list_kin (store, (BsrKinship) kinship, "CSQU3054383", 10, &error));
  bsr_test_assert_no_error (error);
  assert_plans (fixture, TRUE, 15);
}

/* What an intake and the tray ask, each time that anything changes. */
static void
what_comes_by_itself_follows_indexes (void **state)
{
  Fixture *fixture = *state;
  BsrStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_arrive (store, fixture->folder, "T-1");
  g_hash_table_remove_all (caught);
  assert_int_equal (bsr_store_count_waiting (store, &error), 1);
  g_autoptr (GPtrArray) waiting = bsr_store_list_arrivals (store, BSR_ARRIVAL_WAITING, 9, &error);
  g_ptr_array_unref (bsr_store_list_arrivals (store, BSR_ARRIVAL_LINKED, 9, &error));
  g_ptr_array_unref (bsr_store_list_waiting_of (store, NULL, &error));
  const BsrScan *scan = ((BsrArrival *) waiting->pdata[0])->scan;
  bsr_arrival_free (bsr_store_find_arrival (store, scan->sha256, scan->low_sha256, &error));
  g_ptr_array_unref (bsr_store_list_cases_of (store, "CSQU3054383", &error));
  g_ptr_array_unref (bsr_store_list_reports (store, "T-1", &error));
  bsr_test_assert_no_error (error);
  assert_plans (fixture, TRUE, 7);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (list_follows_an_index_in_every_order),
    TEST (long_list_follows_an_index_in_every_order),
    TEST (opening_a_case_follows_indexes),
    TEST (what_comes_by_itself_follows_indexes),
  };
#undef TEST
  sqlite3_auto_extension ((void (*) (void)) new_connection_cb);
  return cmocka_run_group_tests_name ("SQLite plans", tests, NULL, NULL);
}
