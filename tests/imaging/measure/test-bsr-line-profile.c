#include "bsr-test.h"
#include "stack-scan.h"

#include <math.h>

#include "bsr-line-profile.h"
#include "bsr-steel-curve.h"

#define STEP_PX 40
#define N_STEPS 5

/* Not square, and known without doubt. */
static const BsrPitch pitch = { BSR_PITCH_STATED, 8.0, 4.0, 0.0, 0.0 };
/* Thickness of each step of the wedge, mm of steel. */
static const double wedge_mm[N_STEPS] = { 10.0, 30.0, 60.0, 90.0, 120.0 };

/* Steps from left to right from (40, 40) on, 160 high, in air. */
static BsrRadiograph *
wedge_new (void)
{
  Stack steps[N_STEPS];
  for (int i = 0; i < N_STEPS; i++)
    steps[i] = (Stack){ "steel",
                        wedge_mm[i] * BSR_STEEL_G_CM2_PER_MM,
                        { 40 + i * STEP_PX, 40, STEP_PX, 160 } };
  StackScan scan = stack_scan_default (steps, N_STEPS, 320, 240);
  return stack_scan_develop (&scan, 1);
}

static double
mean_steel (const BsrLineProfile *profile, double from_m, double to_m)
{
  double sum = 0.0;
  int n = 0;
  for (int i = 0; i < profile->n_samples; i++)
    {
      double at = (i + 0.5) / profile->n_samples * profile->length_m;
      if (at < from_m || at >= to_m)
        continue;
      sum += (double) profile->samples[i].steel_mm;
      n++;
    }
  assert_true (n > 0);
  return sum / n;
}

static void
a_wedge_reads_its_steps (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = wedge_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrLineProfile) profile = bsr_line_profile_new (
      radiograph, (BsrPoint){ 0, 120 }, (BsrPoint){ 320, 120 }, 200.0, &pitch, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_test_assert_close (profile->length_m, 2.56, 1e-9);
  bsr_test_assert_close (profile->width_m, 0.2, 1e-9);
  assert_int_equal (profile->n_samples, 320);
  bsr_test_assert_close (mean_steel (profile, 0.05, 0.30), 0.0, 0.3);
  for (int i = 0; i < N_STEPS; i++)
    {
      double from = 0.32 * (i + 1);
      double mm = mean_steel (profile, from + 0.03, from + 0.29);
      print_message ("%.0f mm reads %.2f mm\n", wedge_mm[i], mm);
      bsr_test_assert_close (mm, wedge_mm[i], 0.02 * wedge_mm[i]);
    }
  const BsrProfileSample *sample = bsr_line_profile_at (profile, 1.5 * 0.32 / 2.56);
  bsr_test_assert_close ((double) sample->attenuation, -log ((double) sample->transmission), 1e-5);
  assert_false (sample->opaque);
}

/* The strip reaches 100 mm to each side: 25 pixels up and down, 12.5 left and right. */
static void
the_width_is_in_millimetres_across_the_line (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = wedge_new ();
  /* Along the wedge's upper edge half of the strip is air. */
  g_autoptr (BsrLineProfile) level = bsr_line_profile_new (
      radiograph, (BsrPoint){ 161, 40 }, (BsrPoint){ 199, 40 }, 200.0, &pitch, NULL, NULL);
  bsr_test_assert_close (mean_steel (level, 0.0, level->length_m), 45.0, 3.0);
  /* Upright beside a step's edge: 10 pixels (80 mm) of the 25 lie in the next step. */
  g_autoptr (BsrLineProfile) upright = bsr_line_profile_new (
      radiograph, (BsrPoint){ 117.5, 60 }, (BsrPoint){ 117.5, 180 }, 200.0, &pitch, NULL, NULL);
  bsr_test_assert_close (upright->length_m, 0.48, 1e-9);
  bsr_test_assert_close (mean_steel (upright, 0.0, 0.48), (15.0 * 30.0 + 10.0 * 60.0) / 25.0, 1.0);
}

static void
a_border_point_keeps_the_width (void **state)
{
  const BsrPoint from = { 20, 30 }, to = { 220, 180 };
  BsrPoint edge = bsr_line_profile_edge (from, to, 50.0, &pitch);
  bsr_test_assert_close (bsr_line_profile_width_mm (from, to, edge, &pitch), 50.0, 1e-9);
  /* It stands at right angles in millimetres. */
  double along = (edge.x - 120) * 8.0 * 200 * 8.0 + (edge.y - 105) * 4.0 * 150 * 4.0;
  bsr_test_assert_close (along, 0.0, 1e-6);
  /* Nor does it matter how far along the strip it stands. */
  BsrPoint further = { edge.x + 100, edge.y + 75 };
  bsr_test_assert_close (bsr_line_profile_width_mm (from, to, further, &pitch), 50.0, 1e-9);
}

static void
beside_the_scan_there_is_nothing (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = wedge_new ();
  g_autoptr (BsrLineProfile) profile = bsr_line_profile_new (
      radiograph, (BsrPoint){ -100, 120 }, (BsrPoint){ 100, 120 }, 0.0, &pitch, NULL, NULL);
  assert_true (isnan (bsr_line_profile_at (profile, 0.25)->steel_mm));
  assert_false (isnan (bsr_line_profile_at (profile, 0.75)->steel_mm));
  bsr_test_assert_close (profile->width_m, 0.004, 1e-9); /* a pixel, across */
  /* A line without length is one place. */
  g_autoptr (BsrLineProfile) point = bsr_line_profile_new (
      radiograph, (BsrPoint){ 60, 120 }, (BsrPoint){ 60, 120 }, 40.0, &pitch, NULL, NULL);
  assert_int_equal (point->n_samples, 1);
  bsr_test_assert_close ((double) point->samples[0].steel_mm, 10.0, 1.0);
}

static void
what_is_opaque_is_marked (void **state)
{
  const Stack stacks[] = { { "lead", 600.0, { 100, 40, 60, 160 } } };
  StackScan scan = stack_scan_default (stacks, 1, 320, 240);
  g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
  g_autoptr (BsrLineProfile) profile = bsr_line_profile_new (
      radiograph, (BsrPoint){ 0, 120 }, (BsrPoint){ 320, 120 }, 40.0, &pitch, NULL, NULL);
  assert_true (bsr_line_profile_at (profile, 130.0 / 320.0)->opaque);
  assert_false (bsr_line_profile_at (profile, 250.0 / 320.0)->opaque);
}

static void
it_can_be_cancelled (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = wedge_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  assert_null (bsr_line_profile_new (radiograph, (BsrPoint){ 0, 120 }, (BsrPoint){ 320, 120 }, 40.0,
                                     &pitch, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_wedge_reads_its_steps),
    cmocka_unit_test (the_width_is_in_millimetres_across_the_line),
    cmocka_unit_test (a_border_point_keeps_the_width),
    cmocka_unit_test (beside_the_scan_there_is_nothing),
    cmocka_unit_test (what_is_opaque_is_marked),
    cmocka_unit_test (it_can_be_cancelled),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
