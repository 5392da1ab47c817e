#include "bsr-test.h"
#include "bsr-view-transform.h"

#include <math.h>

static BsrViewTransform
transform_of (void)
{
  return (BsrViewTransform){ .zoom = 0.7, .aspect = 1.9, .x = 700.0, .y = 300.0,
                             .view_width = 1600, .view_height = 900,
                             .scan_width = 1442, .scan_height = 675 };
}

static void
view_and_source_are_inverse (void **state)
{
  BsrViewTransform transform = transform_of ();
  for (double vx = 0.0; vx <= 1600.0; vx += 173.0)
    for (double vy = 0.0; vy <= 900.0; vy += 91.0)
      {
        double x, y, back_x, back_y;
        bsr_view_transform_to_source (&transform, vx, vy, &x, &y);
        bsr_view_transform_to_view (&transform, x, y, &back_x, &back_y);
        bsr_test_assert_close (back_x, vx, 1e-6);
        bsr_test_assert_close (back_y, vy, 1e-6);
      }
}

static void
pixels_that_are_not_square_are_stretched (void **state)
{
  BsrViewTransform transform = transform_of ();
  double x0, y0, x1, y1;
  bsr_view_transform_to_view (&transform, 100.0, 100.0, &x0, &y0);
  bsr_view_transform_to_view (&transform, 110.0, 110.0, &x1, &y1);
  bsr_test_assert_close (x1 - x0, 10.0 * 0.7 * 1.9, 1e-9);
  bsr_test_assert_close (y1 - y0, 10.0 * 0.7, 1e-9);
}

static void
the_origin_is_on_a_device_pixel (void **state)
{
  BsrViewTransform transform = transform_of ();
  for (int i = 0; i < 50; i++)
    {
      double x, y;
      transform.x += 0.37;
      transform.zoom *= 1.07;
      bsr_view_transform_origin (&transform, &x, &y);
      double device = x * bsr_view_transform_scale_x (&transform);
      bsr_test_assert_close (device, round (device), 1e-5);
    }
}

/* The point under the pointer stays there, within the rounding to device pixels, over any way of
 * zooms. */
static void
zooming_holds_the_point_under_the_pointer (void **state)
{
  guint64 seed = 3;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int trial = 0; trial < 50; trial++)
    {
      BsrViewTransform transform = transform_of ();
      double vx = bsr_test_random (&seed) * 1600.0, vy = bsr_test_random (&seed) * 900.0;
      double x, y, now_x, now_y;
      bsr_view_transform_to_source (&transform, vx, vy, &x, &y);
      for (int i = 0; i < 20; i++)
        {
          double zoom = 0.01 + bsr_test_random (&seed) * 31.0;
          transform = bsr_view_transform_zoom_about (transform, zoom, vx, vy);
          bsr_test_assert_close (transform.zoom, zoom, 0.0);
          bsr_view_transform_to_view (&transform, x, y, &now_x, &now_y);
          /* Half a pixel of raster now, and half a pixel at the start, enlarged. */
          bsr_test_assert_close (now_x, vx, 0.5 + 0.5 * zoom / 0.7 + 1e-6);
          bsr_test_assert_close (now_y, vy, 0.5 + 0.5 * zoom / 0.7 + 1e-6);
        }
      /* There and back again is where it was: nothing adds up. */
      transform = bsr_view_transform_zoom_about (transform, 0.7, vx, vy);
      bsr_test_assert_close (transform.x, 700.0, 1e-6);
      bsr_test_assert_close (transform.y, 300.0, 1e-6);
    }
}

/* Two fingers that spread and move: the scan's points under them stay under them. */
static void
a_pinch_holds_what_is_between_the_fingers (void **state)
{
  BsrViewTransform before = transform_of ();
  const BsrPoint from = { 400.0, 250.0 }, to = { 520.0, 190.0 };
  BsrViewTransform after = bsr_view_transform_pinch (before, 2.5, from, to);
  bsr_test_assert_close (after.zoom, 2.5 * before.zoom, 1e-12);
  for (int finger = -1; finger <= 1; finger += 2)
    {
      double x, y, held_x, held_y;
      bsr_view_transform_to_source (&before, from.x + finger * 40.0, from.y + finger * 30.0, &x, &y);
      bsr_view_transform_to_source (&after, to.x + finger * 100.0, to.y + finger * 75.0, &held_x,
                                    &held_y);
      /* But for the raster of device pixels. */
      bsr_test_assert_close (held_x, x, 2.0 / (before.zoom * before.aspect));
      bsr_test_assert_close (held_y, y, 2.0 / before.zoom);
    }
}

static void
zoom_keeps_its_limits (void **state)
{
  BsrViewTransform transform = transform_of ();
  bsr_test_assert_close (bsr_view_transform_zoom_about (transform, 1e9, 0, 0).zoom, BSR_ZOOM_MAX, 0.0);
  bsr_test_assert_close (bsr_view_transform_zoom_about (transform, 1e-9, 0, 0).zoom, BSR_ZOOM_MIN, 0.0);
  transform.scan_width = 1000000;
  bsr_test_assert_close (bsr_view_transform_fit_zoom (&transform), BSR_ZOOM_MIN, 0.0);
  transform.scan_width = transform.scan_height = 1;
  bsr_test_assert_close (bsr_view_transform_fit_zoom (&transform), BSR_ZOOM_MAX, 0.0);
}

static void
fitting_shows_all_and_wastes_nothing (void **state)
{
  BsrViewTransform transform = bsr_view_transform_fit (transform_of ());
  double left, top, right, bottom;
  bsr_view_transform_to_view (&transform, 0.0, 0.0, &left, &top);
  bsr_view_transform_to_view (&transform, 1442.0, 675.0, &right, &bottom);
  assert_true (left > -1.0 && top > -1.0 && right < 1601.0 && bottom < 901.0);
  bsr_test_assert_close (right - left, 1600.0, 1e-6);
  bsr_test_assert_close (top, 900.0 - bottom, 1.0);
}

