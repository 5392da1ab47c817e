#include "bsr-test.h"

#include "bsr-material-words.h"

#include <string.h>

static void
every_set_has_words_of_its_own (void **state)
{
  assert_string_equal (bsr_material_words_of_set (0), "");
  for (guint a = 1; a <= BSR_SUBSTANCE_ANY; a++)
    {
      assert_true (strlen (bsr_material_words_of_set (a)) > 5);
      for (guint b = 1; b < a; b++)
        assert_string_not_equal (bsr_material_words_of_set (a), bsr_material_words_of_set (b));
    }
  assert_string_equal (
      bsr_material_words_of_set (1u << BSR_SUBSTANCE_METAL | 1u << BSR_SUBSTANCE_HEAVY), "iron or lead");
}

static void
assert_line (BsrMaterialEstimate estimate, const char *expected)
{
  g_autofree char *line = bsr_material_words_line (&estimate);
  assert_string_equal (line, expected);
}

/* A set with its numbers; or why there is none, and never a number then. */
static void
lines_say_the_set_or_why_not (void **state)
{
  BsrMaterialEstimate estimate = { .state = BSR_MATERIAL_TOLD, .z_low = 23.6, .z_high = 82.0,
                                   .substances = 1u << BSR_SUBSTANCE_METAL | 1u << BSR_SUBSTANCE_HEAVY,
                                   .g_cm2_low = 74.4, .g_cm2_high = 90.6 };
  assert_line (estimate, "iron or lead, Z 24 to 82, 74 to 91 g/cm²");
  estimate.state = BSR_MATERIAL_OPEN;
  estimate.substances = BSR_SUBSTANCE_ANY;
  assert_line (estimate, "cannot be told, 74 to 91 g/cm²");
  assert_line ((BsrMaterialEstimate){ .state = BSR_MATERIAL_THIN }, "next to nothing");
  assert_line ((BsrMaterialEstimate){ .state = BSR_MATERIAL_OPAQUE }, "not penetrated");
  assert_line ((BsrMaterialEstimate){ .state = BSR_MATERIAL_FLAWED }, "dead detector");
  assert_line ((BsrMaterialEstimate){ .state = BSR_MATERIAL_NONE }, "fits no material");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_set_has_words_of_its_own),
    cmocka_unit_test (lines_say_the_set_or_why_not),
  };
  return cmocka_run_group_tests_name ("material-words", tests, NULL, NULL);
}
