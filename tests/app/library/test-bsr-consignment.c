#include "bsr-test.h"

#include <math.h>

#include "bsr-consignment.h"

#define N 6

static const BsrConsignmentErrors errors = { 0.05, 0.05, 0.03, 0.04 };

static BsrConsignmentLoad
load_like (double mass_kg, double thickness, double fill, double material)
{
  BsrConsignmentLoad load = { "CSQU3054383", mass_kg, 0.95 * mass_kg, 1.05 * mass_kg,
                              bsr_load_descriptor_blank () };
  load.descriptor.values[BSR_LOAD_MEASURE_MASS_THICKNESS] = (float) log (thickness);
  load.descriptor.values[BSR_LOAD_MEASURE_FILL_HEIGHT] = (float) fill;
  load.descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = (float) material;
  return load;
}

static void
fill (BsrConsignmentLoad *loads, guint64 *random)
{
  for (int i = 0; i < N; i++)
    loads[i] = load_like (18000.0 * (0.97 + 0.06 * bsr_test_random (random)),
                          40.0 * (0.97 + 0.06 * bsr_test_random (random)),
                          0.8 + 0.02 * bsr_test_random (random),
                          0.1 + 0.03 * bsr_test_random (random));
}

static void
alike_boxes_agree (void **state)
{
  guint64 random = 11;
  for (int round = 0; round < 50; round++)
    {
      BsrConsignmentLoad loads[N];
      BsrConsignmentOdd odd;
      fill (loads, &random);
      assert_false (bsr_consignment_find_odd (loads, N, &errors, &odd));
    }
}

static void
the_odd_one_is_named_with_its_reason (void **state)
{
  const struct { BsrConsignmentMeasure measure; double value; int sign; } changes[] = {
    { BSR_CONSIGNMENT_MASS, 26000.0, 1 },
    { BSR_CONSIGNMENT_MASS_THICKNESS, 25.0, -1 },
    { BSR_CONSIGNMENT_FILL_HEIGHT, 0.5, -1 },
    { BSR_CONSIGNMENT_MATERIAL, 0.6, 1 },
  };
  guint64 random = 12;
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      BsrConsignmentLoad loads[N];
      BsrConsignmentOdd odd;
      fill (loads, &random);
      int which = (int) (i * 2) % N;
      double values[] = { 18000.0, 40.0, 0.8, 0.11 };
      values[changes[i].measure] = changes[i].value;
      loads[which] = load_like (values[0], values[1], values[2], values[3]);
      assert_true (bsr_consignment_find_odd (loads, N, &errors, &odd));
      assert_int_equal (odd.load, which);
      assert_int_equal (odd.measure, changes[i].measure);
      assert_int_equal (odd.n_others, N - 1);
      bsr_test_assert_close (odd.value, changes[i].value, 1e-4);
      assert_true (odd.sigmas * changes[i].sign > BSR_CONSIGNMENT_SIGMAS);
    }
}

/* By hand: others 100, 102, 104 g/cm2 have median 102 and deviation 2 * 1.4826; of three boxes the two
 * that agree outvote the third. */
static void
deviations_are_as_defined (void **state)
{
  BsrConsignmentLoad loads[] = { load_like (NAN, 100.0, NAN, NAN), load_like (NAN, 102.0, NAN, NAN),
                                 load_like (NAN, 104.0, NAN, NAN), load_like (NAN, 150.0, NAN, NAN) };
  const BsrConsignmentErrors small = { 0.001, 0.001, 0.001, 0.001 };
  BsrConsignmentOdd odd;
  assert_true (bsr_consignment_find_odd (loads, 4, &small, &odd));
  assert_int_equal (odd.load, 3);
  bsr_test_assert_close (odd.median, 102.0, 1e-4);
  bsr_test_assert_close (odd.sigmas, 48.0 / (2.0 * 1.4826), 1e-4);
  assert_true (bsr_consignment_find_odd (loads + 1, 3, &small, &odd));
  assert_int_equal (odd.load, 2);
  bsr_test_assert_close (odd.median, 103.0, 1e-4);

  /* The floor: 30 % of 102 is more than they spread, and 48 is not odd then. */
  const BsrConsignmentErrors large = { 0.3, 0.3, 0.3, 0.3 };
  assert_false (bsr_consignment_find_odd (loads, 4, &large, &odd));
}

static void
too_few_do_not_tell (void **state)
{
  BsrConsignmentLoad loads[] = { load_like (9000.0, 40.0, 0.8, 0.1), load_like (27000.0, 80.0, 0.2, 0.9),
                                 load_like (NAN, NAN, NAN, NAN) };
  loads[2].mass_kg = loads[2].mass_low_kg = loads[2].mass_high_kg = NAN;
  BsrConsignmentOdd odd;
  assert_false (bsr_consignment_find_odd (NULL, 0, &errors, &odd));
  assert_false (bsr_consignment_find_odd (loads, 2, &errors, &odd));
  assert_false (bsr_consignment_find_odd (loads, 3, &errors, &odd));
}

static void
at_least_is_no_proof_of_less (void **state)
{
  BsrConsignmentLoad loads[N];
  BsrConsignmentOdd odd;
  guint64 random = 13;
  fill (loads, &random);
  loads[1] = load_like (9000.0, 40.0, 0.8, 0.11);
  assert_true (bsr_consignment_find_odd (loads, N, &errors, &odd));
  assert_int_equal (odd.load, 1);
  loads[1].mass_high_kg = INFINITY; /* "at least 9 t" does not contradict 18 t */
  assert_false (bsr_consignment_find_odd (loads, N, &errors, &odd));
  loads[1] = load_like (30000.0, 40.0, 0.8, 0.11);
  loads[1].mass_high_kg = INFINITY; /* but at least 30 t does */
  assert_true (bsr_consignment_find_odd (loads, N, &errors, &odd));
  assert_int_equal (odd.load, 1);
  assert_int_equal (odd.measure, BSR_CONSIGNMENT_MASS);
  /* Two "at least" are nothing to compare the third with. */
  BsrConsignmentLoad three[] = { loads[0], loads[1], loads[1] };
  assert_false (bsr_consignment_find_odd (three, 3, &errors, &odd));
}

static void
measure_names_are_stable (void **state)
{
  assert_string_equal (bsr_consignment_measure_names[BSR_CONSIGNMENT_MASS], "mass");
  assert_string_equal (bsr_consignment_measure_names[BSR_CONSIGNMENT_MATERIAL], "material");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (alike_boxes_agree),
    cmocka_unit_test (the_odd_one_is_named_with_its_reason),
    cmocka_unit_test (deviations_are_as_defined),
    cmocka_unit_test (too_few_do_not_tell),
    cmocka_unit_test (at_least_is_no_proof_of_less),
    cmocka_unit_test (measure_names_are_stable),
  };
  return cmocka_run_group_tests_name ("consignment", tests, NULL, NULL);
}
