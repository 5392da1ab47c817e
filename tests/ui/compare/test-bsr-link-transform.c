#include "bsr-test.h"

#include <math.h>

#include "bsr-link-transform.h"

/* 1,000 x 500 pixels of 10 x 5 mm in a view of 800 x 400. */
static const BsrViewTransform own = { 0.5, 2.0, 300.0, 200.0, 800, 400, 1000, 500 };

/* Where the other scan's view has what the own one has at (@x, @y), device pixels. */
static void
assert_in_place (const BsrScanLink *link, double x, double y)
{
  BsrViewTransform other = bsr_link_transform (&own, link, 2000, 900);
  double view_x, view_y, other_x, other_y, source_x, source_y;
  bsr_view_transform_to_view (&own, x, y, &view_x, &view_y);
  bsr_scan_link_apply (link, x, y, &source_x, &source_y);
  bsr_view_transform_to_view (&other, source_x, source_y, &other_x, &other_y);
  if (bsr_scan_link_is_mirrored (link))
    other_x = own.view_width - other_x;
  /* Both origins lie on whole device pixels. */
  bsr_test_assert_close (other_x, view_x, 1.0);
  bsr_test_assert_close (other_y, view_y, 1.0);
  assert_int_equal (other.scan_width, 2000);
  assert_int_equal (other.scan_height, 900);
}

static void
each_place_is_where_the_other_view_has_it (void **state)
{
  const BsrScanLink links[] = {
    { 1.0, 0.0, 1.0, 0.0 },        /* the same scan */
    { 2.0, 15.0, 1.25, -20.0 },    /* finer pixels, further along */
    { -1.5, 1600.0, 0.8, 33.0 },   /* the other way round */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    for (int x = 0; x <= 1000; x += 250)
      for (int y = 0; y <= 500; y += 125)
        assert_in_place (&links[i], x, y);
}

static void
metres_keep_their_size (void **state)
{
  /* B: pixels of 5 x 4 mm: 2 pixels of it for one of A along x, 1.25 upright. */
  const BsrScanLink link = { -2.0, 0.0, 1.25, 0.0 };
  BsrViewTransform other = bsr_link_transform (&own, &link, 2000, 900);
  bsr_test_assert_close (other.zoom * 1.25, own.zoom, 1e-12);
  bsr_test_assert_close (bsr_view_transform_scale_x (&other) * 2.0, bsr_view_transform_scale_x (&own),
                         1e-12);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_place_is_where_the_other_view_has_it),
    cmocka_unit_test (metres_keep_their_size),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
