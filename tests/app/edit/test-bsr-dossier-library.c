#include "bsr-dossier-fixture.h"

#include "bsr-error.h"

/* An analysis of a load that fills @fill of the height. */
static void
analyse (Fixture *fixture, const char *fill)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%064d\","
      " \"width\": 8, \"height\": 4, \"planes\": 1}, \"anomalies\": [], \"load\": {\"descriptor\":"
      " {\"version\": %d, \"measures\": {\"%s\": %s}}}, \"engine\": {\"version\": \"2\","
      " \"elapsed_ms\": 1}}",
      0, BSR_LOAD_DESCRIPTOR_VERSION, bsr_load_measure_names[BSR_LOAD_MEASURE_FILL_HEIGHT], fill);
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  bsr_dossier_set_analysis (fixture->dossier, analysis);
}

static void
record (Fixture *fixture, BsrOutcomeResult result)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (result, BSR_EXTENT_FULL, "pallets", 0.5, "officer 9", at);
  bsr_dossier_record_outcome (fixture->dossier, outcome);
}

static void
count_cb (BsrDossier *dossier, int *n)
{
  (*n)++;
}

/* The fixture's case, found as declared. */
static void
examine (Fixture *fixture)
{
  analyse (fixture, "0.75");
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_EXAMINE, "dense block");
  record (fixture, BSR_OUTCOME_CONFORMING);
  fixture_flush_well (fixture);
}

static void
assert_standing (Fixture *fixture, const char *supervisor)
{
  const BsrContribution *contribution = bsr_dossier_contribution (fixture->dossier);
  if (supervisor == NULL)
    assert_null (contribution);
  else
    assert_string_equal (contribution->supervisor, supervisor);
}

/* That the store says the same, and how many loads it has. */
static void
assert_kept (Fixture *fixture, const char *supervisor)
{
  g_autoptr (GError) error = NULL;
  fixture_reopen (fixture);
  assert_standing (fixture, supervisor);
  g_autoptr (BsrLibrary) library = bsr_store_list_contributions (fixture->inner, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_library_count (library), supervisor != NULL);
}

static void
a_load_stands_until_it_is_withdrawn (void **state)
{
  Fixture *fixture = *state;
  int n_changes = 0;
  examine (fixture);
  assert_standing (fixture, NULL);
  g_signal_connect (fixture->dossier, "library-changed", G_CALLBACK (count_cb), &n_changes);
  bsr_failing_store_close_gate (fixture->store);
  bsr_dossier_contribute_load (fixture->dossier, "supervisor 1");
  bsr_dossier_contribute_load (fixture->dossier, "supervisor 2"); /* stands: nothing happens */
  assert_standing (fixture, "supervisor 1");
  assert_string_equal (bsr_dossier_contribution (fixture->dossier)->case_id, CASE_ID);
  assert_false (fixture_flag (fixture, "can-undo"));
  assert_int_equal (n_changes, 0);
  bsr_failing_store_open_gate (fixture->store);
  fixture_flush_well (fixture);
  assert_int_equal (n_changes, 1);
  assert_kept (fixture, "supervisor 1");

  g_autoptr (BsrLibrary) library = bsr_store_list_contributions (fixture->inner, NULL);
  g_autoptr (GPtrArray) entries = bsr_library_list (library, "0803");
  const BsrLibraryEntry *entry = entries->pdata[0];
  bsr_test_assert_close ((double) entry->descriptor.values[BSR_LOAD_MEASURE_FILL_HEIGHT], 0.75,
                         1e-6);
  bsr_dossier_withdraw_load (fixture->dossier, "other pallets behind it");
  assert_standing (fixture, NULL);
  fixture_flush_well (fixture);
  assert_kept (fixture, NULL);
  bsr_dossier_withdraw_load (fixture->dossier, "again"); /* nothing stands: nothing happens */
  fixture_flush_well (fixture);
}

static void
assert_refused (Fixture *fixture, const char *supervisor, const char *part)
{
  g_autoptr (GError) error = NULL;
  bsr_dossier_contribute_load (fixture->dossier, supervisor);
  assert_standing (fixture, supervisor); /* until it is known */
  assert_false (fixture_flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, part);
  assert_standing (fixture, NULL);
}

static void
what_the_store_refuses_is_taken_back (void **state)
{
  Fixture *fixture = *state;
  int n_changes = 0;
  g_signal_connect (fixture->dossier, "library-changed", G_CALLBACK (count_cb), &n_changes);
  assert_refused (fixture, "supervisor 1", "nothing of the load is measured");
  analyse (fixture, "0.75");
  assert_refused (fixture, "supervisor 1", "has no outcome");
  examine (fixture);
  n_changes = 0;
  assert_refused (fixture, "officer 9", "somebody else must confirm the load");
  assert_refused (fixture, "officer 7", "somebody else must confirm the load");
  assert_refused (fixture, " ", "the supervisor has no name");
  assert_int_equal (n_changes, 0);
  assert_kept (fixture, NULL);
}

static void
withdrawing_takes_a_reason (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  examine (fixture);
  bsr_dossier_contribute_load (fixture->dossier, "supervisor 1");
  bsr_dossier_withdraw_load (fixture->dossier, " ");
  assert_standing (fixture, NULL);
  assert_false (fixture_flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason in words");
  assert_standing (fixture, "supervisor 1");
  assert_kept (fixture, "supervisor 1");
}

static void
another_outcome_ends_it (void **state)
{
  Fixture *fixture = *state;
  examine (fixture);
  bsr_dossier_contribute_load (fixture->dossier, "supervisor 1");
  fixture_flush_well (fixture);
  bsr_failing_store_fail_once_after (fixture->store, 0);
  record (fixture, BSR_OUTCOME_MISDECLARED);
  assert_standing (fixture, NULL);
  assert_false (fixture_flush (fixture, NULL));
  assert_standing (fixture, "supervisor 1"); /* that outcome is not there */

  record (fixture, BSR_OUTCOME_MISDECLARED);
  fixture_flush_well (fixture);
  assert_standing (fixture, NULL);
  assert_kept (fixture, NULL);
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, fixture_set_up, fixture_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (a_load_stands_until_it_is_withdrawn),
    TEST (what_the_store_refuses_is_taken_back),
    TEST (withdrawing_takes_a_reason),
    TEST (another_outcome_ends_it),
  };
#undef TEST
  return cmocka_run_group_tests_name ("dossier-library", tests, NULL, NULL);
}
