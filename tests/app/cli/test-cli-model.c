#include "bsr-test-cli.h"

#include <math.h>
#include <string.h>

#include "bsr-store-handling.h"

/* What the commands say of the way of a case and what is kept beside it. */

static void
downtimes_are_added_listed_and_ended (void **state)
{
  CliDesk *desk = *state;
  g_auto (Run) none = run_cli ("downtime", desk->store, "--format", "text", "list", NULL);
  assert_non_null (strstr (none.out, "No downtime is on record"));
  g_auto (Run) added = run_cli ("downtime", desk->store, "--scanner", "lane 1", "--reason", "fault",
                                "--from", "2026-11-05T08:15:00Z", "--officer", "officer 7", "add", NULL);
  assert_run (&added, 0, NULL);
  assert_string_equal (added.out, "1\n");
  g_auto (Run) before = run_cli ("downtime", desk->store, "--to", "2026-11-05T08:00:00Z", "end", "1", NULL);
  assert_run (&before, 2, "cannot end before it starts");
  g_auto (Run) ended = run_cli ("downtime", desk->store, "--to", "2026-11-05T09:30:00Z", "end", "1", NULL);
  assert_run (&ended, 0, NULL);
  g_auto (Run) listed = run_cli ("downtime", desk->store, "list", NULL);
  g_autoptr (JsonNode) root = run_json (&listed);
  JsonArray *all = json_object_get_array_member (json_node_get_object (root), "downtimes");
  assert_int_equal (json_array_get_length (all), 1);
  JsonObject *downtime = json_array_get_object_element (all, 0);
  assert_string_equal (json_object_get_string_member (downtime, "scanner"), "lane 1");
  assert_string_equal (json_object_get_string_member (downtime, "to"), "2026-11-05T09:30:00Z");
  g_auto (Run) other = run_cli ("downtime", desk->store, "--scanner", "lane 2", "--format", "text",
                                "list", NULL);
  assert_non_null (strstr (other.out, "No downtime is on record"));
}

static void
wrong_downtimes_are_named (void **state)
{
  CliDesk *desk = *state;
  g_auto (Run) reason = run_cli ("downtime", desk->store, "--scanner", "lane 1", "--reason", "lunch",
                                 "add", NULL);
  assert_run (&reason, 2, "'lunch' is no reason for a downtime");
  g_auto (Run) moment = run_cli ("downtime", desk->store, "--scanner", "lane 1", "--reason", "fault",
                                 "--from", "noon", "add", NULL);
  assert_run (&moment, 2, "\"noon\" is no moment");
  g_auto (Run) unknown = run_cli ("downtime", desk->store, "end", "9", NULL);
  assert_run (&unknown, 2, "there is no downtime \"9\"");
  g_auto (Run) nothing = run_cli ("downtime", desk->store, "--scanner", "lane 1", "add", NULL);
  assert_run (&nothing, 2, "neither of these");
}

/* Examines the case, seals it, and puts a caveat on it. */
static void
fill (CliDesk *desk)
{
  const BsrActor actor = { "officer 7", "lane 2" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 5, 8, 15, 0);
  g_autoptr (BsrStore) store = bsr_store_open (desk->store + strlen ("--store="), &error);
  g_autoptr (BsrDecision) decision = bsr_decision_new (BSR_DECISION_EXAMINE, "behind bale 3", "", at);
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  g_autoptr (BsrCaveat) caveat = bsr_caveat_new ("third-party-rule", TRUE, "of the partner", "", at);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", NAN, "officer 9", at);
  bsr_decision_set_code (decision, "density-anomaly");
  g_ptr_array_add (examination->seizures, bsr_seizure_new ("narcotics", 12.5, "kg"));
  g_ptr_array_add (examination->seals, bsr_seal_new ("CU-77", TRUE, TRUE, "officer 3", at));
  bsr_outcome_set_examination (outcome, examination);
  bsr_store_record_decision (store, &actor, "TEST-1", decision, &error);
  bsr_store_record_outcome (store, &actor, "TEST-1", outcome, &error);
  bsr_store_put_caveat (store, &actor, "TEST-1", caveat, &error);
  bsr_test_assert_no_error (error);
}

static void
record_of_a_case_holds_all_of_it (void **state)
{
  CliDesk *desk = *state;
  g_free (put_scan (desk->folder, "one", TRUE, TRUE));
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_auto (Run) import = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&import, 0, NULL);
  fill (desk);
  g_auto (Run) shown = run_cli ("case", desk->store, "TEST-1", NULL);
  g_autoptr (JsonNode) root = run_json (&shown);
  JsonObject *record = json_node_get_object (root);
  JsonObject *decision = json_array_get_object_element (json_object_get_array_member (record, "decisions"), 0);
  JsonObject *outcome = json_array_get_object_element (json_object_get_array_member (record, "outcomes"), 0);
  JsonObject *caveat = json_array_get_object_element (json_object_get_array_member (record, "caveats"), 0);
  JsonObject *examination = json_object_get_object_member (outcome, "examination");
  assert_string_equal (json_object_get_string_member (decision, "code"), "density-anomaly");
  assert_string_equal (json_object_get_string_member (decision, "reason"), "behind bale 3");
  assert_int_equal (json_array_get_length (json_object_get_array_member (examination, "seals")), 1);
  assert_true (json_object_get_boolean_member (caveat, "in_force"));
  assert_int_equal (json_array_get_length (json_object_get_array_member (record, "photographs")), 0);
  assert_int_equal (json_array_get_length (json_object_get_array_member (record, "declarations")), 1);
  g_auto (Run) text = run_cli ("case", desk->store, "TEST-1", "--format", "text", NULL);
  assert_non_null (strstr (text.out, "CAVEAT      Third-party rule: of the partner"));
  assert_non_null (strstr (text.out, "Anomaly of density, unexplained"));
  assert_non_null (strstr (text.out, "Narcotics, 12.5 kg"));
  assert_non_null (strstr (text.out, "officer 3  put on: CU-77"));
}

int
main (void)
{
#define DESK_TEST(name) cmocka_unit_test_setup_teardown (name, cli_desk_set_up, cli_desk_tear_down)
  const struct CMUnitTest tests[] = {
    DESK_TEST (downtimes_are_added_listed_and_ended),
    DESK_TEST (wrong_downtimes_are_named),
    DESK_TEST (record_of_a_case_holds_all_of_it),
  };
  return cmocka_run_group_tests_name ("cli-model", tests, NULL, NULL);
}
