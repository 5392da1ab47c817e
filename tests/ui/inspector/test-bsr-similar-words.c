#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-similar-words.h"

static BsrLoadDescriptor
load_of (double thickness, double fill, double across_mm, double up_mm)
{
  BsrLoadDescriptor load = bsr_load_descriptor_blank ();
  load.values[BSR_LOAD_MEASURE_MASS_THICKNESS] = (float) log (thickness);
  load.values[BSR_LOAD_MEASURE_FILL_HEIGHT] = (float) fill;
  load.values[BSR_LOAD_MEASURE_PERIOD_ACROSS] = (float) log (across_mm);
  load.values[BSR_LOAD_MEASURE_PERIOD_UP] = (float) log (up_mm);
  return load;
}

static void
assert_line (BsrLoadDescriptor load, const char *expected)
{
  g_autofree char *line = bsr_similar_words_line (&load);
  assert_string_equal (line, expected);
}

static void
loads_are_described_in_units (void **state)
{
  assert_line (load_of (23.4, 0.8, 400.0, 300.0), "23 g/cm² · 80 % of the height · 0.40 × 0.30 m");
  assert_line (load_of (2.5, 0.05, 400.0, NAN), "2.50 g/cm² · 5 % of the height · 0.40 m long");
  assert_line (load_of (NAN, 1.0, NAN, 300.0), "100 % of the height · 0.30 m high");
  assert_line (bsr_load_descriptor_blank (), "");
  BsrLoadDescriptor blank = bsr_load_descriptor_blank ();
  for (int i = 0; i < BSR_SIMILAR_N_FACTS; i++)
    {
      g_autofree char *value = bsr_similar_words_value (&blank, (BsrSimilarFact) i);
      assert_string_equal (value, "–");
      assert_string_not_equal (bsr_similar_words_name ((BsrSimilarFact) i), "");
    }
}

static void
distances_have_words (void **state)
{
  const struct
  {
    double share; /* of what two random loads are apart */
    const char *words;
  } distances[] = {
    { 0.0, "Very alike" },    { 0.2, "Very alike" },  { 0.3, "Alike" },
    { 0.6, "Somewhat alike" }, { 0.8, "Hardly alike" }, { 5.0, "Hardly alike" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      double distance = distances[i].share * G_SQRT2;
      assert_string_equal (bsr_similar_words_distance (distance), distances[i].words);
      bsr_test_assert_close (bsr_similar_words_likeness (distance),
                             MAX (1.0 - distances[i].share, 0.0), 1e-9);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (loads_are_described_in_units),
    cmocka_unit_test (distances_have_words),
  };
  return cmocka_run_group_tests_name ("similar words", tests, NULL, NULL);
}
