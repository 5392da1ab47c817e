#include "bsr-test-cli.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bsr-set-fixture.h"

/* A scan with its block told, and one that is told to be clean and was analysed earlier. */
static void
put_labelled (const char *folder)
{
  g_free (put_scan (folder, "hidden", TRUE, TRUE));
  put_truth (folder, "hidden",
             "\"set\": \"made-up\", \"seed\": 1, \"scanner\": \"test portal\","
             " \"honest\": false, \"lie\": \"concealment\","
             " \"objects\": [{\"kind\": \"dense-shield\", \"zone\": \"load\","
             " \"box\": [300, 100, 12, 12], \"cnr\": 30}]");
  put_analysis (folder, "clean", "", -1.0);
  put_truth (folder, "clean", "\"objects\": []");
}

static JsonObject *
parse (const char *text, JsonParser *parser)
{
  assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  return json_node_get_object (json_parser_get_root (parser));
}

static void
figures_of_a_folder (void **state)
{
  char *folder = bsr_test_folder_new ();
  put_labelled (folder);
  g_autofree char *csv = g_build_filename (folder, "findings.csv", NULL);
  g_auto (Run) run = run_cli ("evaluate", folder, "--threads", "2", "--findings", csv, NULL);
  assert_run (&run, 0, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *document = parse (run.out, parser);
  assert_int_equal (json_object_get_int_member (document, "scans"), 2);
  assert_int_equal (json_object_get_int_member (document, "simulated_scans"), 1);
  JsonArray *levels = json_object_get_array_member (document, "levels");
  JsonObject *shipped = json_array_get_object_element (levels, 4);
  assert_true (json_object_get_boolean_member (shipped, "shipped"));
  JsonObject *detected = json_object_get_object_member (shipped, "detected");
  bsr_test_assert_close (json_object_get_double_member (detected, "value"), 1.0, 0.0);
  g_autofree char *rows = NULL;
  assert_true (g_file_get_contents (csv, &rows, NULL, NULL));
  assert_non_null (strstr (rows, "\r\nhidden,"));
  assert_non_null (strstr (rows, ",0,dense-shield,load,30,"));

  bsr_test_folder_remove (folder);
}

static void
the_sheet_says_what_is_simulated (void **state)
{
  char *folder = bsr_test_folder_new ();
  put_set (folder);
  g_auto (Run) run = run_cli ("evaluate", folder, "--format", "text", NULL);
  assert_run (&run, 0, NULL);
  const char *const parts[] = { "SIMULATED: 6 of 6 scans", "Scanners: A (3) B (3)", "at least 0.2",
                                "at most 6 times", "dense-shield (1)", "expected calibration" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (run.out, parts[i]) == NULL)
      fail_msg ("'%s' is not in %s", parts[i], run.out);
  bsr_test_folder_remove (folder);
}

static void
the_sheet_tells_of_declarations (void **state)
{
  char *folder = bsr_test_folder_new ();
  put_declarations (folder);
  g_auto (Run) run = run_cli ("evaluate", folder, "--format", "text", NULL);
  assert_run (&run, 0, NULL);
  const char *const parts[] = { "\n  litre (2)  ", "\n    honest alarmed (5)  ", "\n  chapter (1)  ",
                                "\nmass\n  declared-loaded (1)  ", "each score that are false\n",
                                "\nEmpty containers with nothing in them\n  all (2)  ",
                                "\nWhere the beam got through\n  all (4)  ", " 10.0 % (5.0-25.0)  ",
                                "\nHeading of the only goods, among 2 in the set\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (run.out, parts[i]) == NULL)
      fail_msg ("'%s' is not in %s", parts[i], run.out);
  bsr_test_folder_remove (folder);
}

static void
bad_sets_are_refused (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_auto (Run) empty = run_cli ("evaluate", folder, NULL);
  assert_run (&empty, 3, "there is no truth/ in it to hold its scans against");
  put_analysis (folder, "hidden", "", -1.0);
  put_truth (folder, "hidden",
             "\"objects\": [{\"kind\": \"k\", \"box\": [1, 1, 2, 2], \"mask\": \"gone.png\"}]");
  g_auto (Run) mask = run_cli ("evaluate", folder, NULL);
  assert_run (&mask, 3, "truth/hidden.json: objects[0].mask: gone.png");
  put_truth (folder, "hidden", "\"objects\": [{}]");
  g_auto (Run) box = run_cli ("evaluate", folder, NULL);
  assert_run (&box, 3, "truth/hidden.json: objects[0].kind: is missing");
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (figures_of_a_folder),
    cmocka_unit_test (the_sheet_says_what_is_simulated),
    cmocka_unit_test (the_sheet_tells_of_declarations),
    cmocka_unit_test (bad_sets_are_refused),
  };
  return cmocka_run_group_tests_name ("cli-evaluate", tests, NULL, NULL);
}
