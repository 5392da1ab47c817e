#include "bsr-postgres-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-scan-file.h"
#include "bsr-store-access.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-handling.h"
#include "bsr-store-move.h"
#include "bsr-test.h"

/* A store brought from one engine to the other and back is the same store. */

#define ACTOR (&bsr_store_suite_actor)
/* A child that moves a store is killed after up to so long, microseconds. */
#define LONGEST_LIFE_US 600000
#define N_KILLS 6
#define SEED 20240501

/* (transfer full): the URL of a file in the test's folder. */
static char *
file_url (Fixture *fixture, const char *name)
{
  return g_strconcat ("sqlite:", fixture->folder, "/", name, NULL);
}

static BsrStore *
open_url (const char *url)
{
  g_autoptr (GError) error = NULL;
  BsrStore *store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

/* What fill() leaves in the log. */
#define N_ENTRIES 27
#define N_ACTS (N_ENTRIES - 2) /* the view beside a decision is the same act, and so is the link of a taken scan */

/* One record of each kind; "T-2" has neither risk nor score, and words of many sorts. */
static void
fill (Fixture *fixture, const char *url)
{
  g_autoptr (GError) error = NULL;
  const BsrPoint corners[] = { { 1.0 / 3.0, 2 }, { 3, 4 } };
  g_autoptr (BsrStore) store = open_url (url);
  gint64 scan = bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.1 + 0.2, 0.8 }, 2, 10.0);
  g_autoptr (BsrAnnotation) a = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE,
                                                    corners, 2, "'see' \"here\"\n\\ حاوية ?");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", 12.1, "officer 9", at);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", -1, "no step wedge", "officer 9", at);
  g_autoptr (BsrCase) bare = bsr_store_suite_case ("T-2");
  bsr_store_suite_handle (store, fixture->folder, "T-1");
  assert_true (bsr_store_save_analysis (store, ACTOR, scan, json, &error)
               && bsr_store_put_annotation (store, ACTOR, scan, a, &error)
               && bsr_store_weigh_finding (store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &error)
               && bsr_store_contest_check (store, ACTOR, scan, contest, &error)
               && bsr_store_decide (store, ACTOR, "T-1", BSR_DECISION_EXAMINE, "dense", &error)
               && bsr_store_record_outcome (store, ACTOR, "T-1", outcome, &error)
               && bsr_store_put_case (store, ACTOR, bare, &error));
  bsr_store_suite_arrive (store, fixture->folder, "T-2");
  bsr_store_suite_contribute (store, fixture->folder, "T-3", 0.5f);
  bsr_test_assert_no_error (error);
}

static void
move (const char *from, const char *to, BsrStoreMove *moved)
{
  g_autoptr (GError) error = NULL;
  bsr_store_move (from, to, moved, &error);
  bsr_test_assert_no_error (error);
}

/* (transfer full): the hash of the log's last entry, over which no two stores agree that differ. */
static char *
last_hash (Fixture *fixture)
{
  return server_ask (fixture->server, fixture->database,
                     "SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1");
}

