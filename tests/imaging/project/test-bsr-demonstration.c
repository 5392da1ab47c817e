#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-demonstration.h"

/* ISO 6346:2022, annex A: letters count from 10, multiples of 11 left out; weights are powers
 * of two; modulo 11, modulo 10. */
static int
check_digit (const char *number)
{
  int sum = 0;
  for (int i = 0; i < 10; i++)
    {
      int value = number[i] - '0';
      if (g_ascii_isupper (number[i]))
        {
          value = 10 + number[i] - 'A';
          value += value >= 11 ? 1 : 0;
          value += value >= 22 ? 1 : 0;
          value += value >= 33 ? 1 : 0;
        }
      sum += value << i;
    }
  return sum % 11 % 10;
}

static void
container_numbers_are_valid_and_differ (void **state)
{
  assert_int_equal (check_digit ("CSQU3054383"), 3); /* the standard's own example */
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = 0; i < bsr_demonstration_count (); i++)
    {
      BsrDemonstrationCase described;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model = bsr_demonstration_scene (i, &described, &scanner);
      assert_int_equal (strlen (described.container), 11);
      assert_true (g_regex_match_simple ("^[A-Z]{3}U[0-9]{7}$", described.container, 0, 0));
      assert_int_equal (described.container[10] - '0', check_digit (described.container));
      assert_true (g_hash_table_add (seen, (gpointer)described.container));
      assert_true (g_hash_table_add (seen, (gpointer)described.case_id));
      assert_true (g_hash_table_add (seen, (gpointer)described.name));
    }
}

static void
declarations_are_true_where_they_are_honest (void **state)
{
  int principal = 0, honest = 0;
  for (int i = 0; i < bsr_demonstration_count (); i++)
    {
      BsrDemonstrationCase described;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model = bsr_demonstration_scene (i, &described, &scanner);
      double declared = described.n_items > 0 ? described.items[0].gross_kg : 0.0;
      principal += described.principal;
      honest += described.honest;
      assert_true (described.honest == (described.lie == NULL));
      assert_true (described.true_load_kg < 28000.0);
      if (described.honest)
        {
          bsr_test_assert_close (declared, described.true_load_kg, 10.0);
          bsr_test_assert_close (described.gross_kg, described.tare_kg + declared, 1e-6);
          assert_int_equal (bsr_scene_model_n_objects (model), 0);
        }
      else if (strcmp (described.lie, "mass") == 0)
        assert_true (described.true_load_kg > 1.25 * declared);
      else if (strcmp (described.lie, "empty") == 0)
        assert_true (described.empty && described.true_load_kg > 500.0 && described.n_items == 0);
      else
        assert_true (bsr_scene_model_n_objects (model) >= 2);
      assert_true (described.empty == (described.n_items == 0));
      assert_true (described.n_items == 0 || described.items[0].packages > 0);
    }
  assert_int_equal (principal, 1);
  assert_in_range (honest, 2, bsr_demonstration_count () - 2);
}

static void
case_facts_have_the_contracts_shapes (void **state)
{
  for (int i = 0; i < bsr_demonstration_count (); i++)
    {
      BsrDemonstrationCase described;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model = bsr_demonstration_scene (i, &described, &scanner);
      const char *const times[] = { described.raised, described.cut_off, described.acquired };
      for (gsize k = 0; k < G_N_ELEMENTS (times); k++)
        {
          g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (times[k], NULL);
          assert_non_null (at);
        }
      assert_true (g_regex_match_simple ("^[A-Z]{2}[A-Z2-9]{3}$", described.site, 0, 0));
      assert_true (g_regex_match_simple ("^[A-Z]{2}[A-Z2-9]{3}$", described.port_of_lading, 0, 0));
      assert_true (g_regex_match_simple ("^(routine|high|urgent)$", described.priority, 0, 0));
      assert_true (g_regex_match_simple ("^[0-9]{2}[A-Z][0-9]$", described.size_type, 0, 0));
      assert_true (described.risk >= 0.0 && described.risk <= 1.0);
      for (int k = 0; k < described.n_items; k++)
        assert_true (g_regex_match_simple ("^[0-9]{6}$", described.items[k].hs, 0, 0));
    }
}

/* The same scene and noise each time, seen here at a tenth of the resolution. */
static void
the_set_is_fixed (void **state)
{
  for (int i = 0; i < bsr_demonstration_count (); i++)
    {
      BsrDemonstrationCase first, again;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) a = bsr_demonstration_scene (i, &first, &scanner);
      g_autoptr (BsrSceneModel) b = bsr_demonstration_scene (i, &again, &scanner);
      assert_int_equal (bsr_scene_model_n_solids (a), bsr_scene_model_n_solids (b));
      assert_true (first.true_load_kg == again.true_load_kg);

      scanner.pitch_x_mm = scanner.pitch_y_mm = 50.0;
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrSimulation) simulation = bsr_simulator_run (a, &scanner, 1, 2, NULL, &error);
      bsr_test_assert_no_error (error);
      bsr_test_assert_close (bsr_simulation_load_kg (simulation), first.true_load_kg, 1e-6);
      assert_int_equal (bsr_simulation_n_objects (simulation), bsr_scene_model_n_objects (a));
    }
}

static void
what_is_hidden_shows (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrDemonstrationCase described;
  g_autoptr (BsrSimulation) simulation = bsr_demonstration_make (0, 2, &described, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (described.principal);
  BsrBox container = bsr_simulation_container (simulation);
  assert_in_range (bsr_image_width (bsr_simulation_image (simulation)), 2000, 2600);
  assert_in_range (bsr_image_height (bsr_simulation_image (simulation)), 560, 700);
  assert_int_equal (bsr_simulation_n_objects (simulation), 2);
  for (int i = 0; i < 2; i++)
    {
      const BsrTrueObject *object = bsr_simulation_object (simulation, i);
      assert_true (object->cnr > 10.0 && object->steel_mm > 10.0 && object->mass_kg > 10.0);
      BsrBox within = bsr_box_intersect (object->box, container);
      assert_int_equal (bsr_box_area (within), bsr_box_area (object->box));
      assert_true (bsr_box_area (object->box) > 500);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (container_numbers_are_valid_and_differ),
    cmocka_unit_test (declarations_are_true_where_they_are_honest),
    cmocka_unit_test (case_facts_have_the_contracts_shapes),
    cmocka_unit_test (the_set_is_fixed),
    cmocka_unit_test (what_is_hidden_shows),
  };
  return cmocka_run_group_tests_name ("demonstration", tests, NULL, NULL);
}
