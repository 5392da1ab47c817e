#include "bsr-test.h"

#include "bsr-checks.h"
#include "bsr-manifest-score.h"

/* Score of the three checks with these scores; a verdict of -1 leaves the check out. */
static double
score_of (const double scores[3], const int verdicts[3], BsrVerdict *verdict)
{
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_check_result_free);
  for (int i = 0; i < 3; i++)
    {
      if (verdicts[i] < 0)
        continue;
      BsrCheckResult *result = bsr_check_result_new (bsr_checks[i], "", g_strdup ("."));
      result->score = scores[i];
      result->verdict = (BsrVerdict) verdicts[i];
      g_ptr_array_add (results, result);
    }
  return bsr_manifest_score (results, verdict);
}

enum
{
  YES = BSR_VERDICT_CONSISTENT,
  NO = BSR_VERDICT_MISMATCH,
  OPEN = BSR_VERDICT_INCONCLUSIVE,
  LEFT_OUT = -1,
};

static void
one_strong_contradiction_is_enough_and_doubts_do_not_add_up (void **state)
{
  const struct
  {
    double scores[3]; /* container number, empty, mass */
    int verdicts[3];
    BsrVerdict verdict;
    double low, high;
  } rows[] = {
    { { 0.0, 0.0, 0.1 }, { YES, YES, YES }, BSR_VERDICT_CONSISTENT, 0.1, 0.1 },
    { { 0.9, 0.0, 0.1 }, { NO, YES, YES }, BSR_VERDICT_MISMATCH, 0.9, 0.9 },
    { { 0.0, 0.0, 0.95 }, { YES, YES, NO }, BSR_VERDICT_MISMATCH, 0.95, 0.95 },
    { { 0.8, 0.0, 0.8 }, { NO, YES, NO }, BSR_VERDICT_MISMATCH, 0.85, 0.95 },
    { { 0.45, 0.45, 0.45 }, { OPEN, OPEN, OPEN }, BSR_VERDICT_INCONCLUSIVE, 0.45, 0.45 },
    { { 0.0, 0.0, 0.0 }, { OPEN, LEFT_OUT, LEFT_OUT }, BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0 },
    { { 0.0, 0.0, 0.0 }, { YES, LEFT_OUT, LEFT_OUT }, BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0 },
    { { 0.0, 0.0, 0.0 }, { OPEN, YES, LEFT_OUT }, BSR_VERDICT_CONSISTENT, 0.0, 0.0 },
    { { 0.0, 0.0, 0.4 }, { YES, YES, OPEN }, BSR_VERDICT_INCONCLUSIVE, 0.4, 0.4 },
    { { 0.5, 0.0, 0.0 }, { NO, YES, YES }, BSR_VERDICT_MISMATCH, 0.5, 0.5 },
    { { 0.0, 0.0, 0.0 }, { LEFT_OUT, LEFT_OUT, LEFT_OUT }, BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrVerdict verdict;
      double score = score_of (rows[i].scores, rows[i].verdicts, &verdict);
      print_message ("row %zu: %g %s\n", i, score, bsr_verdict_to_string (verdict));
      assert_int_equal (verdict, rows[i].verdict);
      assert_true (score >= rows[i].low - 1e-12 && score <= rows[i].high + 1e-12);
    }
}

static void
a_worse_check_never_lowers_the_score (void **state)
{
  double before = 0.0;
  for (double s = 0.0; s <= 1.0; s += 0.01)
    {
      BsrVerdict verdict;
      double score = score_of ((double[]){ 0.6, 0.0, s },
                               (int[]){ NO, YES, s >= 0.5 ? NO : YES }, &verdict);
      assert_true (score >= before);
      before = score;
    }
}

/* Packages that nobody can count leave a declaration consistent; goods that nobody can tell do not. */
static void
only_what_must_be_answered_may_stay_open (void **state)
{
  const struct
  {
    const BsrCheck *check;
    BsrVerdict verdict;
  } rows[] = { { &bsr_check_packages, BSR_VERDICT_CONSISTENT },
               { &bsr_check_volume, BSR_VERDICT_CONSISTENT },
               { &bsr_check_material, BSR_VERDICT_CONSISTENT },
               { &bsr_check_commodity, BSR_VERDICT_INCONCLUSIVE },
               { &bsr_check_mass, BSR_VERDICT_INCONCLUSIVE } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) results
          = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_check_result_free);
      BsrCheckResult *agrees = bsr_check_result_new (&bsr_check_empty, "", g_strdup ("."));
      agrees->verdict = BSR_VERDICT_CONSISTENT;
      g_ptr_array_add (results, agrees);
      g_ptr_array_add (results, bsr_check_result_new (rows[i].check, "", g_strdup (".")));
      BsrVerdict verdict;
      bsr_manifest_score (results, &verdict);
      assert_int_equal (verdict, rows[i].verdict);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (one_strong_contradiction_is_enough_and_doubts_do_not_add_up),
    cmocka_unit_test (a_worse_check_never_lowers_the_score),
    cmocka_unit_test (only_what_must_be_answered_may_stay_open),
  };
  return cmocka_run_group_tests_name ("manifest-score", tests, NULL, NULL);
}
