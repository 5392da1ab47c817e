#include "bsr-test-cli.h"

#include <string.h>

#include "bsr-store.h"

static void
what_is_imported_is_listed_and_shown (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *scan = put_scan (desk->folder, "one", TRUE, TRUE);
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_auto (Run) import = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&import, 0, NULL);
  assert_string_equal (import.out, "Imported: 1 cases, 1 scans\n");
  g_auto (Run) again = run_cli ("import", desk->store, flagged, scan, NULL);
  assert_string_equal (again.out, "Imported: 0 cases, 0 scans\n");

  g_auto (Run) cases = run_cli ("cases", desk->store, NULL);
  g_autoptr (JsonNode) list = run_json (&cases);
  JsonArray *array = json_object_get_array_member (json_node_get_object (list), "cases");
  assert_int_equal (json_array_get_length (array), 1);
  JsonObject *summary = json_array_get_object_element (array, 0);
  assert_string_equal (json_object_get_string_member (summary, "case"), "TEST-1");
  assert_string_equal (json_object_get_string_member (summary, "state"), "scanned");
  assert_int_equal (json_object_get_int_member (summary, "scans"), 1);
  g_auto (Run) cases_text = run_cli ("cases", desk->store, "--format", "text", NULL);
  assert_non_null (strstr (cases_text.out, "CSQU3054383"));

  g_auto (Run) shown = run_cli ("case", desk->store, "TEST-1", NULL);
  g_autoptr (JsonNode) record = run_json (&shown);
  JsonObject *top = json_node_get_object (record);
  JsonObject *declared = json_object_get_object_member (top, "case");
  assert_string_equal (json_object_get_string_member (declared, "format"), "basira-case/1");
  assert_int_equal (json_array_get_length (json_object_get_array_member (top, "scans")), 1);
  assert_int_equal (json_array_get_length (json_object_get_array_member (top, "decisions")), 0);
  g_auto (Run) text = run_cli ("case", desk->store, "TEST-1", "--format", "text", NULL);
  assert_run (&text, 0, NULL);
  assert_non_null (strstr (text.out, "6302 Bed linen"));
  /* What is doubtful of the declaration itself. */
  JsonArray *doubts = json_object_get_array_member (top, "doubts");
  assert_int_equal (json_array_get_length (doubts), 1);
  JsonObject *doubt = json_array_get_object_element (doubts, 0);
  assert_string_equal (json_object_get_string_member (doubt, "doubt"), "seals");
  assert_false (json_object_has_member (doubt, "item"));
  assert_non_null (strstr (text.out, json_object_get_string_member (doubt, "sentence")));

  g_autofree char *good = put_file (desk->folder, "codes.csv", "code,en\n6302,Linen of all kinds\n");
  g_auto (Run) told = run_cli ("case", desk->store, "TEST-1", "--format", "text", "--codes", good, NULL);
  assert_run (&told, 0, NULL);
  assert_non_null (strstr (told.out, "(6302: Linen of all kinds)"));
  g_autofree char *bad = put_file (desk->folder, "bad.csv", "code,en\n6302,Linen\nbed,Linen\n");
  g_auto (Run) refused = run_cli ("case", desk->store, "TEST-1", "--format", "text", "--codes", bad, NULL);
  assert_run (&refused, 3, "line 3: \"bed\" is no code");

  g_auto (Run) audit = run_cli ("audit", desk->store, "--verify", NULL);
  assert_run (&audit, 0, NULL);
  assert_non_null (strstr (audit.out, "The log of 5 entries is whole"));
}

static void
a_decision_says_what_had_been_displayed (void **state)
{
  CliDesk *desk = *state;
  g_autoptr (GError) error = NULL;
  g_free (put_scan (desk->folder, "one", TRUE, TRUE));
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_auto (Run) import = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&import, 0, NULL);
  {
    const BsrActor actor = { "officer 7", "lane 2" };
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    g_autoptr (BsrDecision) decision = bsr_decision_new (BSR_DECISION_RELEASE, "fine", "", now);
    bsr_decision_set_viewing (decision, &(BsrViewing){ 0.625, 0.08, 100.0, 10.0 });
    g_autoptr (BsrStore) store = bsr_store_open (desk->store + strlen ("--store="), &error);
    bsr_store_record_decision (store, &actor, "TEST-1", decision, &error);
    bsr_test_assert_no_error (error);
  }
  g_auto (Run) shown = run_cli ("case", desk->store, "TEST-1", "--format", "json", NULL);
  g_autoptr (JsonNode) record = run_json (&shown);
  JsonArray *decisions = json_object_get_array_member (json_node_get_object (record), "decisions");
  JsonObject *viewing
      = json_object_get_object_member (json_array_get_object_element (decisions, 0), "viewing");
  bsr_test_assert_close (json_object_get_double_member (viewing, "displayed"), 0.625, 0.0);
  bsr_test_assert_close (json_object_get_double_member (viewing, "not_penetrated"), 0.08, 0.0);
  assert_int_equal (json_object_get_int_member (viewing, "object_mm"), 100);
  g_auto (Run) text = run_cli ("case", desk->store, "TEST-1", "--format", "text", NULL);
  assert_non_null (strstr (text.out, "displayed 62 %, not penetrated 8 %"));
}

