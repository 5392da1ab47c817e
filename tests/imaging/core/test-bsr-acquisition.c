#include "bsr-test.h"
#include <math.h>
#include "bsr-acquisition.h"
#include "bsr-error.h"

static void
assumed_claims_nothing_that_it_does_not_know (void **state)
{
  BsrAcquisition one = bsr_acquisition_assumed (1), two = bsr_acquisition_assumed (2);
  assert_int_equal (one.planes[0].name, BSR_ENERGY_SINGLE);
  assert_int_equal (two.planes[0].name, BSR_ENERGY_HIGH);
  assert_int_equal (two.planes[1].name, BSR_ENERGY_LOW);
  assert_true (isnan (two.planes[1].energy_mv) && isnan (two.planes[1].air));
  assert_int_equal (one.n_steps, 0);
}

static void
fits_only_as_many_planes (void **state)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, 2, 2, NULL);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  BsrAcquisition one = bsr_acquisition_assumed (1), two = bsr_acquisition_assumed (2);
  g_autoptr (GError) error = NULL;
  assert_true (bsr_acquisition_fits (&one, image, &error));
  bsr_test_assert_no_error (error);
  assert_false (bsr_acquisition_fits (&two, image, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "describes 2 but the image has 1");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (assumed_claims_nothing_that_it_does_not_know),
    cmocka_unit_test (fits_only_as_many_planes),
  };
  return cmocka_run_group_tests_name ("acquisition", tests, NULL, NULL);
}
