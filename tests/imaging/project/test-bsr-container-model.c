#include "bsr-test.h"

#include "bsr-container-model.h"

static void
structure_weighs_what_the_plate_says (void **state)
{
  for (int size = BSR_CONTAINER_20; size <= BSR_CONTAINER_40_HIGH; size++)
    {
      BsrRandom random = bsr_random_stream (11, 0, size);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new ((BsrContainerSize)size, &random);
      double tare = bsr_container_tare_kg ((BsrContainerSize)size);
      bsr_test_assert_close (bsr_scene_model_mass (model, BSR_ROLE_STRUCTURE) / tare, 1.0, 0.1);
      assert_true (bsr_scene_model_load_mass (model) == 0.0);
      assert_int_equal (bsr_scene_model_n_objects (model), 0);
    }
}

static void
sizes_are_those_of_iso_668 (void **state)
{
  BsrRandom random = bsr_random_stream (11, 1, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_40_HIGH, &random);
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  bsr_test_assert_close (room->length, 12192.0, 0.0);
  bsr_test_assert_close (room->height, 2896.0, 0.0);
  bsr_test_assert_close (room->width, 2438.0, 0.0);
  /* ISO 1496-1 least inside dimensions of 1AAA: 11,998 x 2,330 x 2,655 mm. */
  assert_true (room->inner_x1 - room->inner_x0 >= 11998.0);
  assert_true (room->inner_z1 - room->inner_z0 >= 2330.0);
  assert_true (room->inner_y1 - room->inner_y0 >= 2655.0);
  assert_string_equal (bsr_container_size_code (BSR_CONTAINER_40_HIGH), "45G1");
  assert_string_equal (bsr_container_size_code (BSR_CONTAINER_20), "22G1");
}

static void
structure_stays_within_the_outside (void **state)
{
  BsrRandom random = bsr_random_stream (11, 2, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      double low[3], high[3];
      bsr_solid_bounds (solid, low, high);
      if (solid->role == BSR_ROLE_CHASSIS)
        {
          assert_true (low[1] >= room->height);
          continue;
        }
      assert_true (low[0] >= -1.0 && high[0] <= room->length + 1.0);
      assert_true (low[1] >= -1.0 && high[1] <= room->height + 1.0);
      assert_true (low[2] >= -1.0 && high[2] <= room->width + 1.0);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (structure_weighs_what_the_plate_says),
    cmocka_unit_test (sizes_are_those_of_iso_668),
    cmocka_unit_test (structure_stays_within_the_outside),
  };
  return cmocka_run_group_tests_name ("container-model", tests, NULL, NULL);
}
