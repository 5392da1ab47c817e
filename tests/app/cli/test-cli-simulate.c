#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-image-reader.h"

#define SEED "3"

static char *
simulate_quick (const char *folder, const char *name, const char *n, const char *threads)
{
  char *set = g_build_filename (folder, name, NULL);
  g_auto (Run) run = run_cli ("simulate", "--out", set, "--set", "quick", "--n", n, "--seed", SEED,
                              "--threads", threads, NULL);
  assert_run (&run, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (run.out, "\n", -1);
  assert_int_equal (g_strv_length (lines) - 1, atoi (n));
  for (int i = 0; i < atoi (n); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/quick-%06d.tiff", set, i);
      assert_string_equal (lines[i], path); /* in the set's order */
    }
  return set;
}

static JsonNode *
read_json (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  json_parser_load_from_file (parser, path, &error);
  bsr_test_assert_no_error (error);
  return json_parser_steal_root (parser);
}

/* The mask's file is there, of the box's size, and holds the object. */
static void
check_mask (const char *set, JsonObject *object)
{
  JsonArray *box = json_object_get_array_member (object, "mask_box");
  assert_int_equal (json_array_get_length (box), 4);
  g_autofree char *path = g_build_filename (set, "truth",
                                            json_object_get_string_member (object, "mask"), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) mask = bsr_image_read (path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  int width = (int) json_array_get_int_element (box, 2),
      height = (int) json_array_get_int_element (box, 3), n = 0;
  assert_int_equal (bsr_image_width (mask), width);
  assert_int_equal (bsr_image_height (mask), height);
  assert_int_equal (bsr_image_bits (mask), 8);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int value = bsr_plane_row_u16 (bsr_image_plane (mask, 0), y)[x];
        assert_true (value == 0 || value == 255);
        n += value != 0;
      }
  assert_true (n > 0);
}

static int
check_truth (const char *set, int index)
{
  g_autofree char *path = g_strdup_printf ("%s/truth/quick-%06d.json", set, index);
  g_autoptr (JsonNode) root = read_json (path);
  JsonObject *truth = json_node_get_object (root);
  static const char *const members[]
      = { "objects", "honest",         "lie",         "mass_kg", "empty", "scanner",
          "set",     "container_type", "commodities", "split",   "seed",  "declaration" };
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    assert_true (json_object_has_member (truth, members[i]));
  assert_string_equal (json_object_get_string_member (truth, "format"), "basira-truth/1");
  assert_string_equal (json_object_get_string_member (truth, "split"), "training");
  assert_int_equal (json_object_get_int_member (truth, "seed"), atoi (SEED));
  assert_true (json_object_get_boolean_member (truth, "honest")
               == json_object_get_null_member (truth, "lie"));
  JsonArray *objects = json_object_get_array_member (truth, "objects");
  for (guint i = 0; i < json_array_get_length (objects); i++)
    check_mask (set, json_array_get_object_element (objects, i));
  return (int) json_array_get_length (objects);
}

static void
files_of_a_set_are_valid (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *set = simulate_quick (folder, "deep/set", "8", "2");
  int objects = 0;
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *stem = g_strdup_printf ("%s/quick-%06d", set, i);
      g_autofree char *scan = g_strconcat (stem, ".tiff", NULL);
      g_autofree char *sidecar = g_strconcat (stem, ".scan.json", NULL);
      g_autofree char *flagged = g_strconcat (stem, ".case.json", NULL);
      g_auto (Run) valid = run_cli ("validate", scan, sidecar, flagged, NULL);
      assert_run (&valid, 0, NULL);
      objects += check_truth (set, i);
    }
  assert_true (objects > 0);
  assert_int_equal (count_files (set), 8 * 3 + 1);
  bsr_test_folder_remove (folder);
}

static void
assert_same_file (const char *one, const char *other, const char *name)
{
  g_autofree char *a = g_build_filename (one, name, NULL), *b = g_build_filename (other, name, NULL);
  g_autofree char *first = NULL, *second = NULL;
  gsize n, m;
  assert_true (g_file_get_contents (a, &first, &n, NULL));
  assert_true (g_file_get_contents (b, &second, &m, NULL));
  assert_int_equal (n, m);
  assert_memory_equal (first, second, n);
}

