#include "bsr-test.h"

#include <locale.h>

#include "bsr-package-type.h"

static void
every_row_is_whole (void **state)
{
  int n_countable = 0;
  assert_true (bsr_package_type_count () >= 40);
  for (int i = 0; i < bsr_package_type_count (); i++)
    {
      const BsrPackageType *type = bsr_package_type_at (i);
      assert_ptr_equal (bsr_package_type_find (type->code), type);
      for (int language = 0; language < BSR_N_LANGUAGES; language++)
        assert_true (g_utf8_strlen (type->names[language], -1) >= 2);
      assert_true (type->mass.low > 0.0 && type->volume.low > 0.0 && type->dimension.low > 0.0);
      /* The longest edge of a box is no shorter than that of a cube of the same volume. */
      double cube_mm3 = type->dimension.high * type->dimension.high * type->dimension.high;
      assert_true (cube_mm3 >= type->volume.high * 1e9);
      assert_true (*type->source != '\0');
      n_countable += type->countable;
    }
  assert_in_range (n_countable, 1, bsr_package_type_count () - 1);
}

static void
types_are_found_by_code (void **state)
{
  const BsrPackageType *carton = bsr_package_type_find ("CT");
  assert_non_null (carton);
  assert_ptr_equal (bsr_package_type_find ("ct"), carton);
  assert_true (carton->countable);
  assert_false (bsr_package_type_find ("VY")->countable);
  assert_null (bsr_package_type_find ("Q7"));
  assert_null (bsr_package_type_find ("C"));
  assert_null (bsr_package_type_find ("CTT"));
  assert_null (bsr_package_type_find (""));
}

static void
types_have_names_in_three_languages (void **state)
{
  const BsrPackageType *pallet = bsr_package_type_find ("PX");
  assert_string_equal (bsr_package_type_name (pallet, NULL), "Pallet");
  assert_string_equal (bsr_package_type_name (pallet, "de"), "Pallet");
  assert_string_equal (bsr_package_type_name (pallet, "fr_MA"), "Palette");
  assert_string_equal (bsr_package_type_name (pallet, "ar"), pallet->names[BSR_LANGUAGE_ARABIC]);

  assert_non_null (setlocale (LC_ALL, "C.UTF-8"));
  g_setenv ("LANGUAGE", "fr", TRUE);
  assert_string_equal (bsr_package_type_local_name (pallet), "Palette");
  g_unsetenv ("LANGUAGE");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_row_is_whole),
    cmocka_unit_test (types_are_found_by_code),
    cmocka_unit_test (types_have_names_in_three_languages),
  };
  return cmocka_run_group_tests_name ("package-type", tests, NULL, NULL);
}
