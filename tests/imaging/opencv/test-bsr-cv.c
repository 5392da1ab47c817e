#include "bsr-test.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "bsr-cv.h"
#include "bsr-error.h"

static BsrPlane *
plane_new (BsrFormat format, int width, int height)
{
  g_autoptr (GError) error = NULL;
  BsrPlane *plane = bsr_plane_new (format, width, height, &error);
  bsr_test_assert_no_error (error);
  return plane;
}

/* One line of @width digits a row. */
static BsrPlane *
mask_new (const char *digits, int width, int height)
{
  BsrPlane *mask = plane_new (BSR_FORMAT_U8, width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u8 (mask, y)[x] = digits[y * width + x] - '0';
  return mask;
}

static void
assert_mask (BsrPlane *mask, const char *digits)
{
  for (int y = 0; y < bsr_plane_height (mask); y++)
    for (int x = 0; x < bsr_plane_width (mask); x++)
      assert_int_equal (bsr_plane_row_u8 (mask, y)[x], digits[y * bsr_plane_width (mask) + x] - '0');
}

static void
mean_is_the_window_s (void **state)
{
  g_autoptr (BsrPlane) source = plane_new (BSR_FORMAT_F32, 7, 5);
  g_autoptr (BsrPlane) target = plane_new (BSR_FORMAT_F32, 7, 5);
  bsr_plane_row_f32 (source, 2)[3] = 15.0F;
  assert_true (bsr_cv_box_mean (source, target, 5, 3, NULL));
  for (int y = 0; y < 5; y++)
    for (int x = 0; x < 7; x++)
      {
        gboolean inside = x >= 1 && x <= 5 && y >= 1 && y <= 3;
        bsr_test_assert_close (bsr_plane_row_f32 (target, y)[x], inside ? 1.0 : 0.0, 1e-6);
      }
}

static void
mean_replicates_the_border (void **state)
{
  g_autoptr (BsrPlane) plane = plane_new (BSR_FORMAT_F32, 4, 3);
  for (int y = 0; y < 3; y++)
    for (int x = 0; x < 4; x++)
      bsr_plane_row_f32 (plane, y)[x] = (float) x;
  assert_true (bsr_cv_box_mean (plane, plane, 3, 3, NULL));
  for (int y = 0; y < 3; y++)
    {
      const float *row = bsr_plane_row_f32 (plane, y);
      bsr_test_assert_close (row[0], 1.0 / 3.0, 1e-6); /* 0 0 1 */
      bsr_test_assert_close (row[1], 1.0, 1e-6);
      bsr_test_assert_close (row[3], 8.0 / 3.0, 1e-6); /* 2 3 3 */
    }
}

static void
erosion_and_dilation_by_a_rectangle (void **state)
{
  g_autoptr (BsrPlane) mask = mask_new ("00000"
                                        "01110"
                                        "01110"
                                        "00011",
                                        5, 4);
  g_autoptr (BsrPlane) target = plane_new (BSR_FORMAT_U8, 5, 4);
  assert_true (bsr_cv_dilate (mask, target, 3, 1, NULL));
  assert_mask (target, "00000"
                       "11111"
                       "11111"
                       "00111");
  assert_true (bsr_cv_erode (mask, target, 3, 1, NULL));
  assert_mask (target, "00000"
                       "00100"
                       "00100"
                       "00001"); /* the border repeats: 1 1 (1) */
}

static void
regions_and_their_labels (void **state)
{
  g_autoptr (BsrPlane) mask = mask_new ("110000"
                                        "001000"
                                        "000011"
                                        "000011",
                                        6, 4);
  gint32 labels[24];
  g_autoptr (GArray) regions = bsr_cv_regions (mask, labels, NULL);
  assert_non_null (regions);
  assert_int_equal (regions->len, 2); /* corners touch: 8-connected */
  BsrCvRegion first = g_array_index (regions, BsrCvRegion, 0);
  BsrCvRegion second = g_array_index (regions, BsrCvRegion, 1);
  assert_int_equal (first.area, 3);
  assert_int_equal (second.area, 4);
  assert_memory_equal (&first.box, &((BsrBox){ 0, 0, 3, 2 }), sizeof (BsrBox));
  assert_memory_equal (&second.box, &((BsrBox){ 4, 2, 2, 2 }), sizeof (BsrBox));
  assert_int_equal (labels[0], 1);
  assert_int_equal (labels[8], 1);
  assert_int_equal (labels[2], 0);
  assert_int_equal (labels[23], 2);

  g_autoptr (BsrPlane) none = plane_new (BSR_FORMAT_U8, 3, 3);
  g_autoptr (GArray) empty = bsr_cv_regions (none, NULL, NULL);
  assert_int_equal (empty->len, 0);
}

static void
hull_has_few_corners (void **state)
{
  const float square[][2] = { { 0, 0 }, { 4, 0 }, { 2, 2 }, { 4, 4 }, { 0, 4 }, { 1, 3 } };
  float corners[16][2];
  assert_int_equal (bsr_cv_hull (square, 6, corners, 16, NULL), 4);
  for (int i = 0; i < 4; i++)
    for (int axis = 0; axis < 2; axis++)
      assert_true (corners[i][axis] <= 0.0F || corners[i][axis] >= 4.0F);

  float circle[360][2];
  for (int i = 0; i < 360; i++)
    {
      circle[i][0] = 100.0F * (float) cos (i * G_PI / 180.0);
      circle[i][1] = 100.0F * (float) sin (i * G_PI / 180.0);
    }
  assert_in_range (bsr_cv_hull (circle, 360, corners, 16, NULL), 8, 16);
}

/* What the process writes to standard error while @provoke runs. */
static char *
heard_on_stderr (gboolean (*provoke) (GError **), GError **error)
{
  FILE *heard = tmpfile ();
  assert_non_null (heard);
  fflush (stderr);
  int saved = dup (STDERR_FILENO);
  dup2 (fileno (heard), STDERR_FILENO);
  gboolean done = provoke (error);
  fflush (stderr);
  dup2 (saved, STDERR_FILENO);
  close (saved);
  assert_false (done);

  char text[1024] = { 0 };
  rewind (heard);
  size_t n = fread (text, 1, sizeof text - 1, heard);
  fclose (heard);
  return g_strndup (text, n);
}

static void
exceptions_end_as_errors_and_in_silence (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *heard = heard_on_stderr (bsr_cv_provoke, &error);
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "as asked for");
  assert_string_equal (heard, "");
}

