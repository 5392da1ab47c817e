#include "bsr-test.h"
#include "stack-scan.h"

#include "bsr-region-statistics.h"

static const BsrPitch pitch = { BSR_PITCH_STATED, 5.0, 5.0, 0.0, 0.0 };

/* Blocks of 60 g/cm2, 50 x 100 pixels, from left to right. */
#define N_BLOCKS 6
static const char *const materials[N_BLOCKS]
    = { "polyethylene", "cellulose", "aluminium", "steel", "tin", "lead" };
static const double numbers[N_BLOCKS] = { 7.0, 7.0, 13.0, 26.0, 50.0, 82.0 };

static BsrRadiograph *
develop (double g_cm2, double mv_high, double mv_low)
{
  Stack stacks[N_BLOCKS];
  for (int i = 0; i < N_BLOCKS; i++)
    stacks[i] = (Stack){ materials[i], g_cm2, { 20 + i * 60, 40, 50, 100 } };
  StackScan scan = stack_scan_default (stacks, N_BLOCKS, 400, 200);
  scan.mv[0] = mv_high;
  scan.mv[1] = mv_low;
  return stack_scan_develop (&scan, 1);
}

static BsrMaterialSet
set_of (const BsrRadiograph *radiograph, int block)
{
  const BsrPoint corners[] = { { 25 + block * 60, 50 }, { 65 + block * 60, 130 } };
  const BsrRegion region = { BSR_REGION_RECTANGLE, corners, 2 };
  BsrRegionStatistics statistics;
  assert_true (bsr_region_statistics (&region, radiograph, &pitch, &statistics, NULL, NULL));
  return statistics.materials;
}

static gboolean
holds (const BsrMaterialSet *set, double number)
{
  if (set->answer == BSR_MATERIAL_SET_ANY)
    return TRUE;
  for (int i = 0; i < set->n_ranges; i++)
    if (number >= set->ranges[i].from && number <= set->ranges[i].to)
      return TRUE;
  return FALSE;
}

static void
print (const BsrMaterialSet *set, const char *material)
{
  print_message ("%s: answer %d", material, set->answer);
  for (int i = 0; i < set->n_ranges; i++)
    print_message (" %.0f-%.0f", set->ranges[i].from, set->ranges[i].to);
  print_message ("\n");
}

/* Whatever the energies and thickness, the truth is among what fits. */
static void
the_set_holds_the_truth (void **state)
{
  const double thick[] = { 20.0, 60.0, 100.0 }, mv[][2] = { { 9.0, 6.0 }, { 6.0, 4.0 } };
  for (gsize k = 0; k < G_N_ELEMENTS (thick) * G_N_ELEMENTS (mv); k++)
    {
      g_autoptr (BsrRadiograph) radiograph = develop (thick[k / 2], mv[k % 2][0], mv[k % 2][1]);
      for (int i = 0; i < N_BLOCKS; i++)
        {
          BsrMaterialSet set = set_of (radiograph, i);
          print (&set, materials[i]);
          assert_true (set.answer == BSR_MATERIAL_SET_TOLD || set.answer == BSR_MATERIAL_SET_ANY);
          assert_true (holds (&set, numbers[i]));
        }
    }
}

/* At 9/6 MV and 60 g/cm2 organic is not taken for steel, nor steel for organic or lead. */
static void
what_does_not_fit_is_left_out (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop (60.0, 9.0, 6.0);
  BsrMaterialSet organic = set_of (radiograph, 1), steel = set_of (radiograph, 3);
  assert_true (organic.fits[BSR_REFERENCE_ORGANIC]);
  assert_false (organic.fits[BSR_REFERENCE_METAL] || organic.fits[BSR_REFERENCE_LEAD]);
  assert_true (steel.fits[BSR_REFERENCE_METAL]);
  assert_false (steel.fits[BSR_REFERENCE_ORGANIC] || steel.fits[BSR_REFERENCE_LEAD]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_set_holds_the_truth),
    cmocka_unit_test (what_does_not_fit_is_left_out),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
