#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bsr-image-reader.h"
#include "bsr-image-writer.h"
#include "bsr-plane-hash.h"
#include "bsr-test-scan.h"

static int
set_up (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
tear_down (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

static void
info_says_what_a_scan_is (void **state)
{
  g_autofree char *scan = put_scan (*state, "one", TRUE, FALSE);
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, 20261124);
  g_auto (Run) run = run_cli ("info", scan, NULL);
  assert_run (&run, 0, NULL);
  g_autoptr (JsonNode) root = run_json (&run);
  JsonObject *info = json_node_get_object (root);
  assert_string_equal (json_object_get_string_member (info, "file"), "one.tiff");
  assert_string_equal (json_object_get_string_member (info, "format"), "tiff");
  assert_int_equal (json_object_get_int_member (info, "width"), 760);
  assert_int_equal (json_object_get_int_member (info, "height"), 200);
  assert_true (json_object_get_boolean_member (info, "described"));
  assert_int_equal (
      json_object_get_int_member (json_object_get_object_member (info, "sample"), "bits"), 16);
  JsonArray *planes = json_object_get_array_member (info, "planes");
  assert_int_equal (json_array_get_length (planes), 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *plane = json_array_get_object_element (planes, i);
      g_autofree char *hash = bsr_plane_sha256 (bsr_image_plane (image, (int) i));
      assert_string_equal (json_object_get_string_member (plane, "sha256"), hash);
      assert_string_equal (json_object_get_string_member (plane, "name"), i == 0 ? "high" : "low");
    }

  g_auto (Run) text = run_cli ("info", scan, "--format", "text", NULL);
  assert_run (&text, 0, NULL);
  assert_non_null (strstr (text.out, "760 by 200 pixels"));
  assert_non_null (strstr (text.out, "test portal"));
}

static void
info_without_a_description_says_what_is_assumed (void **state)
{
  g_autofree char *scan = put_scan (*state, "one", FALSE, FALSE);
  g_auto (Run) run = run_cli ("info", scan, NULL);
  assert_run (&run, 0, NULL);
  g_autoptr (JsonNode) root = run_json (&run);
  assert_false (json_object_get_boolean_member (json_node_get_object (root), "described"));
  g_auto (Run) text = run_cli ("info", scan, "--format=text", NULL);
  assert_non_null (strstr (text.out, "no one.scan.json beside it"));
}

static void
inputs_that_are_no_good_are_named (void **state)
{
  const char *folder = *state;
  g_autofree char *missing = put_file (folder, "missing.tiff", NULL);
  g_autofree char *empty = put_file (folder, "empty.tiff", "");
  g_autofree char *words = put_file (folder, "words.tiff", "these are words");
  g_autofree char *cut = put_file (folder, "cut.tiff", NULL);
  g_autofree char *strange = put_file (folder, "new\nline\x1b[2J.tiff", "x");
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *pixels = NULL;
  gsize length;
  assert_true (g_file_get_contents (scan, &pixels, &length, NULL));
  assert_true (g_file_set_contents (cut, pixels, (gssize) (length / 2), NULL));

  const char *const commands[] = { "info", "analyze", "validate" };
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const struct
      {
        const char *path;
        int status;
        const char *part;
      } rows[] = {
        { missing, 4, "missing.tiff: " }, { folder, 3, "folder" },   { empty, 3, "empty.tiff: " },
        { words, 3, "words.tiff: " },     { cut, 3, "cut.tiff: " },  { "/dev/null", 3, NULL },
        { strange, 3, "new\\nline\\u001b[2J.tiff" },
      };
      for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
        {
          g_auto (Run) run = run_cli (commands[i], rows[j].path, NULL);
          print_message ("%s: %s", commands[i], run.err);
          assert_run (&run, rows[j].status, rows[j].part);
        }
    }
}

static void
a_damaged_description_is_named_with_its_member (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", FALSE, FALSE);
  g_autofree char *sidecar = put_file (folder, "one.scan.json", "{\"format\": \"basira-scan/1\"}");
  const char *const commands[] = { "info", "analyze", "validate" };
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (Run) run = run_cli (commands[i], scan, NULL);
      assert_run (&run, 3, "one.tiff: one.scan.json: acquired: is missing");
    }
  g_free (put_file (folder, "one.scan.json",
                    "{\"format\": \"basira-scan/1\", \"acquired\": \"2026-11-05T08:15:00Z\","
                    " \"planes\": [{\"name\": \"single\"}], \"pixel_pitch_mm\": [5, 5]}"));
  g_auto (Run) run = run_cli ("info", scan, NULL);
  assert_run (&run, 3, "describes 1 but the image has 2");
}

