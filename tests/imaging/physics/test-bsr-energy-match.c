#include "bsr-test.h"
#include "bsr-energy-match.h"
#include "stack-scan.h"

#include <math.h>

/* A wall of 7 mm of steel, and goods of three kinds. */
static const Stack stacks[] = { { "steel", 5.5, { 10, 10, 180, 60 } },
                                { "cellulose", 60.0, { 10, 90, 56, 60 } },
                                { "aluminium", 60.0, { 72, 90, 56, 60 } },
                                { "steel", 60.0, { 134, 90, 56, 60 } } };

static BsrRadiograph *
scan_at (double high, double low, double low_share, int n_stacks)
{
  StackScan scan = stack_scan_default (stacks, n_stacks, 200, 160);
  scan.mv[0] = high;
  scan.mv[1] = low;
  scan.low_share = low_share;
  return stack_scan_develop (&scan, 1);
}

/* The same counts under other stated energies. */
static BsrRadiograph *
restate (BsrRadiograph *radiograph, double high, double low)
{
  BsrAcquisition acquisition = *bsr_radiograph_acquisition (radiograph);
  acquisition.planes[0].energy_mv = high;
  acquisition.planes[1].energy_mv = low;
  g_autoptr (GError) error = NULL;
  BsrRadiograph *restated = bsr_radiograph_new (bsr_radiograph_image (radiograph), &acquisition, 1,
                                                NULL, &error);
  bsr_test_assert_no_error (error);
  return restated;
}

static void
the_shift_is_found_within_its_error (void **state)
{
  const struct
  {
    double high, low, stated_low;
  } scanners[] = { { 9.0, 6.0, 6.0 }, { 9.0, 6.6, 6.0 }, { 6.0, 4.8, 4.0 }, { 6.0, 3.8, 4.0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (scanners); i++)
    {
      g_autoptr (BsrRadiograph) taken
          = scan_at (scanners[i].high, scanners[i].low, 1.0, G_N_ELEMENTS (stacks));
      g_autoptr (BsrRadiograph) radiograph = restate (taken, scanners[i].high, scanners[i].stated_low);
      BsrEnergyMatch match;
      assert_true (bsr_energy_match_measure (&match, radiograph));
      double shift = (scanners[i].low - scanners[i].stated_low)
                     / (scanners[i].high - scanners[i].stated_low);
      print_message ("shift %.3f: %.3f +- %.3f, misfit %.4f; %d thin, %d thick\n", shift, match.shift,
                     match.shift_sd, match.misfit, match.n_thin, match.n_thick);
      assert_true (match.n_thin >= 20 && match.n_thick >= 20);
      assert_true (match.shift_sd > 0.005 && match.shift_sd < 0.1);
      bsr_test_assert_close (match.shift, shift, 2.0 * match.shift_sd);
      assert_true (match.misfit < 0.01);
    }
}

/* Without a known thing nothing is known better than before. */
static void
nothing_known_leaves_it_open (void **state)
{
  g_autoptr (BsrRadiograph) air = scan_at (9.0, 6.0, 1.0, 0);
  BsrEnergyMatch match;
  assert_true (bsr_energy_match_measure (&match, air));
  assert_int_equal (match.n_thin + match.n_thick, 0);
  assert_true (match.shift_sd > 0.2);
}

static void
what_no_energy_explains_is_refused (void **state)
{
  const double shares[] = { 0.75, 1.25 };
  BsrEnergyMatch match;
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autoptr (BsrRadiograph) odd = scan_at (9.0, 6.0, shares[i], G_N_ELEMENTS (stacks));
      assert_false (bsr_energy_match_measure (&match, odd));
    }
  g_autoptr (BsrRadiograph) radiograph = scan_at (9.0, 6.0, 1.0, G_N_ELEMENTS (stacks));
  const double stated[][2] = { { 6.0, 9.0 }, { 6.0, 6.0 }, { NAN, 6.0 }, { 9.0, NAN } };
  for (gsize i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      g_autoptr (BsrRadiograph) wrong = restate (radiograph, stated[i][0], stated[i][1]);
      assert_false (bsr_energy_match_measure (&match, wrong));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_shift_is_found_within_its_error),
    cmocka_unit_test (nothing_known_leaves_it_open),
    cmocka_unit_test (what_no_energy_explains_is_refused),
  };
  return cmocka_run_group_tests_name ("energy-match", tests, NULL, NULL);
}
