#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-load-words.h"

static BsrLoadRegion
bales (void)
{
  return (BsrLoadRegion){ .length_mm = 11200.0,
                          .mass_kg = 12400.0,
                          .mass_kg_low = 11000.0,
                          .mass_kg_high = 13800.0,
                          .packing = { BSR_PACKING_BALES, 0.734, 10, 1080.0, 21000.0 } };
}

static void
assert_words (const BsrLoadRegion *region, const char *expected)
{
  g_autofree char *words = bsr_load_region_words (region);
  assert_string_equal (words, expected);
}

static void
a_part_is_one_sentence (void **state)
{
  BsrLoadRegion region = bales ();
  assert_words (&region, "Bales or big bags (73 % sure): about 12400 kg over 11.2 m, in 10 pieces of some 1.1 m between gaps");
  region.packing.n_pieces = 1;
  assert_words (&region, "Bales or big bags (73 % sure): about 12400 kg over 11.2 m");
  region.mass_kg_high = (double) INFINITY;
  region.packing = bsr_packing_unknown ();
  assert_words (&region, "Packing cannot be told: at least 11000 kg over 11.2 m");
}

static void
each_class_has_words_of_its_own (void **state)
{
  for (int i = 0; i < BSR_N_PACKINGS; i++)
    for (int k = 0; k < i; k++)
      assert_string_not_equal (bsr_load_packing_words (i), bsr_load_packing_words (k));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_part_is_one_sentence),
    cmocka_unit_test (each_class_has_words_of_its_own),
  };
  return cmocka_run_group_tests_name ("load-words", tests, NULL, NULL);
}
