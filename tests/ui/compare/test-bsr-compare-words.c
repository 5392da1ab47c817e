#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-compare-words.h"

static BsrCompareCandidate *
candidate_new (BsrCompareKind kind)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-7", "CSQU3054383");
  flagged->size_type = g_strdup ("45G1");
  flagged->bill_of_lading = g_strdup ("B-1");
  bsr_case_add_item (flagged, "080510");
  g_autoptr (BsrScan) scan = bsr_scan_new ("/a/scan.tiff");
  scan->acquired = g_date_time_new_utc (2024, 5, 1, 9, 0, 0);
  return bsr_compare_candidate_new (kind, flagged, kind == BSR_COMPARE_SIMULATED ? NULL : scan);
}

static void
each_kind_says_why_it_is_offered (void **state)
{
  static const char *const parts[] = { "asked", "same container", "B-1", "Citrus fruit (0805)", "45G1",
                                       "No real scan" };
  for (int kind = 0; kind <= BSR_COMPARE_SIMULATED; kind++)
    {
      g_autoptr (BsrCompareCandidate) candidate = candidate_new ((BsrCompareKind) kind);
      g_autofree char *why = bsr_compare_words_why (candidate);
      assert_non_null (strstr (why, parts[kind]));
      assert_true (g_str_has_suffix (why, "."));
    }
}

static void
nobody_takes_the_other_scan_for_his_own (void **state)
{
  g_autoptr (BsrCompareCandidate) real = candidate_new (BSR_COMPARE_BILL),
                                  simulated = candidate_new (BSR_COMPARE_SIMULATED);
  g_autofree char *other = bsr_compare_words_other (real);
  g_autofree char *empty = bsr_compare_words_other (simulated);
  g_autofree char *own = bsr_compare_words_own (real->flagged, real->scan);
  assert_true (g_str_has_prefix (other, "For comparison only: CSQU3054383 · case T-7"));
  assert_true (g_str_has_prefix (empty, "For comparison only: Empty 45G1 box, simulated"));
  assert_true (g_str_has_prefix (own, "This case: CSQU3054383 · case T-7"));
  assert_non_null (strstr (other, "2024"));
  real->scan->scanner = g_strdup ("Simulated portal");
  g_autofree char *made = bsr_compare_words_other (real);
  assert_true (g_str_has_prefix (made, "For comparison only, simulated: "));
}

static void
an_outcome_is_told_where_it_is_known (void **state)
{
  g_autoptr (BsrCompareCandidate) candidate = candidate_new (BSR_COMPARE_EARLIER);
  g_autofree char *open = bsr_compare_words_facts (candidate);
  assert_non_null (strstr (open, "not examined"));
  candidate->has_outcome = TRUE;
  candidate->result = BSR_OUTCOME_PROHIBITED;
  g_autofree char *known = bsr_compare_words_facts (candidate);
  assert_non_null (strstr (known, "Prohibited"));
}

static void
each_refusal_has_its_sentence (void **state)
{
  assert_string_equal (bsr_compare_words_refusal (BSR_DIFFERENCE_POSSIBLE), "");
  for (int i = 1; i <= BSR_DIFFERENCE_NO_CONTAINER; i++)
    assert_true (g_str_has_prefix (bsr_compare_words_refusal ((BsrDifferenceRefusal) i),
                                   "No difference: "));
}

static void
a_place_is_said_in_millimetres_with_its_error (void **state)
{
  g_autofree char *more = bsr_compare_words_place (BSR_DIFFERENCE_MORE, 33.6, 1.2);
  g_autofree char *less = bsr_compare_words_place (BSR_DIFFERENCE_LESS, -8.4, 0.9);
  g_autofree char *none = bsr_compare_words_place (BSR_DIFFERENCE_NONE, 0.4, 0.9);
  g_autofree char *opaque = bsr_compare_words_place (BSR_DIFFERENCE_OPAQUE, (double) NAN, (double) NAN);
  assert_string_equal (more, "Here: 34 ± 2 mm more");
  assert_string_equal (less, "Here: 8 ± 1 mm less");
  assert_string_equal (none, "Here: nothing beyond ±5 mm");
  assert_string_equal (opaque, "Here: the beam did not get through");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_kind_says_why_it_is_offered),
    cmocka_unit_test (nobody_takes_the_other_scan_for_his_own),
    cmocka_unit_test (an_outcome_is_told_where_it_is_known),
    cmocka_unit_test (each_refusal_has_its_sentence),
    cmocka_unit_test (a_place_is_said_in_millimetres_with_its_error),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
