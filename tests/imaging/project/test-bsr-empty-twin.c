#include "bsr-test.h"

#include <math.h>

#include "bsr-empty-twin.h"

static void
sizes_are_told_by_code_and_by_measure (void **state)
{
  assert_int_equal (bsr_empty_twin_size_of_code ("45G1"), BSR_CONTAINER_40_HIGH);
  assert_int_equal (bsr_empty_twin_size_of_code ("45G0"), BSR_CONTAINER_40_HIGH);
  assert_int_equal (bsr_empty_twin_size_of_code ("22R9"), BSR_CONTAINER_20_REEFER);
  assert_int_equal (bsr_empty_twin_size_of_code ("42P3"), BSR_CONTAINER_40);
  assert_int_equal (bsr_empty_twin_size_of_code ("L5G1"), BSR_CONTAINER_45_HIGH);
  assert_int_equal (bsr_empty_twin_size_of_code ("M5G1"), BSR_N_CONTAINERS);
  assert_int_equal (bsr_empty_twin_size_of_code (""), BSR_N_CONTAINERS);
  assert_int_equal (bsr_empty_twin_size_of_code (NULL), BSR_N_CONTAINERS);
  assert_int_equal (bsr_empty_twin_size_of_box (6100.0, 2600.0), BSR_CONTAINER_20);
  assert_int_equal (bsr_empty_twin_size_of_box (12100.0, 2880.0), BSR_CONTAINER_40_HIGH);
  assert_int_equal (bsr_empty_twin_size_of_box (12100.0, 2580.0), BSR_CONTAINER_40);
  assert_int_equal (bsr_empty_twin_size_of_box (13700.0, 2880.0), BSR_CONTAINER_45_HIGH);
}

/* It has its raster, energies and noise. */
static void
a_twin_is_taken_as_the_scan_was (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = scanner.pitch_y_mm = 15.0;
  scanner.air[0] = 40000.0;
  scanner.photons[0] = 8000.0;
  scanner.margin_x_mm = 300.0;
  BsrRandom random = bsr_random_stream (5, 1, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  g_autoptr (BsrSimulation) original = bsr_simulator_run (model, &scanner, 5, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (
      bsr_simulation_image (original), bsr_simulation_acquisition (original), 0, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrBox box = bsr_simulation_container (original);
  g_autoptr (BsrSimulation) twin
      = bsr_empty_twin_new (radiograph, box, BSR_CONTAINER_20, 0, NULL, &error);
  bsr_test_assert_no_error (error);

  const BsrAcquisition *acquisition = bsr_simulation_acquisition (twin);
  assert_int_equal (acquisition->n_planes, 2);
  bsr_test_assert_close (acquisition->pitch_x_mm, 15.0, 0.0);
  bsr_test_assert_close (acquisition->planes[0].energy_mv, 6.0, 0.0);
  bsr_test_assert_close (acquisition->planes[0].air, 40000.0, 400.0);
  BsrBox twin_box = bsr_simulation_container (twin);
  assert_true (ABS (twin_box.width - box.width) <= 1 && ABS (twin_box.height - box.height) <= 1);
  assert_true (ABS (twin_box.x - box.x) <= 1);
  g_autoptr (BsrRadiograph) its = bsr_radiograph_new (bsr_simulation_image (twin), acquisition, 0,
                                                      NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_test_assert_close (bsr_radiograph_noise (its, 0, 0.0) / bsr_radiograph_noise (radiograph, 0, 0.0),
                         1.0, 0.15);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (sizes_are_told_by_code_and_by_measure),
    cmocka_unit_test (a_twin_is_taken_as_the_scan_was),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
