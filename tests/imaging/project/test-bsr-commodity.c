#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-commodity-private.h"

#include "bsr-container-model.h"
#include "bsr-material.h"

/* Every load of these tests is of one of these seeds. */
#define SEEDS 6

static const BsrContainerSize sizes[] = { BSR_CONTAINER_20, BSR_CONTAINER_40_HIGH };

static BsrSceneModel *
loaded (int index, BsrContainerSize size, guint64 seed, double from_mm, double to_mm,
        BsrLoading *loading, int *n_structure)
{
  BsrRandom random = bsr_random_stream (seed, 1, index);
  BsrSceneModel *model = bsr_container_model_new (size, &random);
  *n_structure = bsr_scene_model_n_solids (model);
  int n
      = bsr_commodity_load_full (bsr_commodity_at (index), model, from_mm, to_mm, &random, loading);
  assert_true (n == 0 || n == loading->packages);
  return model;
}

static void
the_table_is_well_formed (void **state)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  assert_true (bsr_commodity_count () >= 24);
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      double shares = 0.0;
      assert_true (g_regex_match_simple ("^[a-z][a-z-]*[a-z]$", commodity->id, 0, 0));
      assert_true (g_hash_table_add (ids, (gpointer)commodity->id));
      assert_ptr_equal (bsr_commodity_by_id (commodity->id), commodity);
      /* Chapters run from 01 to 97; 99 is left to national use. */
      assert_true (g_regex_match_simple ("^(0[1-9]|[1-9][0-9])[0-9]{4}$", commodity->hs, 0, 0));
      assert_true (strncmp (commodity->hs, "98", 2) != 0 && strncmp (commodity->hs, "77", 2) != 0);
      assert_true (g_regex_match_simple ("^[A-Z0-9]{2}$", commodity->package_type, 0, 0));
      assert_true (strlen (commodity->description) > 8);
      assert_true (commodity->least_g_cm3 > 0.0 && commodity->least_g_cm3 < commodity->most_g_cm3);
      assert_true (commodity->least_fill > 0.0 && commodity->most_fill <= 1.0);
      for (int k = 0; k < BSR_COMMODITY_MAX_INGREDIENTS && commodity->goods[k].material; k++)
        {
          assert_non_null (bsr_material_by_id (commodity->goods[k].material));
          shares += commodity->goods[k].share;
        }
      bsr_test_assert_close (shares, 1.0, 1e-9);
    }
  assert_null (bsr_commodity_by_id ("no-such-goods"));
}

/* Each split has light, middle and dense goods, hand-stowed and heavy ones, and goods of one
 * heading are in one split alone. */
static void
splits_are_apart_and_alike (void **state)
{
  int n[3] = { 0 }, light[3] = { 0 }, dense[3] = { 0 }, stowages[3] = { 0 };
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      assert_true (commodity->split <= BSR_SPLIT_TEST);
      n[commodity->split]++;
      light[commodity->split] += commodity->most_g_cm3 < 0.3;
      dense[commodity->split] += commodity->least_g_cm3 > 0.7;
      stowages[commodity->split] |= 1 << commodity->stowage;
      for (int k = 0; k < i; k++)
        assert_true (bsr_commodity_at (k)->split == commodity->split
                     || strncmp (bsr_commodity_at (k)->hs, commodity->hs, 4) != 0);
    }
  for (int split = 0; split < 3; split++)
    {
      assert_true (light[split] >= 2 && dense[split] >= 2
                   && n[split] - light[split] - dense[split] >= 2);
      assert_true (__builtin_popcount (stowages[split]) >= 4);
    }
  double all = bsr_commodity_count ();
  assert_true (n[BSR_SPLIT_TRAINING] / all > 0.5 && n[BSR_SPLIT_TRAINING] / all < 0.7);
  assert_true (n[BSR_SPLIT_VALIDATION] / all > 0.1 && n[BSR_SPLIT_TEST] / all > 0.2);
}

