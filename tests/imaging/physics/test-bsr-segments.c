#include "bsr-test.h"
#include "bsr-segments.h"
#include "bsr-spectrum.h"
#include "stack-scan.h"
#include "synthetic-scan.h"

#include <math.h>
#include <string.h>

/* Steel of 60 g/cm2 beside 70, an edge that crosses the tiles' borders; and cellulose that attenuates
 * at 9 MV as the lighter steel does. */
static Stack stacks[] = { { "steel", 60.0, { 20, 20, 60, 140 } },
                          { "steel", 70.0, { 80, 20, 60, 140 } },
                          { "cellulose", 0.0, { 160, 20, 60, 140 } },
                          { "steel", 60.0, { 220, 20, 60, 140 } } };

static BsrRadiograph *
radiograph_of (void)
{
  BsrSpectrum high = bsr_spectrum_bremsstrahlung (9.0);
  double through = bsr_spectrum_transmission (&high, bsr_material_by_id ("steel"), 60.0);
  stacks[2].g_cm2 = bsr_spectrum_g_cm2 (&high, bsr_material_by_id ("cellulose"), through);
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 300, 180);
  return stack_scan_develop (&scan, 1);
}

static void
count (const BsrSegments *segments, BsrBox box, int *pixels)
{
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      {
        int segment = bsr_segments_at (segments, x, y);
        if (segment >= 0)
          pixels[segment]++;
      }
}

/* Share of @one's pixels that went to a segment of @other's or the other way round. */
static double
bled (const BsrSegments *segments, BsrBox one, BsrBox other)
{
  int n = bsr_segments_n (segments), bleeding = 0;
  g_autofree int *in_one = g_new0 (int, n), *in_other = g_new0 (int, n);
  count (segments, one, in_one);
  count (segments, other, in_other);
  for (int i = 0; i < n; i++)
    bleeding += MIN (in_one[i], in_other[i]);
  return bleeding / (double) bsr_box_area (one);
}

static void
nothing_bleeds_over_an_edge (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  g_autoptr (BsrSegments) segments = bsr_segments_new (radiograph, 1, NULL, NULL);
  assert_int_equal (bsr_segments_cell_edge (segments), 1);
  double thicker = bled (segments, stacks[0].box, stacks[1].box);
  double material = bled (segments, stacks[2].box, stacks[3].box);
  double air = bled (segments, stacks[0].box, (BsrBox){ 0, 0, 300, 18 });
  print_message ("over an edge of attenuation %.4f, of material alone %.4f, to air %.4f\n", thicker,
                 material, air);
  bsr_test_assert_close (air, 0.0, 0.0);
  assert_true (thicker < 0.002);
  assert_true (material < 0.04); /* the pixels at the edge itself: 140 of 8400 on either side */
}

static void
what_is_even_is_one_piece (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  g_autoptr (BsrSegments) segments = bsr_segments_new (radiograph, 1, NULL, NULL);
  g_autofree int *pixels = g_new0 (int, bsr_segments_n (segments));
  BsrBox box = stacks[0].box;
  int in_large = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      pixels[MAX (bsr_segments_at (segments, x, y), 0)]++;
  for (int i = 0; i < bsr_segments_n (segments); i++)
    in_large += pixels[i] >= 500 ? pixels[i] : 0;
  print_message ("%d segments, %d of %d pixels in large ones\n", bsr_segments_n (segments), in_large,
                 (int) bsr_box_area (box));
  assert_true (in_large > 0.9 * (double) bsr_box_area (box));
}

static void
every_pixel_is_counted_once (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  g_autoptr (BsrSegments) segments = bsr_segments_new (radiograph, 1, NULL, NULL);
  int n = bsr_segments_n (segments);
  g_autofree BsrEnergySums *sums = g_new0 (BsrEnergySums, n);
  for (int y = 0; y < bsr_segments_height (segments); y++)
    for (int x = 0; x < bsr_segments_width (segments); x++)
      {
        int segment = bsr_segments_at (segments, x, y);
        assert_true (segment < n);
        if (segment >= 0)
          bsr_energy_sums_add_run (&sums[segment], radiograph, x, y, 1);
      }
  for (int i = 0; i < n; i++)
    {
      const BsrEnergySums *told = bsr_segments_sums (segments, i);
      assert_true (sums[i].n == told->n && sums[i].high == told->high && sums[i].low == told->low);
      assert_true (sums[i].n_opaque == told->n_opaque && sums[i].n_flawed == told->n_flawed);
    }
}

static void
threads_do_not_matter (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  g_autoptr (BsrSegments) one = bsr_segments_new (radiograph, 1, NULL, NULL);
  g_autoptr (BsrSegments) many = bsr_segments_new (radiograph, 5, NULL, NULL);
  assert_int_equal (bsr_segments_n (one), bsr_segments_n (many));
  for (int y = 0; y < bsr_segments_height (one); y++)
    for (int x = 0; x < bsr_segments_width (one); x++)
      assert_int_equal (bsr_segments_at (one, x, y), bsr_segments_at (many, x, y));
}

/* What is at full scale is in no segment, and large scans come in cells of 2 x 2. */
static void
flawed_cells_are_left_out_and_large_scans_halved (void **state)
{
  enum { WIDTH = 2101, HEIGHT = 2001, FULL = 1000 };
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  for (int i = 0; i < 2; i++)
    {
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          bsr_plane_row_u16 (planes[i], y)[x]
              = (guint16) (y / 2 == FULL / 2 ? 65535 : (x < 500 ? 60000 : 20000) + (x * 7 + y * 13) % 41);
    }
  g_autoptr (BsrImage) image = synthetic_scan_wrap (planes, 2, 16);
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, NULL);
  g_autoptr (BsrSegments) segments = bsr_segments_new (radiograph, 2, NULL, NULL);
  assert_int_equal (bsr_segments_cell_edge (segments), 2);
  assert_int_equal (bsr_segments_width (segments), (WIDTH + 1) / 2);
  assert_int_equal (bsr_segments_height (segments), (HEIGHT + 1) / 2);
  for (int x = 0; x < bsr_segments_width (segments); x++)
    assert_int_equal (bsr_segments_at (segments, x, FULL / 2), -1);
  assert_true (bsr_segments_at (segments, bsr_segments_width (segments) - 1, 0) >= 0);
}

static void
it_can_be_cancelled (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  assert_null (bsr_segments_new (radiograph, 1, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (nothing_bleeds_over_an_edge),
    cmocka_unit_test (what_is_even_is_one_piece),
    cmocka_unit_test (every_pixel_is_counted_once),
    cmocka_unit_test (threads_do_not_matter),
    cmocka_unit_test (flawed_cells_are_left_out_and_large_scans_halved),
    cmocka_unit_test (it_can_be_cancelled),
  };
  return cmocka_run_group_tests_name ("segments", tests, NULL, NULL);
}
