#include "bsr-test-cli.h"

#include <stdarg.h>
#include <string.h>

#include "bsr-image-writer.h"
#include "bsr-test-scan.h"

static char *
text_of (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return data != NULL ? g_strndup (data, size) : g_strdup ("");
}

Run
run_cli_argv (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  const char *program = g_getenv ("BASIRA_CLI");
  assert_non_null (program);
  g_ptr_array_add (argv, (char *) program);
  for (int i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);

  g_autoptr (GSubprocess) process = g_subprocess_newv (
      (const char *const *) argv->pdata,
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GBytes) out = NULL, err = NULL;
  assert_true (g_subprocess_communicate (process, NULL, NULL, &out, &err, &error));
  Run run = { .status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1 };
  run.out = text_of (out);
  run.err = text_of (err);
  return run;
}

Run
run_cli (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list list;
  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  return run_cli_argv ((const char *const *) arguments->pdata);
}

void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}

void
assert_run (const Run *run, int status, const char *part)
{
  int n_errors = 0;
  g_auto (GStrv) lines = g_strsplit (run->err, "\n", -1);
  for (int i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      if (!g_str_has_prefix (lines[i], "basira-cli: "))
        fail_msg ("a line that is none of ours: %s", lines[i]);
      n_errors += strstr (lines[i], ": warning: ") == NULL;
    }
  if (run->status != status)
    fail_msg ("status %d where %d was expected: %s", run->status, status, run->err);
  if (status != 0 && (n_errors != 1 || run->out[0] != '\0'))
    fail_msg ("%d error lines, and on standard output: '%s'; %s", n_errors, run->out, run->err);
  if (status == 0 && n_errors != 0)
    fail_msg ("errors where all went well: %s", run->err);
  if (part != NULL && strstr (run->err, part) == NULL)
    fail_msg ("'%s' is not in '%s'", part, run->err);
}

char *
put_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  if (text != NULL)
    assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

char *
put_scan (const char *folder, const char *name, gboolean described, gboolean declared)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, 20261124);
  g_autofree char *pixels = g_strconcat (name, ".tiff", NULL);
  g_autofree char *sidecar = g_strconcat (name, ".scan.json", NULL);
  g_autofree char *flagged = g_strconcat (name, ".case.json", NULL);
  char *path = g_build_filename (folder, pixels, NULL);
  assert_true (bsr_image_write_tiff (image, path, &error));
  g_free (put_file (folder, sidecar, described ? bsr_test_scan_description : NULL));
  g_free (put_file (folder, flagged, declared ? bsr_test_scan_case : NULL));
  return path;
}

int
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  assert_non_null (dir);
  int n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

JsonNode *
run_json (const Run *run)
{
  g_autoptr (GError) error = NULL;
  assert_run (run, 0, NULL);
  JsonNode *root = json_from_string (run->out, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (root);
  return root;
}

int
cli_desk_set_up (void **state)
{
  CliDesk *desk = g_new0 (CliDesk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = g_strdup_printf ("--store=sqlite:%s/store/basira.db", desk->folder);
  *state = desk;
  return 0;
}

int
cli_desk_tear_down (void **state)
{
  CliDesk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->store);
  g_free (desk);
  return 0;
}
