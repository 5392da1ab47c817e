#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image.h"

static void
holds_its_planes (void **state)
{
  g_autoptr (BsrPlane) high = bsr_plane_new (BSR_FORMAT_U16, 4, 3, NULL);
  g_autoptr (BsrPlane) low = bsr_plane_new (BSR_FORMAT_U16, 4, 3, NULL);
  BsrPlane *planes[] = { high, low };
  g_autoptr (BsrImage) image = bsr_image_new (planes, 2, 16, NULL);
  assert_ptr_equal (bsr_image_plane (image, 1), low);
  assert_int_equal (bsr_image_width (image), 4);
  assert_int_equal (bsr_image_height (image), 3);
  bsr_test_assert_close (bsr_image_full_scale (image), 65535.0, 0.0);
}

static void
planes_of_another_size_or_type_are_refused (void **state)
{
  g_autoptr (BsrPlane) high = bsr_plane_new (BSR_FORMAT_U16, 4, 3, NULL);
  g_autoptr (BsrPlane) smaller = bsr_plane_new (BSR_FORMAT_U16, 4, 2, NULL);
  g_autoptr (BsrPlane) other = bsr_plane_new (BSR_FORMAT_F32, 4, 3, NULL);
  g_autoptr (GError) error = NULL;

  assert_null (bsr_image_new ((BsrPlane *[]){ high, smaller }, 2, 16, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "plane 2 is 4 x 2");
  g_clear_error (&error);
  assert_null (bsr_image_new ((BsrPlane *[]){ high, other }, 2, 16, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "sample type");
  g_clear_error (&error);
  assert_null (bsr_image_new ((BsrPlane *[]){ high, high, high, high, high }, 5, 16, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "5 planes");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (holds_its_planes),
    cmocka_unit_test (planes_of_another_size_or_type_are_refused),
  };
  return cmocka_run_group_tests_name ("image", tests, NULL, NULL);
}
