#include "bsr-test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-simulation-set.h"

#define SEED 2718
#define N_SCENES 240

static double
declared_kg (const BsrSimulatedCase *drawn)
{
  double sum = 0.0;
  for (int i = 0; i < drawn->n_items; i++)
    sum += drawn->items[i].gross_kg;
  return sum;
}

static int
declared_packages (const BsrSimulatedCase *drawn)
{
  int sum = 0;
  for (int i = 0; i < drawn->n_items; i++)
    sum += drawn->items[i].packages;
  return sum;
}

static int
true_packages (const BsrSimulatedCase *drawn)
{
  int sum = 0;
  for (int i = 0; i < drawn->n_loads; i++)
    sum += drawn->loads[i].packages;
  return sum;
}

static void
names_and_sets_belong_together (void **state)
{
  for (int set = 0; set < BSR_N_SIMULATION_SETS; set++)
    assert_int_equal (bsr_simulation_set_by_name (bsr_simulation_set_name (set)), set);
  assert_int_equal (bsr_simulation_set_by_name ("nothing"), BSR_N_SIMULATION_SETS);
  assert_null (bsr_lie_name (BSR_LIE_NONE));
  assert_string_equal (bsr_lie_name (BSR_LIE_EXTRA), "undeclared-extra");
}

static void
commodities_and_scanners_are_of_the_sets_split (void **state)
{
  for (int set = 0; set < BSR_N_SIMULATION_SETS; set++)
    for (int i = 0; set != BSR_SIMULATION_SET_LIBRARY && i < 12; i++)
      {
        BsrSimulatedCase drawn;
        BsrScanner scanner;
        BsrSplit split = bsr_simulation_set_split (set);
        g_autoptr (BsrSceneModel) model
            = bsr_simulation_set_scene (set, SEED, i, &drawn, &scanner);
        assert_int_equal (bsr_scanner_split (drawn.scanner), split);
        for (int k = 0; k < drawn.n_loads; k++)
          assert_int_equal (drawn.loads[k].commodity->split, split);
        for (int k = 0; k < drawn.n_items; k++)
          assert_int_equal (drawn.items[k].commodity->split, split);
        if (set == BSR_SIMULATION_SET_CLEAN)
          assert_int_equal (bsr_scene_model_n_objects (model), 0);
        if (set == BSR_SIMULATION_SET_SINGLE)
          assert_int_equal (scanner.n_planes, 1);
        if (set == BSR_SIMULATION_SET_TEST)
          assert_int_equal (scanner.n_planes, 2);
        for (int k = 0; set == BSR_SIMULATION_SET_DENSE && k < bsr_scene_model_n_objects (model); k++)
          assert_string_equal (bsr_scene_model_object (model, k)->kind, "dense-shield");
      }
}

/* What is declared is true within 2 % when it is honest, and false where it says so. */
static void
check_declaration (const BsrSimulatedCase *drawn)
{
  double share = declared_kg (drawn) / drawn->load_kg;
  double packages = declared_packages (drawn) / (double)MAX (true_packages (drawn), 1);
  assert_true (drawn->declared_empty == (drawn->n_items == 0));
  assert_true ((drawn->read_serial != drawn->serial) == (drawn->lie == BSR_LIE_CONTAINER));
  switch (drawn->lie)
    {
    case BSR_LIE_NONE:
    case BSR_LIE_CONTAINER:
      assert_true (drawn->declared_empty == (drawn->n_loads == 0));
      if (drawn->n_loads > 0)
        {
          bsr_test_assert_close (share, 1.0, 0.02);
          assert_int_equal (declared_packages (drawn), true_packages (drawn));
        }
      break;
    case BSR_LIE_MASS:
      assert_true (share < 0.7 || share > 1.45);
      break;
    case BSR_LIE_PACKAGES:
      assert_true (packages < 0.75 || packages > 1.4 || true_packages (drawn) < 3);
      break;
    case BSR_LIE_COMMODITY:
      assert_true (strncmp (drawn->items[0].commodity->hs, drawn->loads[0].commodity->hs, 4) != 0);
      bsr_test_assert_close (share, 1.0, 0.02);
      break;
    case BSR_LIE_EMPTY:
      assert_true (drawn->declared_empty && drawn->load_kg >= 300.0);
      break;
    case BSR_LIE_EXTRA:
      assert_int_equal (drawn->n_items, drawn->n_loads - 1);
      assert_true (share < 0.95);
      break;
    case BSR_LIE_ABSENT:
    case BSR_LIE_METAL:
    case BSR_LIE_LITRE:
    case BSR_N_LIES:
    default:
      fail ();
    }
}

