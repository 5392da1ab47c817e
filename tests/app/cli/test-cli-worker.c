#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bsr-status.h"

typedef struct
{
  char *folder, *store;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = g_strdup_printf ("--store=sqlite:%s/store.db", desk->folder);
  g_autofree char *scan = put_scan (desk->folder, "one", TRUE, TRUE);
  g_auto (Run) import = run_cli ("import", desk->store, scan, NULL);
  assert_run (&import, 0, NULL);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->store);
  g_free (desk);
  return 0;
}

/* What `jobs --done` says of the only job. (transfer full): the document. */
static JsonObject *
only_job (Desk *desk, JsonNode **document)
{
  g_autoptr (GError) error = NULL;
  g_auto (Run) jobs = run_cli ("jobs", desk->store, "--done", NULL);
  assert_run (&jobs, 0, NULL);
  *document = json_from_string (jobs.out, &error);
  bsr_test_assert_no_error (error);
  JsonArray *list = json_object_get_array_member (json_node_get_object (*document), "jobs");
  assert_int_equal (json_array_get_length (list), 1);
  return json_array_get_object_element (list, 0);
}

static void
assert_job (Desk *desk, const char *wanted, int attempts)
{
  g_autoptr (JsonNode) document = NULL;
  JsonObject *job = only_job (desk, &document);
  assert_string_equal (json_object_get_string_member (job, "state"), wanted);
  assert_int_equal (json_object_get_int_member (job, "attempts"), attempts);
  assert_string_equal (json_object_get_string_member (job, "name"), "one.tiff");
}

static void
worker_does_what_waits (void **state)
{
  Desk *desk = *state;
  assert_job (desk, "waiting", 0);
  g_auto (Run) worker = run_cli ("worker", desk->store, "--once", "--threads", "1", NULL);
  assert_int_equal (worker.status, 0);
  assert_string_equal (worker.out, "");
  assert_non_null (strstr (worker.err, "one.tiff: analysed\n"));
  assert_non_null (strstr (worker.err, ": 1 analysed, 0 to be tried again, 0 parked, 0 left to others\n"));
  assert_job (desk, "done", 1);
  g_auto (Run) cases = run_cli ("cases", desk->store, NULL);
  assert_non_null (strstr (cases.out, "\"top_score\""));
  g_auto (Run) none = run_cli ("jobs", desk->store, "--format", "text", NULL);
  assert_string_equal (none.out, "No scan waits to be analysed\n");
  g_auto (Run) again = run_cli ("worker", desk->store, "--once", NULL);
  assert_non_null (strstr (again.err, ": 0 analysed"));
}

/* Spoils the copies of pixels in the vault. */
static void
spoil_vault (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        spoil_vault (file);
      else if (g_str_has_suffix (name, ".tiff"))
        {
          g_chmod (file, 0600);
          assert_true (g_file_set_contents (file, "no scan", -1, NULL));
        }
    }
}

static void
parked_scan_says_why_and_is_tried_again (void **state)
{
  Desk *desk = *state;
  g_autofree char *vault = g_build_filename (desk->folder, "store.db.vault", NULL);
  spoil_vault (vault);
  g_auto (Run) worker = run_cli ("worker", desk->store, "--once", "--attempts", "1", NULL);
  assert_int_equal (worker.status, BSR_STATUS_INPUT);
  assert_non_null (strstr (worker.err, "it is parked (see basira-cli jobs)"));
  assert_job (desk, "parked", 1);
  g_autoptr (JsonNode) document = NULL;
  JsonObject *job = only_job (desk, &document);
  assert_true (strlen (json_object_get_string_member (job, "problem")) > 0);
  g_auto (Run) again = run_cli ("jobs", desk->store, "--requeue", "parked", NULL);
  assert_run (&again, 0, NULL);
  assert_string_equal (again.out, "");
  assert_job (desk, "waiting", 0);
}

static void
wrong_numbers_are_refused (void **state)
{
  Desk *desk = *state;
  g_auto (Run) lease = run_cli ("worker", desk->store, "--lease", "0", NULL);
  assert_run (&lease, BSR_STATUS_USAGE, "--lease must be a number from 1 to 86400, is \"0\"");
  g_auto (Run) attempts = run_cli ("worker", desk->store, "--attempts", "many", NULL);
  assert_run (&attempts, BSR_STATUS_USAGE, "--attempts must be a number from 1 to 100");
  g_auto (Run) scan = run_cli ("jobs", desk->store, "--requeue", "all", NULL);
  assert_run (&scan, BSR_STATUS_USAGE, "--requeue must be the number of a scan or \"parked\"");
  g_auto (Run) unknown = run_cli ("jobs", desk->store, "--requeue", "99", NULL);
  assert_run (&unknown, BSR_STATUS_USAGE, "there is no scan 99 in the store");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (worker_does_what_waits, set_up, tear_down),
    cmocka_unit_test_setup_teardown (parked_scan_says_why_and_is_tried_again, set_up, tear_down),
    cmocka_unit_test_setup_teardown (wrong_numbers_are_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("cli worker", tests, NULL, NULL);
}
