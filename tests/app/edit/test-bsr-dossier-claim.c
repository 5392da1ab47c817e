#include "bsr-dossier-fixture.h"

#include <string.h>

#include "bsr-dossier-private.h"

/* Several stations have one case open. */

static const BsrActor other_actor = { "officer 9", "lane 1" };

static void
note_cb (BsrDossier *dossier, gpointer data)
{
  ++*(int *) data;
}

/* Has the dossier look at who has the case, and waits for what it sees. */
static void
look (Fixture *fixture)
{
  int n = 0;
  gulong id
      = g_signal_connect (fixture->dossier, "claim-changed", G_CALLBACK (note_cb), &n);
  bsr_dossier_look_at_claim (fixture->dossier);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (fixture->dossier, id);
}

static guint
n_claims (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) claims = bsr_store_list_claims (fixture->inner, &error);
  bsr_test_assert_no_error (error);
  return claims->len;
}

/* The case is given back, and somebody else claims it before this station opens it anew. */
static void
lose_to_other (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  bsr_dossier_leave (fixture->dossier, TRUE);
  fixture_flush_well (fixture);
  bsr_case_claim_free (
      bsr_store_claim_case (fixture->inner, &other_actor, CASE_ID, 3600, &error));
  bsr_test_assert_no_error (error);
  fixture_reopen (fixture);
}

static void
assert_refused (Fixture *fixture, const char *part)
{
  if (strstr (fixture->failures->str, part) == NULL)
    fail_msg ("'%s' is not in '%s'", part, fixture->failures->str);
  g_string_truncate (fixture->failures, 0);
}

static void
who_opens_it_has_it_until_he_leaves (void **state)
{
  Fixture *fixture = *state;
  assert_true (bsr_dossier_held (fixture->dossier));
  assert_string_equal (bsr_dossier_claim (fixture->dossier)->officer, ACTOR->officer);
  assert_int_equal (n_claims (fixture), 1);
  fixture_add (fixture, "a", "one");
  bsr_dossier_leave (fixture->dossier, TRUE);
  bsr_dossier_leave (fixture->dossier, TRUE); /* once */
  fixture_flush_well (fixture);
  assert_int_equal (n_claims (fixture), 0);
  fixture_assert_shown_is_kept (fixture);
}

static void
another_dossier_of_the_case_keeps_it (void **state)
{
  Fixture *fixture = *state;
  bsr_dossier_leave (fixture->dossier, FALSE);
  fixture_flush_well (fixture);
  assert_int_equal (n_claims (fixture), 1);
}

static void
case_of_another_is_for_looking_only (void **state)
{
  Fixture *fixture = *state;
  lose_to_other (fixture);
  assert_false (bsr_dossier_held (fixture->dossier));
  assert_string_equal (bsr_dossier_claim (fixture->dossier)->station, "lane 1");
  g_autofree char *before = fixture_describe (fixture);
  fixture_add (fixture, "a", "one");
  assert_refused (fixture, "officer 9 at lane 1 has had this case since ");
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  assert_refused (fixture, "officer 9");
  bsr_dossier_contest_check (fixture->dossier, "mass", -1, "no step wedge");
  assert_refused (fixture, "officer 9");
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "as declared");
  assert_refused (fixture, "officer 9");
  g_autofree char *after = fixture_describe (fixture);
  assert_string_equal (before, after);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_SCANNED);
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
  assert_false (fixture_flag (fixture, "can-undo"));
}

static void
it_is_seen_that_the_other_has_left (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  lose_to_other (fixture);
  assert_true (bsr_store_give_back_case (fixture->inner, &other_actor, CASE_ID, &error));
  look (fixture);
  assert_null (bsr_dossier_claim (fixture->dossier));
  assert_false (bsr_dossier_held (fixture->dossier)); /* what is shown may be old */
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "as declared");
  assert_refused (fixture, "this case is open for looking only");
}

static void
take_over_is_seen (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrActor supervisor = { "supervisor 1", "office" };
  bsr_case_claim_free (bsr_store_take_over_case (fixture->inner, &supervisor, CASE_ID, 3600,
                                                 "the shift has ended", &error));
  bsr_test_assert_no_error (error);
  look (fixture);
  assert_false (bsr_dossier_held (fixture->dossier));
  assert_string_equal (bsr_dossier_claim (fixture->dossier)->officer, "supervisor 1");
  fixture_add (fixture, "a", "one");
  assert_refused (fixture, "supervisor 1 at office");
}