static void
store_goes_to_the_server_and_back (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove there, back;
  g_autofree char *file = file_url (fixture, "a.db"), *again = file_url (fixture, "b.db");
  fill (fixture, file);
  move (file, fixture->url, &there);
  assert_int_equal (there.n_scans, 3);
  assert_int_equal (there.n_entries, N_ENTRIES);
  assert_true (there.n_tables >= 14);
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM audit"), N_ENTRIES);
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM act_keys"), N_ACTS);

  move (fixture->url, again, &back);
  assert_memory_equal (&back, &there, sizeof back);
  g_autoptr (BsrStore) store = open_url (again);
  g_autoptr (GPtrArray) notes = bsr_store_list_annotations (store, 2, NULL);
  assert_string_equal (bsr_annotation_text (notes->pdata[0]), "'see' \"here\"\n\\ حاوية ?");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", NULL);
  assert_int_equal (scans->len, 1);
  g_autofree char *json = bsr_store_get_analysis (store, 2, NULL);
  g_autoptr (BsrStore) first = open_url (file);
  g_autofree char *original = bsr_store_get_analysis (first, 2, NULL);
  assert_string_equal (json, original);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photographs = bsr_store_list_photographs (store, "T-1", &error);
  g_autoptr (GBytes) picture = bsr_photograph_load (photographs->pdata[0], &error);
  bsr_test_assert_no_error (error);
  assert_non_null (picture);
  g_autoptr (GPtrArray) tray = bsr_store_list_arrivals (store, BSR_ARRIVAL_WAITING, 9, &error);
  g_autoptr (GPtrArray) reports = bsr_store_list_reports (store, "T-2", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (tray->len, 1);
  assert_int_equal (reports->len, 1);
  assert_true (bsr_scan_check (((BsrArrival *) tray->pdata[0])->scan, NULL, &error));
  bsr_test_assert_no_error (error);
}

/* What arrived is a store to work on: the next act follows the last one. */
static void
work_goes_on_in_the_other_engine (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove moved;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = file_url (fixture, "a.db");
  fill (fixture, file);
  move (file, fixture->url, &moved);
  g_autofree char *hash = last_hash (fixture);
  g_autoptr (BsrStore) store = open_store (fixture);
  assert_true (bsr_store_note_view (store, ACTOR, "T-1", &error));
  g_autofree char *previous
      = server_ask (fixture->server, fixture->database,
                    "SELECT previous FROM audit ORDER BY sequence DESC LIMIT 1");
  assert_string_equal (previous, hash);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
}

/* A closed case of traders, who have expired, an open one, and an account. */
static void
fill_with_people (const char *url, const BsrPassword *password, const BsrPasswordCost *cost)
{
  const char *ids[] = { "T-1", "T-2" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) later = g_date_time_new_utc (2999, 1, 1, 0, 0, 0);
  g_autoptr (BsrStore) store = open_url (url);
  int n = 0;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (BsrCase) flagged = bsr_store_suite_case (ids[i]);
      flagged->shipper = g_strdup ("Salim & Sons");
      assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
    }
  bsr_store_suite_close (store, "T-1");
  bsr_store_expire_personal (store, ACTOR, later, &n, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (n, 1);
  bsr_store_create_account (store, ACTOR, "Chief", BSR_ROLE_ADMINISTRATOR, password, cost, &error);
  bsr_test_assert_no_error (error);
}

static void
accounts_and_personal_data_go_along (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove moved;
  const BsrPasswordCost cheap = { 1, 8192 }; /* as libsodium takes it */
  g_autoptr (BsrPassword) password = bsr_password_new ("four words of a sentence");
  const BsrSignIn request = { "Chief", password, "lane 2", &cheap, 0 };
  g_autofree char *file = file_url (fixture, "a.db"), *again = file_url (fixture, "b.db");
  fill_with_people (file, password, &cheap);
  move (file, fixture->url, &moved);
  move (fixture->url, again, &moved);
  const char *urls[] = { fixture->url, again };
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrStore) store = open_url (urls[i]);
      assert_true (bsr_store_is_guarded (store));
      assert_false (bsr_store_note_view (store, ACTOR, "T-1", NULL));
      g_autoptr (BsrCase) gone = bsr_store_get_case (store, "T-1", &error);
      g_autoptr (BsrCase) kept = bsr_store_get_case (store, "T-2", &error);
      g_autoptr (BsrAccount) chief = bsr_store_sign_in (store, &request, &error);
      bsr_test_assert_no_error (error);
      assert_null (gone->shipper);
      assert_non_null (gone->personal_expired);
      assert_string_equal (kept->shipper, "Salim & Sons");
      assert_int_equal (chief->role, BSR_ROLE_ADMINISTRATOR);
      assert_true (bsr_store_verify_audit (store, NULL, &error));
      bsr_test_assert_no_error (error);
    }
}

static void
only_an_empty_store_takes_another (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove moved;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = file_url (fixture, "a.db");
  fill (fixture, file);
  {
    g_autoptr (BsrStore) store = open_store (fixture);
    g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-9");
    assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
  }
  assert_false (bsr_store_move (file, fixture->url, &moved, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "only an empty one");
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM audit"), 1);
  g_clear_error (&error);
  assert_false (bsr_store_move (file, file, &moved, &error)); /* nor does it take itself */
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "only an empty one");
}

