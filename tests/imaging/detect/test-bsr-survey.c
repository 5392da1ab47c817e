#include "bsr-test.h"

#include <math.h>

#include "bsr-survey.h"
#include "bsr-test-look.h"
#include "bsr-test-scan.h"

#define SEED 20261125

static const BsrBox container = { 30, 20, 6058 / 6, 2591 / 6 };

static BsrTestLook
look_at (const BsrTestScan *scan, int n_planes)
{
  BsrAcquisition acquisition;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, n_planes, SEED, &acquisition);
  return bsr_test_look (image, &acquisition, container);
}

static void
measure (const BsrTestLook *look, const BsrFinding *candidates, int n, float *features)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrSurvey) survey = bsr_survey_new (look->evidence, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_survey_measure (survey, candidates, n, features, NULL, NULL));
  for (int i = 0; i < n * BSR_N_FEATURES; i++)
    assert_true (isfinite (features[i]));
}

static BsrTestScan *
scan_with_load (void)
{
  BsrTestScan *scan = bsr_test_scan_new (1080, 480, 6.0, 6.0);
  bsr_test_scan_add_container (scan, container);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 200, 900, 5650, 1520), 40.0);
  return scan;
}

static void
a_block_in_an_even_load_measures_as_drawn (void **state)
{
  g_autoptr (BsrTestScan) scan = scan_with_load ();
  BsrBox block = bsr_test_scan_inside (scan, container, 2500, 1500, 300, 240);
  bsr_test_scan_add (scan, block, 20.0);
  BsrTestLook look = look_at (scan, 2);
  BsrFinding candidate = { .box = block, .steel_mm = 20.0, .contrast = 9.0 };
  float f[BSR_N_FEATURES];
  measure (&look, &candidate, 1, f);
  assert_true (f[BSR_FEATURE_SIGN] == 1.0F);
  bsr_test_assert_close ((double) f[BSR_FEATURE_EXCESS_MM], 20.0, 4.0); /* cells at its edge */
  bsr_test_assert_close ((double) f[BSR_FEATURE_AROUND_MM], 44.0, 2.0);
  bsr_test_assert_close ((double) f[BSR_FEATURE_WIDTH_MM], 300.0, 30.0);
  bsr_test_assert_close ((double) f[BSR_FEATURE_HEIGHT_MM], 240.0, 30.0);
  bsr_test_assert_close ((double) f[BSR_FEATURE_DETECTOR_SIGMAS], 9.0, 1e-6);
  assert_true (f[BSR_FEATURE_SIDE_LEAST] > 0.8F && f[BSR_FEATURE_SIDE_MOST] < 1.3F);
  assert_true (f[BSR_FEATURE_ROW_SIGMAS] > 10.0F && f[BSR_FEATURE_LOAD_SIGMAS] > 10.0F);
  assert_true (f[BSR_FEATURE_LOAD_RANK] == 0.0F);
  assert_true (f[BSR_FEATURE_CONTRAST] > 7.0F);
  assert_true (f[BSR_FEATURE_BARE_SIDES] == 0.0F);
  /* Steel among steel: both energies see the same. */
  assert_true (fabsf (f[BSR_FEATURE_RATIO] - 1.0F) < 0.05F);
  assert_true (f[BSR_FEATURE_PLANES] == 2.0F);
  bsr_test_look_clear (&look);
}

static void
a_lack_is_turned (void **state)
{
  g_autoptr (BsrTestScan) scan = scan_with_load ();
  BsrBox hole = bsr_test_scan_inside (scan, container, 2500, 1500, 300, 300);
  bsr_test_scan_add (scan, hole, -25.0);
  BsrTestLook look = look_at (scan, 1);
  BsrFinding candidate = { .box = hole, .steel_mm = -25.0, .contrast = -9.0 };
  float f[BSR_N_FEATURES];
  measure (&look, &candidate, 1, f);
  assert_true (f[BSR_FEATURE_SIGN] == -1.0F);
  bsr_test_assert_close ((double) f[BSR_FEATURE_EXCESS_MM], 25.0, 5.0);
  assert_true (f[BSR_FEATURE_ROW_SIGMAS] > 10.0F);
  bsr_test_look_clear (&look);
}

static void
an_edge_has_a_side_like_itself_and_a_repeat_has_peers (void **state)
{
  g_autoptr (BsrTestScan) scan = scan_with_load ();
  BsrFinding blocks[5] = { 0 };
  for (int i = 0; i < 5; i++)
    {
      blocks[i].box = bsr_test_scan_inside (scan, container, 500 + 1000 * i, 1500, 300, 300);
      blocks[i].steel_mm = 15.0;
      blocks[i].contrast = 5.0;
      bsr_test_scan_add (scan, blocks[i].box, 15.0);
    }
  /* The load's upper edge: as dense as below, much denser than above. */
  blocks[0].box = bsr_test_scan_inside (scan, container, 1000, 910, 300, 300);
  BsrTestLook look = look_at (scan, 1);
  float f[5 * BSR_N_FEATURES];
  measure (&look, blocks, 5, f);
  assert_true (f[BSR_FEATURE_SIDE_LEAST] < 0.2F);
  assert_true (f[BSR_FEATURE_BARE_SIDES] == 1.0F);
  for (int i = 1; i < 5; i++)
    assert_true (f[i * BSR_N_FEATURES + BSR_FEATURE_PEERS] >= 3.0F);
  bsr_test_look_clear (&look);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_block_in_an_even_load_measures_as_drawn),
    cmocka_unit_test (a_lack_is_turned),
    cmocka_unit_test (an_edge_has_a_side_like_itself_and_a_repeat_has_peers),
  };
  return cmocka_run_group_tests_name ("survey", tests, NULL, NULL);
}
