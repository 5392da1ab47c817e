#include "bsr-test.h"

#include <math.h>

#include "bsr-interval.h"

/* Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998) 857,
 * table I, method 3. */
static void
wilson_is_as_published (void **state)
{
  const struct
  {
    int hits, n;
    double low, high;
  } rows[] = {
    { 81, 263, 0.2553, 0.3662 },
    { 15, 148, 0.0624, 0.1605 },
    { 0, 20, 0.0000, 0.1611 },
    { 1, 29, 0.0061, 0.1718 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrInterval interval = bsr_interval_wilson (rows[i].hits, rows[i].n);
      bsr_test_assert_close (interval.value, (double) rows[i].hits / rows[i].n, 1e-15);
      bsr_test_assert_close (interval.low, rows[i].low, 5e-5);
      bsr_test_assert_close (interval.high, rows[i].high, 5e-5);
      assert_int_equal (interval.n, rows[i].n);
      BsrInterval mirror = bsr_interval_wilson (rows[i].n - rows[i].hits, rows[i].n);
      bsr_test_assert_close (mirror.low, 1.0 - interval.high, 1e-12);
      bsr_test_assert_close (mirror.high, 1.0 - interval.low, 1e-12);
    }
}

static void
the_ends_are_exact_and_nothing_says_nothing (void **state)
{
  assert_true (bsr_interval_wilson (0, 7).low == 0.0);
  assert_true (bsr_interval_wilson (7, 7).high == 1.0);
  assert_true (isnan (bsr_interval_wilson (0, 0).value));
  assert_true (isnan (bsr_interval_wilson (0, 0).low));
  assert_true (isnan (bsr_interval_rate (NULL, 0).high));
}

static void
reaching_counts_the_line_itself (void **state)
{
  const double scores[] = { 0.5, 0.49999, 0.9, -INFINITY };
  bsr_test_assert_close (bsr_interval_reaching (scores, 4, 0.5).value, 0.5, 0.0);
  bsr_test_assert_close (bsr_interval_reaching (scores, 4, 0.0).value, 0.75, 0.0);
}

/* By hand: 3 events in 10 scans, no more dispersed than Poisson: (3 + 1.9207 -+ 1.95996 sqrt (3 +
 * 0.9604)) / 10. */
static void
a_rate_of_independent_events_has_the_score_interval (void **state)
{
  const double counts[10] = { 1, 0, 0, 1, 0, 0, 0, 1, 0, 0 };
  BsrInterval rate = bsr_interval_rate (counts, 10);
  bsr_test_assert_close (rate.value, 0.3, 1e-15);
  bsr_test_assert_close (rate.low, 0.1020, 1e-4);
  bsr_test_assert_close (rate.high, 0.8821, 1e-4);
  const double none[4] = { 0 };
  bsr_test_assert_close (bsr_interval_rate (none, 4).low, 0.0, 0.0);
  bsr_test_assert_close (bsr_interval_rate (none, 4).high, 3.8415 / 4.0, 1e-4);
}

/* By hand: 12 events, all in one scan of four: mean 3, variance 36, dispersion 12: as one
 * independent event that counts twelve. */
static void
crowded_events_widen_the_interval (void **state)
{
  const double crowd[4] = { 12, 0, 0, 0 }, even[4] = { 3, 3, 3, 3 };
  BsrInterval wide = bsr_interval_rate (crowd, 4), narrow = bsr_interval_rate (even, 4);
  bsr_test_assert_close (wide.value, 3.0, 0.0);
  bsr_test_assert_close (wide.low, 3.0 * 0.17653, 1e-3);
  bsr_test_assert_close (wide.high, 3.0 * 5.66486, 1e-3);
  assert_true (wide.low < narrow.low && wide.high > narrow.high);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (wilson_is_as_published),
    cmocka_unit_test (the_ends_are_exact_and_nothing_says_nothing),
    cmocka_unit_test (reaching_counts_the_line_itself),
    cmocka_unit_test (a_rate_of_independent_events_has_the_score_interval),
    cmocka_unit_test (crowded_events_widen_the_interval),
  };
  return cmocka_run_group_tests_name ("interval", tests, NULL, NULL);
}
