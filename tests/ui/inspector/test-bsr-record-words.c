#include "bsr-test.h"

#include <math.h>

#include "bsr-record-words.h"

static void
decision_says_its_code_once (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 5, 8, 15, 0);
  g_autoptr (BsrDecision) decision
      = bsr_decision_new (BSR_DECISION_RELEASE, "line 3 is steel", "officer 7", at);
  g_autofree char *bare = bsr_record_words_decision (decision);
  assert_string_equal (bare, "line 3 is steel");
  bsr_decision_set_code (decision, "explained-by-manifest");
  g_autofree char *both = bsr_record_words_decision (decision);
  assert_string_equal (both, "Anomaly explained by the manifest: line 3 is steel");
  g_autoptr (BsrDecision) plain
      = bsr_decision_new (BSR_DECISION_RELEASE, "Artefact of the scanner", "officer 7", at);
  bsr_decision_set_code (plain, "artefact");
  g_autofree char *once = bsr_record_words_decision (plain);
  assert_string_equal (once, "Artefact of the scanner");
}

static void
outcome_says_how_it_was_examined (void **state)
{
  static const char *const methods[] = { "canine", "visual", NULL };
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 5, 8, 15, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", NAN, "officer 9", at);
  g_autofree char *bare = bsr_record_words_outcome (outcome);
  assert_string_equal (bare, "parcels · Fully unloaded");
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  bsr_physical_examination_set_methods (examination, methods);
  examination->team = g_strdup ("3 and 9");
  g_ptr_array_add (examination->seizures, bsr_seizure_new ("narcotics", 12.5, "kg"));
  g_ptr_array_add (examination->seals, bsr_seal_new ("ML-1", FALSE, FALSE, "officer 3", at));
  bsr_outcome_set_examination (outcome, examination);
  g_autofree char *whole = bsr_record_words_outcome (outcome);
  assert_string_equal (whole, "parcels · Fully unloaded\nDog, By eye\nSeized: Narcotics, 12.5 kg\n"
                              "Seal found broken: ML-1 · officer 3 · 5 Nov 2026, 08:15\nTeam: 3 and 9");
}

static void
declaration_says_what_changed (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 5, 8, 15, 0);
  g_autoptr (BsrCase) one = bsr_case_new ("T-1", "CSQU3054383"), other = bsr_case_new ("T-1", "CSQU3054383");
  other->gross_kg = 22000;
  g_autoptr (BsrDeclaration) first = bsr_declaration_new (one, "officer 7", at);
  g_autoptr (BsrDeclaration) second = bsr_declaration_new (other, "officer 7", at);
  g_autofree char *came = bsr_record_words_declaration (NULL, first);
  g_autofree char *changed = bsr_record_words_declaration (first, second);
  assert_string_equal (came, "As it first came in");
  assert_string_equal (changed, "Gross mass: \u2068not stated\u2069 → \u206822000\u2069");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (decision_says_its_code_once),
    cmocka_unit_test (outcome_says_how_it_was_examined),
    cmocka_unit_test (declaration_says_what_changed),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
