#include "bsr-test.h"

#include "bsr-finding.h"

static GArray *
findings_new (const BsrFinding *findings, guint n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  g_array_append_vals (array, findings, n);
  return array;
}

static double
score_at (GArray *findings, guint index)
{
  return g_array_index (findings, BsrFinding, index).score;
}

static void
overlapping_ones_become_the_strongest (void **state)
{
  const BsrFinding found[] = {
    { .box = { 100, 100, 20, 20 }, .score = 0.6 },
    { .box = { 104, 102, 20, 20 }, .score = 0.9 }, /* the same place */
    { .box = { 300, 100, 20, 20 }, .score = 0.7 },
    { .box = { 290, 90, 100, 100 }, .score = 0.3 }, /* holds the one before */
    { .box = { 118, 118, 20, 20 }, .score = 0.2 },  /* a corner in common: another place */
  };
  g_autoptr (GArray) findings = findings_new (found, G_N_ELEMENTS (found));
  bsr_findings_merge (findings, 0.05, 200);
  assert_int_equal (findings->len, 3);
  bsr_test_assert_close (score_at (findings, 0), 0.9, 0.0);
  bsr_test_assert_close (score_at (findings, 1), 0.7, 0.0);
  bsr_test_assert_close (score_at (findings, 2), 0.2, 0.0);
}

static void
order_does_not_matter (void **state)
{
  BsrFinding found[6];
  for (int i = 0; i < 6; i++)
    found[i] = (BsrFinding){ .box = { 10 * i, 0, 25, 10 }, .score = 0.5 };
  g_autoptr (GArray) forth = findings_new (found, 6);
  for (int i = 0; i < 6; i++)
    found[i].box.x = 10 * (5 - i);
  g_autoptr (GArray) back = findings_new (found, 6);
  bsr_findings_merge (forth, 0.05, 200);
  bsr_findings_merge (back, 0.05, 200);
  assert_int_equal (forth->len, back->len);
  for (guint i = 0; i < forth->len; i++)
    assert_int_equal (g_array_index (forth, BsrFinding, i).box.x,
                      g_array_index (back, BsrFinding, i).box.x);
}

static void
weak_and_too_many_are_cut (void **state)
{
  BsrFinding found[50];
  for (int i = 0; i < 50; i++)
    found[i] = (BsrFinding){ .box = { 100 * i, 0, 10, 10 }, .score = i / 50.0 };
  g_autoptr (GArray) listed = findings_new (found, 50);
  bsr_findings_merge (listed, 0.05, 200);
  assert_int_equal (listed->len, 47); /* 3 / 50 is the first above */
  g_autoptr (GArray) few = findings_new (found, 50);
  bsr_findings_merge (few, 0.05, 4);
  assert_int_equal (few->len, 4);
  bsr_test_assert_close (score_at (few, 3), 46 / 50.0, 0.0);
  g_autoptr (GArray) none = findings_new (found, 0);
  bsr_findings_merge (none, 0.05, 4);
  assert_int_equal (none->len, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (overlapping_ones_become_the_strongest),
    cmocka_unit_test (order_does_not_matter),
    cmocka_unit_test (weak_and_too_many_are_cut),
  };
  return cmocka_run_group_tests_name ("finding", tests, NULL, NULL);
}