static void
a_scan_depends_on_neither_number_nor_threads (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *three = simulate_quick (folder, "three", "3", "1");
  g_autofree char *five = simulate_quick (folder, "five", "5", "3");
  for (int i = 0; i < 3; i++)
    {
      static const char *const endings[] = { ".tiff", ".scan.json", ".case.json" };
      for (gsize k = 0; k < G_N_ELEMENTS (endings); k++)
        {
          g_autofree char *name = g_strdup_printf ("quick-%06d%s", i, endings[k]);
          assert_same_file (three, five, name);
        }
      g_autofree char *truth = g_strdup_printf ("truth/quick-%06d.json", i);
      assert_same_file (three, five, truth);
    }
  bsr_test_folder_remove (folder);
}

/* One scan of @set with its truth; (transfer full). */
static JsonNode *
simulate_one_of (const char *folder, const char *set)
{
  g_auto (Run) run = run_cli ("simulate", "--out", folder, "--set", set, "--n", "1", "--seed", SEED,
                              NULL);
  assert_run (&run, 0, NULL);
  g_autofree char *stem = g_strdup_printf ("%s/%s-000000", folder, set);
  g_autofree char *scan = g_strconcat (stem, ".tiff", NULL);
  g_autofree char *sidecar = g_strconcat (stem, ".scan.json", NULL);
  g_autofree char *flagged = g_strconcat (stem, ".case.json", NULL);
  g_auto (Run) valid = run_cli ("validate", scan, sidecar, flagged, NULL);
  assert_run (&valid, 0, NULL);
  g_autofree char *truth = g_strdup_printf ("%s/truth/%s-000000.json", folder, set);
  return read_json (truth);
}

static void
an_empty_container_is_valid (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (JsonNode) root = simulate_one_of (folder, "litre");
  JsonObject *truth = json_node_get_object (root);
  JsonObject *declaration = json_object_get_object_member (truth, "declaration");
  assert_string_equal (json_object_get_string_member (truth, "set"), "litre");
  assert_true (json_object_get_boolean_member (truth, "empty"));
  assert_int_equal (json_object_get_int_member (declaration, "items"), 0);
  assert_true (json_object_get_null_member (declaration, "vague"));
  gboolean honest = json_object_get_boolean_member (truth, "honest");
  assert_true (honest == json_object_get_null_member (truth, "lie"));
  assert_int_equal (json_array_get_length (json_object_get_array_member (truth, "objects")),
                    honest ? 0 : 1);
  bsr_test_folder_remove (folder);
}

static void
wrong_wishes_are_refused (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_auto (Run) unknown = run_cli ("simulate", "--out", folder, "--set", "nothing", NULL);
  assert_run (&unknown, 2, "nothing");
  g_auto (Run) missing = run_cli ("simulate", "--out", folder, NULL);
  assert_run (&missing, 2, "--set");
  g_auto (Run) nowhere = run_cli ("simulate", "--set", "quick", NULL);
  assert_run (&nowhere, 2, "--out");
  g_auto (Run) none = run_cli ("simulate", "--out", folder, "--set", "quick", "--n", "0", NULL);
  assert_run (&none, 2, "--n");
  g_auto (Run) seed = run_cli ("simulate", "--out", folder, "--set", "quick", "--seed", "x", NULL);
  assert_run (&seed, 2, "--seed");
  assert_int_equal (count_files (folder), 0);

  g_autofree char *file = put_file (folder, "file", "x");
  g_auto (Run) blocked = run_cli ("simulate", "--out", file, "--set", "quick", NULL);
  assert_run (&blocked, 4, "file: the folder cannot be made");
  bsr_test_folder_remove (folder);
}

/* truth/ takes the masks first; a folder in the place of a scan's case stops the scan. */
static void
a_scan_that_cannot_be_written_leaves_nothing (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *block = g_build_filename (folder, "quick-000000.case.json", "x", NULL);
  assert_int_equal (g_mkdir_with_parents (block, 0700), 0);
  g_auto (Run) run = run_cli ("simulate", "--out", folder, "--set", "quick", "--n", "1", NULL);
  assert_run (&run, 4, "quick-000000.case.json");
  g_autofree char *truth = g_build_filename (folder, "truth", NULL);
  assert_int_equal (count_files (truth), 0);
  assert_int_equal (count_files (folder), 2); /* truth/ and the block */
  bsr_test_folder_remove (folder);
}