static void
check_inside (const BsrSceneModel *model, int from)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  const double low[3] = { room->inner_x0, room->inner_y0, room->inner_z0 };
  const double high[3] = { room->inner_x1, room->inner_y1, room->inner_z1 };
  for (int i = from; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      double a[3], b[3];
      bsr_solid_bounds (solid, a, b);
      assert_true (solid->role == BSR_ROLE_LOAD && solid->object == -1);
      for (int k = 0; k < 3; k++)
        assert_true (a[k] >= low[k] - 1e-6 && b[k] <= high[k] + 1e-6);
    }
}

static void
every_commodity_loads_within_its_bounds (void **state)
{
  for (int i = 0; i < bsr_commodity_count (); i++)
    for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
      for (guint64 seed = 1; seed <= SEEDS; seed++)
        {
          const BsrCommodity *commodity = bsr_commodity_at (i);
          BsrLoading loading;
          int n_structure;
          g_autoptr (BsrSceneModel) model
              = loaded (i, sizes[size], seed, 0.0, INFINITY, &loading, &n_structure);
          double kg = bsr_scene_model_load_mass (model);
          int solids = bsr_scene_model_n_solids (model) - n_structure;
          print_message ("%s, seed %d: %d packages, %.0f kg, %d solids\n", commodity->id, (int)seed,
                         loading.packages, kg, solids);
          assert_in_range (loading.packages, 1, 20000);
          assert_true (kg > 500.0 && kg <= bsr_commodity_payload_kg (model));
          /* Packing and pallets are on top of the goods. */
          assert_true (kg > loading.goods_kg * (1.0 - 1e-9));
          double density = loading.goods_kg / (loading.goods_mm3 * 1e-6);
          assert_true (density >= commodity->least_g_cm3 * (1.0 - 1e-9)
                       && density <= commodity->most_g_cm3 * (1.0 + 1e-9));
          check_inside (model, n_structure);
        }
}

/* What the count of goods says is what the solids weigh: no part is lost or doubled. */
static void
goods_weigh_what_their_solids_weigh (void **state)
{
  static const char *const bare[] = { "sugar", "wire-rod", "tyres", "ceramic-tiles" };
  for (gsize k = 0; k < G_N_ELEMENTS (bare); k++)
    {
      const BsrCommodity *commodity = bsr_commodity_by_id (bare[k]);
      BsrRandom random = bsr_random_stream (3, 2, k);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
      int n_structure = bsr_scene_model_n_solids (model);
      BsrLoading loading;
      double goods = 0.0;
      bsr_commodity_load_full (commodity, model, 0.0, INFINITY, &random, &loading);
      for (int i = n_structure; i < bsr_scene_model_n_solids (model); i++)
        {
          const BsrSolid *solid = bsr_scene_model_solid (model, i);
          if (strcmp (solid->material->id, "wood") != 0)
            goods += bsr_solid_mass (solid);
        }
      bsr_test_assert_close (goods, loading.goods_kg, 1e-6 * goods);
    }
}

static void
loads_repeat_by_seed_and_differ_between (void **state)
{
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      BsrLoading loading;
      int n_structure;
      g_autoptr (BsrSceneModel) a
          = loaded (i, BSR_CONTAINER_20, 1, 0.0, INFINITY, &loading, &n_structure);
      g_autoptr (BsrSceneModel) b
          = loaded (i, BSR_CONTAINER_20, 1, 0.0, INFINITY, &loading, &n_structure);
      g_autoptr (BsrSceneModel) c
          = loaded (i, BSR_CONTAINER_20, 2, 0.0, INFINITY, &loading, &n_structure);
      assert_int_equal (bsr_scene_model_n_solids (a), bsr_scene_model_n_solids (b));
      for (int k = n_structure; k < bsr_scene_model_n_solids (a); k++)
        {
          const BsrSolid *first = bsr_scene_model_solid (a, k),
                         *again = bsr_scene_model_solid (b, k);
          assert_true (first->x == again->x && first->y == again->y && first->z == again->z);
          assert_true (first->half_x == again->half_x && first->material == again->material);
          assert_true (first->density_g_cm3 == again->density_g_cm3);
        }
      assert_true (bsr_scene_model_load_mass (a) != bsr_scene_model_load_mass (c));
    }
}