static void
analyze_prints_the_contract_s_document (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", TRUE, TRUE);
  g_autofree char *flagged = g_build_filename (folder, "one.case.json", NULL);
  g_auto (Run) bare = run_cli ("analyze", scan, "--threads", "1", NULL);
  assert_run (&bare, 0, NULL);
  assert_null (strstr (bare.out, "\"manifest\"")); /* the case beside it is not asked for */
  g_auto (Run) run = run_cli ("analyze", scan, "--case", flagged, NULL);
  assert_run (&run, 0, NULL);
  g_autoptr (JsonNode) root = run_json (&run);
  JsonObject *top = json_node_get_object (root);
  assert_true (json_object_has_member (top, "manifest"));
  assert_true (json_array_get_length (json_object_get_array_member (top, "anomalies")) > 0);

  g_autofree char *bytes = NULL;
  gsize length;
  assert_true (g_file_get_contents (scan, &bytes, &length, NULL));
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
  JsonObject *of = json_object_get_object_member (top, "scan");
  assert_string_equal (json_object_get_string_member (of, "sha256"), hash);

  g_autofree char *saved = put_file (folder, "saved.json", run.out);
  g_auto (Run) valid = run_cli ("validate", saved, scan, flagged, NULL);
  assert_run (&valid, 0, NULL);
  assert_non_null (strstr (valid.out, "saved.json: valid: basira-analysis/1"));
  assert_non_null (strstr (valid.out, "valid: basira-case/1"));
  assert_non_null (strstr (valid.out, "valid: scan, 760 by 200 pixels"));

  g_auto (Run) text = run_cli ("analyze", scan, "--case", flagged, "--format", "text", NULL);
  assert_run (&text, 0, NULL);
  assert_non_null (strstr (text.out, "Manifest   "));
}

static void
a_case_that_is_no_good_is_named (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *bad = put_file (folder, "bad.case.json",
                                   "{\"format\": \"basira-case/1\", \"case\": \"1\", \"container\":"
                                   " \"CSQU3054383\", \"items\": [{\"hs\": \"1\"}]}");
  g_auto (Run) run = run_cli ("analyze", scan, "--case", bad, NULL);
  assert_run (&run, 3, "bad.case.json: items[0].hs: must be 2 to 10 digits, is \"1\"");
  g_auto (Run) missing = run_cli ("analyze", scan, "--case", "/nowhere/x.case.json", NULL);
  assert_run (&missing, 4, "/nowhere/x.case.json: cannot be read");
}

