#include "bsr-test.h"

#include <math.h>

#include "bsr-roc.h"

/* Hanley and McNeil, Radiology 143 (1982) 29, table I: ratings 1...5 of 58 normal and 51 abnormal
 * images; their area is 0.893 and its standard error 0.032. */
static const int normal[5] = { 33, 6, 6, 11, 2 }, abnormal[5] = { 3, 2, 2, 11, 33 };

static int
spread (const int *counts, double *scores)
{
  int n = 0;
  for (int rating = 0; rating < 5; rating++)
    for (int i = 0; i < counts[rating]; i++)
      scores[n++] = (rating + 1) / 5.0;
  return n;
}

static void
area_and_error_are_as_published (void **state)
{
  double negative[58], positive[51];
  assert_int_equal (spread (normal, negative), 58);
  assert_int_equal (spread (abnormal, positive), 51);
  BsrInterval area = bsr_roc_area (positive, 51, negative, 58);
  bsr_test_assert_close (area.value, 0.893, 5e-4);
  /* Theirs is told from the ratings, the formula by the area alone. */
  bsr_test_assert_close (bsr_roc_standard_error (0.893, 51, 58), 0.032, 1e-3);
  /* Near 1 the score interval leans to the left of +-1.96 standard errors. */
  assert_true (area.low > 0.80 && area.low < 0.893 - 1.96 * 0.032 + 0.01);
  assert_true (area.high > 0.93 && area.high < 0.893 + 1.96 * 0.032);
}

/* What the interval means: its ends lie 1.96 of their own standard errors away. */
static void
ends_are_the_score_interval (void **state)
{
  double positive[20], negative[20];
  for (int i = 0; i < 20; i++)
    {
      positive[i] = i + 8;
      negative[i] = i;
    }
  BsrInterval area = bsr_roc_area (positive, 20, negative, 20);
  bsr_test_assert_close (area.value, (400.0 - 72.0) / 400.0, 1e-12); /* 66 lost, 12 ties halved */
  bsr_test_assert_close (area.value - area.low,
                         BSR_INTERVAL_Z * bsr_roc_standard_error (area.low, 20, 20), 1e-9);
  bsr_test_assert_close (area.high - area.value,
                         BSR_INTERVAL_Z * bsr_roc_standard_error (area.high, 20, 20), 1e-9);
}

static void
an_area_of_one_is_not_certain (void **state)
{
  const double high[3] = { 0.9, 0.8, 0.7 }, low[4] = { 0.1, 0.2, 0.3, 0.4 };
  BsrInterval area = bsr_roc_area (high, 3, low, 4);
  assert_true (area.value == 1.0 && area.high == 1.0);
  assert_true (area.low > 0.3 && area.low < 0.8);
  BsrInterval worst = bsr_roc_area (low, 4, high, 3);
  assert_true (worst.value == 0.0 && worst.low == 0.0 && worst.high > 0.2);
  assert_true (isnan (bsr_roc_area (high, 3, low, 0).value));
}

static void
ties_count_half (void **state)
{
  const double a[3] = { 0.5, 0.5, 0.2 }, b[2] = { 0.5, 0.1 };
  /* pairs: 0.5 + 1, 0.5 + 1, 0 + 1 of 6 */
  bsr_test_assert_close (bsr_roc_area (a, 3, b, 2).value, 4.0 / 6.0, 1e-15);
}

static void
the_line_lets_so_many_through_and_no_more (void **state)
{
  double negative[50];
  for (int i = 0; i < 50; i++)
    negative[i] = ((i * 7) % 50) / 50.0; /* 0...0.98, mixed up */
  const double positive[4] = { 0.985, 0.95, 0.94, 0.2 };
  BsrRocPoint none = bsr_roc_at_rate (positive, 4, negative, 50, 0.004);
  bsr_test_assert_close (none.alarmed.value, 0.0, 0.0);
  assert_true (none.line > 0.98 && none.line < 0.981);
  bsr_test_assert_close (none.detected.value, 0.25, 0.0);
  /* 6 % of 50 are 3: 0.98, 0.96, 0.94; a positive on the next score is not detected. */
  BsrRocPoint three = bsr_roc_at_rate (positive, 4, negative, 50, 0.06);
  bsr_test_assert_close (three.alarmed.value, 0.06, 1e-12);
  bsr_test_assert_close (three.detected.value, 0.75, 0.0);
  bsr_test_assert_close (three.wanted, 0.06, 0.0);
  /* Equal scores are alarmed together or not at all. */
  const double equal[4] = { 0.5, 0.5, 0.5, 0.1 };
  bsr_test_assert_close (bsr_roc_at_rate (positive, 4, equal, 4, 0.5).alarmed.value, 0.0, 0.0);
  bsr_test_assert_close (bsr_roc_line (equal, 4, 1.0), 0.0, 0.0);
  BsrRocPoint shipped = bsr_roc_at_line (positive, 4, equal, 4, 0.5);
  bsr_test_assert_close (shipped.alarmed.value, 0.75, 0.0);
  assert_true (isnan (shipped.wanted));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (area_and_error_are_as_published),
    cmocka_unit_test (ends_are_the_score_interval),
    cmocka_unit_test (an_area_of_one_is_not_certain),
    cmocka_unit_test (ties_count_half),
    cmocka_unit_test (the_line_lets_so_many_through_and_no_more),
  };
  return cmocka_run_group_tests_name ("roc", tests, NULL, NULL);
}
