#include "bsr-test-cli.h"

#include <signal.h>
#include <string.h>

#include "bsr-status.h"
#include "bsr-test-scan.h"

/* What is dropped for the tests, besides the store. */
static char *
drop_folder (CliDesk *desk)
{
  char *path = g_build_filename (desk->folder, "drop", NULL);
  assert_int_equal (g_mkdir_with_parents (path, 0700), 0);
  return path;
}

static void
assert_said (const Run *run, int status, const char *part)
{
  if (run->status != status || strstr (run->err, part) == NULL)
    fail_msg ("status %d; '%s' is not in '%s'", run->status, part, run->err);
  assert_string_equal (run->out, "");
}

/* (transfer full): the only scan in the tray; @document owns it. */
static JsonObject *
only_scan (CliDesk *desk, JsonNode **document)
{
  g_auto (Run) tray = run_cli ("tray", desk->store, NULL);
  *document = run_json (&tray);
  JsonArray *scans = json_object_get_array_member (json_node_get_object (*document), "scans");
  assert_int_equal (json_array_get_length (scans), 1);
  return json_array_get_object_element (scans, 0);
}

static void
scan_is_taken_listed_and_linked (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *drop = drop_folder (desk), *pixels = put_scan (drop, "CSQU3054338", FALSE, FALSE);
  g_auto (Run) empty = run_cli ("tray", desk->store, "--format", "text", NULL);
  assert_string_equal (empty.out, "No scan waits in the tray\n");
  g_auto (Run) intake = run_cli ("intake", desk->store, drop, "--once", "--settle", "0", NULL);
  assert_said (&intake, 0, "in the tray: the check digit of CSQU3054338 is wrong: it was misread\n");
  assert_non_null (strstr (intake.err, "0 linked, 1 in the tray, 0 taken before, 0 other files brought in, 0 refused"));
  assert_int_equal (count_files (drop), 0);

  /* One reading error away, which links nothing by itself. */
  g_autofree char *flagged = put_file (desk->folder, "t.case.json", bsr_test_scan_case);
  g_auto (Run) import = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&import, 0, NULL);
  g_autoptr (JsonNode) document = NULL;
  JsonObject *scan = only_scan (desk, &document);
  assert_string_equal (json_object_get_string_member (scan, "standing"), "waiting");
  JsonArray *candidates = json_object_get_array_member (scan, "candidates");
  JsonObject *candidate = json_array_get_object_element (candidates, 0);
  assert_string_equal (json_object_get_string_member (candidate, "case"), "TEST-1");
  assert_string_equal (json_object_get_string_member (candidate, "why"), "two digits swapped");
  g_autofree char *id
      = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (scan, "id"));
  g_auto (Run) text = run_cli ("tray", desk->store, "--format=text", NULL);
  assert_non_null (strstr (text.out, "TEST-1 CSQU3054383 (two digits swapped)\n"));

  g_auto (Run) nobody = run_cli ("tray", desk->store, "--link", id, "NO-SUCH", NULL);
  assert_run (&nobody, BSR_STATUS_USAGE, NULL);
  g_auto (Run) link = run_cli ("tray", desk->store, "--link", id, "TEST-1", NULL);
  assert_run (&link, 0, NULL);
  g_auto (Run) none = run_cli ("tray", desk->store, "--format=text", NULL);
  assert_string_equal (none.out, "No scan waits in the tray\n");
  g_auto (Run) jobs = run_cli ("jobs", desk->store, "--format=text", NULL);
  assert_non_null (strstr (jobs.out, "CSQU3054338.tiff"));
  g_auto (Run) audit = run_cli ("audit", desk->store, "--verify", NULL);
  assert_run (&audit, 0, NULL);
}

