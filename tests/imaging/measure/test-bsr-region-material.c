#include "bsr-test.h"
#include "stack-scan.h"

#include <math.h>

#include "bsr-material.h"
#include "bsr-region-statistics.h"

static const BsrPitch pitch = { BSR_PITCH_STATED, 5.0, 5.0, 0.0, 0.0 };

/* Blocks of 60 g/cm2, 50 x 100 pixels, from left to right. */
#define N_BLOCKS 6
static const char *const materials[N_BLOCKS]
    = { "polyethylene", "cellulose", "aluminium", "steel", "tin", "lead" };

/* The blocks, and a wall of steel by which the scan's energies are matched. */
static BsrRadiograph *
develop_stated (double g_cm2, double mv_high, double mv_low, double stated_low)
{
  Stack stacks[N_BLOCKS + 1] = { { "steel", 5.5, { 20, 10, 360, 25 } } };
  for (int i = 0; i < N_BLOCKS; i++)
    stacks[i + 1] = (Stack){ materials[i], g_cm2, { 20 + i * 60, 40, 50, 100 } };
  StackScan scan = stack_scan_default (stacks, N_BLOCKS + 1, 400, 200);
  scan.mv[0] = mv_high;
  scan.mv[1] = mv_low;
  scan.stated_low_mv = stated_low;
  return stack_scan_develop (&scan, 1);
}

static BsrRadiograph *
develop (double g_cm2, double mv_high, double mv_low)
{
  return develop_stated (g_cm2, mv_high, mv_low, mv_low);
}

static BsrRegionStatistics
statistics_of (const BsrRadiograph *radiograph, const BsrMaterialCurves *curves, BsrBox box)
{
  const BsrPoint corners[] = { { box.x, box.y }, { box.x + box.width, box.y + box.height } };
  const BsrRegion region = { BSR_REGION_RECTANGLE, corners, 2 };
  BsrRegionStatistics statistics;
  assert_true (
      bsr_region_statistics (&region, radiograph, curves, &pitch, &statistics, NULL, NULL));
  return statistics;
}

static BsrMaterialEstimate
estimate_of (const BsrRadiograph *radiograph, const BsrMaterialCurves *curves, BsrBox box)
{
  BsrRegionStatistics statistics = statistics_of (radiograph, curves, box);
  assert_true (statistics.has_material);
  return statistics.material;
}

static BsrBox
inside_of (int block)
{
  return (BsrBox){ 25 + block * 60, 50, 40, 80 };
}

/* Whatever the energies and thickness, the truth is among what fits. */
static void
the_set_holds_the_truth (void **state)
{
  const double thick[] = { 20.0, 60.0, 100.0 }, mv[][2] = { { 9.0, 6.0 }, { 6.0, 4.0 } };
  for (gsize k = 0; k < G_N_ELEMENTS (thick) * G_N_ELEMENTS (mv); k++)
    {
      g_autoptr (BsrRadiograph) radiograph = develop (thick[k / 2], mv[k % 2][0], mv[k % 2][1]);
      g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
      assert_non_null (curves);
      for (int i = 0; i < N_BLOCKS; i++)
        {
          double z = bsr_material_effective_z (bsr_material_by_id (materials[i]));
          BsrMaterialEstimate found = estimate_of (radiograph, curves, inside_of (i));
          print_message ("%.0f g/cm2 of %s: state %d, Z %.1f to %.1f\n", thick[k / 2], materials[i],
                         found.state, found.z_low, found.z_high);
          assert_true (found.state == BSR_MATERIAL_TOLD || found.state == BSR_MATERIAL_OPEN);
          assert_true (found.z_low <= z && found.z_high >= z);
        }
    }
}

/* To the last digit what the same pixels say when they are a segment of the picture. */
static void
a_region_says_what_a_segment_of_its_pixels_does (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (60.0, 9.0, 6.0);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  const BsrBox boxes[] = { inside_of (1), inside_of (3), { 60, 60, 60, 40 }, { 1, 150, 300, 45 } };
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      BsrEnergySums sums = { 0 };
      for (int y = boxes[i].y; y < boxes[i].y + boxes[i].height; y++)
        bsr_energy_sums_add_run (&sums, radiograph, boxes[i].x, y, boxes[i].width);
      BsrMaterialEstimate segment, region = estimate_of (radiograph, curves, boxes[i]);
      bsr_material_curves_judge (curves, &sums, &segment);
      assert_int_equal (region.state, segment.state);
      assert_int_equal (region.substances, segment.substances);
      assert_true (region.z_low == segment.z_low && region.z_high == segment.z_high);
      assert_true (region.g_cm2_low == segment.g_cm2_low);
      assert_true (region.g_cm2_high == segment.g_cm2_high);
    }
  assert_int_equal (estimate_of (radiograph, curves, boxes[3]).state, BSR_MATERIAL_THIN);
}

/* A portal of "6/4 MV" that answers like 6 and 4.8: to the stated energies nothing is plausible, and all
 * weighs what one energy makes of it. Polyethylene is taken for cellulose with either. */
static void
masses_go_by_the_matched_energies (void **state)
{
  const double g_cm2 = 60.0, kg = g_cm2 * 10.0 * 40 * 80 * 25e-6; /* 0.08 m2 */
  g_autoptr (BsrRadiograph) radiograph = develop_stated (g_cm2, 6.0, 4.8, 4.0);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  double stated_error = 0.0, matched_error = 0.0;
  assert_non_null (curves);
  for (int i = 1; i < 4; i++)
    {
      BsrRegionStatistics stated = statistics_of (radiograph, NULL, inside_of (i));
      BsrRegionStatistics matched = statistics_of (radiograph, curves, inside_of (i));
      print_message ("%-12s %.1f kg: stated %.1f, matched %.1f (%.1f to %.1f)\n", materials[i], kg,
                     stated.kg, matched.kg, matched.low_kg, matched.high_kg);
      stated_error = fmax (stated_error, fabs (stated.kg - kg));
      matched_error = fmax (matched_error, fabs (matched.kg - kg));
      assert_true (matched.low_kg <= kg && matched.high_kg >= kg);
      bsr_test_assert_close (matched.mass_g_cm2.mean, matched.kg / kg * g_cm2, 0.01 * g_cm2);
    }
  assert_true (matched_error < 0.7 * stated_error);
}

/* Half of a patch air, half thick: what is not level weighs no less. */
static void
an_edge_in_a_patch_weighs_its_parts (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (60.0, 9.0, 6.0);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  BsrBox inside = inside_of (3), across = inside;
  across.x -= 12; /* the block begins 7 pixels further on */
  across.width += 12;
  BsrBox block = inside;
  block.x -= 5;
  block.width += 5;
  BsrRegionStatistics edge = statistics_of (radiograph, curves, across);
  BsrRegionStatistics whole = statistics_of (radiograph, curves, block);
  bsr_test_assert_close (edge.kg / whole.kg, 1.0, 0.05);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_set_holds_the_truth),
    cmocka_unit_test (a_region_says_what_a_segment_of_its_pixels_does),
    cmocka_unit_test (masses_go_by_the_matched_energies),
    cmocka_unit_test (an_edge_in_a_patch_weighs_its_parts),
  };
  return cmocka_run_group_tests_name ("region-material", tests, NULL, NULL);
}
