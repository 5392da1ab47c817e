#include "bsr-test.h"

#include <math.h>

#include "bsr-cargo.h"
#include "bsr-concealment.h"
#include "bsr-container-model.h"

static const double centre[3] = { 2500.0, 1700.0, 1000.0 };
static const double size[3] = { 500.0, 400.0, 500.0 };

static BsrSceneModel *
cartons (BsrRandom *random)
{
  BsrSceneModel *model = bsr_container_model_new (BSR_CONTAINER_20, random);
  BsrCargoPlan plan
      = { BSR_CARGO_CARTONS, bsr_material_by_id ("cotton"), 0.2, 0.0, INFINITY, 0.9, 0 };
  bsr_cargo_load (model, &plan, random);
  return model;
}

static void
each_kind_is_an_object_where_it_was_wanted (void **state)
{
  for (int kind = BSR_CONCEALMENT_BRICKS; kind <= BSR_CONCEALMENT_VOID; kind++)
    {
      BsrRandom random = bsr_random_stream (21, 0, kind);
      g_autoptr (BsrSceneModel) model = cartons (&random);
      double x = kind == BSR_CONCEALMENT_FALSE_WALL ? 500.0 : centre[0];
      const double where[3] = { x, centre[1], centre[2] };
      int object = bsr_concealment_add (model, (BsrConcealmentKind)kind, where, size, &random),
          n = 0;
      assert_int_equal (object, 0);
      assert_string_equal (bsr_scene_model_object (model, 0)->kind,
                           bsr_concealment_name ((BsrConcealmentKind)kind));
      for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
        {
          const BsrSolid *solid = bsr_scene_model_solid (model, i);
          double low[3], high[3];
          bsr_solid_bounds (solid, low, high);
          if (solid->object != object)
            continue;
          n++;
          if (kind != BSR_CONCEALMENT_FALSE_WALL && kind != BSR_CONCEALMENT_HANDGUNS)
            for (int axis = 0; axis < 3; axis++)
              assert_true (low[axis] >= where[axis] - size[axis] / 2.0 - 5.0
                           && high[axis] <= where[axis] + size[axis] / 2.0 + 5.0);
        }
      assert_true (n > 0);
    }
}

static double
mass_of (BsrConcealmentKind kind, double *load_before, double *load_after)
{
  BsrRandom random = bsr_random_stream (22, 0, kind);
  g_autoptr (BsrSceneModel) model = cartons (&random);
  *load_before = bsr_scene_model_load_mass (model);
  bsr_concealment_add (model, kind, centre, size, &random);
  *load_after = bsr_scene_model_load_mass (model);
  return bsr_scene_model_object_mass (model, 0);
}

static void
masses_are_of_the_right_size (void **state)
{
  double before, after;
  /* 3 x 2 stacks of 10 to 12 bricks of 1.01 kg. */
  double bricks = mass_of (BSR_CONCEALMENT_BRICKS, &before, &after);
  assert_true (bricks > 58.0 && bricks < 75.0);
  assert_true (after < before + bricks && after > before);
  /* Walls of 10 mm: 1.27 m2 of lead, and what is in it. */
  double shield = mass_of (BSR_CONCEALMENT_SHIELD, &before, &after);
  assert_true (shield > 140.0 && shield < 210.0);
  double handguns = mass_of (BSR_CONCEALMENT_HANDGUNS, &before, &after);
  /* Ten of 1.5 kg. */
  bsr_test_assert_close (handguns, 15.0, 1.0);
  bsr_test_assert_close (after - before, handguns, 1e-6);
  double missing = mass_of (BSR_CONCEALMENT_VOID, &before, &after);
  assert_true (missing < -5.0 && missing > -30.0);
  bsr_test_assert_close (after - before, missing, 1e-6);
}

/* Metal stands on the floor, within what the goods reach over or behind, and they make place. */
static void
metal_goods_lie_under_or_behind_the_load (void **state)
{
  for (int i = 0; i < 24; i++)
    {
      BsrRandom random = bsr_random_stream (23, 0, i);
      g_autoptr (BsrSceneModel) model = cartons (&random);
      const BsrSceneRoom *room = bsr_scene_model_room (model);
      double before = bsr_scene_model_mass (model, BSR_ROLE_LOAD), lowest = 0.0;
      int object = bsr_concealment_add_metal_goods (model, BSR_SPLIT_TEST, &random);
      assert_int_equal (object, 0);
      assert_string_equal (bsr_scene_model_object (model, 0)->kind, BSR_CONCEALMENT_METAL_GOODS);
      assert_true (bsr_scene_model_object_mass (model, 0) >= 300.0);
      assert_true (bsr_scene_model_mass (model, BSR_ROLE_LOAD) < before);
      assert_true (bsr_scene_model_load_mass (model) <= 28000.0);
      for (int k = 0; k < bsr_scene_model_n_solids (model); k++)
        {
          const BsrSolid *solid = bsr_scene_model_solid (model, k);
          double low[3], high[3];
          if (solid->object != 0)
            continue;
          bsr_solid_bounds (solid, low, high);
          assert_true (low[0] >= room->inner_x0 && high[0] <= room->inner_x1);
          assert_true (low[2] >= room->inner_z0 && high[2] <= room->inner_z1);
          lowest = MAX (lowest, high[1]);
        }
      bsr_test_assert_close (lowest, room->inner_y1, 1.0);
      g_autoptr (BsrSceneModel) without = bsr_scene_model_without (model, 0);
      bsr_test_assert_close (bsr_scene_model_load_mass (without), before, 1e-6);
    }
}

static void
metal_goods_need_a_load (void **state)
{
  BsrRandom random = bsr_random_stream (24, 0, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  int n = bsr_scene_model_n_solids (model);
  assert_int_equal (bsr_concealment_add_metal_goods (model, BSR_SPLIT_TEST, &random), -1);
  assert_int_equal (bsr_scene_model_n_solids (model), n);
  assert_int_equal (bsr_scene_model_n_objects (model), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_kind_is_an_object_where_it_was_wanted),
    cmocka_unit_test (masses_are_of_the_right_size),
    cmocka_unit_test (metal_goods_lie_under_or_behind_the_load),
    cmocka_unit_test (metal_goods_need_a_load),
  };
  return cmocka_run_group_tests_name ("concealment", tests, NULL, NULL);
}
