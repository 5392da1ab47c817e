#include "bsr-test.h"

#include <math.h>

#include "bsr-load-descriptor.h"

static void
a_blank_one_has_measured_nothing (void **state)
{
  BsrLoadDescriptor blank = bsr_load_descriptor_blank ();
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    assert_true (isnan (blank.values[i]));
}

/* Documents and libraries that are in use name measures so: another name or order needs another
 * version. */
static void
names_are_those_of_version_1 (void **state)
{
  static const struct
  {
    BsrLoadMeasure measure;
    const char *name;
  } rows[] = {
    { BSR_LOAD_MEASURE_MASS_THICKNESS, "mass-thickness" },
    { BSR_LOAD_MEASURE_BULK_DENSITY, "bulk-density" },
    { BSR_LOAD_MEASURE_FILL_HEIGHT, "fill-height" },
    { BSR_LOAD_MEASURE_SPREAD_COARSE, "spread-coarse" },
    { BSR_LOAD_MEASURE_SPREAD_MIDDLE, "spread-middle" },
    { BSR_LOAD_MEASURE_SPREAD_FINE, "spread-fine" },
    { BSR_LOAD_MEASURE_SKEWNESS, "skewness" },
    { BSR_LOAD_MEASURE_GAPS, "gaps" },
    { BSR_LOAD_MEASURE_PERIOD_ACROSS, "period-across" },
    { BSR_LOAD_MEASURE_REPEAT_ACROSS, "repeat-across" },
    { BSR_LOAD_MEASURE_PERIOD_UP, "period-up" },
    { BSR_LOAD_MEASURE_REPEAT_UP, "repeat-up" },
    { BSR_LOAD_MEASURE_LAYERING, "layering" },
    { BSR_LOAD_MEASURE_MATERIAL, "material" },
    { BSR_LOAD_MEASURE_MATERIAL_SPREAD, "material-spread" },
  };
  assert_int_equal (BSR_LOAD_DESCRIPTOR_VERSION, 1);
  assert_int_equal (G_N_ELEMENTS (rows), BSR_N_LOAD_MEASURES);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_string_equal (bsr_load_measure_names[rows[i].measure], rows[i].name);
  assert_null (bsr_load_measure_names[BSR_N_LOAD_MEASURES]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_blank_one_has_measured_nothing),
    cmocka_unit_test (names_are_those_of_version_1),
  };
  return cmocka_run_group_tests_name ("load-descriptor", tests, NULL, NULL);
}