/* A scan that was changed behind the program's back is not carried on. */
static void
damaged_scan_is_named_and_nothing_moved (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove moved;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = file_url (fixture, "a.db");
  fill (fixture, file);
  {
    g_autoptr (BsrStore) store = open_url (file);
    g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", NULL);
    g_file_set_contents (((BsrScan *) scans->pdata[0])->path, "other pixels", -1, NULL);
  }
  assert_false (bsr_store_move (file, fixture->url, &moved, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "scan 'T-1.tiff'");
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM audit"), 0);
}

static void
damaged_photograph_is_named_and_nothing_moved (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove moved;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = file_url (fixture, "a.db");
  fill (fixture, file);
  {
    g_autoptr (BsrStore) store = open_url (file);
    g_autoptr (GPtrArray) photographs = bsr_store_list_photographs (store, "T-1", NULL);
    g_file_set_contents (((BsrPhotograph *) photographs->pdata[0])->path, "another", -1, NULL);
  }
  assert_false (bsr_store_move (file, fixture->url, &moved, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "photograph 'doors.jpg'");
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM audit"), 0);
}

/* A log that does not hold is not made whole by the way. */
static void
damaged_log_stays_damaged (void **state)
{
  Fixture *fixture = *state;
  BsrStoreMove moved;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = file_url (fixture, "a.db");
  {
    g_autoptr (BsrStore) store = open_store (fixture);
    g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-9");
    assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
  }
  run_sql (fixture, "ALTER TABLE audit DISABLE TRIGGER ALL; UPDATE audit SET actor = 'nobody';"
                    "ALTER TABLE audit ENABLE TRIGGER ALL");
  assert_false (bsr_store_move (fixture->url, file, &moved, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "audit entry 1 was changed");
}

static void
killed_move_leaves_all_or_nothing (void **state)
{
  Fixture *fixture = *state;
  guint64 random = SEED;
  int n_empty = 0;
  g_autofree char *file = file_url (fixture, "a.db");
  fill (fixture, file);
  for (int i = 0; i < N_KILLS; i++)
    {
      g_autofree char *name = g_strdup_printf ("kill-%s-%d", fixture->database, i);
      g_autofree char *url = server_url (fixture->server, name, "basira");
      server_make_database (fixture->server, name);
      g_object_unref (open_url (url));
      pid_t child = fork ();
      if (child == 0)
        {
          BsrStoreMove moved;
          bsr_store_move (file, url, &moved, NULL);
          _exit (0);
        }
      g_usleep ((gulong) (bsr_test_random (&random) * LONGEST_LIFE_US));
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      /* The session that it left may still be ending: it holds the lock that acts wait for. */
      g_autofree char *problem = server_run (fixture->server, name, "basira",
                                             "SELECT pg_advisory_xact_lock (1112756801)");
      assert_null (problem);
      g_autofree char *n = server_ask (fixture->server, name, "SELECT count (*) FROM audit");
      if (g_str_equal (n, "0"))
        {
          BsrStoreMove moved;
          move (file, url, &moved);
          n_empty++;
        }
      g_autoptr (BsrStore) store = open_url (url);
      g_autoptr (GError) error = NULL;
      gint64 n_entries;
      assert_true (bsr_store_verify_audit (store, &n_entries, &error));
      assert_int_equal (n_entries, N_ENTRIES);
    }
  print_message ("%d of %d killed moves left an empty store, seed %d\n", n_empty, N_KILLS, SEED);
}

#define CASE(test) cmocka_unit_test_setup_teardown (test, fixture_set_up, fixture_tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    CASE (store_goes_to_the_server_and_back), CASE (work_goes_on_in_the_other_engine),
    CASE (accounts_and_personal_data_go_along),
    CASE (only_an_empty_store_takes_another), CASE (damaged_scan_is_named_and_nothing_moved),
    CASE (damaged_photograph_is_named_and_nothing_moved),
    CASE (damaged_log_stays_damaged),         CASE (killed_move_leaves_all_or_nothing),
  };
  return cmocka_run_group_tests_name ("moving a store", tests, server_set_up, server_tear_down);
}
