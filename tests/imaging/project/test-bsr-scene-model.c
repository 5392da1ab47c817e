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
    cmocka_unit_test (nearest_load_is_the_box_beside),
    cmocka_unit_test (solids_without_extent_are_left_out),
  };
  return cmocka_run_group_tests_name ("scene-model", tests, NULL, NULL);
}
