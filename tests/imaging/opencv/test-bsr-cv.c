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
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (mean_is_the_window_s),
    cmocka_unit_test (mean_replicates_the_border),
    cmocka_unit_test (hull_has_few_corners),
    cmocka_unit_test (exceptions_end_as_errors_and_in_silence),
    cmocka_unit_test (misuse_is_an_error_not_an_abort),
  };
  return cmocka_run_group_tests_name ("cv", tests, NULL, NULL);
}
