#include "bsr-test.h"

#include <math.h>

#include "bsr-examination.h"
#include "bsr-reference-detector.h"
#include "bsr-test-scan.h"

#define SEED 20261126

static const BsrBox container = { 30, 20, 6058 / 6, 2591 / 6 };

/* A load of @mm, with @extra mm in a carton of it. */
static BsrExamination *
examine (double mm, double extra, guint64 seed, const BsrReference *reference)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1080, 480, 6.0, 6.0);
  bsr_test_scan_add_container (scan, container);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 200, 900, 5650, 1520), mm);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 2500, 1400, 500, 500), extra);
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, seed, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrExamination *examination
      = bsr_examination_new (radiograph, container, reference, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  return examination;
}

/* Of four earlier loads between 36 and 44 mm. */
static BsrReference *
reference_of_four (void)
{
  BsrLoadProfile profiles[4];
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (BsrExamination) earlier = examine (36.0 + 8.0 * i / 3.0, 0.0, SEED + i, NULL);
      profiles[i] = bsr_examination_profile (earlier);
    }
  return bsr_reference_new (profiles, 4);
}

static int
count_named (const BsrExamination *examination, BsrFinding *first)
{
  int n, n_named = 0;
  const BsrFinding *candidates = bsr_examination_candidates (examination, &n);
  for (int i = 0; i < n; i++)
    if (candidates[i].reason == BSR_REASON_REFERENCE)
      {
        if (n_named++ == 0)
          *first = candidates[i];
      }
  return n_named;
}

static void
a_profile_tells_the_load_by_height (void **state)
{
  g_autoptr (BsrExamination) examination = examine (40.0, 0.0, SEED, NULL);
  BsrLoadProfile profile = bsr_examination_profile (examination);
  assert_int_equal (profile.bands[0].n, 0); /* nothing under the roof */
  BsrLoadBand low = profile.bands[BSR_LOAD_PROFILE_BANDS - 3];
  assert_true (low.n > 10);
  bsr_test_assert_close (low.mean_mm, 40.0, 1.5);
  assert_true (low.spread_mm < 1.0);
}

static void
few_loads_are_no_reference (void **state)
{
  BsrLoadProfile profiles[BSR_REFERENCE_LEAST_LOADS] = { 0 };
  assert_null (bsr_reference_new (profiles, BSR_REFERENCE_LEAST_LOADS - 1));
  g_autoptr (BsrReference) reference = bsr_reference_new (profiles, BSR_REFERENCE_LEAST_LOADS);
  double mean_mm, spread_mm;
  assert_int_equal (bsr_reference_n_loads (reference), BSR_REFERENCE_LEAST_LOADS);
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    assert_false (bsr_reference_expect (reference, i, &mean_mm, &spread_mm));
}

/* Three loads of 30, 40 and 50 mm that vary by 3 mm within: between them the variance is 100 mm2,
 * by a third more for what three tell of their mean, and 9 mm2 are added. */
static void
it_expects_what_earlier_loads_showed (void **state)
{
  BsrLoadProfile profiles[3] = { 0 };
  for (int i = 0; i < 3; i++)
    profiles[i].bands[7] = (BsrLoadBand){ 20, 30.0 + 10.0 * i, 3.0 };
  g_autoptr (BsrReference) reference = bsr_reference_new (profiles, 3);
  double mean_mm, spread_mm;
  assert_true (bsr_reference_expect (reference, 7, &mean_mm, &spread_mm));
  bsr_test_assert_close (mean_mm, 40.0, 1e-9);
  bsr_test_assert_close (spread_mm, sqrt (100.0 * 4.0 / 3.0 + 9.0), 1e-9);
}

static void
what_no_earlier_load_shows_is_named (void **state)
{
  g_autoptr (BsrReference) reference = reference_of_four ();
  BsrFinding found;
  g_autoptr (BsrExamination) with_extra = examine (40.0, 30.0, SEED + 9, reference);
  assert_in_range (count_named (with_extra, &found), 1, 3);
  assert_true (found.steel_mm > 20.0 && found.contrast > 3.0);
  bsr_test_assert_close (found.around_mm, 40.0, 3.0);
  assert_int_equal (found.n_peers, 4);
  BsrBox middle = { container.x + 2750 / 6, container.y + 1650 / 6, 1, 1 };
  assert_false (bsr_box_is_empty (bsr_box_intersect (found.box, middle)));
}

static void
a_load_like_the_others_is_not (void **state)
{
  g_autoptr (BsrReference) reference = reference_of_four ();
  BsrFinding found;
  g_autoptr (BsrExamination) alike = examine (42.0, 0.0, SEED + 9, reference);
  assert_int_equal (count_named (alike, &found), 0);
  g_autoptr (BsrExamination) alone = examine (40.0, 30.0, SEED + 9, NULL);
  assert_int_equal (count_named (alone, &found), 0);
}

static void
another_load_altogether_is_for_the_manifest (void **state)
{
  g_autoptr (BsrReference) reference = reference_of_four ();
  BsrFinding found;
  g_autoptr (BsrExamination) other = examine (95.0, 0.0, SEED + 9, reference);
  assert_int_equal (count_named (other, &found), 0);
}

int
main (void)
{
  print_message ("seeds %d...%d\n", SEED, SEED + 9);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_profile_tells_the_load_by_height),
    cmocka_unit_test (few_loads_are_no_reference),
    cmocka_unit_test (it_expects_what_earlier_loads_showed),
    cmocka_unit_test (what_no_earlier_load_shows_is_named),
    cmocka_unit_test (a_load_like_the_others_is_not),
    cmocka_unit_test (another_load_altogether_is_for_the_manifest),
  };
  return cmocka_run_group_tests_name ("reference", tests, NULL, NULL);
}