static void
the_scan_cannot_be_lost (void **state)
{
  BsrViewTransform transform = transform_of ();
  transform.zoom = 4.0;
  transform = bsr_view_transform_clamp (bsr_view_transform_pan (transform, -1e7, 1e7));
  bsr_test_assert_close (transform.x, 1442.0, 0.0);
  bsr_test_assert_close (transform.y, 0.0, 0.0);
  /* All of it is visible along y: it stays in the middle. */
  transform.zoom = 1.0;
  transform = bsr_view_transform_clamp (bsr_view_transform_pan (transform, 0.0, 1e7));
  bsr_test_assert_close (transform.y, 675.0 / 2.0, 0.0);
}

static void
panning_moves_by_device_pixels (void **state)
{
  BsrViewTransform transform = transform_of ();
  double x0, y0, x1, y1;
  bsr_view_transform_to_view (&transform, 500.0, 200.0, &x0, &y0);
  transform = bsr_view_transform_pan (transform, 30.0, -20.0);
  bsr_view_transform_to_view (&transform, 500.0, 200.0, &x1, &y1);
  bsr_test_assert_close (x1 - x0, 30.0, 1e-6);
  bsr_test_assert_close (y1 - y0, -20.0, 1e-6);
}

static gboolean
is_in_view (const BsrViewTransform *transform, BsrBox box)
{
  double left, top, right, bottom;
  bsr_view_transform_to_view (transform, box.x, box.y, &left, &top);
  bsr_view_transform_to_view (transform, box.x + box.width, box.y + box.height, &right, &bottom);
  return left >= 0.0 && top >= 0.0 && right <= transform->view_width && bottom <= transform->view_height;
}

static void
what_is_revealed_is_in_view (void **state)
{
  const BsrBox boxes[] = { { 0, 0, 10, 10 }, { 1400, 600, 42, 75 }, { 700, 300, 1, 1 },
                           { 0, 0, 1442, 675 }, { 10, 300, 1400, 5 } };
  const double zooms[] = { 0.05, 0.7, 3.0, 32.0 };
  for (gsize b = 0; b < G_N_ELEMENTS (boxes); b++)
    for (gsize z = 0; z < G_N_ELEMENTS (zooms); z++)
      {
        BsrViewTransform transform = transform_of ();
        transform.zoom = zooms[z];
        transform = bsr_view_transform_reveal (transform, boxes[b]);
        assert_true (is_in_view (&transform, boxes[b]));
      }
}

static void
what_is_well_in_view_is_not_moved (void **state)
{
  BsrViewTransform transform = transform_of ();
  BsrViewTransform revealed = bsr_view_transform_reveal (transform, (BsrBox){ 650, 250, 120, 100 });
  assert_true (bsr_view_transform_equal (&transform, &revealed));
}

static void
what_is_centred_fills_its_share (void **state)
{
  BsrViewTransform transform = transform_of ();
  const BsrBox box = { 850, 400, 300, 50 };
  BsrViewTransform there = bsr_view_transform_centre_on (transform, box, 0.5);
  bsr_test_assert_close (there.x, 1000.0, 0.0);
  bsr_test_assert_close (there.y, 425.0, 0.0);
  bsr_test_assert_close (box.width * bsr_view_transform_scale_x (&there), 0.5 * there.view_width, 1e-6);
  /* A speck is not blown up, and a large box never shows less than all of the scan needs. */
  there = bsr_view_transform_centre_on (transform, (BsrBox){ 900, 400, 2, 2 }, 0.5);
  bsr_test_assert_close (there.zoom, 2.0, 0.0);
  there = bsr_view_transform_centre_on (transform, (BsrBox){ 0, 0, 1442, 675 }, 0.1);
  bsr_test_assert_close (there.zoom, bsr_view_transform_fit_zoom (&transform), 0.0);
}

static void
steps_go_through_round_zooms (void **state)
{
  bsr_test_assert_close (bsr_view_transform_step_zoom (0.9, 1), 1.0, 0.0);
  bsr_test_assert_close (bsr_view_transform_step_zoom (1.0, 1), 1.25, 0.0);
  bsr_test_assert_close (bsr_view_transform_step_zoom (1.0, -1), 0.75, 0.0);
  bsr_test_assert_close (bsr_view_transform_step_zoom (BSR_ZOOM_MAX, 1), BSR_ZOOM_MAX, 0.0);
  bsr_test_assert_close (bsr_view_transform_step_zoom (BSR_ZOOM_MIN, -1), BSR_ZOOM_MIN, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (view_and_source_are_inverse),
    cmocka_unit_test (pixels_that_are_not_square_are_stretched),
    cmocka_unit_test (the_origin_is_on_a_device_pixel),
    cmocka_unit_test (zooming_holds_the_point_under_the_pointer),
    cmocka_unit_test (a_pinch_holds_what_is_between_the_fingers),
    cmocka_unit_test (zoom_keeps_its_limits),
    cmocka_unit_test (fitting_shows_all_and_wastes_nothing),
    cmocka_unit_test (the_scan_cannot_be_lost),
    cmocka_unit_test (panning_moves_by_device_pixels),
    cmocka_unit_test (what_is_revealed_is_in_view),
    cmocka_unit_test (what_is_well_in_view_is_not_moved),
    cmocka_unit_test (what_is_centred_fills_its_share),
    cmocka_unit_test (steps_go_through_round_zooms),
  };
  return cmocka_run_group_tests_name ("view-transform", tests, NULL, NULL);
}
