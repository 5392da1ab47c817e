#include "bsr-test.h"
#include "bsr-attenuation-table.h"
#include "bsr-material.h"

#include <math.h>
#include <string.h>

/* Points printed in the XCOM tables, and the middle of a step in log energy and attenuation. */
static void
elements_match_xcom (void **state)
{
  bsr_test_assert_close (bsr_element_attenuation (26, 1.0), 0.05951, 1e-12);
  bsr_test_assert_close (bsr_element_attenuation (26, 6.0), 0.03056, 1e-12);
  bsr_test_assert_close (bsr_element_attenuation (82, 0.1), 5.335, 0.01);
  bsr_test_assert_close (bsr_element_attenuation (1, 20.0), 0.02153, 1e-12);
  double between = bsr_element_attenuation (26, sqrt (4.0 * 5.0));
  bsr_test_assert_close (between, sqrt (0.03309 * 0.03144), 1e-9);
}

static void
edge_takes_the_value_above (void **state)
{
  double below = bsr_element_attenuation (82, 0.0879), above = bsr_element_attenuation (82, 0.0881);
  assert_true (above > 3.0 * below);
  double at = bsr_element_attenuation (82, 0.01304);
  bsr_test_assert_close (at, 158.3, 1e-9);
}

static void
ends_of_the_table_hold (void **state)
{
  bsr_test_assert_close (bsr_element_attenuation (26, 0.001),
                         bsr_element_attenuation (26, 0.01), 0.0);
  bsr_test_assert_close (bsr_element_attenuation (26, 90.0),
                         bsr_element_attenuation (26, 20.0), 0.0);
}

static void
unknown_elements_are_told (void **state)
{
  assert_true (bsr_element_is_known (92));
  assert_false (bsr_element_is_known (2));
  assert_false (bsr_element_is_known (0));
  assert_false (bsr_element_is_known (-3));
  assert_false (bsr_element_is_known (1000));
  assert_null (bsr_material_by_id ("unobtainium"));
}

static void
every_material_is_whole (void **state)
{
  int n = 0;
  for (const BsrMaterial *material; (material = bsr_material_at (n)) != NULL; n++)
    {
      double sum = 0.0;
      for (int i = 0; i < material->n_elements; i++)
        {
          assert_true (bsr_element_is_known (material->elements[i].z));
          sum += material->elements[i].mass_fraction;
        }
      bsr_test_assert_close (sum, 1.0, 1e-9);
      assert_true (material->density_g_cm3 > 0.0 && material->density_g_cm3 < 23.0);
      assert_ptr_equal (bsr_material_by_id (material->id), material);
      double z = bsr_material_effective_z (material);
      assert_true (z >= 1.0 && z <= 92.0);
    }
  assert_true (n >= 40);
  assert_null (bsr_material_at (-1));
}

/* NIST's own table of liquid water (X-ray mass attenuation tables, with coherent scattering,
 * which at 1 MeV and above is below 0.1 %). */
static void
water_matches_nist (void **state)
{
  const BsrMaterial *water = bsr_material_by_id ("water");
  bsr_test_assert_close (bsr_material_attenuation (water, 1.0), 0.07072, 1e-4);
  bsr_test_assert_close (bsr_material_attenuation (water, 3.0), 0.03969, 1e-4);
  bsr_test_assert_close (bsr_material_attenuation (water, 10.0), 0.02219, 1e-4);
}

static void
effective_z_orders_materials (void **state)
{
  const char *order[]
      = { "polyethylene", "cellulose", "water", "salt", "steel", "lead", "uranium" };
  double last = 0.0;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      double z = bsr_material_effective_z (bsr_material_by_id (order[i]));
      assert_true (z > last);
      last = z;
    }
  bsr_test_assert_close (bsr_material_effective_z (bsr_material_by_id ("steel")), 26.0, 1e-9);
  /* H2O: (2 x 1 + 8 x 8) / 10 electrons. */
  bsr_test_assert_close (bsr_material_effective_z (bsr_material_by_id ("water")), 6.6, 0.002);
}

static gpointer
look_up_cb (gpointer data)
{
  double *result = data;
  *result = bsr_element_attenuation (74, 2.0);
  return NULL;
}

static void
first_use_from_many_threads_agrees (void **state)
{
  GThread *threads[8];
  double results[8] = { 0.0 };
  for (int i = 0; i < 8; i++)
    threads[i] = g_thread_new ("look-up", look_up_cb, &results[i]);
  for (int i = 0; i < 8; i++)
    g_thread_join (threads[i]);
  for (int i = 0; i < 8; i++)
    assert_true (results[i] > 0.0 && results[i] == results[0]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (first_use_from_many_threads_agrees),
    cmocka_unit_test (elements_match_xcom),
    cmocka_unit_test (edge_takes_the_value_above),
    cmocka_unit_test (ends_of_the_table_hold),
    cmocka_unit_test (unknown_elements_are_told),
    cmocka_unit_test (every_material_is_whole),
    cmocka_unit_test (water_matches_nist),
    cmocka_unit_test (effective_z_orders_materials),
  };
  return cmocka_run_group_tests_name ("material", tests, NULL, NULL);
}
