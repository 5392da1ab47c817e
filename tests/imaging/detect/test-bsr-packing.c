#include "bsr-test.h"

#include <math.h>

#include "bsr-load-outline.h"
#include "bsr-packing-traits.h"
#include "bsr-test-load.h"

#define SEED 20261205
#define PITCH_MM 6.0

static const BsrBox container = { 40, 20, 12192 / 6, 2591 / 6 };

static BsrTestScan *
empty_new (void)
{
  BsrTestScan *scan
      = bsr_test_scan_new (container.width + 80, container.height + 40, PITCH_MM, PITCH_MM);
  bsr_test_scan_add_container (scan, container);
  return scan;
}

static void
put (BsrTestScan *scan, double left, double top, double width, double height, double steel_mm)
{
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, left, top, width, height), steel_mm);
}

/* Cylinders of @diameter that stand from @left on: slices as thick as their chord. */
static void
put_cylinders (BsrTestScan *scan, int n, double left, double diameter, double top, double steel_mm)
{
  for (int i = 0; i < n; i++)
    for (double x = PITCH_MM / 2.0; x < diameter; x += PITCH_MM)
      {
        double u = 2.0 * x / diameter - 1.0;
        put (scan, left + i * (diameter + 30.0) + x, top, PITCH_MM, 2390.0 - top,
             steel_mm * sqrt (1.0 - u * u));
      }
}

/* Discs that lie on the floor, with a bore of @bore of their diameter. */
static void
put_discs (BsrTestScan *scan, int n, double left, double diameter, double bore, double steel_mm)
{
  for (int i = 0; i < n; i++)
    for (double x = PITCH_MM / 2.0; x < diameter; x += PITCH_MM)
      {
        double u = 2.0 * x / diameter - 1.0, half = diameter / 2.0 * sqrt (1.0 - u * u);
        double inner = fabs (u) < bore ? diameter / 2.0 * sqrt (bore * bore - u * u) : 0.0;
        double middle = 2390.0 - diameter / 2.0, at = left + i * (diameter + 200.0) + x;
        put (scan, at, middle - half, PITCH_MM, half - inner, steel_mm);
        put (scan, at, middle + inner, PITCH_MM, half - inner, steel_mm);
      }
}

static BsrPackingTraits
traits_of (const BsrTestScan *scan, BsrPacking *packing)
{
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  BsrBox space = bsr_load_map_space (load->map);
  BsrLoadRegion whole = bsr_test_load_whole (load);
  g_autoptr (BsrLoadOutline) outline
      = bsr_load_outline_new (&load->look, space.x, space.x + space.width);
  *packing = whole.packing;
  return bsr_packing_traits_measure (&load->look, outline, &whole.descriptor);
}

static void
gaps_part_pieces (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  for (int i = 0; i < 5; i++)
    put (scan, 300 + i * 1100.0, 1000, 1000, 1390, 40.0);
  BsrPacking packing;
  BsrPackingTraits traits = traits_of (scan, &packing);
  assert_int_equal (packing.n_pieces, 5);
  bsr_test_assert_close (packing.piece_mm, 1000.0, 45.0);
  bsr_test_assert_close (packing.height_mm, 5.0 * 1390.0, 5.0 * 90.0);
  assert_true (traits.values[BSR_PACKING_TRAIT_CORNERS] < 0.1F);
  bsr_test_assert_close ((double) traits.values[BSR_PACKING_TRAIT_CHORD], 1.0, 0.1);
}

static void
standing_cylinders_thin_out_to_their_sides (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put_cylinders (scan, 8, 300.0, 1060.0, 900.0, 50.0);
  BsrPacking packing;
  BsrPackingTraits traits = traits_of (scan, &packing);
  /* Chords at 0.15 of the diameter from the side, over those of its middle two fifths. */
  bsr_test_assert_close ((double) traits.values[BSR_PACKING_TRAIT_CHORD], 0.52, 0.12);
  assert_true (traits.values[BSR_PACKING_TRAIT_CORNERS] < 0.1F);
  assert_int_equal (packing.kind, BSR_PACKING_DRUMS);
  assert_int_equal (packing.n_pieces, 8);
  assert_true (packing.confidence >= 0.5 && packing.confidence <= 1.0);
}

static void
lying_rolls_have_empty_corners_and_bores (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put_discs (scan, 5, 400.0, 1220.0, 0.45, 50.0);
  BsrPacking packing;
  BsrPackingTraits traits = traits_of (scan, &packing);
  assert_true (traits.values[BSR_PACKING_TRAIT_CORNERS] > 0.3F);
  assert_true (traits.values[BSR_PACKING_TRAIT_BORE] > 0.3F);
  assert_int_equal (packing.kind, BSR_PACKING_ROLLS);
  assert_int_equal (packing.n_pieces, 5);
}

static void
nothing_is_told_of_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  BsrPacking packing;
  traits_of (scan, &packing);
  assert_int_equal (packing.kind, BSR_PACKING_UNKNOWN);
  assert_int_equal (packing.n_pieces, 0);
  bsr_test_assert_close (packing.confidence, 0.0, 0.0);
}

/* One even block from wall to wall is bulk, but not where the beam did not get through it. */
static void
what_is_opaque_is_not_told (void **state)
{
  g_autoptr (BsrTestScan) seen = empty_new (), opaque = empty_new ();
  put (seen, 100, 1000, 11800, 1390, 60.0);
  put (opaque, 100, 1000, 11800, 1390, 260.0);
  BsrPacking packing;
  traits_of (seen, &packing);
  assert_int_equal (packing.kind, BSR_PACKING_BULK);
  traits_of (opaque, &packing);
  assert_int_equal (packing.kind, BSR_PACKING_UNKNOWN);
  assert_int_equal (packing.n_pieces, 1);
  bsr_test_assert_close (packing.confidence, 0.0, 0.0);
}

/* What is not measured speaks for no class, and what is like none is of none. */
static void
unlike_all_is_unknown (void **state)
{
  BsrPackingTraits traits;
  double confidence;
  for (int i = 0; i < BSR_N_PACKING_TRAITS; i++)
    traits.values[i] = NAN;
  assert_int_equal (bsr_packing_classify (&traits, &confidence), BSR_PACKING_UNKNOWN);
  bsr_test_assert_close (confidence, 0.0, 0.0);
  traits.values[BSR_PACKING_TRAIT_PIECE] = 6.9F;
  traits.values[BSR_PACKING_TRAIT_CORNERS] = 0.08F;
  assert_int_equal (bsr_packing_classify (&traits, &confidence), BSR_PACKING_UNKNOWN);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (gaps_part_pieces),
    cmocka_unit_test (standing_cylinders_thin_out_to_their_sides),
    cmocka_unit_test (lying_rolls_have_empty_corners_and_bores),
    cmocka_unit_test (nothing_is_told_of_nothing),
    cmocka_unit_test (what_is_opaque_is_not_told),
    cmocka_unit_test (unlike_all_is_unknown),
  };
  return cmocka_run_group_tests_name ("packing", tests, NULL, NULL);
}