static void
validate_tells_documents_by_their_format (void **state)
{
  const char *folder = *state;
  const struct
  {
    const char *name, *text;
    int status;
    const char *part;
  } rows[] = {
    { "a.json", "{\"format\": \"basira-case/2\"}", 3, "format: must be \"basira-case/1\"" },
    { "b.json", "{\"format\": \"other/1\"}", 3, "format: must be basira-scan/1, basira-case/1" },
    { "c.json", "{}", 3, "format: is missing" },
    { "d.json", "[]", 3, "no JSON object" },
    { "e.json", "words", 3, "not JSON" },
    { "no-ending", "  {\"format\": \"basira-case/1\"}", 3, "case: is missing" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = put_file (folder, rows[i].name, rows[i].text);
      g_auto (Run) run = run_cli ("validate", path, NULL);
      assert_run (&run, rows[i].status, rows[i].part);
    }
  /* One bad file among good ones does not keep them from being checked. */
  g_autofree char *good = put_file (folder, "good.json", bsr_test_scan_case);
  g_autofree char *bad = put_file (folder, "bad.json", "{}");
  g_auto (Run) run = run_cli ("validate", bad, good, NULL);
  assert_int_equal (run.status, 3);
  assert_non_null (strstr (run.out, "good.json: valid: basira-case/1"));
}

static void
render_draws_what_is_asked_for (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *out = g_build_filename (folder, "out.png", NULL);
  const struct
  {
    const char *options[5];
    int width, height;
  } rows[] = {
    { { NULL }, 760, 200 },
    { { "--size=380x100" }, 380, 100 },
    { { "--region=10,20,64,32" }, 64, 32 },
    { { "--region=10,20,64,32", "--size=128x64", "--palette=cubehelix" }, 128, 64 },
    { { "--window=0,0.5" }, 760, 200 },
    { { "--view=steel", "--window=0,80", "--gamma=1.8" }, 760, 200 },
    { { "--log", "--invert", "--enhance=denoise", "--enhance=local-equalise=2" }, 760, 200 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *arguments[9] = { "render", scan, "--out", out };
      for (int j = 0; rows[i].options[j] != NULL; j++)
        arguments[4 + j] = rows[i].options[j];
      g_auto (Run) run = run_cli_argv (arguments);
      assert_run (&run, 0, NULL);
      assert_string_equal (run.out, "");
      /* Width and height stand in the PNG's first chunk (W3C PNG, 11.2.2), big-endian. */
      g_autofree char *bytes = NULL;
      gsize length;
      assert_true (g_file_get_contents (out, &bytes, &length, NULL));
      assert_memory_equal (bytes, "\x89PNG\r\n\x1a\n", 8);
      guint32 size[2];
      memcpy (size, bytes + 16, sizeof size);
      assert_int_equal (GUINT32_FROM_BE (size[0]), rows[i].width);
      assert_int_equal (GUINT32_FROM_BE (size[1]), rows[i].height);
    }
}

/* The same look of the same scan is the same picture, and each part of it is in the picture. */
static void
render_applies_the_look (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *out = g_build_filename (folder, "out.png", NULL);
  const char *options[] = { "--window=0,1", "--gamma=2", "--log", "--invert", "--enhance=sharpen",
                            "--enhance=sharpen=300", "--enhance=equalise", "--enhance=dark" };
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
      {
        g_auto (Run) run = run_cli ("render", scan, "--out", out, "--window=0,1", options[i], NULL);
        assert_run (&run, 0, NULL);
        g_autofree char *bytes = NULL;
        gsize length;
        assert_true (g_file_get_contents (out, &bytes, &length, NULL));
        g_hash_table_add (pictures, g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *) bytes, length));
      }
  assert_int_equal (g_hash_table_size (pictures), G_N_ELEMENTS (options));
}

static void
render_refuses_a_look_that_cannot_be (void **state)
{
  const char *folder = *state;
  /* Without a description no energy is stated. */
  g_autofree char *scan = put_scan (folder, "one", FALSE, FALSE);
  g_autofree char *out = g_build_filename (folder, "out.png", NULL);
  const struct
  {
    const char *option, *sentence;
    int status;
  } rows[] = {
    { "--view=xray", "--view must be high, low, steel or material, is \"xray\"", 2 },
    { "--gamma=0", "--gamma must be a number from 0.2 to 5, is \"0\"", 2 },
    { "--enhance=magic", "--enhance must be one of denoise, sharpen,", 2 },
    { "--enhance=denoise=99", "the amount of --enhance denoise must be from 1 to 8, is \"99\"", 2 },
    { "--shades-of=1,2,3", "--shades-of must be X,Y,W,H in pixels", 2 },
    { "--window=0,2", "--window must be LOW,HIGH, transmissions", 2 },
    { "--view=material", "has no material view", 3 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) run = run_cli ("render", scan, "--out", out, rows[i].option, NULL);
      assert_run (&run, rows[i].status, rows[i].sentence);
    }
}

static void
render_leaves_nothing_when_it_fails (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *out = g_build_filename (folder, "out.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "where", "out.png", NULL);
  int before = count_files (folder);
  g_auto (Run) outside = run_cli ("render", scan, "--out", out, "--region=700,0,100,100", NULL);
  assert_run (&outside, 2, "does not lie in the scan of 760 by 200");
  g_auto (Run) missing = run_cli ("render", scan, "--out", nowhere, NULL);
  assert_run (&missing, 4, "out.png: ");
  g_auto (Run) onto_folder = run_cli ("render", scan, "--out", folder, NULL);
  assert_run (&onto_folder, 4, NULL);
  assert_int_equal (count_files (folder), before);
}

/* basira-cli with its standard output on @target, by way of the shell. */
static int
status_with_output (const char *scan, const char *target, char **said)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf ("exec \"$BASIRA_CLI\" info '%s' %s", scan, target);
  g_autoptr (GSubprocess) shell = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "/bin/sh",
                                                    "-c", line, NULL);
  bsr_test_assert_no_error (error);
  assert_true (g_subprocess_communicate_utf8 (shell, NULL, NULL, NULL, said, &error));
  return g_subprocess_get_if_exited (shell) ? g_subprocess_get_exit_status (shell) : -1;
}

