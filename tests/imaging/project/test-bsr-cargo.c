#include "bsr-test.h"

#include <math.h>

#include "bsr-cargo.h"
#include "bsr-container-model.h"

static const struct
{
  BsrCargoKind kind;
  const char *material;
  double density;
} kinds[] = {
  { BSR_CARGO_CARTONS, "cotton", 0.15 }, { BSR_CARGO_BOTTLES, "water", 0.9 },
  { BSR_CARGO_SACKS, "sugar", 0.85 },    { BSR_CARGO_BIG_BAGS, "phosphate", 1.1 },
  { BSR_CARGO_BALES, "cotton", 0.5 },    { BSR_CARGO_DRUMS, "diesel", 0.84 },
  { BSR_CARGO_COILS, "steel", 4.6 },     { BSR_CARGO_MACHINERY, "aluminium", 0.4 },
};

static BsrSceneModel *
loaded (int index, int most, double to_mm, guint64 seed, int *n_packages)
{
  BsrRandom random = bsr_random_stream (seed, 0, index);
  BsrSceneModel *model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  BsrCargoPlan plan = { kinds[index].kind,
                        bsr_material_by_id (kinds[index].material),
                        kinds[index].density,
                        0.0,
                        to_mm,
                        0.9,
                        most };
  *n_packages = bsr_cargo_load (model, &plan, &random);
  return model;
}

static void
every_kind_fills_and_stays_inside (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int n;
      g_autoptr (BsrSceneModel) model = loaded ((int)i, 0, INFINITY, 5, &n);
      const BsrSceneRoom *room = bsr_scene_model_room (model);
      assert_in_range (n, 2, 5000);
      double mass = bsr_scene_model_load_mass (model);
      assert_true (mass > 500.0 && mass < 32000.0);
      for (int k = 0; k < bsr_scene_model_n_solids (model); k++)
        {
          const BsrSolid *solid = bsr_scene_model_solid (model, k);
          double low[3], high[3];
          bsr_solid_bounds (solid, low, high);
          if (solid->role != BSR_ROLE_LOAD)
            continue;
          /* Sacks and bales press against the walls: a corrugation's depth is theirs. */
          assert_true (low[0] >= room->inner_x0 - 45.0 && high[0] <= room->inner_x1 + 45.0);
          assert_true (low[1] >= room->inner_y0 - 5.0 && high[1] <= room->inner_y1 + 5.0);
          assert_true (low[2] >= room->inner_z0 - 40.0 && high[2] <= room->inner_z1 + 40.0);
        }
    }
}

static void
limits_of_number_and_place_are_kept (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int n, all;
      g_autoptr (BsrSceneModel) some = loaded ((int)i, 2, INFINITY, 5, &n);
      assert_int_equal (n, 2);
      g_autoptr (BsrSceneModel) half = loaded ((int)i, 0, 3000.0, 5, &n);
      g_autoptr (BsrSceneModel) full = loaded ((int)i, 0, INFINITY, 5, &all);
      assert_true (n < all);
      assert_true (bsr_scene_model_load_mass (half) < 0.75 * bsr_scene_model_load_mass (full));
    }
}

static void
loads_repeat_by_seed_and_vary_between (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int a, b, c;
      g_autoptr (BsrSceneModel) first = loaded ((int)i, 0, INFINITY, 5, &a);
      g_autoptr (BsrSceneModel) again = loaded ((int)i, 0, INFINITY, 5, &b);
      g_autoptr (BsrSceneModel) other = loaded ((int)i, 0, INFINITY, 6, &c);
      assert_int_equal (a, b);
      assert_true (bsr_scene_model_load_mass (first) == bsr_scene_model_load_mass (again));
      assert_true (bsr_scene_model_load_mass (first) != bsr_scene_model_load_mass (other));
    }
}

/* Two hundred litres of diesel oil and 20 kg of steel. */
static void
a_drum_weighs_what_a_drum_weighs (void **state)
{
  int n;
  g_autoptr (BsrSceneModel) model = loaded (5, 1, INFINITY, 5, &n);
  assert_int_equal (n, 1);
  bsr_test_assert_close (bsr_scene_model_load_mass (model), 200.0, 20.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_kind_fills_and_stays_inside),
    cmocka_unit_test (limits_of_number_and_place_are_kept),
    cmocka_unit_test (loads_repeat_by_seed_and_vary_between),
    cmocka_unit_test (a_drum_weighs_what_a_drum_weighs),
  };
  return cmocka_run_group_tests_name ("cargo", tests, NULL, NULL);
}