static void
what_cannot_be_taken_is_named_and_the_rest_taken (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *dropped = g_build_filename (desk->folder, "dropped", NULL);
  assert_int_equal (g_mkdir_with_parents (dropped, 0700), 0);
  g_free (put_scan (dropped, "one", TRUE, TRUE));
  g_free (put_file (dropped, "two.case.json", "{}"));
  g_free (put_file (dropped, "complete", ""));
  g_auto (Run) import = run_cli ("import", desk->store, dropped, NULL);
  assert_int_equal (import.status, 3);
  assert_non_null (strstr (import.err, "warning: complete: "));
  assert_non_null (strstr (import.err, "two.case.json: "));
  assert_string_equal (import.out, "Imported: 1 cases, 1 scans\n");
}

static void
notes_in_a_dropped_folder_are_no_error (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *dropped = g_build_filename (desk->folder, "dropped", NULL);
  assert_int_equal (g_mkdir_with_parents (dropped, 0700), 0);
  g_free (put_scan (dropped, "one", TRUE, TRUE));
  g_free (put_file (dropped, "complete", ""));
  g_auto (Run) import = run_cli ("import", desk->store, dropped, NULL);
  assert_int_equal (import.status, 0);
  assert_string_equal (import.out, "Imported: 1 cases, 1 scans\n");
}

static void
an_unknown_case_is_wrong_usage (void **state)
{
  CliDesk *desk = *state;
  g_auto (Run) run = run_cli ("case", desk->store, "no-such", NULL);
  assert_run (&run, 2, "no-such: ");
}

static void
a_store_that_cannot_be_used_is_an_error (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *file = put_file (desk->folder, "file", "this is no database, whatever it is called");
  g_autofree char *damaged = g_strdup_printf ("sqlite:%s", file);
  g_autofree char *nowhere = g_strdup_printf ("sqlite:%s/under/a.db", file);
  g_auto (Run) first = run_cli ("cases", "--store", damaged, NULL);
  assert_true (first.status == 3 || first.status == 4);
  assert_run (&first, first.status, damaged);
  g_auto (Run) second = run_cli ("cases", "--store", nowhere, NULL);
  assert_run (&second, 4, nowhere);
}

/* Between two files: what engines there are is no matter of the command. */
static void
a_store_moves_to_an_empty_one (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_autofree char *from = g_strdup_printf ("--from=sqlite:%s/store/basira.db", desk->folder);
  g_autofree char *to = g_strdup_printf ("--to=sqlite:%s/other/basira.db", desk->folder);
  g_autofree char *other = g_strdup_printf ("--store=sqlite:%s/other/basira.db", desk->folder);
  g_free (put_scan (desk->folder, "one", TRUE, TRUE));
  g_auto (Run) import = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&import, 0, NULL);
  g_auto (Run) move = run_cli ("store", "move", from, to, NULL);
  assert_run (&move, 0, NULL);
  assert_non_null (strstr (move.out, "1 scans; the log of 2 entries is whole"));
  g_auto (Run) before = run_cli ("cases", desk->store, NULL);
  g_auto (Run) after = run_cli ("cases", other, NULL);
  assert_string_equal (after.out, before.out);
  g_auto (Run) again = run_cli ("store", "move", from, to, NULL);
  assert_run (&again, 2, "only an empty one");
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown (f, cli_desk_set_up, cli_desk_tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DESK_TEST (what_is_imported_is_listed_and_shown),
    DESK_TEST (a_decision_says_what_had_been_displayed),
    DESK_TEST (what_cannot_be_taken_is_named_and_the_rest_taken),
    DESK_TEST (notes_in_a_dropped_folder_are_no_error),
    DESK_TEST (an_unknown_case_is_wrong_usage),
    DESK_TEST (a_store_that_cannot_be_used_is_an_error),
    DESK_TEST (a_store_moves_to_an_empty_one),
  };
  return cmocka_run_group_tests_name ("cli-store", tests, NULL, NULL);
}