/* (transfer full): what "info" says of planes and scanner, without what is the file's own. */
static char *
what_is_known (const char *path)
{
  g_auto (Run) run = run_cli ("info", path, NULL);
  assert_run (&run, 0, NULL);
  const char *from = strstr (run.out, "\"width\"");
  const char *to = strstr (run.out, "\"steel_calibration_steps\"");
  assert_true (from != NULL && to != NULL);
  return g_strndup (from, (gsize) (to - from));
}

/* Pixels and description, by others' formats and back. */
static void
convert_loses_nothing (void **state)
{
  const char *folder = *state;
  static const char *const names[] = { "out.tiff", "out.dcs", "again.tif" };
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *known = what_is_known (scan);
  g_autofree char *from = g_strdup (scan);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *out = g_build_filename (folder, names[i], NULL);
      g_auto (Run) run = run_cli ("convert", from, "--out", out, NULL);
      assert_run (&run, 0, NULL);
      g_autofree char *now = what_is_known (out);
      assert_string_equal (now, known);
      g_free (from);
      from = g_steal_pointer (&out);
    }
}

static void
convert_writes_findings_as_a_report (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", TRUE, FALSE);
  g_autofree char *report = g_build_filename (folder, "one.tdr.dcs", NULL);
  g_auto (Run) run = run_cli ("convert", scan, "--findings", report, NULL);
  assert_run (&run, 0, NULL);
  g_auto (Run) info = run_cli ("info", report, NULL);
  assert_run (&info, 3, "it is a threat detection report");
}

static void
convert_leaves_nothing_when_it_fails (void **state)
{
  const char *folder = *state;
  g_autofree char *scan = put_scan (folder, "one", FALSE, FALSE);
  g_autofree char *nowhere = g_build_filename (folder, "no", "where.dcs", NULL);
  int before = count_files (folder);
  g_auto (Run) run = run_cli ("convert", scan, "--out", nowhere, NULL);
  assert_run (&run, 4, "where.dcs: the file cannot be created");
  assert_int_equal (count_files (folder), before);
  g_autofree char *out = g_build_filename (folder, "two.dcs", NULL);
  g_free (put_file (folder, "two.scan.json", "another's"));
  g_auto (Run) described = run_cli ("convert", scan, "--out", out, NULL);
  assert_run (&described, 2, "two.scan.json lies there already");
  assert_int_equal (count_files (folder), before + 1);
}

static void
a_result_that_cannot_be_written_is_an_error (void **state)
{
  g_autofree char *scan = put_scan (*state, "one", TRUE, FALSE);
  const char *const targets[] = { ">/dev/full", ">&-" };
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *said = NULL;
      assert_int_equal (status_with_output (scan, targets[i], &said), 4);
      print_message ("%s", said);
      assert_non_null (strstr (said, "standard output: "));
    }

  /* A pipe whose reader has gone. */
  int ends[2];
  assert_int_equal (pipe (ends), 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdout_fd (launcher, ends[1]);
  close (ends[0]);
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawn (launcher, &error, g_getenv ("BASIRA_CLI"), "info", scan, NULL);
  bsr_test_assert_no_error (error);
  g_clear_object (&launcher);
  assert_true (g_subprocess_wait (process, NULL, &error));
  assert_true (g_subprocess_get_if_exited (process));
  assert_int_equal (g_subprocess_get_exit_status (process), 4);
}

#define FOLDER_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    FOLDER_TEST (info_says_what_a_scan_is),
    FOLDER_TEST (info_without_a_description_says_what_is_assumed),
    FOLDER_TEST (inputs_that_are_no_good_are_named),
    FOLDER_TEST (a_damaged_description_is_named_with_its_member),
    FOLDER_TEST (analyze_prints_the_contract_s_document),
    FOLDER_TEST (a_case_that_is_no_good_is_named),
    FOLDER_TEST (validate_tells_documents_by_their_format),
    FOLDER_TEST (render_draws_what_is_asked_for),
    FOLDER_TEST (render_applies_the_look),
    FOLDER_TEST (render_refuses_a_look_that_cannot_be),
    FOLDER_TEST (render_leaves_nothing_when_it_fails),
    FOLDER_TEST (convert_loses_nothing),
    FOLDER_TEST (convert_writes_findings_as_a_report),
    FOLDER_TEST (convert_leaves_nothing_when_it_fails),
    FOLDER_TEST (a_result_that_cannot_be_written_is_an_error),
  };
  return cmocka_run_group_tests_name ("cli-scan", tests, NULL, NULL);
}
