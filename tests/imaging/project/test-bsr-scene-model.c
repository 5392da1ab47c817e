#include "bsr-test.h"

#include "bsr-scene-model.h"

static const BsrSceneRoom room = { 1000.0, 800.0, 600.0, 0.0, 1000.0, 0.0, 800.0, 0.0, 600.0 };

static BsrSceneModel *
two_boxes (void)
{
  BsrSceneModel *model = bsr_scene_model_new (&room);
  BsrSolid a = bsr_solid_box (bsr_material_by_id ("water"), 0.0, 100.0, 0.0, 100.0, 0.0, 100.0);
  BsrSolid b = bsr_solid_box (bsr_material_by_id ("steel"), 100.0, 200.0, 0.0, 100.0, 0.0, 100.0);
  bsr_scene_model_add (model, &a);
  bsr_scene_model_add (model, &b);
  return model;
}

static void
masses_are_kept_by_role_and_object (void **state)
{
  g_autoptr (BsrSceneModel) model = two_boxes ();
  bsr_test_assert_close (bsr_scene_model_load_mass (model), 1.0 + 7.87, 1e-9);

  int object = bsr_scene_model_add_object (model, "dense-shield", "load");
  BsrSolid hidden
      = bsr_solid_box (bsr_material_by_id ("lead"), 0.0, 100.0, 200.0, 300.0, 0.0, 100.0);
  hidden.role = BSR_ROLE_CONCEALED;
  hidden.object = object;
  bsr_scene_model_add (model, &hidden);
  bsr_test_assert_close (bsr_scene_model_object_mass (model, object), 11.35, 1e-9);
  bsr_test_assert_close (bsr_scene_model_mass (model, BSR_ROLE_LOAD), 8.87, 1e-9);
  bsr_test_assert_close (bsr_scene_model_load_mass (model), 8.87 + 11.35, 1e-9);
  assert_string_equal (bsr_scene_model_object (model, object)->kind, "dense-shield");
}

static void
clearing_takes_exactly_what_overlaps (void **state)
{
  g_autoptr (BsrSceneModel) model = two_boxes ();
  const double low[3] = { 50.0, 20.0, 0.0 }, high[3] = { 150.0, 70.0, 100.0 };
  double taken = bsr_scene_model_clear (model, low, high);
  bsr_test_assert_close (taken, 0.25 * 1.0 + 0.25 * 7.87, 1e-9);
  bsr_test_assert_close (bsr_scene_model_load_mass (model), 0.75 * 8.87, 1e-9);
  /* Nothing is left to be taken. */
  bsr_test_assert_close (bsr_scene_model_clear (model, low, high), 0.0, 1e-9);
}

static void
a_hollow_is_an_object_that_is_missing (void **state)
{
  g_autoptr (BsrSceneModel) model = two_boxes ();
  int object = bsr_scene_model_add_object (model, "void", "load");
  bsr_scene_model_hollow (model, (const double[]){ 100.0, 0.0, 0.0 },
                          (const double[]){ 200.0, 100.0, 50.0 }, object);
  bsr_test_assert_close (bsr_scene_model_object_mass (model, object), -7.87 / 2.0, 1e-9);
}

/* A bag of one tonne keeps what a small box does not reach; a box as large takes all of it. */
static void
rounded_goods_are_cut_by_their_volume (void **state)
{
  const BsrSolidShape shapes[] = { BSR_SOLID_CYLINDER_X, BSR_SOLID_CYLINDER_Y, BSR_SOLID_CYLINDER_Z,
                                   BSR_SOLID_ELLIPSOID, BSR_SOLID_CUSHION };
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
      BsrSolid bag
          = bsr_solid_box (bsr_material_by_id ("water"), 0.0, 400.0, 0.0, 400.0, 0.0, 400.0);
      bag.shape = shapes[i];
      bsr_scene_model_add (model, &bag);
      double whole = bsr_scene_model_load_mass (model);
      const double low[3] = { 150.0, 150.0, 150.0 }, high[3] = { 250.0, 230.0, 250.0 };
      bsr_test_assert_close (bsr_scene_model_clear (model, low, high), 0.8, 1e-9);
      bsr_test_assert_close (bsr_scene_model_clear (model, low, high), 0.0, 1e-9);
      const double beside[3] = { 395.0, 395.0, 395.0 }, end[3] = { 500.0, 500.0, 500.0 };
      bsr_test_assert_close (bsr_scene_model_clear (model, beside, end), 0.0, 0.01);
      const double corner[3] = { 0.0, 0.0, 0.0 };
      bsr_test_assert_close (bsr_scene_model_clear (model, corner, end), whole - 0.8, 1e-9);
    }
}

static void
what_was_added_last_can_be_undone (void **state)
{
  g_autoptr (BsrSceneModel) model = two_boxes ();
  int n_solids = bsr_scene_model_n_solids (model);
  int object = bsr_scene_model_add_object (model, "void", "load");
  bsr_scene_model_hollow (model, (const double[]){ 0.0, 0.0, 0.0 },
                          (const double[]){ 200.0, 100.0, 50.0 }, object);
  assert_true (bsr_scene_model_load_mass (model) < 8.0);
  bsr_scene_model_restore (model, n_solids, 0);
  assert_int_equal (bsr_scene_model_n_solids (model), n_solids);
  assert_int_equal (bsr_scene_model_n_objects (model), 0);
  bsr_test_assert_close (bsr_scene_model_load_mass (model), 1.0 + 7.87, 1e-9);
}