static void
rich_scenes_hide_more_and_no_two_scanners_are_alike (void **state)
{
  int in_load = 0, objects = 0;
  double pitches[24];
  print_message ("seed %d\n", SEED);
  for (int i = 0; i < (int) G_N_ELEMENTS (pitches); i++)
    {
      BsrSimulatedCase drawn, again;
      BsrScanner scanner, same;
      g_autoptr (BsrSceneModel) model
          = bsr_simulation_set_scene (BSR_SIMULATION_SET_RICH, SEED, i, &drawn, &scanner);
      g_autoptr (BsrSceneModel) other
          = bsr_simulation_set_scene (BSR_SIMULATION_SET_RICH, SEED, i, &again, &same);
      BsrScanner preset = bsr_scanner_preset (drawn.scanner);
      int n = bsr_scene_model_n_objects (model);
      assert_true (n <= 4); /* some find no place */
      for (int k = 0; k < n; k++)
        in_load += strcmp (bsr_scene_model_object (model, k)->zone, "load") == 0;
      objects += n;
      assert_true (scanner.pitch_x_mm == same.pitch_x_mm
                   && scanner.source_height_mm == same.source_height_mm);
      assert_int_equal (scanner.n_planes, preset.n_planes);
      assert_true (scanner.pitch_x_mm != preset.pitch_x_mm);
      assert_true (fabs (log (scanner.pitch_x_mm / preset.pitch_x_mm)) <= log (1.2) + 1e-9);
      assert_true (fabs (log (scanner.photons[0] / preset.photons[0])) <= log (2.5) + 1e-9);
      pitches[i] = scanner.pitch_x_mm;
      for (int k = 0; k < i; k++)
        assert_true (pitches[k] != pitches[i]);
    }
  assert_true (objects > 2 * (int) G_N_ELEMENTS (pitches));
  assert_true (in_load > objects / 3);
}

static void
declarations_are_what_truth_says_of_them (void **state)
{
  int lies = 0, of_kind[BSR_LIE_CONTAINER + 1] = { 0 }, empty = 0, hiding = 0, objects = 0;
  print_message ("seed %d\n", SEED);
  for (int i = 0; i < N_SCENES; i++)
    {
      BsrSimulatedCase drawn;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model
          = bsr_simulation_set_scene (BSR_SIMULATION_SET_TRAINING, SEED, i, &drawn, &scanner);
      check_declaration (&drawn);
      bsr_test_assert_close (drawn.load_kg, bsr_scene_model_load_mass (model), 1e-6);
      assert_true (drawn.gross_kg >= drawn.tare_kg - 5.0);
      lies += drawn.lie != BSR_LIE_NONE;
      of_kind[drawn.lie]++;
      empty += drawn.n_loads == 0;
      hiding += bsr_scene_model_n_objects (model) > 0;
      objects += bsr_scene_model_n_objects (model);
      assert_true (bsr_scene_model_n_objects (model) <= 3);
    }
  print_message ("lies %d empty %d hiding %d objects %d\n", lies, empty, hiding, objects);
  assert_in_range (lies, N_SCENES / 5, N_SCENES * 2 / 5);
  assert_in_range (hiding, N_SCENES * 2 / 5, N_SCENES * 3 / 5);
  assert_in_range (empty, 1, N_SCENES / 8);
  for (int lie = BSR_LIE_MASS; lie <= BSR_LIE_CONTAINER; lie++)
    assert_true (of_kind[lie] >= 3);
}

/* One scene of a set as it was when the set was first drawn. */
typedef struct
{
  BsrSimulationSet set;
  int index, scanner, n_solids;
  double weighed; /* see weigh() */
  int serial;
  double gross_kg;
} KnownScene;

