#include "bsr-test.h"
#include "bsr-material-curves.h"
#include "stack-scan.h"

#include <math.h>
#include <string.h>

#define WALL "steel", 5.5
/* The wall to be known by, and what is judged. */
static const Stack stacks[] = {
  { WALL, { 10, 10, 300, 60 } },
  { "polyethylene", 40.0, { 10, 80, 40, 60 } },
  { "water", 60.0, { 60, 80, 40, 60 } },
  { "aluminium", 60.0, { 110, 80, 40, 60 } },
  { "concrete", 80.0, { 160, 80, 40, 60 } },
  { "steel", 60.0, { 210, 80, 40, 60 } },
  { "copper", 90.0, { 260, 80, 40, 60 } },
  { "lead", 60.0, { 310, 80, 40, 60 } },
  { "steel", 1.0, { 360, 80, 40, 60 } },
  { "lead", 500.0, { 360, 10, 40, 60 } },
};
#define FIRST 1
#define LAST 7
#define THIN 8
#define THICK 9

static BsrSubstance
substance_of (const char *id)
{
  return g_str_equal (id, "lead")                                       ? BSR_SUBSTANCE_HEAVY
         : g_str_equal (id, "steel") || g_str_equal (id, "copper")      ? BSR_SUBSTANCE_METAL
         : g_str_equal (id, "aluminium") || g_str_equal (id, "concrete") ? BSR_SUBSTANCE_INORGANIC
                                                                         : BSR_SUBSTANCE_ORGANIC;
}

static BsrRadiograph *
scan_with (double high, double low, double stated_low, double gain)
{
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 410, 150);
  scan.gain = gain;
  scan.mv[0] = high;
  scan.mv[1] = low;
  g_autoptr (BsrRadiograph) taken = stack_scan_develop (&scan, 1);
  BsrAcquisition acquisition = *bsr_radiograph_acquisition (taken);
  acquisition.planes[1].energy_mv = stated_low;
  return bsr_radiograph_new (bsr_radiograph_image (taken), &acquisition, 1, NULL, NULL);
}

/* The noise of a good portal. */
static BsrRadiograph *
scan_at (double high, double low, double stated_low)
{
  return scan_with (high, low, stated_low, 2.0);
}

static BsrMaterialEstimate
judge (const BsrMaterialCurves *curves, const BsrRadiograph *radiograph, const Stack *stack, int n)
{
  BsrEnergySums sums = { 0 };
  for (int y = 0; y < n; y++)
    bsr_energy_sums_add_run (&sums, radiograph, stack->box.x + 4, stack->box.y + 4 + y, n);
  BsrMaterialEstimate estimate;
  bsr_material_curves_judge (curves, &sums, &estimate);
  return estimate;
}

