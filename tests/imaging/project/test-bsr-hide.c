#include "bsr-test.h"

#include <math.h>

#include "bsr-cargo.h"
#include "bsr-concealment.h"
#include "bsr-container-model.h"
#include "bsr-tracer.h"

#define SEED 4711
#define N_SEEDS 6

/* A container loaded so that all zones that it has can be used. */
static BsrSceneModel *
loaded (BsrContainerSize size, BsrCargoKind kind, const char *material, double density,
        BsrRandom *random)
{
  BsrSceneModel *model = bsr_container_model_new (size, random);
  BsrCargoPlan plan = { kind, bsr_material_by_id (material), density, 0.0, INFINITY, 0.85, 0 };
  bsr_cargo_load (model, &plan, random);
  return model;
}

static BsrSceneModel *
cartons (BsrZone zone, BsrRandom *random)
{
  return loaded (zone == BSR_ZONE_REEFER_UNIT ? BSR_CONTAINER_20_REEFER : BSR_CONTAINER_20,
                 BSR_CARGO_CARTONS, "cotton", 0.2, random);
}

static gboolean
is_in_goods (BsrConcealmentKind kind, BsrZone zone)
{
  return zone == BSR_ZONE_LOAD && kind != BSR_CONCEALMENT_HOLLOWED;
}

/* Bounds of the goods as they were loaded, or of object @object. */
static void
bounds_of (const BsrSceneModel *model, int object, double low[3], double high[3])
{
  for (int axis = 0; axis < 3; axis++)
    {
      low[axis] = INFINITY;
      high[axis] = -INFINITY;
    }
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      double from[3], to[3];
      if (object >= 0 ? solid->object != object : solid->role != BSR_ROLE_LOAD)
        continue;
      bsr_solid_bounds (solid, from, to);
      for (int axis = 0; axis < 3; axis++)
        {
          low[axis] = MIN (low[axis], from[axis]);
          high[axis] = MAX (high[axis], to[axis]);
        }
    }
}

static void
check_place (const BsrSceneModel *model, int object, const double goods_low[3],
             const double goods_high[3], gboolean in_goods)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  const double outside[3] = { room->length, room->height, room->width };
  double low[3], high[3];
  bounds_of (model, object, low, high);
  for (int axis = 0; axis < 3; axis++)
    {
      assert_true (low[axis] >= -1e-9 && high[axis] <= outside[axis] + 1e-9);
      if (in_goods)
        assert_true (low[axis] >= goods_low[axis] - 1e-9 && high[axis] <= goods_high[axis] + 1e-9);
    }
}

/* Pixels of the object's mask at 10 mm. */
static int
mask_area (const BsrSceneModel *model, int object)
{
  g_autoptr (GError) error = NULL;
  BsrScanner scanner = bsr_scanner_single_energy ();
  scanner.pitch_x_mm = scanner.pitch_y_mm = 10.0;
  BsrProjection projection = bsr_projection_new (&scanner, bsr_scene_model_room (model));
  g_autoptr (BsrTracer) tracer = bsr_tracer_new (model, &projection);
  g_autoptr (BsrPlane) mask
      = bsr_plane_new (BSR_FORMAT_U8, projection.width, projection.height, &error);
  bsr_test_assert_no_error (error);
  BsrMotion motion = bsr_motion_new (&scanner, &projection, 1);
  BsrBox box = bsr_tracer_mark (tracer, &motion, object, mask);
  int area = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      area += bsr_plane_row_u8 (mask, y)[x] != 0;
  return area;
}

static void
each_pair_is_an_object_within_the_container (void **state)
{
  for (int kind = 0; kind < bsr_concealment_count (); kind++)
    for (int zone = 0; zone < BSR_N_ZONES; zone++)
      {
        if (!bsr_concealment_fits ((BsrConcealmentKind)kind, (BsrZone)zone))
          continue;
        const double strengths[] = { 0.0, 0.5, 1.0 };
        for (gsize i = 0; i < G_N_ELEMENTS (strengths); i++)
          {
            BsrRandom random = bsr_random_stream (SEED, kind, zone);
            g_autoptr (BsrSceneModel) model = cartons ((BsrZone)zone, &random);
            double low[3], high[3];
            bounds_of (model, -1, low, high);
            int object = bsr_concealment_hide (model, (BsrConcealmentKind)kind, (BsrZone)zone,
                                               strengths[i], &random);
            assert_int_equal (object, 0);
            const BsrSceneObject *described = bsr_scene_model_object (model, 0);
            assert_string_equal (described->kind, bsr_concealment_name ((BsrConcealmentKind)kind));
            assert_string_equal (described->zone, bsr_zone_name ((BsrZone)zone));
            check_place (model, object, low, high,
                         is_in_goods ((BsrConcealmentKind)kind, (BsrZone)zone));
            assert_true (mask_area (model, object) > 0);
          }
      }
}