static const KnownScene known_scenes[] = {
  { BSR_SIMULATION_SET_TRAINING, 0, 3, 1148, 53773422.956411, 906389, 26030.0 },
  { BSR_SIMULATION_SET_TRAINING, 1, 0, 647, 22841872.350286, 676580, 2250.0 },
  { BSR_SIMULATION_SET_VALIDATION, 0, 5, 1762, 23939155.082233, 598257, 8440.0 },
  { BSR_SIMULATION_SET_VALIDATION, 1, 5, 2424, 55675627.677328, 725799, 18770.0 },
  { BSR_SIMULATION_SET_TEST, 0, 8, 1717, 26875555.462721, 253283, 7170.0 },
  { BSR_SIMULATION_SET_TEST, 1, 7, 1615, 6062708.560352, 930390, 9030.0 },
  { BSR_SIMULATION_SET_SINGLE, 0, 10, 683, 23115049.179947, 970516, 16390.0 },
  { BSR_SIMULATION_SET_SINGLE, 1, 10, 776, 22961437.607349, 792593, 2250.0 },
  { BSR_SIMULATION_SET_CLEAN, 0, 7, 4280, 25687091.615002, 299462, 6190.0 },
  { BSR_SIMULATION_SET_CLEAN, 1, 7, 1561, 12747722.214479, 256404, 12360.0 },
  { BSR_SIMULATION_SET_DENSE, 0, 7, 1227, 23284131.708740, 677409, 16790.0 },
  { BSR_SIMULATION_SET_DENSE, 1, 8, 2056, 59399817.029551, 273877, 6920.0 },
  { BSR_SIMULATION_SET_QUICK, 0, 1, 1556, 23979953.000021, 288062, 4200.0 },
  { BSR_SIMULATION_SET_QUICK, 1, 0, 684, 23092693.653946, 43718, 8450.0 },
  { BSR_SIMULATION_SET_PAIR, 0, 7, 1787, 54772940.877550, 843859, 26810.0 },
  { BSR_SIMULATION_SET_PAIR, 1, 8, 1859, 54543178.734720, 343009, 10270.0 },
  { BSR_SIMULATION_SET_RICH, 0, 3, 670, 23020090.604849, 877782, 16130.0 },
  { BSR_SIMULATION_SET_RICH, 1, 1, 3552, 54708725.916046, 624724, 15180.0 },
};

/* A sum that any change of a solid's place, size or density changes. */
static double
weigh (const BsrSceneModel *model)
{
  double sum = 0.0;
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      sum += solid->density_g_cm3
             * (solid->x + 2.0 * solid->y + 3.0 * solid->z + 4.0 * solid->half_x
                + 5.0 * solid->half_y + 6.0 * solid->half_z)
             / (i % 7 + 1);
    }
  return sum;
}

/* Whoever measured on a set can measure on the same scans again. */
static void
scenes_never_change (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_scenes); i++)
    {
      const KnownScene *known = &known_scenes[i];
      BsrSimulatedCase drawn;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model
          = bsr_simulation_set_scene (known->set, SEED, known->index, &drawn, &scanner);
      assert_int_equal (drawn.scanner, known->scanner);
      assert_int_equal (bsr_scene_model_n_solids (model), known->n_solids);
      bsr_test_assert_close (weigh (model), known->weighed, 1e-4);
      assert_int_equal (drawn.serial, known->serial);
      bsr_test_assert_close (drawn.gross_kg, known->gross_kg, 1e-9);
    }
}

static const BsrSimulationSet manifest_sets[]
    = { BSR_SIMULATION_SET_MANIFEST, BSR_SIMULATION_SET_MANIFEST_TRAINING,
        BSR_SIMULATION_SET_MANIFEST_VALIDATION };

