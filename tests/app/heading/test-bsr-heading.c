#include "bsr-test.h"

#include <locale.h>
#include <string.h>

#include "bsr-commodity.h"
#include "bsr-heading.h"
#include "bsr-package-type.h"

static void
every_row_is_whole (void **state)
{
  for (int i = 0; i < bsr_heading_count (); i++)
    {
      const BsrHeading *heading = bsr_heading_at (i);
      int n_digits;
      assert_ptr_equal (bsr_heading_find (heading->code, &n_digits), heading);
      assert_int_equal (n_digits, strlen (heading->code));
      for (int language = 0; language < BSR_N_LANGUAGES; language++)
        assert_true (g_utf8_strlen (heading->names[language], -1) >= 2);
      assert_true (heading->density.low > 0.0 && heading->density.low < heading->density.high);
      assert_true (heading->place.low < heading->place.high);
      assert_true (heading->textures != 0 && heading->textures < 1u << BSR_N_TEXTURES);
      assert_true (*heading->source != '\0');
      assert_non_null (heading->packages[0]);
      for (int p = 0; heading->packages[p] != NULL; p++)
        assert_non_null (bsr_package_type_find (heading->packages[p]));
    }
}

static void
every_chapter_is_there (void **state)
{
  for (int chapter = 1; chapter <= 99; chapter++)
    {
      g_autofree char *code = g_strdup_printf ("%02d", chapter);
      const BsrHeading *heading = bsr_heading_find (code, NULL);
      /* 77 is reserved: no goods have it. */
      if (chapter == 77)
        assert_null (heading);
      else
        assert_string_equal (heading->code, code);
    }
  assert_int_equal (bsr_heading_count_of_level (2), 98);
  assert_true (bsr_heading_count_of_level (4) >= 120);
  assert_int_equal (bsr_heading_count_of_level (2) + bsr_heading_count_of_level (4)
                        + bsr_heading_count_of_level (6),
                    bsr_heading_count ());
}

static void
chapters_hold_their_headings (void **state)
{
  int n_held = 0;
  for (int i = 0; i < bsr_heading_count (); i++)
    {
      const BsrHeading *heading = bsr_heading_at (i);
      size_t n = strlen (heading->code);
      if (n == 2)
        continue;
      g_autofree char *above = g_strndup (heading->code, n - 2);
      const BsrHeading *chapter = bsr_heading_find (above, NULL);
      assert_non_null (chapter);
      assert_true (bsr_property_range_holds (chapter->density, heading->density));
      assert_true (bsr_property_range_holds (chapter->organic, heading->organic));
      assert_true (bsr_property_range_holds (chapter->inorganic, heading->inorganic));
      assert_true (bsr_property_range_holds (chapter->metal, heading->metal));
      assert_true (bsr_property_range_holds (chapter->place, heading->place));
      assert_int_equal (chapter->textures & heading->textures, heading->textures);
      for (int p = 0; heading->packages[p] != NULL; p++)
        assert_true (bsr_heading_has_package (chapter, heading->packages[p]));
      n_held++;
    }
  assert_int_equal (n_held, bsr_heading_count () - bsr_heading_count_of_level (2));
}

static void
codes_fall_back_to_what_is_known (void **state)
{
  int n;
  assert_string_equal (bsr_heading_find ("0805210090", &n)->code, "0805");
  assert_int_equal (n, 4);
  assert_string_equal (bsr_heading_find ("0805.21", &n)->code, "0805");
  assert_int_equal (n, 4);
  assert_string_equal (bsr_heading_find ("080", &n)->code, "08");
  assert_int_equal (n, 2);
  assert_string_equal (bsr_heading_find ("0899", &n)->code, "08");
  assert_int_equal (n, 2);
  assert_null (bsr_heading_find ("7701", &n));
  assert_int_equal (n, 0);
  assert_null (bsr_heading_find ("0000", &n));
  assert_null (bsr_heading_find ("8", &n));
  assert_null (bsr_heading_find ("citrus", &n));
  assert_null (bsr_heading_find ("", NULL));
}

static void
goods_of_the_simulator_are_known (void **state)
{
  assert_int_equal (bsr_commodity_count (), 54);
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      int n;
      const BsrHeading *heading = bsr_heading_find (commodity->hs, &n);
      assert_int_equal (n, 4);
      assert_true (bsr_heading_has_package (heading, commodity->package_type));
      /* Stowed with gaps they are lighter than their packages; unpacked pieces much lighter. */
      assert_true (heading->density.low < commodity->most_g_cm3);
    }
}

static void
what_is_known_is_plausible (void **state)
{
  const BsrHeading *garments = bsr_heading_find ("6109", NULL);
  const BsrHeading *coils = bsr_heading_find ("7208", NULL);
  const BsrHeading *tiles = bsr_heading_find ("6907", NULL);
  assert_true (garments->organic.low > coils->organic.high);
  assert_true (coils->metal.low > garments->metal.high);
  assert_true (tiles->inorganic.low > garments->inorganic.high);
  assert_true (garments->density.high < tiles->density.low);
  assert_true (garments->place.high < coils->place.low);
  assert_true (bsr_heading_has_package (garments, "CT"));
  assert_false (bsr_heading_has_package (garments, "CL"));
  assert_true (coils->textures & BSR_TEXTURE_COILS);
  assert_false (garments->textures & BSR_TEXTURE_COILS);
  assert_string_equal (bsr_texture_name (BSR_TEXTURE_UNIFORM), "uniform");
  assert_string_equal (bsr_texture_name (BSR_TEXTURE_COILS), "coils");
  assert_string_equal (bsr_texture_name (BSR_TEXTURE_LIQUID), "liquid");
}

static void
headings_have_names_in_three_languages (void **state)
{
  const BsrHeading *citrus = bsr_heading_find ("0805", NULL);
  assert_string_equal (bsr_heading_name (citrus, NULL), "Citrus fruit");
  assert_string_equal (bsr_heading_name (citrus, "de_DE"), "Citrus fruit");
  assert_string_equal (bsr_heading_name (citrus, "fr_MA"), "Agrumes");
  assert_string_equal (bsr_heading_name (citrus, "ar"), "حوامض");

  assert_non_null (setlocale (LC_ALL, "C.UTF-8"));
  g_setenv ("LANGUAGE", "ar", TRUE);
  assert_string_equal (bsr_heading_local_name (citrus), "حوامض");
  g_unsetenv ("LANGUAGE");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_row_is_whole),
    cmocka_unit_test (every_chapter_is_there),
    cmocka_unit_test (chapters_hold_their_headings),
    cmocka_unit_test (codes_fall_back_to_what_is_known),
    cmocka_unit_test (goods_of_the_simulator_are_known),
    cmocka_unit_test (what_is_known_is_plausible),
    cmocka_unit_test (headings_have_names_in_three_languages),
  };
  return cmocka_run_group_tests_name ("heading", tests, NULL, NULL);
}