static double
mean_mass (BsrConcealmentKind kind, BsrZone zone, double strength)
{
  double sum = 0.0;
  int n = 0;
  for (int seed = 0; seed < N_SEEDS; seed++)
    {
      BsrRandom random = bsr_random_stream (SEED + 1, kind, seed);
      g_autoptr (BsrSceneModel) model = cartons (zone, &random);
      int object = bsr_concealment_hide (model, kind, zone, strength, &random);
      if (object < 0)
        continue;
      sum += fabs (bsr_scene_model_object_mass (model, object));
      n++;
    }
  assert_true (n > N_SEEDS / 2);
  return sum / n;
}

static void
what_is_stronger_is_more (void **state)
{
  for (int kind = 0; kind < bsr_concealment_count (); kind++)
    {
      /* One zone of each kind: the first. */
      int zone = 0;
      while (!bsr_concealment_fits ((BsrConcealmentKind)kind, (BsrZone)zone))
        zone++;
      double least = mean_mass ((BsrConcealmentKind)kind, (BsrZone)zone, 0.0);
      double middle = mean_mass ((BsrConcealmentKind)kind, (BsrZone)zone, 0.5);
      double most = mean_mass ((BsrConcealmentKind)kind, (BsrZone)zone, 1.0);
      assert_true (least > 0.0 && middle > 1.1 * least && most > 1.5 * middle);
    }
}

static void
where_there_is_no_place_nothing_changes (void **state)
{
  static const struct
  {
    BsrContainerSize size;
    gboolean loaded;
    BsrConcealmentKind kind;
    BsrZone zone;
  } wishes[] = {
    { BSR_CONTAINER_20, FALSE, BSR_CONCEALMENT_BRICKS, BSR_ZONE_LOAD },
    { BSR_CONTAINER_20, FALSE, BSR_CONCEALMENT_VOID, BSR_ZONE_LOAD },
    { BSR_CONTAINER_20, FALSE, BSR_CONCEALMENT_HOLLOWED, BSR_ZONE_LOAD },
    { BSR_CONTAINER_20, TRUE, BSR_CONCEALMENT_REEFER_FILLING, BSR_ZONE_REEFER_UNIT },
    { BSR_CONTAINER_20_OPEN_TOP, TRUE, BSR_CONCEALMENT_BUNDLES, BSR_ZONE_ROOF },
    { BSR_CONTAINER_20_OPEN_TOP, TRUE, BSR_CONCEALMENT_FALSE_ROOF, BSR_ZONE_ROOF },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      BsrRandom random = bsr_random_stream (SEED, 99, i);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new (wishes[i].size, &random);
      BsrCargoPlan plan
          = { BSR_CARGO_CARTONS, bsr_material_by_id ("cotton"), 0.2, 0.0, INFINITY, 0.9, 0 };
      if (wishes[i].loaded)
        bsr_cargo_load (model, &plan, &random);
      int n_solids = bsr_scene_model_n_solids (model);
      assert_int_equal (bsr_concealment_hide (model, wishes[i].kind, wishes[i].zone, 0.5, &random),
                        -1);
      assert_int_equal (bsr_scene_model_n_solids (model), n_solids);
      assert_int_equal (bsr_scene_model_n_objects (model), 0);
    }
}

