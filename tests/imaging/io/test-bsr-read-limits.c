#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-plane.h"
#include "bsr-read-limits.h"

static void
assert_check (const BsrReadLimits *limits, guint32 width, guint32 height, int n_planes, int size,
              int code)
{
  g_autoptr (GError) error = NULL;
  gboolean passed = bsr_read_limits_check (limits, width, height, n_planes, size, &error);
  if (code < 0)
    bsr_test_assert_no_error (error);
  else
    bsr_test_assert_error (error, BSR_ERROR, code, NULL);
  assert_int_equal (passed, code < 0);
}

static void
the_last_allowed_size_passes (void **state)
{
  const BsrReadLimits limits = { .max_pixels = 1000, .max_bytes = 4000 };
  assert_check (&limits, 100, 10, 2, 2, -1);
  assert_check (&limits, 100, 10, 1, 4, -1);
  assert_check (&limits, 1001, 1, 1, 1, BSR_ERROR_LIMIT);
  assert_check (&limits, 100, 10, 3, 2, BSR_ERROR_LIMIT);
  assert_check (&limits, 100, 10, 2, 4, BSR_ERROR_LIMIT);
  assert_check (&limits, 0, 10, 1, 2, BSR_ERROR_DAMAGED);
  assert_check (&limits, 10, 0, 1, 2, BSR_ERROR_DAMAGED);
}

static void
the_largest_numbers_do_not_wrap (void **state)
{
  const BsrReadLimits most = { .max_pixels = G_MAXINT64, .max_bytes = G_MAXINT64 };
  assert_check (&most, BSR_PLANE_MAX_EDGE, BSR_PLANE_MAX_EDGE, 4, 4, -1);
  assert_check (&most, BSR_PLANE_MAX_EDGE + 1, 1, 1, 1, BSR_ERROR_LIMIT);
  assert_check (&most, G_MAXUINT32, G_MAXUINT32, 4, 4, BSR_ERROR_LIMIT);
  assert_check (&bsr_read_limits_default, BSR_PLANE_MAX_EDGE, BSR_PLANE_MAX_EDGE, 4, 4,
                BSR_ERROR_LIMIT);
  assert_check (&bsr_read_limits_default, 40000, 20000, 4, 2, -1);
}

static void
what_shrinks_too_well_is_no_scan (void **state)
{
  const BsrReadLimits limits = { .trusted_bytes = 1000, .max_shrinkage = 10 };
  g_autoptr (GError) error = NULL;
  assert_true (bsr_read_limits_check_shrinkage (&limits, 1000, 1, NULL));
  assert_true (bsr_read_limits_check_shrinkage (&limits, 1010, 101, NULL));
  assert_false (bsr_read_limits_check_shrinkage (&limits, 1010, 100, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "a file of 100 bytes claims to hold 1010");
  /* A gigapixel in two megabytes: what a zip bomb offers. */
  assert_false (bsr_read_limits_check_shrinkage (&bsr_read_limits_default, 2000000000, 2000000, NULL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_last_allowed_size_passes),
    cmocka_unit_test (the_largest_numbers_do_not_wrap),
    cmocka_unit_test (what_shrinks_too_well_is_no_scan),
  };
  return cmocka_run_group_tests_name ("read-limits", tests, NULL, NULL);
}
