#include "bsr-test.h"

#include <math.h>

#include "bsr-load-lump.h"
#include "bsr-test-load.h"

#define SEED 20261206
#define PITCH_MM 6.0

static const BsrBox container = { 40, 20, 12192 / 6, 2591 / 6 };

/* Goods of 30 mm of steel over 9 m, 1.6 m high, and what a test puts into them. */
static BsrTestScan *
loaded_new (void)
{
  BsrTestScan *scan
      = bsr_test_scan_new (container.width + 80, container.height + 40, PITCH_MM, PITCH_MM);
  bsr_test_scan_add_container (scan, container);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 300, 790, 9000, 1600), 30.0);
  return scan;
}

static void
put (BsrTestScan *scan, double left, double top, double width, double height, double steel_mm)
{
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, left, top, width, height), steel_mm);
}

static BsrLoadLump
find (const BsrTestScan *scan)
{
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  return bsr_load_lump_find (&load->look);
}

static void
a_dense_block_on_the_floor_is_found (void **state)
{
  g_autoptr (BsrTestScan) scan = loaded_new ();
  put (scan, 4000, 1890, 2000, 500, 25.0);
  BsrLoadLump lump = find (scan);
  BsrBox block = bsr_test_scan_inside (scan, container, 4000, 1890, 2000, 500);
  /* 55 mm where 30 are about; edges cut through places. */
  bsr_test_assert_close (lump.excess, log (55.0 / 30.0), 0.12);
  assert_true (lump.spread < 0.1);
  assert_true (bsr_box_iou (lump.box, block) > 0.4);
  assert_true (isnan (lump.place)); /* one energy */
}

/* Neither a stack that is heavier from top to bottom nor a bottom that is heavier all along. */
static void
heavier_stacks_and_bottoms_are_no_lump (void **state)
{
  g_autoptr (BsrTestScan) stack = loaded_new (), bottom = loaded_new (), even = loaded_new ();
  put (stack, 4000, 790, 2000, 1600, 25.0);
  put (bottom, 300, 1890, 9000, 500, 25.0);
  assert_true (find (stack).excess < 0.1);
  assert_true (find (bottom).excess < 0.1);
  assert_true (find (even).excess < 0.05);
}

static void
where_little_stands_none_is_told (void **state)
{
  g_autoptr (BsrTestScan) scan
      = bsr_test_scan_new (container.width + 80, container.height + 40, PITCH_MM, PITCH_MM);
  bsr_test_scan_add_container (scan, container);
  BsrLoadLump empty = find (scan);
  assert_true (bsr_box_is_empty (empty.box) && isnan (empty.excess));
  put (scan, 1000, 2000, 3000, 390, 40.0);
  assert_true (bsr_box_is_empty (find (scan).box));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_dense_block_on_the_floor_is_found),
    cmocka_unit_test (heavier_stacks_and_bottoms_are_no_lump),
    cmocka_unit_test (where_little_stands_none_is_told),
  };
  return cmocka_run_group_tests_name ("load-lump", tests, NULL, NULL);
}