/* The declaration is false as its lie says, and in nothing else. */
static void
check_manifest (const BsrSimulatedCase *drawn, const BsrSceneModel *model)
{
  double share = declared_kg (drawn) / drawn->load_kg;
  double step = 2.5 * drawn->n_items / drawn->load_kg; /* masses are in steps of 5 kg */
  int declared = declared_packages (drawn), loaded = true_packages (drawn);
  gboolean metal = drawn->lie == BSR_LIE_METAL;
  assert_int_equal (bsr_scene_model_n_objects (model), metal ? 1 : 0);
  assert_true ((drawn->read_serial != drawn->serial) == (drawn->lie == BSR_LIE_CONTAINER));
  assert_true ((drawn->n_loads == 0) == (bsr_scene_model_mass (model, BSR_ROLE_LOAD) == 0.0));
  if (drawn->lie != BSR_LIE_NONE)
    assert_int_equal (drawn->vague, BSR_VAGUE_NOWHERE);
  switch (drawn->lie)
    {
    case BSR_LIE_NONE:
    case BSR_LIE_CONTAINER:
      assert_true (drawn->declared_empty == (drawn->n_loads == 0));
      if (drawn->n_loads > 0)
        bsr_test_assert_close (share, 1.0, 0.02);
      assert_int_equal (declared, loaded);
      break;
    case BSR_LIE_MASS:
      assert_true (fabs (share - 1.0) >= 0.12 - step && fabs (share - 1.0) <= 0.6 + step);
      assert_true (share < 1.0 || drawn->gross_kg <= 30490.0);
      assert_int_equal (declared, loaded);
      break;
    case BSR_LIE_PACKAGES:
      assert_true (4 * abs (declared - loaded) >= loaded);
      bsr_test_assert_close (share, 1.0, 0.02);
      break;
    case BSR_LIE_COMMODITY:
      assert_true (strncmp (drawn->items[0].commodity->hs, drawn->loads[0].commodity->hs, 4) != 0);
      bsr_test_assert_close (share, 1.0, 0.02);
      break;
    case BSR_LIE_EMPTY:
      assert_true (drawn->declared_empty && drawn->load_kg >= 300.0);
      break;
    case BSR_LIE_EXTRA:
      assert_int_equal (drawn->n_items, drawn->n_loads - 1);
      assert_true (share < 0.95);
      break;
    case BSR_LIE_ABSENT:
      assert_true (!drawn->declared_empty && drawn->n_items > 0 && drawn->load_kg == 0.0);
      assert_true (declared_kg (drawn) > 0.0 && declared > 0);
      break;
    case BSR_LIE_METAL:
      assert_string_equal (bsr_scene_model_object (model, 0)->kind, "metal-goods");
      assert_true (bsr_scene_model_object_mass (model, 0) >= 300.0);
      assert_int_equal (drawn->n_items, 1);
      assert_true (bsr_commodity_is_organic (drawn->items[0].commodity));
      assert_true (drawn->load_kg <= 28800.0);
      bsr_test_assert_close (share, 1.0, 0.02); /* mass alone does not tell */
      break;
    case BSR_LIE_LITRE:
    case BSR_N_LIES:
    default:
      fail ();
    }
}

static void
manifest_sets_lie_in_every_way (void **state)
{
  print_message ("seed %d\n", SEED);
  for (gsize k = 0; k < G_N_ELEMENTS (manifest_sets); k++)
    {
      int of_lie[BSR_N_LIES] = { 0 }, of_vague[BSR_N_VAGUENESSES] = { 0 }, two = 0, mixed = 0;
      for (int i = 0; i < N_SCENES; i++)
        {
          BsrSimulatedCase drawn;
          BsrScanner scanner;
          g_autoptr (BsrSceneModel) model
              = bsr_simulation_set_scene (manifest_sets[k], SEED, i, &drawn, &scanner);
          check_manifest (&drawn, model);
          of_lie[drawn.lie]++;
          of_vague[drawn.vague]++;
          two += scanner.n_planes == 2;
          mixed += drawn.lie == BSR_LIE_NONE && drawn.n_items > 1;
        }
      /* Shares of a half and a sixteenth: within four standard deviations. */
      assert_in_range (of_lie[BSR_LIE_NONE], N_SCENES / 2 - 31, N_SCENES / 2 + 31);
      for (int lie = BSR_LIE_MASS; lie <= BSR_LIE_METAL; lie++)
        assert_in_range (of_lie[lie], 2, 30);
      for (int vague = BSR_VAGUE_CHAPTER; vague < BSR_N_VAGUENESSES; vague++)
        assert_in_range (of_vague[vague], 3, 40);
      assert_in_range (two, N_SCENES * 3 / 5, N_SCENES * 9 / 10);
      assert_true (mixed >= 10);
    }
}

