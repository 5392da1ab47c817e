#include "bsr-test.h"

#include <math.h>

#include "bsr-region.h"

static const BsrBox bounds = { 0, 0, 400, 300 };

static gint64
count (const BsrRegion *region)
{
  BsrBox box = bsr_region_box (region, bounds);
  BsrSpan spans[16];
  gint64 n = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    {
      int n_spans = bsr_region_row (region, box, y, spans);
      for (int i = 0; i < n_spans; i++)
        {
          assert_true (spans[i].from < spans[i].to);
          assert_true (spans[i].from >= 0 && spans[i].to <= bounds.width);
          n += spans[i].to - spans[i].from;
        }
    }
  return n;
}

static void
a_rectangle_holds_the_pixels_whose_centres_it_holds (void **state)
{
  const BsrPoint corners[] = { { 30.4, 50.6 }, { 10.6, 20.4 } };
  const BsrRegion region = { BSR_REGION_RECTANGLE, corners, 2 };
  BsrBox box = bsr_region_box (&region, bounds);
  assert_int_equal (box.x, 11); /* 10.5 is before 10.6 */
  assert_int_equal (box.y, 20);
  assert_int_equal (box.width, 19);
  assert_int_equal (box.height, 31);
  assert_int_equal (count (&region), 19 * 31);
}

static void
what_lies_beside_the_scan_is_left_out (void **state)
{
  const BsrPoint over[] = { { -50.0, -1e12 }, { 10.0, 5.0 } },
                 beside[] = { { -50, 10 }, { -10, 20 } };
  const BsrPoint thin[] = { { 10.6, 10.0 }, { 11.4, 90.0 } };
  assert_int_equal (count (&(BsrRegion){ BSR_REGION_RECTANGLE, over, 2 }), 50);
  assert_true (
      bsr_box_is_empty (bsr_region_box (&(BsrRegion){ BSR_REGION_RECTANGLE, beside, 2 }, bounds)));
  /* No centre lies in it. */
  assert_true (
      bsr_box_is_empty (bsr_region_box (&(BsrRegion){ BSR_REGION_RECTANGLE, thin, 2 }, bounds)));
}

static void
an_ellipse_has_its_area (void **state)
{
  const BsrPoint corners[] = { { 20.0, 30.0 }, { 320.0, 230.0 } };
  double area = G_PI / 4.0 * 300.0 * 200.0;
  bsr_test_assert_close ((double) count (&(BsrRegion){ BSR_REGION_ELLIPSE, corners, 2 }), area,
                         0.002 * area);
}

static void
a_polygon_has_its_area_and_its_notch (void **state)
{
  /* The notch of test-bsr-annotation.c, ten times as large. */
  const BsrPoint notched[]
      = { { 100, 100 }, { 200, 200 }, { 300, 100 }, { 300, 250 }, { 100, 250 } };
  const BsrRegion region = { BSR_REGION_POLYGON, notched, 5 };
  bsr_test_assert_close ((double) count (&region), 200.0 * 150.0 - 100.0 * 100.0, 110.0);
  BsrBox box = bsr_region_box (&region, bounds);
  BsrSpan spans[5];
  /* The notch is a pixel wide less at the centres of the row than at its upper edge. */
  assert_int_equal (bsr_region_row (&region, box, 150, spans), 2);
  assert_int_equal (spans[0].from, 100);
  assert_int_equal (spans[0].to, 150);
  assert_int_equal (spans[1].from, 249);
  assert_int_equal (spans[1].to, 300);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_rectangle_holds_the_pixels_whose_centres_it_holds),
    cmocka_unit_test (what_lies_beside_the_scan_is_left_out),
    cmocka_unit_test (an_ellipse_has_its_area),
    cmocka_unit_test (a_polygon_has_its_area_and_its_notch),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
