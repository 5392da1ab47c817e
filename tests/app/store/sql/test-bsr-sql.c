#include "bsr-postgres-fixture.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-postgres.h"
#include "bsr-sql.h"
#include "bsr-sqlite.h"
#include "bsr-test.h"

/* A connection does the same whatever engine it is to. */

typedef struct
{
  Fixture *base;
  BsrSql *sql[2], *other[2]; /* of SQLite, of PostgreSQL; the same databases */
} Pair;

static int
pair_set_up (void **state)
{
  fixture_set_up (state);
  g_autoptr (GError) error = NULL;
  Pair *pair = g_new0 (Pair, 1);
  pair->base = *state;
  g_autofree char *path = g_build_filename (pair->base->folder, "a.db", NULL);
  pair->sql[0] = bsr_sqlite_open (path, &error);
  pair->other[0] = bsr_sqlite_open (path, &error);
  pair->sql[1] = bsr_postgres_open (pair->base->url, &error);
  pair->other[1] = bsr_postgres_open (pair->base->url, &error);
  bsr_test_assert_no_error (error);
  *state = pair;
  return 0;
}

static int
pair_tear_down (void **state)
{
  Pair *pair = *state;
  for (int i = 0; i < 2; i++)
    {
      bsr_sql_close (pair->sql[i]);
      bsr_sql_close (pair->other[i]);
    }
  *state = pair->base;
  g_free (pair);
  return fixture_tear_down (state);
}

static void
make_table (BsrSql *sql)
{
  g_autoptr (GError) error = NULL;
  bsr_sql_execute (sql, "CREATE TABLE t (n BIGINT, x DOUBLE PRECISION, s TEXT)", &error);
  bsr_test_assert_no_error (error);
}

static void
put (BsrSql *sql, const gint64 *n, double x, const char *s)
{
  g_autoptr (GError) error = NULL;
  bsr_sql_run (sql, &error, "INSERT INTO t (n, x, s) VALUES (?, ?, ?)", "Irt", n, x, s);
  bsr_test_assert_no_error (error);
}

static gint64
count (BsrSql *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;
  bsr_sql_number (sql, "SELECT count (*) FROM t", &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static void
values_come_back (void **state)
{
  Pair *pair = *state;
  const gint64 most = G_MAXINT64;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      make_table (pair->sql[i]);
      put (pair->sql[i], &most, 0.1 + 0.2, "it's \"so\"\n\\ ? $1 حاوية");
      put (pair->sql[i], NULL, NAN, NULL);
      put (pair->sql[i], &(gint64){ -5 }, -0.0, "");
      g_autoptr (BsrRows) rows = bsr_sql_query (
          pair->sql[i], &error, "SELECT n, x, s FROM t ORDER BY coalesce (n, 0) DESC", "");
      assert_true (bsr_sql_next (pair->sql[i], rows, &error));
      assert_int_equal (bsr_rows_n_columns (rows), 3);
      assert_true (bsr_rows_integer (rows, 0) == most && bsr_rows_real (rows, 1) == 0.1 + 0.2);
      assert_string_equal (bsr_rows_text (rows, 2), "it's \"so\"\n\\ ? $1 حاوية");
      assert_int_equal (bsr_rows_size (rows, 2), strlen (bsr_rows_text (rows, 2)));
      assert_int_equal (bsr_rows_kind (rows, 0), BSR_SQL_INTEGER);
      assert_int_equal (bsr_rows_kind (rows, 1), BSR_SQL_REAL);
      assert_int_equal (bsr_rows_kind (rows, 2), BSR_SQL_TEXT);
      assert_true (bsr_sql_next (pair->sql[i], rows, &error));
      for (int column = 0; column < 3; column++)
        assert_int_equal (bsr_rows_kind (rows, column), BSR_SQL_NULL);
      assert_true (isnan (bsr_rows_real (rows, 1)) && bsr_rows_integer (rows, 0) == 0);
      assert_null (bsr_rows_text (rows, 2));
      assert_true (bsr_sql_next (pair->sql[i], rows, &error));
      assert_false (signbit (bsr_rows_real (rows, 1)));
      assert_string_equal (bsr_rows_text (rows, 2), "");
      assert_false (bsr_sql_next (pair->sql[i], rows, &error));
      bsr_test_assert_no_error (error);
    }
}

static void
first_number_is_found_or_said_to_be_missing (void **state)
{
  Pair *pair = *state;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      BsrSql *sql = pair->sql[i];
      make_table (sql);
      put (sql, &(gint64){ 7 }, 1.0, "a");
      put (sql, &(gint64){ 9 }, 1.0, "a");
      const char *find = "SELECT n FROM t WHERE s = ? ORDER BY n DESC";
      assert_int_equal (bsr_sql_find (sql, &error, find, "t", "a"), 9);
      assert_int_equal (bsr_sql_find (sql, &error, find, "t", "b"), 0);
      bsr_test_assert_no_error (error);
      assert_int_equal (bsr_sql_find (sql, &error, "SELECT n FROM nowhere", ""), -1);
      assert_non_null (error);
    }
}