static void
misuse_is_an_error_not_an_abort (void **state)
{
  g_autoptr (BsrPlane) bytes = plane_new (BSR_FORMAT_U8, 4, 4);
  g_autoptr (BsrPlane) floats = plane_new (BSR_FORMAT_F32, 4, 4);
  g_autoptr (BsrPlane) wider = plane_new (BSR_FORMAT_F32, 5, 4);
  g_autoptr (GError) error = NULL;

  assert_false (bsr_cv_box_mean (floats, bytes, 3, 3, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "mean");
  g_clear_error (&error);
  assert_false (bsr_cv_box_mean (floats, wider, 3, 3, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "mean");
  g_clear_error (&error);
  /* This one is raised by OpenCV itself: a window without width. */
  assert_false (bsr_cv_box_mean (floats, floats, 0, 3, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "mean");
  g_clear_error (&error);
  assert_null (bsr_cv_regions (floats, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR, "regions");
  assert_false (bsr_cv_erode (floats, bytes, 3, 3, NULL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (mean_is_the_window_s),
    cmocka_unit_test (mean_replicates_the_border),
    cmocka_unit_test (erosion_and_dilation_by_a_rectangle),
    cmocka_unit_test (regions_and_their_labels),
    cmocka_unit_test (hull_has_few_corners),
    cmocka_unit_test (exceptions_end_as_errors_and_in_silence),
    cmocka_unit_test (misuse_is_an_error_not_an_abort),
  };
  return cmocka_run_group_tests_name ("cv", tests, NULL, NULL);
}
