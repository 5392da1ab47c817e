#include "bsr-test.h"

#include "bsr-container-model.h"

static void
structure_weighs_what_the_plate_says (void **state)
{
  for (int size = BSR_CONTAINER_20; size < BSR_N_CONTAINERS; size++)
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

/* Outside by ISO 668; inside lengths, widths and heights as makers and carriers state them, within
 * 30 mm of each other. */
static void
sizes_are_those_of_the_trade (void **state)
{
  static const struct
  {
    BsrContainerSize size;
    const char *code;
    double length, height, inner_length, inner_width, inner_height;
    gboolean refrigerated;
  } wanted[] = {
    { BSR_CONTAINER_20, "22G1", 6058.0, 2591.0, 5898.0, 2352.0, 2393.0, FALSE },
    { BSR_CONTAINER_40, "42G1", 12192.0, 2591.0, 12032.0, 2352.0, 2393.0, FALSE },
    { BSR_CONTAINER_40_HIGH, "45G1", 12192.0, 2896.0, 12032.0, 2352.0, 2698.0, FALSE },
    { BSR_CONTAINER_45_HIGH, "L5G1", 13716.0, 2896.0, 13556.0, 2352.0, 2698.0, FALSE },
    { BSR_CONTAINER_20_REEFER, "22R1", 6058.0, 2591.0, 5455.0, 2290.0, 2266.0, TRUE },
    { BSR_CONTAINER_40_HIGH_REEFER, "45R1", 12192.0, 2896.0, 11585.0, 2290.0, 2557.0, TRUE },
    { BSR_CONTAINER_20_OPEN_TOP, "22U1", 6058.0, 2591.0, 5895.0, 2350.0, 2360.0, FALSE },
  };
  assert_int_equal (G_N_ELEMENTS (wanted), BSR_N_CONTAINERS);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      BsrRandom random = bsr_random_stream (11, 3, i);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new (wanted[i].size, &random);
      const BsrSceneRoom *room = bsr_scene_model_room (model);
      assert_string_equal (bsr_container_size_code (wanted[i].size), wanted[i].code);
      bsr_test_assert_close (room->length, wanted[i].length, 0.0);
      bsr_test_assert_close (room->height, wanted[i].height, 0.0);
      bsr_test_assert_close (room->inner_x1 - room->inner_x0, wanted[i].inner_length, 30.0);
      bsr_test_assert_close (room->inner_z1 - room->inner_z0, wanted[i].inner_width, 30.0);
      bsr_test_assert_close (room->inner_y1 - room->inner_y0, wanted[i].inner_height, 30.0);
      assert_true (bsr_container_is_refrigerated (wanted[i].size) == wanted[i].refrigerated);
    }
}

static gboolean
has_zone (const BsrSceneModel *model, BsrZone zone)
{
  for (int i = 0; i < bsr_scene_model_n_cavities (model); i++)
    if (bsr_scene_model_cavity (model, i)->zone == zone)
      return TRUE;
  return FALSE;
}

static void
hollows_lie_within_and_where_the_type_has_them (void **state)
{
  for (int size = 0; size < BSR_N_CONTAINERS; size++)
    {
      BsrRandom random = bsr_random_stream (11, 4, size);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new ((BsrContainerSize)size, &random);
      const BsrSceneRoom *room = bsr_scene_model_room (model);
      const double outside[3] = { room->length, room->height, room->width };
      for (int i = 0; i < bsr_scene_model_n_cavities (model); i++)
        for (int axis = 0; axis < 3; axis++)
          {
            const BsrSceneCavity *cavity = bsr_scene_model_cavity (model, i);
            assert_true (cavity->low[axis] >= 0.0 && cavity->high[axis] <= outside[axis]);
            assert_true (cavity->high[axis] > cavity->low[axis]);
          }
      gboolean refrigerated = bsr_container_is_refrigerated ((BsrContainerSize)size);
      assert_true (has_zone (model, BSR_ZONE_REEFER_UNIT) == refrigerated);
      assert_true (has_zone (model, BSR_ZONE_ROOF) == (size != BSR_CONTAINER_20_OPEN_TOP));
      for (int zone = BSR_ZONE_FRONT_WALL; zone <= BSR_ZONE_POST; zone++)
        assert_true (has_zone (model, (BsrZone)zone));
      assert_true (has_zone (model, BSR_ZONE_FLOOR));
    }
}

/* An empty box is traced with each scan of it. */
static void
an_empty_box_stays_cheap (void **state)
{
  BsrRandom random = bsr_random_stream (11, 5, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  assert_in_range (bsr_scene_model_n_solids (model), 400, 790);
}

static void
two_containers_stand_on_one_vehicle (void **state)
{
  BsrRandom random = bsr_random_stream (11, 6, 0);
  g_autoptr (BsrSceneModel) first = bsr_container_model_new (BSR_CONTAINER_20, &random);
  g_autoptr (BsrSceneModel) second = bsr_container_model_new (BSR_CONTAINER_20_REEFER, &random);
  g_autoptr (BsrSceneModel) pair = bsr_container_pair_new (first, second, 76.0);
  const BsrSceneRoom *room = bsr_scene_model_room (pair);
  bsr_test_assert_close (room->length, 12192.0, 0.0);
  bsr_test_assert_close (bsr_scene_model_mass (pair, BSR_ROLE_STRUCTURE),
                         bsr_scene_model_mass (first, BSR_ROLE_STRUCTURE)
                             + bsr_scene_model_mass (second, BSR_ROLE_STRUCTURE),
                         1e-6);
  double vehicle = bsr_scene_model_mass (pair, BSR_ROLE_CHASSIS);
  assert_true (vehicle < bsr_scene_model_mass (first, BSR_ROLE_CHASSIS)
                             + bsr_scene_model_mass (second, BSR_ROLE_CHASSIS));
  assert_true (vehicle > 1000.0);
  for (int i = 0; i < bsr_scene_model_n_solids (pair); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (pair, i);
      double low[3], high[3];
      bsr_solid_bounds (solid, low, high);
      /* Between the two is nothing of either. */
      if (solid->role == BSR_ROLE_STRUCTURE)
        assert_true (high[0] <= 6058.0 + 1.0 || low[0] >= 6058.0 + 76.0 - 1.0);
    }
}

static void
check_structure (const BsrSceneModel *model)
{
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

static void
structure_stays_within_the_outside (void **state)
{
  for (int size = 0; size < BSR_N_CONTAINERS; size++)
    {
      BsrRandom random = bsr_random_stream (11, 2, size);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new ((BsrContainerSize)size, &random);
      check_structure (model);
    }
}
int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (structure_weighs_what_the_plate_says),
    cmocka_unit_test (sizes_are_those_of_iso_668),
    cmocka_unit_test (sizes_are_those_of_the_trade),
    cmocka_unit_test (hollows_lie_within_and_where_the_type_has_them),
    cmocka_unit_test (an_empty_box_stays_cheap),
    cmocka_unit_test (two_containers_stand_on_one_vehicle),
    cmocka_unit_test (structure_stays_within_the_outside),
  };
  return cmocka_run_group_tests_name ("container-model", tests, NULL, NULL);
}