static void
case_that_comes_later_has_the_scan (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *drop = drop_folder (desk), *pixels = put_scan (drop, "one", TRUE, FALSE);
  g_auto (Run) intake = run_cli ("intake", desk->store, drop, "--once", "--settle", "0", NULL);
  assert_said (&intake, 0, "one: in the tray: no case is listed for CSQU3054383\n");
  g_autofree char *path = put_file (drop, "t.case.json", bsr_test_scan_case);
  g_auto (Run) again = run_cli ("intake", desk->store, drop, "--once", "--settle", "0", NULL);
  assert_said (&again, 0, "one.tiff: linked to case TEST-1\n");
  assert_non_null (strstr (again.err, "1 linked, 0 in the tray, 0 taken before, 1 other files brought in"));
  g_auto (Run) audit = run_cli ("audit", desk->store, "--verify", NULL);
  assert_run (&audit, 0, NULL);
}

static void
scan_is_set_aside_and_taken_back (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *drop = drop_folder (desk), *pixels = put_scan (drop, "one", FALSE, FALSE);
  g_auto (Run) intake = run_cli ("intake", desk->store, drop, "--once", "--settle", "0", NULL);
  assert_said (&intake, 0, "one.tiff: in the tray: no container number is known of it\n");
  g_autoptr (JsonNode) waiting = NULL, aside = NULL, back = NULL;
  g_autofree char *id = g_strdup_printf (
      "%" G_GINT64_FORMAT, json_object_get_int_member (only_scan (desk, &waiting), "id"));
  g_auto (Run) set = run_cli ("tray", desk->store, "--set-aside", id, "--reason", "a test of the lane", NULL);
  assert_run (&set, 0, NULL);
  JsonObject *scan = only_scan (desk, &aside);
  assert_string_equal (json_object_get_string_member (scan, "standing"), "set-aside");
  assert_string_equal (json_object_get_string_member (scan, "reason"), "a test of the lane");
  g_auto (Run) taken = run_cli ("tray", desk->store, "--take-back", id, NULL);
  assert_run (&taken, 0, NULL);
  assert_string_equal (json_object_get_string_member (only_scan (desk, &back), "standing"), "waiting");
}

static void
refused_files_are_an_input_error (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *drop = drop_folder (desk), *path = put_file (drop, "a.tiff", "II*\1broken");
  g_auto (Run) intake = run_cli ("intake", desk->store, drop, "--once", "--settle", "0", NULL);
  assert_said (&intake, BSR_STATUS_INPUT, "a.tiff: refused: ");
  g_autofree char *reason = g_build_filename (drop, "refused", "a.reason.txt", NULL);
  assert_true (g_file_test (reason, G_FILE_TEST_EXISTS));
  g_auto (Run) nowhere = run_cli ("intake", desk->store, reason, "--once", NULL);
  assert_said (&nowhere, BSR_STATUS_USAGE, "is not a folder\n");
}

/* Watches until told to stop, and then says what it did. */
static void
watching_ends_between_two_files (void **state)
{
  CliDesk *desk = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *drop = drop_folder (desk), *pixels = put_scan (drop, "one", TRUE, FALSE);
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, g_getenv ("BASIRA_CLI"), "intake",
                          desk->store, drop, "--settle", "0", NULL);
  bsr_test_assert_no_error (error);
  g_autoptr (GDataInputStream) said
      = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (said, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (strstr (line, "one: in the tray: "));
  g_subprocess_send_signal (process, SIGTERM);
  g_autofree char *last = g_data_input_stream_read_line (said, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (strstr (last, "0 linked, 1 in the tray"));
  assert_true (g_subprocess_wait (process, NULL, &error));
  assert_true (g_subprocess_get_if_signaled (process));
  assert_int_equal (g_subprocess_get_term_sig (process), SIGTERM);
  assert_int_equal (count_files (drop), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (scan_is_taken_listed_and_linked, cli_desk_set_up, cli_desk_tear_down),
    cmocka_unit_test_setup_teardown (case_that_comes_later_has_the_scan, cli_desk_set_up, cli_desk_tear_down),
    cmocka_unit_test_setup_teardown (scan_is_set_aside_and_taken_back, cli_desk_set_up, cli_desk_tear_down),
    cmocka_unit_test_setup_teardown (refused_files_are_an_input_error, cli_desk_set_up, cli_desk_tear_down),
    cmocka_unit_test_setup_teardown (watching_ends_between_two_files, cli_desk_set_up, cli_desk_tear_down),
  };
  return cmocka_run_group_tests_name ("cli intake", tests, NULL, NULL);
}
