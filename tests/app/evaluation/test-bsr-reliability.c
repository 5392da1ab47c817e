#include "bsr-test.h"

#include <math.h>

#include "bsr-reliability.h"

static void
bins_by_hand (void **state)
{
  const double scores[] = { 0.05, 0.15, 0.15, 0.2, 1.0, 0.95 };
  const gboolean hits[] = { FALSE, TRUE, FALSE, TRUE, TRUE, FALSE };
  BsrReliability reliability = bsr_reliability_of (scores, hits, 6);
  assert_int_equal (reliability.n, 6);
  assert_int_equal (reliability.bins[0].n, 1);
  assert_int_equal (reliability.bins[1].n, 2);
  assert_int_equal (reliability.bins[2].n, 1); /* 0.2 itself */
  assert_int_equal (reliability.bins[9].n, 2); /* 1 itself */
  bsr_test_assert_close (reliability.bins[1].mean_score, 0.15, 1e-15);
  bsr_test_assert_close (reliability.bins[1].share.value, 0.5, 0.0);
  bsr_test_assert_close (reliability.bins[9].mean_score, 0.975, 1e-15);
  assert_true (isnan (reliability.bins[5].mean_score) && isnan (reliability.bins[5].share.value));
  /* (0.05 + 2 * 0.35 + 0.8 + 2 * 0.475) / 6 */
  bsr_test_assert_close (reliability.expected_error, 2.5 / 6.0, 1e-12);
}

static void
nothing_has_no_error (void **state)
{
  assert_true (isnan (bsr_reliability_of (NULL, NULL, 0).expected_error));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (bins_by_hand),
    cmocka_unit_test (nothing_has_no_error),
  };
  return cmocka_run_group_tests_name ("reliability", tests, NULL, NULL);
}