static void
what_is_rolled_back_was_never_there (void **state)
{
  Pair *pair = *state;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      BsrSql *sql = pair->sql[i];
      make_table (sql);
      assert_true (bsr_sql_begin (sql, BSR_SQL_ACT, &error));
      put (sql, NULL, 1.0, "a");
      bsr_sql_rollback (sql);
      bsr_sql_rollback (sql); /* does no harm */
      assert_int_equal (count (sql), 0);
      assert_true (bsr_sql_begin (sql, BSR_SQL_WRITE, &error));
      put (sql, NULL, 1.0, "a");
      assert_true (bsr_sql_commit (sql, &error));
      assert_int_equal (count (pair->other[i]), 1);
      assert_false (bsr_sql_is_cut (sql));
    }
}

static void
reading_is_as_of_one_moment (void **state)
{
  Pair *pair = *state;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      bsr_sql_execute (pair->sql[0], "PRAGMA journal_mode = wal", NULL);
      make_table (pair->sql[i]);
      assert_true (bsr_sql_begin (pair->sql[i], BSR_SQL_READ, &error));
      assert_int_equal (count (pair->sql[i]), 0);
      put (pair->other[i], NULL, 1.0, "a");
      assert_int_equal (count (pair->sql[i]), 0);
      bsr_sql_rollback (pair->sql[i]);
      assert_int_equal (count (pair->sql[i]), 1);
    }
}

/* More rows than are fetched at once, and questions between them. */
static void
a_walk_reaches_every_row (void **state)
{
  Pair *pair = *state;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      BsrSql *sql = pair->sql[i];
      make_table (sql);
      assert_true (bsr_sql_begin (sql, BSR_SQL_WRITE, &error));
      for (gint64 n = 0; n < 1500; n++)
        put (sql, &n, 0.0, "row");
      assert_true (bsr_sql_commit (sql, &error));
      assert_true (bsr_sql_begin (sql, BSR_SQL_READ, &error));
      {
        g_autofree char *text = g_strdup ("SELECT n FROM t ORDER BY n");
        g_autoptr (BsrRows) rows = bsr_sql_walk (sql, &error, text);
        gint64 n = 0;
        while (bsr_sql_next (sql, rows, &error))
          {
            assert_int_equal (bsr_rows_integer (rows, 0), n++);
            if (n % 500 == 0)
              assert_int_equal (count (sql), 1500);
          }
        assert_int_equal (n, 1500);
      }
      bsr_sql_rollback (sql);
      bsr_test_assert_no_error (error);
    }
}

static void
what_is_refused_is_told_and_the_connection_stays (void **state)
{
  Pair *pair = *state;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      BsrSql *sql = pair->sql[i];
      make_table (sql);
      bsr_sql_execute (sql, "CREATE UNIQUE INDEX t_n ON t (n)", &error);
      put (sql, &(gint64){ 1 }, 0.0, "a");
      assert_false (bsr_sql_run (sql, &error, "INSERT INTO t (n) VALUES (?)", "i", (gint64) 1));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the store refuses the record");
      g_clear_error (&error);
      assert_null (bsr_sql_query (sql, &error, "SELECT nothing FROM nowhere", ""));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "database failed");
      g_clear_error (&error);
      assert_int_equal (count (sql), 1);
    }
}

/* A transaction that a statement failed in keeps nothing, whoever forgets that it did. */
static void
a_failed_transaction_is_not_committed (void **state)
{
  Pair *pair = *state;
  g_autoptr (GError) error = NULL;
  BsrSql *sql = pair->sql[1];
  make_table (sql);
  assert_true (bsr_sql_begin (sql, BSR_SQL_ACT, &error));
  put (sql, NULL, 1.0, "a");
  assert_false (bsr_sql_execute (sql, "SELECT nothing", NULL));
  assert_false (bsr_sql_commit (sql, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "took nothing of the act");
  bsr_sql_rollback (sql);
  assert_int_equal (count (sql), 0);
}

/* As the server's administrator does it. */
static void
a_session_that_was_ended_is_begun_again (void **state)
{
  Pair *pair = *state;
  g_autoptr (GError) error = NULL;
  BsrSql *sql = pair->sql[1];
  make_table (sql);
  put (sql, NULL, 1.0, "a");
  const char *end_all = "SELECT count (pg_terminate_backend (pid, 5000)) FROM pg_stat_activity"
                        " WHERE datname = current_database () AND pid <> pg_backend_pid ()";
  ask_number (pair->base, end_all);
  assert_int_equal (count (sql), 1); /* what was prepared is prepared again */
  ask_number (pair->base, end_all);
  assert_true (bsr_sql_begin (sql, BSR_SQL_ACT, &error));
  ask_number (pair->base, end_all);
  assert_false (bsr_sql_run (sql, &error, "INSERT INTO t (s) VALUES (?)", "t", "b"));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                         "connection to the store's server was lost");
  g_clear_error (&error);
  assert_true (bsr_sql_is_cut (sql));
  assert_false (bsr_sql_commit (sql, &error));
  bsr_sql_rollback (sql);
  assert_false (bsr_sql_is_cut (sql));
  assert_int_equal (count (sql), 1);
}

#define CASE(test) cmocka_unit_test_setup_teardown (test, pair_set_up, pair_tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    CASE (values_come_back),
    CASE (first_number_is_found_or_said_to_be_missing),
    CASE (what_is_rolled_back_was_never_there),
    CASE (reading_is_as_of_one_moment),
    CASE (a_walk_reaches_every_row),
    CASE (what_is_refused_is_told_and_the_connection_stays),
    CASE (a_failed_transaction_is_not_committed),
    CASE (a_session_that_was_ended_is_begun_again),
  };
  return cmocka_run_group_tests_name ("connections", tests, server_set_up, server_tear_down);
}
