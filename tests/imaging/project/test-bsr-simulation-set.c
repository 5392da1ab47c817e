#include "bsr-test.h"

#include <math.h>
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
    for (int i = 0; i < 12; i++)
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

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (names_and_sets_belong_together),
    cmocka_unit_test (commodities_and_scanners_are_of_the_sets_split),
    cmocka_unit_test (rich_scenes_hide_more_and_no_two_scanners_are_alike),
    cmocka_unit_test (declarations_are_what_truth_says_of_them),
  };
  return cmocka_run_group_tests_name ("simulation-set", tests, NULL, NULL);
}
