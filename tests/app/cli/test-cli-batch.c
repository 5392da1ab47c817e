#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#include "bsr-claim.h"

#define N_SCANS 4

typedef struct
{
  char *folder, *scans, *out;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->scans = g_build_filename (desk->folder, "scans", NULL);
  desk->out = g_build_filename (desk->folder, "out", "deep", NULL);
  assert_int_equal (g_mkdir (desk->scans, 0700), 0);
  for (int i = 0; i < N_SCANS; i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%d", i);
      g_free (put_scan (desk->scans, name, TRUE, i == 0));
    }
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->scans);
  g_free (desk->out);
  g_free (desk);
  return 0;
}

/* Whether scan @index has a result; it must be whole then. */
static gboolean
has_result (const Desk *desk, int index, gboolean *with_manifest)
{
  g_autofree char *name = g_strdup_printf ("scan-%d.analysis.json", index);
  g_autofree char *path = g_build_filename (desk->out, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  assert_true (json_parser_load_from_file (parser, path, &error));
  JsonObject *top = json_node_get_object (json_parser_get_root (parser));
  assert_true (json_object_has_member (top, "engine"));
  *with_manifest = json_object_has_member (top, "manifest");
  return TRUE;
}

static void
assert_all_done (const Desk *desk)
{
  for (int i = 0; i < N_SCANS; i++)
    {
      gboolean with_manifest;
      assert_true (has_result (desk, i, &with_manifest));
      assert_int_equal (with_manifest, i == 0);
    }
  assert_int_equal (count_files (desk->out), N_SCANS);
}

static GSubprocess *
start (const Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                                           g_getenv ("BASIRA_CLI"), "analyze", "--batch", desk->scans,
                                           "--out", desk->out, "--threads", "1", NULL);
  bsr_test_assert_no_error (error);
  return process;
}

static void
each_scan_has_a_result_and_the_case_beside_it_is_used (void **state)
{
  Desk *desk = *state;
  g_auto (Run) run = run_cli ("analyze", "--batch", desk->scans, "--out", desk->out, NULL);
  assert_int_equal (run.status, 0);
  assert_string_equal (run.out, "");
  assert_non_null (strstr (run.err, "4 scans: 4 analysed"));
  assert_all_done (desk);
}

static void
a_damaged_scan_does_not_keep_the_others (void **state)
{
  Desk *desk = *state;
  g_free (put_file (desk->scans, "scan-1a.tiff", "no scan"));
  g_free (put_file (desk->scans, "scan-0.png", "of the same name"));
  g_free (put_file (desk->scans, "readme.txt", "no scan either"));
  g_auto (Run) run = run_cli ("analyze", "--batch", desk->scans, "--out", desk->out, NULL);
  assert_int_equal (run.status, 3);
  assert_non_null (strstr (run.err, "scan-1a.tiff: "));
  assert_non_null (strstr (run.err, "4 analysed, 0 left to other processes, 2 refused"));
  assert_int_equal (count_files (desk->out), N_SCANS);
}

static void
folders_that_cannot_be_used_are_the_environment_s (void **state)
{
  Desk *desk = *state;
  g_autofree char *file = put_file (desk->folder, "file", "x");
  g_auto (Run) onto_file = run_cli ("analyze", "--batch", desk->scans, "--out", file, NULL);
  assert_run (&onto_file, 4, "file: the folder cannot be made");
  g_auto (Run) from_file = run_cli ("analyze", "--batch", file, "--out", desk->out, NULL);
  assert_run (&from_file, 4, "file: the folder cannot be read");
}

static void
several_processes_share_the_work (void **state)
{
  Desk *desk = *state;
  GSubprocess *processes[3];
  for (gsize i = 0; i < G_N_ELEMENTS (processes); i++)
    processes[i] = start (desk);
  int n_analysed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_autofree char *said = NULL;
      assert_true (g_subprocess_communicate_utf8 (processes[i], NULL, NULL, NULL, &said, NULL));
      assert_int_equal (g_subprocess_get_exit_status (processes[i]), 0);
      const char *count = strstr (said, "4 scans: ");
      assert_non_null (count);
      n_analysed += (int) g_ascii_strtoll (count + strlen ("4 scans: "), NULL, 10);
      g_object_unref (processes[i]);
    }
  /* Who starts late may do again what was done before it began; nothing is left out. */
  print_message ("%d analyses for %d scans\n", n_analysed, N_SCANS);
  assert_in_range (n_analysed, N_SCANS, 3 * N_SCANS);
  assert_all_done (desk);
}

static void
what_another_process_has_in_hand_is_left_to_it (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  assert_int_equal (g_mkdir_with_parents (desk->out, 0700), 0);
  g_autofree char *result = g_build_filename (desk->out, "scan-2.analysis.json", NULL);
  BsrClaim *claim = bsr_claim_new (result, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (claim);
  assert_null (bsr_claim_new (result, &error));
  bsr_test_assert_no_error (error);

  g_auto (Run) run = run_cli ("analyze", "--batch", desk->scans, "--out", desk->out, NULL);
  assert_int_equal (run.status, 0);
  assert_non_null (strstr (run.err, "3 analysed, 1 left to other processes"));
  gboolean with_manifest;
  assert_false (has_result (desk, 2, &with_manifest));
  bsr_claim_free (claim);
  assert_int_equal (count_files (desk->out), N_SCANS - 1);
}

static void
a_signal_ends_it_without_a_trace (void **state)
{
  Desk *desk = *state;
  const int signals[] = { SIGTERM, SIGINT };
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) process = start (desk);
      /* As soon as it has something in hand. */
      while (g_subprocess_get_identifier (process) != NULL
             && (!g_file_test (desk->out, G_FILE_TEST_IS_DIR) || count_files (desk->out) == 0))
        g_usleep (1000);
      g_subprocess_send_signal (process, signals[i]);
      g_autofree char *said = NULL;
      assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, NULL));
      assert_true (g_subprocess_get_if_signaled (process));
      assert_int_equal (g_subprocess_get_term_sig (process), signals[i]);
      int n_results = 0;
      gboolean with_manifest;
      for (int j = 0; j < N_SCANS; j++)
        n_results += has_result (desk, j, &with_manifest);
      assert_int_equal (count_files (desk->out), n_results);
      assert_true (n_results < N_SCANS);
    }
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DESK_TEST (each_scan_has_a_result_and_the_case_beside_it_is_used),
    DESK_TEST (a_damaged_scan_does_not_keep_the_others),
    DESK_TEST (folders_that_cannot_be_used_are_the_environment_s),
    DESK_TEST (several_processes_share_the_work),
    DESK_TEST (what_another_process_has_in_hand_is_left_to_it),
    DESK_TEST (a_signal_ends_it_without_a_trace),
  };
  return cmocka_run_group_tests_name ("cli-batch", tests, NULL, NULL);
}