/* Two consignments share a container: each keeps to its part, and both to the payload. */
static void
parts_of_a_container_are_kept (void **state)
{
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      BsrLoading loading;
      int n_structure;
      g_autoptr (BsrSceneModel) model
          = loaded (i, BSR_CONTAINER_40_HIGH, 9, 5000.0, 10500.0, &loading, &n_structure);
      double x0 = bsr_scene_model_room (model)->inner_x0;
      assert_true (loading.packages > 0);
      for (int k = n_structure; k < bsr_scene_model_n_solids (model); k++)
        {
          double low[3], high[3];
          bsr_solid_bounds (bsr_scene_model_solid (model, k), low, high);
          assert_true (low[0] >= x0 + 5000.0 && high[0] <= x0 + 10500.0);
        }
      BsrRandom random = bsr_random_stream (9, 3, i);
      const BsrCommodity *second = bsr_commodity_by_id ("wine-bulk");
      bsr_commodity_load (second, model, 0.0, 4990.0, &random);
      assert_true (bsr_scene_model_load_mass (model) <= bsr_commodity_payload_kg (model));
    }
}

static void
where_there_is_no_room_nothing_is_loaded (void **state)
{
  BsrRandom random = bsr_random_stream (4, 4, 4);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  int n = bsr_scene_model_n_solids (model);
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      assert_int_equal (bsr_commodity_load (bsr_commodity_at (i), model, 3000.0, 3050.0, &random),
                        0);
      assert_int_equal (bsr_commodity_load (bsr_commodity_at (i), model, 9000.0, 9900.0, &random),
                        0);
    }
  assert_int_equal (bsr_scene_model_n_solids (model), n);
}

static void
organic_and_metal_goods_are_told_apart (void **state)
{
  static const char *const organic[] = { "garments", "footwear", "flour", "sawn-timber", "tomato-paste" };
  static const char *const metal[] = { "aluminium-ingots", "copper-cathodes", "steel-sections",
                                       "wire-rod", "scrap-aluminium", "cable-reels" };
  static const char *const neither[] = { "cement", "ceramic-tiles", "canned-sardines", "tyres",
                                         "washing-machines", "used-car", "wine-bulk" };
  gboolean of_split[3] = { FALSE };
  for (gsize i = 0; i < G_N_ELEMENTS (organic); i++)
    assert_true (bsr_commodity_is_organic (bsr_commodity_by_id (organic[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (metal); i++)
    assert_true (bsr_commodity_is_metal (bsr_commodity_by_id (metal[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (neither); i++)
    assert_false (bsr_commodity_is_organic (bsr_commodity_by_id (neither[i]))
                  || bsr_commodity_is_metal (bsr_commodity_by_id (neither[i])));
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      assert_false (bsr_commodity_is_organic (commodity) && bsr_commodity_is_metal (commodity));
      of_split[commodity->split] = of_split[commodity->split] || bsr_commodity_is_metal (commodity);
    }
  assert_true (of_split[0] && of_split[1] && of_split[2]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_table_is_well_formed),
    cmocka_unit_test (splits_are_apart_and_alike),
    cmocka_unit_test (every_commodity_loads_within_its_bounds),
    cmocka_unit_test (goods_weigh_what_their_solids_weigh),
    cmocka_unit_test (loads_repeat_by_seed_and_differ_between),
    cmocka_unit_test (parts_of_a_container_are_kept),
    cmocka_unit_test (where_there_is_no_room_nothing_is_loaded),
    cmocka_unit_test (organic_and_metal_goods_are_told_apart),
  };
  return cmocka_run_group_tests_name ("commodity", tests, NULL, NULL);
}
