#include "bsr-test.h"
#include "bsr-pyramid.h"

static BsrPlane *
plane_of (int width, int height, const guint16 *samples)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (plane, y)[x] = samples[y * width + x];
  return plane;
}

static void
levels_are_rounded_means (void **state)
{
  const guint16 samples[] = { 0, 1, 65535, 65535, /**/ 1, 1, 65535, 65534 };
  g_autoptr (BsrPlane) plane = plane_of (4, 2, samples);
  BsrPyramid pyramid;
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  assert_int_equal (pyramid.n_levels, 3);
  assert_ptr_equal (pyramid.levels[0], plane);
  assert_int_equal (bsr_plane_row_u16 (pyramid.levels[1], 0)[0], 1);
  assert_int_equal (bsr_plane_row_u16 (pyramid.levels[1], 0)[1], 65535);
  assert_int_equal (bsr_plane_row_u16 (pyramid.levels[2], 0)[0], 32768);
  bsr_pyramid_clear (&pyramid);
}

static void
odd_edges_stand_for_themselves (void **state)
{
  const guint16 samples[] = { 10, 20, 100, /**/ 30, 40, 200, /**/ 500, 700, 9 };
  g_autoptr (BsrPlane) plane = plane_of (3, 3, samples);
  BsrPyramid pyramid;
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  BsrPlane *half = pyramid.levels[1];
  assert_int_equal (bsr_plane_width (half), 2);
  assert_int_equal (bsr_plane_height (half), 2);
  assert_int_equal (bsr_plane_row_u16 (half, 0)[0], 25);
  assert_int_equal (bsr_plane_row_u16 (half, 0)[1], 150);
  assert_int_equal (bsr_plane_row_u16 (half, 1)[0], 600);
  assert_int_equal (bsr_plane_row_u16 (half, 1)[1], 9);
  bsr_pyramid_clear (&pyramid);
}

static void
thin_planes_go_down_to_one_sample (void **state)
{
  const int sizes[][3] = { { 1, 1, 1 }, { 1, 5, 4 }, { 5, 1, 4 }, { 1, 64, 7 }, { 7, 3, 4 } };
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, sizes[i][0], sizes[i][1], NULL);
      for (int y = 0; y < sizes[i][1]; y++)
        for (int x = 0; x < sizes[i][0]; x++)
          bsr_plane_row_u16 (plane, y)[x] = 4321;
      BsrPyramid pyramid;
      assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
      assert_int_equal (pyramid.n_levels, sizes[i][2]);
      assert_int_equal (bsr_plane_row_u16 (pyramid.levels[pyramid.n_levels - 1], 0)[0], 4321);
      bsr_pyramid_clear (&pyramid);
    }
}

static void
threads_do_not_matter (void **state)
{
  guint64 seed = 20261124;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, 301, 517, NULL);
  for (int y = 0; y < 517; y++)
    for (int x = 0; x < 301; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (bsr_test_random (&seed) * 65536.0);
  BsrPyramid one, four;
  assert_true (bsr_pyramid_init (&one, plane, bsr_pyramid_mean, 1, NULL, NULL));
  assert_true (bsr_pyramid_init (&four, plane, bsr_pyramid_mean, 4, NULL, NULL));
  assert_int_equal (one.n_levels, four.n_levels);
  for (int i = 0; i < one.n_levels; i++)
    for (int y = 0; y < bsr_plane_height (one.levels[i]); y++)
      assert_memory_equal (bsr_plane_row (one.levels[i], y), bsr_plane_row (four.levels[i], y),
                           bsr_plane_stride (one.levels[i]));
  bsr_pyramid_clear (&one);
  bsr_pyramid_clear (&four);
}

static void
cancelling_leaves_nothing (void **state)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, 100, 100, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BsrPyramid pyramid;
  g_cancellable_cancel (cancellable);
  assert_false (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 2, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  assert_int_equal (pyramid.n_levels, 0);
}

static void
copy_row_cb (int y, guint16 *out, gpointer data)
{
  BsrPlane *plane = data;
  memcpy (out, bsr_plane_row_u16 (plane, y), (gsize) bsr_plane_width (plane) * sizeof *out);
}

/* Sizes around the border of what is made row by row, with odd edges on the way up. */
static void
rows_made_on_the_way_give_the_same (void **state)
{
  const int sizes[][2] = { { 1, 1 }, { 2, 1 }, { 1, 65 }, { 63, 64 }, { 65, 129 }, { 301, 517 } };
  guint64 seed = 20261126;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int n_left_out = 0; n_left_out <= 6; n_left_out++)
      {
        int width = sizes[i][0], height = sizes[i][1];
        g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
        for (int y = 0; y < height; y++)
          for (int x = 0; x < width; x++)
            bsr_plane_row_u16 (plane, y)[x] = (guint16) (bsr_test_random (&seed) * 65536.0);
        const BsrPyramidSource source = { width, height, copy_row_cb, plane };
        BsrPyramid whole, part;
        assert_true (bsr_pyramid_init (&whole, plane, bsr_pyramid_mean, 1, NULL, NULL));
        assert_true (bsr_pyramid_init_rows (&part, &source, n_left_out, 3, NULL, NULL));
        int left_out = MIN (n_left_out, whole.n_levels - 1);
        assert_int_equal (part.n_levels, whole.n_levels - left_out);
        for (int level = 0; level < part.n_levels; level++)
          {
            BsrPlane *a = whole.levels[level + left_out], *b = part.levels[level];
            assert_int_equal (bsr_plane_width (a), bsr_plane_width (b));
            assert_int_equal (bsr_plane_height (a), bsr_plane_height (b));
            for (int y = 0; y < bsr_plane_height (a); y++)
              assert_memory_equal (bsr_plane_row (a, y), bsr_plane_row (b, y),
                                   (gsize) bsr_plane_width (a) * sizeof (guint16));
          }
        bsr_pyramid_clear (&whole);
        bsr_pyramid_clear (&part);
      }
}

static void
rows_are_given_up_when_cancelled (void **state)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, 200, 200, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const BsrPyramidSource source = { 200, 200, copy_row_cb, plane };
  BsrPyramid pyramid;
  g_cancellable_cancel (cancellable);
  assert_false (bsr_pyramid_init_rows (&pyramid, &source, 1, 2, cancellable, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  assert_int_equal (pyramid.n_levels, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (levels_are_rounded_means),
    cmocka_unit_test (odd_edges_stand_for_themselves),
    cmocka_unit_test (thin_planes_go_down_to_one_sample),
    cmocka_unit_test (threads_do_not_matter),
    cmocka_unit_test (rows_made_on_the_way_give_the_same),
    cmocka_unit_test (rows_are_given_up_when_cancelled),
    cmocka_unit_test (cancelling_leaves_nothing),
  };
  return cmocka_run_group_tests_name ("pyramid", tests, NULL, NULL);
}