static void
the_library_holds_all_goods_in_turn (void **state)
{
  int n = bsr_commodity_count (), of_split[3] = { 0 };
  for (int i = 0; i < 2 * n; i++)
    {
      BsrSimulatedCase drawn;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model
          = bsr_simulation_set_scene (BSR_SIMULATION_SET_LIBRARY, SEED, i, &drawn, &scanner);
      assert_int_equal (drawn.n_loads, 1);
      assert_int_equal (drawn.n_items, 1);
      assert_ptr_equal (drawn.loads[0].commodity, bsr_commodity_at (i % n));
      assert_ptr_equal (drawn.items[0].commodity, bsr_commodity_at (i % n));
      assert_int_equal (drawn.lie, BSR_LIE_NONE);
      assert_int_equal (bsr_scene_model_n_objects (model), 0);
      assert_int_equal (bsr_simulated_case_split (&drawn), bsr_commodity_at (i % n)->split);
      gboolean fish = g_str_has_prefix (drawn.loads[0].commodity->hs, "03");
      if (fish)
        assert_true (bsr_container_is_refrigerated (drawn.size));
      of_split[bsr_scanner_split (drawn.scanner)]++;
    }
  for (int split = 0; split < 3; split++)
    assert_true (of_split[split] > 0);
}

static void
half_of_the_litre_set_holds_one_thing (void **state)
{
  int n = 0, at_walls = 0;
  print_message ("seed %d\n", SEED);
  for (int i = 0; i < N_SCENES; i++)
    {
      BsrSimulatedCase drawn;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model
          = bsr_simulation_set_scene (BSR_SIMULATION_SET_LITRE, SEED, i, &drawn, &scanner);
      const BsrSceneRoom *room = bsr_scene_model_room (model);
      gboolean holds = drawn.lie == BSR_LIE_LITRE;
      assert_true (drawn.declared_empty && drawn.n_loads == 0);
      assert_int_equal (bsr_scene_model_n_objects (model), holds ? 1 : 0);
      if (!holds)
        {
          assert_int_equal (drawn.lie, BSR_LIE_NONE);
          continue;
        }
      const BsrSolid *thing = bsr_scene_model_solid (model, bsr_scene_model_n_solids (model) - 1);
      double litres = bsr_solid_volume (thing) / 1e6;
      assert_int_equal (thing->object, 0);
      assert_true (litres >= 0.8 - 1e-9 && litres <= 1.25 + 1e-9);
      assert_true (thing->x - thing->half_x >= room->inner_x0 - 1e-9
                   && thing->x + thing->half_x <= room->inner_x1 + 1e-9);
      assert_true (thing->y - thing->half_y >= room->inner_y0
                   && thing->y + thing->half_y <= room->inner_y1 + 1e-9);
      assert_true (thing->z - thing->half_z >= room->inner_z0 - 1e-9
                   && thing->z + thing->half_z <= room->inner_z1 + 1e-9);
      n++;
      at_walls += strcmp (bsr_scene_model_object (model, 0)->zone, "floor") != 0;
    }
  assert_in_range (n, N_SCENES * 2 / 5, N_SCENES * 3 / 5);
  assert_in_range (at_walls, n / 5, n * 3 / 5);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (names_and_sets_belong_together),
    cmocka_unit_test (commodities_and_scanners_are_of_the_sets_split),
    cmocka_unit_test (rich_scenes_hide_more_and_no_two_scanners_are_alike),
    cmocka_unit_test (declarations_are_what_truth_says_of_them),
    cmocka_unit_test (scenes_never_change),
    cmocka_unit_test (manifest_sets_lie_in_every_way),
    cmocka_unit_test (the_library_holds_all_goods_in_turn),
    cmocka_unit_test (half_of_the_litre_set_holds_one_thing),
  };
  return cmocka_run_group_tests_name ("simulation-set", tests, NULL, NULL);
}
