#include "bsr-sqlite-fixture.h"

#include <sqlite3.h>
#include <string.h>

#include "bsr-test.h"
#include "bsr-error.h"

#define ACTOR (&bsr_store_suite_actor)

int
sqlite_set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
  fixture->url = g_strconcat ("sqlite:", fixture->path, NULL);
  *state = fixture;
  return 0;
}

int
sqlite_tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->url);
  g_free (fixture);
  return 0;
}

BsrStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BsrStore *store = bsr_store_open (fixture->url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

int
run_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  int status = sqlite3_exec (db, sql, NULL, NULL, &message);
  if (status != SQLITE_OK)
    print_message ("SQLite: %s\n", message);
  sqlite3_free (message);
  sqlite3_close (db);
  return status;
}

void
refuses (Fixture *fixture, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (fixture->url, &error);
  assert_null (store);
  bsr_test_assert_error (error, BSR_ERROR, code, part);
  assert_null (strstr (error->message, fixture->path));
}

void
fill_as_first_form (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const BsrPoint corners[] = { { 1, 2 }, { 3, 4 } };
  g_autoptr (BsrStore) store = open_store (fixture);
  gint64 scan = bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "see");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", 12.5, "officer 9", at);
  assert_true (bsr_store_save_analysis (store, ACTOR, scan, json, &error));
  assert_true (bsr_store_put_annotation (store, ACTOR, scan, a, &error));
  assert_true (bsr_store_weigh_finding (store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &error));
  assert_true (bsr_store_decide (store, ACTOR, "T-1", BSR_DECISION_EXAMINE, "dense", &error));
  assert_true (bsr_store_record_outcome (store, ACTOR, "T-1", outcome, &error));
  bsr_test_assert_no_error (error);
}

void
contest (BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 9, 0, 0);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", -1, "no step wedge", "officer 9", at);
  assert_true (bsr_store_contest_check (store, ACTOR, 2, contest, &error));
  bsr_test_assert_no_error (error);
}

void
fill (Fixture *fixture)
{
  fill_as_first_form (fixture);
  g_autoptr (BsrStore) store = open_store (fixture);
  contest (store);
}