/* A layer of sheets 100 mm high hides no rifles. */
static void
a_load_too_low_for_a_thing_stays_as_it_is (void **state)
{
  BsrRandom random = bsr_random_stream (SEED, 98, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  BsrSolid sheet
      = bsr_solid_box (bsr_material_by_id ("steel"), 1000.0, 4000.0, 2300.0, 2400.0, 200.0, 2200.0);
  bsr_scene_model_add (model, &sheet);
  int n_solids = bsr_scene_model_n_solids (model);
  assert_int_equal (
      bsr_concealment_hide (model, BSR_CONCEALMENT_LONG_GUNS, BSR_ZONE_LOAD, 1.0, &random), -1);
  assert_int_equal (bsr_scene_model_n_solids (model), n_solids);
  assert_int_equal (bsr_scene_model_n_objects (model), 0);
}

static void
the_same_stream_hides_the_same (void **state)
{
  for (int kind = 0; kind < bsr_concealment_count (); kind++)
    {
      int zone = 0;
      while (!bsr_concealment_fits ((BsrConcealmentKind)kind, (BsrZone)zone))
        zone++;
      double masses[2], lows[2][3], high[3];
      for (int i = 0; i < 2; i++)
        {
          BsrRandom random = bsr_random_stream (SEED, 7, kind);
          g_autoptr (BsrSceneModel) model = cartons ((BsrZone)zone, &random);
          bsr_concealment_hide (model, (BsrConcealmentKind)kind, (BsrZone)zone, 0.6, &random);
          masses[i] = bsr_scene_model_object_mass (model, 0);
          bounds_of (model, 0, lows[i], high);
        }
      assert_true (masses[0] == masses[1]);
      assert_memory_equal (lows[0], lows[1], sizeof lows[0]);
    }
}

/* Not in the middle of packages alone: over seeds the places reach all parts of the load. */
static void
places_are_spread_over_the_load (void **state)
{
  double least[3] = { INFINITY, INFINITY, INFINITY }, most[3] = { -INFINITY, -INFINITY, -INFINITY };
  for (int seed = 0; seed < 40; seed++)
    {
      BsrRandom random = bsr_random_stream (SEED, 8, seed);
      g_autoptr (BsrSceneModel) model = cartons (BSR_ZONE_LOAD, &random);
      double low[3], high[3];
      int object
          = bsr_concealment_hide (model, BSR_CONCEALMENT_BRICKS, BSR_ZONE_LOAD, 0.3, &random);
      bounds_of (model, object, low, high);
      for (int axis = 0; axis < 3; axis++)
        {
          least[axis] = MIN (least[axis], low[axis]);
          most[axis] = MAX (most[axis], high[axis]);
        }
    }
  assert_true (least[0] < 800.0 && most[0] > 4800.0);
  assert_true (least[1] < 900.0 && most[1] > 2100.0);
  assert_true (least[2] < 350.0 && most[2] > 2000.0);
}

/* Goods make place: a sack of 25 kg that gives way to something is not counted twice. */
static void
goods_give_way_in_loads_of_each_shape (void **state)
{
  const struct
  {
    BsrCargoKind kind;
    const char *material;
    double density;
  } loads[] = { { BSR_CARGO_SACKS, "sugar", 0.8 },
                { BSR_CARGO_BIG_BAGS, "starch", 0.6 },
                { BSR_CARGO_BALES, "cotton", 0.45 },
                { BSR_CARGO_DRUMS, "diesel", 0.84 } };
  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    for (int seed = 0; seed < N_SEEDS; seed++)
      {
        BsrRandom random = bsr_random_stream (SEED, 9, i * 16 + seed);
        g_autoptr (BsrSceneModel) model = loaded (BSR_CONTAINER_20, loads[i].kind,
                                                  loads[i].material, loads[i].density, &random);
        double before = bsr_scene_model_mass (model, BSR_ROLE_LOAD);
        int object
            = bsr_concealment_hide (model, BSR_CONCEALMENT_EXPLOSIVE, BSR_ZONE_LOAD, 0.7, &random);
        assert_int_equal (object, 0);
        double given_way = before - bsr_scene_model_mass (model, BSR_ROLE_LOAD);
        double hidden = bsr_scene_model_object_mass (model, object);
        /* Of the same volume at 1.6 g/cm3, joints and drums' rounds left out. */
        assert_true (given_way > 0.2 * loads[i].density / 1.6 * hidden);
        assert_true (given_way < 60.0 + 1.3 * loads[i].density / 1.6 * hidden);
      }
}

static void
a_pair_of_containers_has_the_truth_of_both (void **state)
{
  BsrRandom random = bsr_random_stream (SEED, 10, 0);
  g_autoptr (BsrSceneModel) first = cartons (BSR_ZONE_LOAD, &random);
  g_autoptr (BsrSceneModel) second = cartons (BSR_ZONE_LOAD, &random);
  bsr_concealment_hide (first, BSR_CONCEALMENT_BRICKS, BSR_ZONE_LOAD, 0.8, &random);
  bsr_concealment_hide (second, BSR_CONCEALMENT_SHIELD, BSR_ZONE_LOAD, 0.8, &random);
  g_autoptr (BsrSceneModel) pair = bsr_container_pair_new (first, second, 500.0);
  assert_int_equal (bsr_scene_model_n_objects (pair), 2);
  bsr_test_assert_close (bsr_scene_model_load_mass (pair),
                         bsr_scene_model_load_mass (first) + bsr_scene_model_load_mass (second),
                         1e-6);
  BsrSceneRoom room;
  double start = bsr_scene_model_container (pair, 1, &room), low[3], high[3];
  bsr_test_assert_close (bsr_scene_model_load_mass_between (pair, start, start + room.length),
                         bsr_scene_model_load_mass (second), 1e-6);
  bounds_of (pair, 0, low, high);
  assert_true (high[0] < start - 500.0);
  bounds_of (pair, 1, low, high);
  assert_true (low[0] > start && high[0] < start + room.length);
  assert_true (mask_area (pair, 0) > 0 && mask_area (pair, 1) > 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_pair_is_an_object_within_the_container),
    cmocka_unit_test (what_is_stronger_is_more),
    cmocka_unit_test (where_there_is_no_place_nothing_changes),
    cmocka_unit_test (a_load_too_low_for_a_thing_stays_as_it_is),
    cmocka_unit_test (the_same_stream_hides_the_same),
    cmocka_unit_test (places_are_spread_over_the_load),
    cmocka_unit_test (goods_give_way_in_loads_of_each_shape),
    cmocka_unit_test (a_pair_of_containers_has_the_truth_of_both),
  };
  return cmocka_run_group_tests_name ("hide", tests, NULL, NULL);
}
