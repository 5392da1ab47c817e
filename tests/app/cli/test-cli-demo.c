#include "bsr-test-cli.h"

#include <signal.h>
#include <string.h>

/* The first line that @process prints: the first scan is whole then. (transfer full) */
static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  return g_data_input_stream_read_line (stream, NULL, NULL, NULL);
}

static void
each_scan_of_the_set_is_whole_as_soon_as_it_is_named (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *set = g_build_filename (folder, "deep", "set", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        g_getenv ("BASIRA_CLI"), "demo", set, NULL);
  bsr_test_assert_no_error (error);
  g_autofree char *scan = read_line (process);
  assert_non_null (scan);
  g_subprocess_send_signal (process, SIGTERM);
  assert_true (g_subprocess_wait (process, NULL, &error));
  assert_true (g_subprocess_get_if_signaled (process));

  assert_true (g_str_has_suffix (scan, ".tiff"));
  g_autofree char *stem = g_strndup (scan, strlen (scan) - strlen (".tiff"));
  g_autofree char *flagged = g_strconcat (stem, ".case.json", NULL);
  g_autofree char *sidecar = g_strconcat (stem, ".scan.json", NULL);
  g_auto (Run) valid = run_cli ("validate", scan, flagged, sidecar, NULL);
  assert_run (&valid, 0, NULL);
  assert_int_equal (count_files (set) % 3, 0); /* nothing half made is left */
  bsr_test_folder_remove (folder);
}

static void
a_set_that_has_no_place_is_an_error (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *file = put_file (folder, "file", "x");
  g_auto (Run) run = run_cli ("demo", file, NULL);
  assert_run (&run, 4, "file: the folder cannot be made");
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_scan_of_the_set_is_whole_as_soon_as_it_is_named),
    cmocka_unit_test (a_set_that_has_no_place_is_an_error),
  };
  return cmocka_run_group_tests_name ("cli-demo", tests, NULL, NULL);
}
