#include "bsr-store-suite.h"

#include <sqlite3.h>

#include "bsr-test.h"
#include "bsr-error.h"

/* The index of words that a store in SQLite keeps up itself. */

#define ACTOR (&bsr_store_suite_actor)

static void
put (BsrStore *store, const char *id, const char *goods)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
  bsr_case_add_item (flagged, "0803")->description = g_strdup (goods);
  assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
  bsr_test_assert_no_error (error);
}

/* As somebody with another program would. */
static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
}

static void
index_is_held_against_the_cases (void **state)
{
  const char *changes[] = { "INSERT INTO case_words (case_words, rowid, words)"
                            " SELECT 'delete', arrival, words FROM cases WHERE id = 'T-2'",
                            "INSERT INTO case_words (case_words) VALUES ('rebuild');"
                            " INSERT INTO case_words (rowid, words) VALUES (1, 'toys')" };
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GError) none = NULL;
  BsrStore *store = bsr_store_open (url, &none);
  bsr_test_assert_no_error (none);
  put (store, "T-1", "fresh bananas");
  put (store, "T-2", "sawn pine");
  put (store, "T-1", "dried bananas"); /* other words in the place of the first */
  put (store, "T-1", "dried bananas"); /* the same again */
  assert_true (bsr_store_verify_audit (store, NULL, &none));
  bsr_test_assert_no_error (none);
  g_object_unref (store);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      run_sql (path, changes[i]);
      store = bsr_store_open (url, &none);
      assert_false (bsr_store_verify_audit (store, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "index of words");
      g_object_unref (store);
    }
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (index_is_held_against_the_cases) };
  return cmocka_run_group_tests_name ("SQLite index of words", tests, NULL, NULL);
}