static BsrSceneModel *
with_object (const char *kind)
{
  BsrSceneModel *model = two_boxes ();
  BsrSolid hidden
      = bsr_solid_box (bsr_material_by_id ("lead"), 0.0, 100.0, 200.0, 300.0, 0.0, 100.0);
  hidden.role = BSR_ROLE_CONCEALED;
  hidden.object = bsr_scene_model_add_object (model, kind, "load");
  bsr_scene_model_add (model, &hidden);
  BsrSolid wheel
      = bsr_solid_box (bsr_material_by_id ("rubber"), 0.0, 100.0, 800.0, 900.0, 0.0, 100.0);
  wheel.role = BSR_ROLE_CHASSIS;
  bsr_scene_model_add (model, &wheel);
  BsrSceneCavity cavity = { BSR_ZONE_FLOOR, { 10.0, 20.0, 30.0 }, { 40.0, 50.0, 60.0 }, NULL, 0.0 };
  bsr_scene_model_add_cavity (model, &cavity);
  return model;
}

static void
two_scenes_joined_keep_all_but_their_vehicles (void **state)
{
  static const BsrSceneRoom high_room
      = { 500.0, 900.0, 600.0, 10.0, 490.0, 20.0, 890.0, 5.0, 595.0 };
  g_autoptr (BsrSceneModel) first = with_object ("void"), high = bsr_scene_model_new (&high_room);
  g_autoptr (BsrSceneModel) second = bsr_scene_model_join (high, first, 50.0);
  g_autoptr (BsrSceneModel) joined = bsr_scene_model_join (first, second, 100.0);
  const BsrSceneRoom *whole = bsr_scene_model_room (joined);
  bsr_test_assert_close (whole->length, 1000.0 + 100.0 + 500.0 + 50.0 + 1000.0, 1e-9);
  bsr_test_assert_close (whole->height, 900.0, 1e-9);
  bsr_test_assert_close (whole->inner_x1, whole->length, 1e-9);

  assert_int_equal (bsr_scene_model_n_objects (joined), 2);
  bsr_test_assert_close (bsr_scene_model_load_mass (joined),
                         2.0 * bsr_scene_model_load_mass (first), 1e-9);
  bsr_test_assert_close (bsr_scene_model_object_mass (joined, 1), 11.35, 1e-9);
  bsr_test_assert_close (bsr_scene_model_mass (joined, BSR_ROLE_CHASSIS), 0.0, 0.0);
  bsr_test_assert_close (bsr_scene_model_load_mass_between (joined, 1100.0, 9000.0),
                         bsr_scene_model_load_mass (first), 1e-9);

  BsrSceneRoom room_of;
  assert_int_equal (bsr_scene_model_n_containers (joined), 3);
  bsr_test_assert_close (bsr_scene_model_container (joined, 1, &room_of), 1100.0, 1e-9);
  bsr_test_assert_close (room_of.height, 900.0, 0.0);
  bsr_test_assert_close (bsr_scene_model_container (joined, 2, &room_of), 1650.0, 1e-9);
  /* Undersides level: the lower ones moved down by 100 mm. */
  const BsrSceneCavity *cavity = bsr_scene_model_cavity (joined, 1);
  bsr_test_assert_close (cavity->low[0], 1660.0, 1e-9);
  bsr_test_assert_close (cavity->low[1], 120.0, 1e-9);
  bsr_test_assert_close (cavity->low[2], 30.0, 1e-9);
}

static void
nearest_load_is_the_box_beside (void **state)
{
  g_autoptr (BsrSceneModel) empty = bsr_scene_model_new (&room);
  g_autoptr (BsrSceneModel) model = two_boxes ();
  const double point[3] = { 400.0, 50.0, 50.0 };
  assert_null (bsr_scene_model_nearest_load (empty, point));
  assert_string_equal (bsr_scene_model_nearest_load (model, point)->material->id, "steel");
}

static void
solids_without_extent_are_left_out (void **state)
{
  g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
  BsrSolid flat = bsr_solid_box (bsr_material_by_id ("water"), 0.0, 0.0, 0.0, 100.0, 0.0, 100.0);
  bsr_scene_model_add (model, &flat);
  assert_int_equal (bsr_scene_model_n_solids (model), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (masses_are_kept_by_role_and_object),
    cmocka_unit_test (clearing_takes_exactly_what_overlaps),
    cmocka_unit_test (a_hollow_is_an_object_that_is_missing),
    cmocka_unit_test (rounded_goods_are_cut_by_their_volume),
    cmocka_unit_test (what_was_added_last_can_be_undone),
    cmocka_unit_test (two_scenes_joined_keep_all_but_their_vehicles),
    cmocka_unit_test (nearest_load_is_the_box_beside),
    cmocka_unit_test (solids_without_extent_are_left_out),
  };
  return cmocka_run_group_tests_name ("scene-model", tests, NULL, NULL);
}
