#include "bsr-test.h"
#include "stack-scan.h"

#include <math.h>

#include "bsr-region-statistics.h"
#include "bsr-steel-curve.h"

/* Not square. */
static const BsrPitch pitch = { BSR_PITCH_STATED, 8.0, 4.0, 0.03, 0.18 };

/* Half of steel of 40 g/cm2, half of 80: 60 x 120 pixels each, 0.48 m by 0.48 m. */
static const Stack plates[] = {
  { "steel", 40.0, { 40, 40, 60, 120 } },
  { "steel", 80.0, { 100, 40, 60, 120 } },
};

static BsrRadiograph *
develop (const Stack *stacks, int n)
{
  StackScan scan = stack_scan_default (stacks, n, 320, 240);
  return stack_scan_develop (&scan, 1);
}

static BsrRegionStatistics
statistics_of (const BsrRadiograph *radiograph, BsrRegionKind kind, double x, double y,
               double right, double bottom)
{
  const BsrPoint corners[] = { { x, y }, { right, bottom } };
  const BsrRegion region = { kind, corners, 2 };
  BsrRegionStatistics statistics;
  g_autoptr (GError) error = NULL;
  assert_true (bsr_region_statistics (&region, radiograph, NULL, &pitch, &statistics, NULL, &error));
  bsr_test_assert_no_error (error);
  return statistics;
}

static void
a_plate_has_its_thickness_and_mass (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (plates, 2);
  BsrRegionStatistics one = statistics_of (radiograph, BSR_REGION_RECTANGLE, 40, 40, 100, 160);
  assert_int_equal (one.n_pixels, 60 * 120);
  bsr_test_assert_close (one.area_m2, 0.2304, 1e-9);
  bsr_test_assert_close (one.opaque_share, 0.0, 0.0);
  double mm = 40.0 / BSR_STEEL_G_CM2_PER_MM;
  bsr_test_assert_close (one.steel_mm.mean, mm, 0.02 * mm);
  assert_true (one.steel_mm.sd > 0.05 && one.steel_mm.sd < 1.5); /* noise */
  bsr_test_assert_close (one.mass_g_cm2.mean, 40.0, 2.4);
  bsr_test_assert_close (one.transmission[0].mean,
                         exp (-radiograph_mean (radiograph, READ_HIGH, (BsrBox){ 50, 50, 40, 90 })),
                         1e-3);
  /* 400 kg/m2 */
  double kg = 400.0 * 0.2304;
  print_message ("%.1f kg reads %.1f (%.1f to %.1f)\n", kg, one.kg, one.low_kg, one.high_kg);
  bsr_test_assert_close (one.kg, kg, 0.06 * kg);
  assert_true (one.low_kg < kg && one.high_kg > kg);
  /* At least what the area's error is: 18 %. */
  assert_true (one.high_kg - one.kg > 0.18 * one.kg && isfinite (one.high_kg));
}

static void
two_plates_spread_by_half_their_difference (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (plates, 2);
  BsrRegionStatistics both = statistics_of (radiograph, BSR_REGION_RECTANGLE, 40, 40, 160, 160);
  bsr_test_assert_close (both.steel_mm.mean, 60.0 / BSR_STEEL_G_CM2_PER_MM, 2.0);
  bsr_test_assert_close (both.steel_mm.sd, 20.0 / BSR_STEEL_G_CM2_PER_MM, 1.0);
  /* The histogram has two heaps at 51 and 102 mm and nothing between. */
  gint64 all = 0, near_thin = 0, near_thick = 0;
  for (int i = 0; i < BSR_REGION_BINS; i++)
    {
      double middle = (i + 0.5) * both.steel.step;
      all += both.steel.bins[i];
      near_thin += fabs (middle - 51.0) < 6.0 ? both.steel.bins[i] : 0;
      near_thick += fabs (middle - 102.0) < 8.0 ? both.steel.bins[i] : 0;
      assert_true (both.steel.bins[i] <= both.steel.most);
    }
  assert_int_equal (all, both.n_pixels);
  bsr_test_assert_close ((double) near_thin / (double) all, 0.5, 0.01);
  bsr_test_assert_close ((double) near_thick / (double) all, 0.5, 0.01);
}

/* An ellipse weighs pi/4 of its box, and air weighs nothing. */
static void
mass_is_that_of_the_shape (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (plates, 2);
  BsrRegionStatistics box = statistics_of (radiograph, BSR_REGION_RECTANGLE, 42, 42, 98, 158);
  BsrRegionStatistics ellipse = statistics_of (radiograph, BSR_REGION_ELLIPSE, 42, 42, 98, 158);
  bsr_test_assert_close (ellipse.kg / box.kg, G_PI / 4.0, 0.01);
  BsrRegionStatistics air = statistics_of (radiograph, BSR_REGION_RECTANGLE, 200, 40, 300, 200);
  assert_true (air.kg < 0.5);
}

static void
behind_what_is_opaque_only_at_least_is_said (void **state)
{
  const Stack stacks[]
      = { { "steel", 40.0, { 40, 40, 60, 120 } }, { "lead", 600.0, { 100, 40, 30, 120 } } };
  g_autoptr (BsrRadiograph) radiograph = develop (stacks, 2);
  BsrRegionStatistics both = statistics_of (radiograph, BSR_REGION_RECTANGLE, 40, 40, 130, 160);
  bsr_test_assert_close (both.opaque_share, 1.0 / 3.0, 0.01);
  assert_true (isinf (both.high_kg) && both.low_kg < both.kg);
  BsrRegionStatistics one = statistics_of (radiograph, BSR_REGION_RECTANGLE, 40, 40, 100, 160);
  assert_true (isfinite (one.high_kg));
}

static void
a_region_without_pixels_says_nothing (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (plates, 2);
  BsrRegionStatistics none = statistics_of (radiograph, BSR_REGION_RECTANGLE, -50, 0, -10, 100);
  assert_int_equal (none.n_pixels, 0);
  none = statistics_of (radiograph, BSR_REGION_ELLIPSE, 10.1, 10.1, 10.2, 10.2);
  assert_int_equal (none.n_pixels, 0);
}

static void
without_curves_no_material_is_named (void **state)
{
  StackScan scan = stack_scan_default (plates, 2, 320, 240);
  scan.n_planes = 1;
  g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
  BsrRegionStatistics one = statistics_of (radiograph, BSR_REGION_RECTANGLE, 40, 40, 100, 160);
  assert_int_equal (one.n_planes, 1);
  assert_false (one.has_material);
  assert_true (one.low_kg < 400.0 * 0.2304 && one.high_kg > 400.0 * 0.2304);
}

static void
it_can_be_cancelled (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (plates, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const BsrPoint corners[] = { { 40, 40 }, { 100, 160 } };
  const BsrRegion region = { BSR_REGION_RECTANGLE, corners, 2 };
  BsrRegionStatistics statistics;
  g_cancellable_cancel (cancellable);
  assert_false (
      bsr_region_statistics (&region, radiograph, NULL, &pitch, &statistics, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_plate_has_its_thickness_and_mass),
    cmocka_unit_test (two_plates_spread_by_half_their_difference),
    cmocka_unit_test (mass_is_that_of_the_shape),
    cmocka_unit_test (behind_what_is_opaque_only_at_least_is_said),
    cmocka_unit_test (a_region_without_pixels_says_nothing),
    cmocka_unit_test (without_curves_no_material_is_named),
    cmocka_unit_test (it_can_be_cancelled),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