static void
help_lists_the_sets (void **state)
{
  g_auto (Run) run = run_cli ("simulate", "--help", NULL);
  static const char *const sets[] = { "training", "validation", "test", "test-single",
                                      "clean",    "dense",      "quick", "pair", "rich",
                                      "manifest", "manifest-training", "manifest-validation",
                                      "library",  "litre",      "projected" };
  assert_int_equal (run.status, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s ", sets[i]);
      assert_non_null (strstr (run.out, line));
    }
}

/* The scan itself and two with a threat each; a second run gives the same bytes. */
static void
threats_are_projected_into_real_scans (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *scans = g_build_filename (folder, "scans", NULL);
  assert_int_equal (g_mkdir (scans, 0700), 0);
  g_free (put_scan (scans, "real", TRUE, FALSE));
  static const char *const outs[] = { "one", "two" };
  for (gsize i = 0; i < G_N_ELEMENTS (outs); i++)
    {
      g_autofree char *out = g_build_filename (folder, outs[i], NULL);
      g_auto (Run) run = run_cli ("simulate", "--out", out, "--set", "projected", "--scans", scans,
                                  "--n", "2", "--seed", SEED, "--threads", i == 0 ? "1" : "3", NULL);
      assert_run (&run, 0, NULL);
    }
  static const char *const names[] = { "real-clean", "real-000", "real-001" };
  g_autofree char *one = g_build_filename (folder, "one", NULL);
  g_autofree char *two = g_build_filename (folder, "two", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *pixels = g_strconcat (names[i], ".tiff", NULL);
      g_autofree char *truth = g_strdup_printf ("truth/%s.json", names[i]);
      assert_same_file (one, two, pixels);
      assert_same_file (one, two, truth);
      g_autofree char *path = g_build_filename (one, truth, NULL);
      g_autoptr (JsonNode) root = read_json (path);
      JsonObject *object = json_node_get_object (root);
      assert_string_equal (json_object_get_string_member (object, "set"), "projected");
      assert_int_equal (json_array_get_length (json_object_get_array_member (object, "objects")),
                        i > 0);
    }
  assert_int_equal (count_files (one), 3 * 2 + 1);
  bsr_test_folder_remove (folder);
}

static void
real_scans_that_are_not_there_are_named (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", NULL);
  g_autofree char *file = put_file (folder, "file", "x");
  assert_int_equal (g_mkdir (empty, 0700), 0);
  g_auto (Run) none = run_cli ("simulate", "--out", out, "--set", "projected", "--scans", empty, NULL);
  assert_run (&none, 3, "empty: there is no NAME.tiff in it");
  g_auto (Run) gone = run_cli ("simulate", "--out", out, "--set", "projected", "--scans", nowhere, NULL);
  assert_run (&gone, 4, "nowhere: the folder cannot be read");
  g_auto (Run) blocked = run_cli ("simulate", "--out", file, "--set", "projected", "--scans", empty, NULL);
  assert_run (&blocked, 4, "file: the folder cannot be made");
  bsr_test_folder_remove (folder);
}

static void
an_interrupted_set_holds_whole_scans_alone (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
      g_getenv ("BASIRA_CLI"), "simulate", "--out", folder, "--set", "quick", "--n", "1000", NULL);
  bsr_test_assert_no_error (error);
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *first = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
  assert_non_null (first);
  g_subprocess_send_signal (process, SIGINT);
  assert_true (g_subprocess_wait (process, NULL, &error));
  assert_true (g_subprocess_get_if_signaled (process));
  assert_true (count_files (folder) < 300);
  assert_int_equal (count_files (folder) % 3, 1); /* truth/ too */
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (files_of_a_set_are_valid),
    cmocka_unit_test (a_scan_depends_on_neither_number_nor_threads),
    cmocka_unit_test (an_empty_container_is_valid),
    cmocka_unit_test (wrong_wishes_are_refused),
    cmocka_unit_test (a_scan_that_cannot_be_written_leaves_nothing),
    cmocka_unit_test (help_lists_the_sets),
    cmocka_unit_test (threats_are_projected_into_real_scans),
    cmocka_unit_test (real_scans_that_are_not_there_are_named),
    cmocka_unit_test (an_interrupted_set_holds_whole_scans_alone),
  };
  return cmocka_run_group_tests_name ("cli-simulate", tests, NULL, NULL);
}