static void
claim_that_lapsed_is_claimed_anew (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  assert_true (bsr_store_give_back_case (fixture->inner, ACTOR, CASE_ID, &error));
  assert_int_equal (n_claims (fixture), 0);
  look (fixture);
  assert_true (bsr_dossier_held (fixture->dossier));
  assert_int_equal (n_claims (fixture), 1);
}

/* Before this station knows that it has lost the case. */
static void
change_of_another_is_not_written_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fixture_add (fixture, "a", "one");
  fixture_flush_well (fixture);
  g_autoptr (BsrAnnotation) theirs = fixture_mark ("a", "knife");
  assert_true (
      bsr_store_put_annotation (fixture->inner, &other_actor, fixture->scan, theirs, &error));
  g_autoptr (BsrAnnotation) mine = fixture_mark ("a", "tool");
  bsr_dossier_change_annotation (fixture->dossier, mine);
  assert_false (fixture_flush (fixture, NULL));
  assert_refused (fixture, "officer 9 at lane 1 has changed this meanwhile");
  g_autofree char *kept = fixture_describe_kept (fixture);
  assert_non_null (strstr (kept, "a=knife"));

  assert_true (bsr_store_weigh_finding (fixture->inner, &other_actor, fixture->scan, 1,
                                        BSR_WEIGHT_EXPLAINED, &error));
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  assert_false (fixture_flush (fixture, NULL));
  assert_refused (fixture, "it is now “Explained”, and “Confirmed” was not written over it");
  bsr_dossier_weigh_finding (fixture->dossier, 2, BSR_WEIGHT_CONFIRMED); /* nobody's */
  fixture_flush_well (fixture);

  fixture_reopen (fixture);
  fixture_assert_shown_is_kept (fixture);
  bsr_dossier_change_annotation (fixture->dossier, mine); /* having seen theirs */
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
}

static gint64
entries_of (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  bsr_store_verify_audit (fixture->inner, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static void
analysis_that_another_has_stored_is_not_stored_again (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const double scores[] = { 0.8, 0.7 }, more[] = { 0.8, 0.7, 0.6 };
  g_autofree char *json = bsr_store_suite_analysis (scores, 2, 10.0);
  assert_true (bsr_store_save_analysis (fixture->inner, &other_actor, fixture->scan, json, &error));
  gint64 before = entries_of (fixture);
  g_autoptr (BsrAnalysis) same = fixture_analysis (scores, 2, 11.0);
  bsr_dossier_set_analysis (fixture->dossier, same);
  fixture_flush_well (fixture);
  assert_int_equal (entries_of (fixture), before);
  g_autoptr (BsrAnalysis) other = fixture_analysis (more, 3, 12.0);
  bsr_dossier_set_analysis (fixture->dossier, other);
  fixture_flush_well (fixture);
  assert_int_equal (entries_of (fixture), before + 1);
}

static void
job_that_was_taken_is_done (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const double scores[] = { 0.9, 0.6, 0.3 }; /* as it is stored already */
  gint64 before = entries_of (fixture);
  assert_true (bsr_store_requeue_job (fixture->inner, ACTOR, fixture->scan, &error));
  BsrJob *job = bsr_store_take_job (fixture->inner, "host:1", fixture->scan, 3600, 9, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrAnalysis) analysis = fixture_analysis (scores, 3, 10.0);
  bsr_dossier_finish_job (fixture->dossier, analysis, job);
  fixture_flush_well (fixture);
  assert_int_equal (entries_of (fixture), before + 2); /* asked for again, and stored */
  g_autoptr (GPtrArray) jobs = bsr_store_list_jobs (fixture->inner, FALSE, 10, &error);
  assert_int_equal (jobs->len, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (who_opens_it_has_it_until_he_leaves, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (another_dossier_of_the_case_keeps_it, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (case_of_another_is_for_looking_only, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (it_is_seen_that_the_other_has_left, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (take_over_is_seen, fixture_set_up, fixture_tear_down),
    cmocka_unit_test_setup_teardown (claim_that_lapsed_is_claimed_anew, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (change_of_another_is_not_written_over, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (analysis_that_another_has_stored_is_not_stored_again,
                                     fixture_set_up, fixture_tear_down),
    cmocka_unit_test_setup_teardown (job_that_was_taken_is_done, fixture_set_up, fixture_tear_down),
  };
  return cmocka_run_group_tests_name ("dossier claim", tests, NULL, NULL);
}
