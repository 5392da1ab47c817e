#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bsr-set-fixture.h"
#include "bsr-test-scan.h"

#define HEADING "6302" /* of bsr_test_scan_case */

typedef struct
{
  char *folder, *references;
  char *scan, *flagged; /* one declared scan */
  char *analysis;       /* what is said of it without references */
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->references = g_build_filename (desk->folder, "earlier", NULL);
  assert_int_equal (g_mkdir (desk->references, 0700), 0);
  desk->scan = put_scan (desk->folder, "scan", TRUE, TRUE);
  desk->flagged = g_build_filename (desk->folder, "scan.case.json", NULL);
  g_auto (Run) run = run_cli ("analyze", desk->scan, "--case", desk->flagged, NULL);
  assert_int_equal (run.status, 0);
  assert_null (strstr (run.out, "reference_loads"));
  assert_null (strstr (run.err, "earlier loads"));
  desk->analysis = g_steal_pointer (&run.out);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->references);
  g_free (desk->scan);
  g_free (desk->flagged);
  g_free (desk->analysis);
  g_free (desk);
  return 0;
}

/* Puts load @index among the references: as the scan's own, of another scan. */
static void
put_reference (const Desk *desk, int index)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  assert_true (json_parser_load_from_data (parser, desk->analysis, -1, NULL));
  JsonObject *top = json_node_get_object (json_parser_get_root (parser));
  g_autofree char *sha256 = g_strdup_printf ("%064d", index);
  json_object_set_string_member (json_object_get_object_member (top, "scan"), "sha256", sha256);
  g_autofree char *text = json_to_string (json_parser_get_root (parser), TRUE);
  g_autofree char *name = g_strdup_printf ("load-%d.analysis.json", index);
  g_autofree char *flagged = g_strdup_printf ("load-%d.case.json", index);
  g_free (put_file (desk->references, name, text));
  g_free (put_file (desk->references, flagged, bsr_test_scan_case));
}

static void
a_load_is_held_against_earlier_ones (void **state)
{
  Desk *desk = *state;
  for (int i = 0; i < 3; i++)
    put_reference (desk, i);
  g_auto (Run) run = run_cli ("analyze", desk->scan, "--case", desk->flagged, "--references",
                              desk->references, NULL);
  assert_int_equal (run.status, 0);
  assert_non_null (strstr (run.err, "scan.tiff: held against 3 earlier loads of heading " HEADING));
  assert_non_null (strstr (run.out, "\"reference_loads\": 3"));
}

/* The scan's own analysis lies among them and does not count. */
static void
too_few_are_said_and_nothing_else_changes (void **state)
{
  Desk *desk = *state;
  put_reference (desk, 1);
  put_reference (desk, 2);
  g_free (put_file (desk->references, "own.analysis.json", desk->analysis));
  g_free (put_file (desk->references, "own.case.json", bsr_test_scan_case));
  g_auto (Run) run = run_cli ("analyze", desk->scan, "--case", desk->flagged, "--references",
                              desk->references, NULL);
  assert_run (&run, 0,
              "warning: not held against earlier loads: there are 2 of heading " HEADING
              ", 3 are needed");
  assert_null (strstr (run.out, "reference_loads"));
}

static void
a_batch_takes_the_case_beside_each_scan (void **state)
{
  Desk *desk = *state;
  for (int i = 0; i < 4; i++)
    put_reference (desk, i);
  g_free (put_scan (desk->folder, "undeclared", TRUE, FALSE));
  g_autofree char *out = g_build_filename (desk->folder, "out", NULL);
  g_auto (Run) run = run_cli ("analyze", "--batch", desk->folder, "--out", out, "--references",
                              desk->references, NULL);
  assert_int_equal (run.status, 0);
  assert_non_null (strstr (run.err, "scan.tiff: held against 4 earlier loads of heading " HEADING));
  assert_non_null (strstr (run.err, "undeclared.tiff: warning: not held against earlier loads: it "
                                    "has no declaration"));
  g_autofree char *path = g_build_filename (out, "scan.analysis.json", NULL);
  g_autofree char *text = NULL;
  assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_non_null (strstr (text, "\"reference_loads\": 4"));
}

static int
referenced_scans (const char *figures)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  assert_true (json_parser_load_from_data (parser, figures, -1, NULL));
  JsonObject *top = json_node_get_object (json_parser_get_root (parser));
  return (int) json_object_get_int_member (top, "referenced_scans");
}

static void
figures_take_references_too (void **state)
{
  Desk *desk = *state;
  for (int i = 0; i < 3; i++)
    put_reference (desk, i);
  put_truth (desk->folder, "scan", "\"objects\": []");
  g_auto (Run) with = run_cli ("evaluate", desk->folder, "--references", desk->references, NULL);
  assert_int_equal (with.status, 0);
  assert_int_equal (referenced_scans (with.out), 1);
  g_autofree char *nowhere = g_build_filename (desk->folder, "nowhere", NULL);
  g_auto (Run) missing = run_cli ("evaluate", desk->folder, "--references", nowhere, NULL);
  assert_run (&missing, 4, "nowhere: the folder cannot be read");
}

static void
goods_of_several_headings_have_no_reference (void **state)
{
  Desk *desk = *state;
  for (int i = 0; i < 3; i++)
    put_reference (desk, i);
  g_autofree char *mixed = put_file (
      desk->folder, "mixed.json",
      "{\"format\": \"basira-case/1\", \"case\": \"TEST-1\", \"container\": \"CSQU3054383\","
      " \"items\": [{\"hs\": \"6302\"}, {\"hs\": \"9403\"}]}");
  g_auto (Run) run = run_cli ("analyze", desk->scan, "--case", mixed, "--references",
                              desk->references, NULL);
  assert_run (&run, 0, "the goods declared are of no single heading");
}

static void
damaged_references_are_named (void **state)
{
  Desk *desk = *state;
  put_reference (desk, 0);
  g_autoptr (GString) text = g_string_new (desk->analysis);
  assert_int_equal (g_string_replace (text, "\"profile\": [", "\"profile\": [7, ", 1), 1);
  g_free (put_file (desk->references, "load-0.analysis.json", text->str));
  g_auto (Run) run = run_cli ("analyze", desk->scan, "--case", desk->flagged, "--references",
                              desk->references, NULL);
  assert_run (&run, 3, "earlier: load-0.analysis.json: load.profile: ");
  g_autofree char *nowhere = g_build_filename (desk->folder, "nowhere", NULL);
  g_auto (Run) missing = run_cli ("analyze", desk->scan, "--case", desk->flagged, "--references",
                                  nowhere, NULL);
  assert_run (&missing, 4, "nowhere: the folder cannot be read");
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DESK_TEST (a_load_is_held_against_earlier_ones),
    DESK_TEST (too_few_are_said_and_nothing_else_changes),
    DESK_TEST (a_batch_takes_the_case_beside_each_scan),
    DESK_TEST (figures_take_references_too),
    DESK_TEST (goods_of_several_headings_have_no_reference),
    DESK_TEST (damaged_references_are_named),
  };
  return cmocka_run_group_tests_name ("cli-references", tests, NULL, NULL);
}