/* Whatever the scanner is, and however many pixels there are, the truth is in the set. */
static void
the_set_holds_the_truth (void **state)
{
  const double scanners[][3] = { { 9.0, 6.0, 6.0 }, { 9.0, 6.4, 6.0 }, { 6.0, 4.0, 4.0 }, { 6.0, 4.8, 4.0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (scanners); i++)
    {
      g_autoptr (BsrRadiograph) radiograph
          = scan_at (scanners[i][0], scanners[i][1], scanners[i][2]);
      g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
      assert_non_null (curves);
      for (int j = FIRST; j <= LAST; j++)
        {
          BsrMaterialEstimate estimate = judge (curves, radiograph, &stacks[j], 32);
          double z = bsr_material_effective_z (bsr_material_by_id (stacks[j].material));
          print_message ("%.1f/%.1f MV %-12s Z %4.1f: set %x, Z %4.1f to %4.1f, %.0f to %.0f g/cm2\n",
                         scanners[i][0], scanners[i][1], stacks[j].material, z, estimate.substances,
                         estimate.z_low, estimate.z_high, estimate.g_cm2_low, estimate.g_cm2_high);
          assert_true (estimate.substances & 1u << substance_of (stacks[j].material));
          assert_true (estimate.z_low <= z && estimate.z_high >= z);
          assert_true (estimate.g_cm2_low <= stacks[j].g_cm2 && estimate.g_cm2_high >= stacks[j].g_cm2);
        }
    }
}

/* At 9/6 MV, with a wall to be known by, that is worth something: water is no metal. */
static void
what_can_be_told_is_told (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = scan_at (9.0, 6.0, 6.0);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  const guint metals = 1u << BSR_SUBSTANCE_METAL | 1u << BSR_SUBSTANCE_HEAVY;
  BsrMaterialEstimate water = judge (curves, radiograph, &stacks[2], 32);
  BsrMaterialEstimate steel = judge (curves, radiograph, &stacks[5], 32);
  BsrMaterialEstimate lead = judge (curves, radiograph, &stacks[7], 32);
  assert_int_equal (water.substances & metals, 0);
  assert_int_equal (steel.substances & (1u << BSR_SUBSTANCE_ORGANIC | 1u << BSR_SUBSTANCE_HEAVY), 0);
  assert_int_equal (lead.substances, 1u << BSR_SUBSTANCE_HEAVY);
  assert_true (water.sureness > 0.8 && steel.sureness > 0.8 && lead.sureness > 0.8);
  assert_true (water.hue < 0.2 && steel.hue > 0.5 && steel.hue < 0.8 && lead.hue > 0.85);
  assert_true (water.share < 0.3 && steel.share > 0.8 && lead.share > 0.95);
}

static void
fewer_pixels_say_less (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = scan_with (6.0, 4.0, 4.0, 60.0);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  BsrMaterialEstimate one = judge (curves, radiograph, &stacks[5], 1);
  BsrMaterialEstimate some = judge (curves, radiograph, &stacks[5], 6);
  BsrMaterialEstimate many = judge (curves, radiograph, &stacks[5], 32);
  print_message ("sureness %.2f, %.2f, %.2f\n", one.sureness, some.sureness, many.sureness);
  assert_int_equal (one.state, BSR_MATERIAL_OPEN);
  assert_int_equal (one.substances, BSR_SUBSTANCE_ANY);
  assert_true (one.sureness == 0.0 && some.sureness < many.sureness && many.sureness > 0.5);
  assert_true (some.z_high - some.z_low < one.z_high - one.z_low);
  assert_true (many.z_high - many.z_low < some.z_high - some.z_low);
  assert_true (many.substances & 1u << BSR_SUBSTANCE_METAL);
}

static void
what_says_nothing_says_why (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = scan_at (9.0, 6.0, 6.0);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  BsrMaterialEstimate thin = judge (curves, radiograph, &stacks[THIN], 30);
  BsrMaterialEstimate thick = judge (curves, radiograph, &stacks[THICK], 30);
  assert_int_equal (thin.state, BSR_MATERIAL_THIN);
  assert_int_equal (thick.state, BSR_MATERIAL_OPAQUE);
  BsrMaterialEstimate estimate;
  BsrEnergySums flawed = { .n_flawed = 10 };
  bsr_material_curves_judge (curves, &flawed, &estimate);
  assert_int_equal (estimate.state, BSR_MATERIAL_FLAWED);
  /* Twice as much at the lower energy as at the higher: no material. */
  BsrEnergySums odd = { .high = 8192 * 1000, .low = 16384 * 1000, .n = 1000 };
  bsr_material_curves_judge (curves, &odd, &estimate);
  assert_int_equal (estimate.state, BSR_MATERIAL_NONE);
  const BsrMaterialEstimate *silent[] = { &thin, &thick, &estimate };
  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++)
    assert_true (silent[i]->substances == 0 && silent[i]->sureness == 0.0);
}

/* A beam that nothing in the scan tells of: whatever is there, it can be anything. */
static void
an_unknown_beam_tells_nothing_of_iron_or_aluminium (void **state)
{
  StackScan scan = stack_scan_default (&stacks[3], 1, 410, 150);
  scan.mv[0] = 6.0;
  scan.mv[1] = 4.0;
  g_autoptr (BsrRadiograph) lone = stack_scan_develop (&scan, 1);
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (lone);
  assert_non_null (curves);
  BsrMaterialEstimate estimate = judge (curves, lone, &stacks[3], 32);
  assert_true (estimate.substances & 1u << BSR_SUBSTANCE_INORGANIC);
  assert_true (estimate.substances & 1u << BSR_SUBSTANCE_METAL);
  assert_true (estimate.sureness < 0.5);
}

static void
hues_rise_with_the_number (void **state)
{
  double before = -1.0;
  for (double z = 6.5; z < 82.0; z += 0.5)
    {
      double hue = bsr_material_hue_of_z (z);
      assert_true (hue > before);
      before = hue;
    }
  bsr_test_assert_close (bsr_material_hue_of_z (4.75), 0.0, 0.0);
  bsr_test_assert_close (bsr_material_hue_of_z (13.0), 1.0 / 3.0, 1e-9);
  bsr_test_assert_close (bsr_material_hue_of_z (26.0), 2.0 / 3.0, 1e-9);
  bsr_test_assert_close (bsr_material_hue_of_z (92.0), 1.0, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_set_holds_the_truth),
    cmocka_unit_test (what_can_be_told_is_told),
    cmocka_unit_test (fewer_pixels_say_less),
    cmocka_unit_test (what_says_nothing_says_why),
    cmocka_unit_test (an_unknown_beam_tells_nothing_of_iron_or_aluminium),
    cmocka_unit_test (hues_rise_with_the_number),
  };
  return cmocka_run_group_tests_name ("material-curves", tests, NULL, NULL);
}
