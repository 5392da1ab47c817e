#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-low-file.h"
#include "bsr-sibling.h"

static void
touch (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  assert_true (g_file_set_contents (path, "x", -1, NULL));
}

static void
names_tell_what_belongs_together (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  touch (folder, "lane.png");
  g_autofree char *low = g_build_filename (folder, "lane.low.png", NULL);
  g_autofree char *lonely = g_build_filename (folder, "other.low.png", NULL);
  g_autofree char *high = bsr_low_file_high (low);
  assert_int_equal (bsr_sibling_sort (low), BSR_SIBLING_LOW_PLANE);
  assert_int_equal (bsr_sibling_sort (lonely), BSR_SIBLING_PIXELS);
  assert_true (g_str_has_suffix (high, "/lane.png"));
  touch (folder, "lane.dcs");
  g_autofree char *low_dicos = g_build_filename (folder, "lane.low.dcs", NULL);
  assert_int_equal (bsr_sibling_sort (low_dicos), BSR_SIBLING_LOW_PLANE);
  assert_null (bsr_low_file_high ("lane.dcs"));
  assert_null (bsr_low_file_of (low));
  assert_null (bsr_low_file_of ("lane.tiff"));
  assert_int_equal (bsr_sibling_sort ("a/b.case.json"), BSR_SIBLING_CASE);
  assert_int_equal (bsr_sibling_sort ("a/b.scan.json"), BSR_SIBLING_DESCRIPTION);
  assert_int_equal (bsr_sibling_sort ("a/b.analysis.json"), BSR_SIBLING_OTHER_JSON);
  assert_int_equal (bsr_sibling_sort ("a.b/c"), BSR_SIBLING_PIXELS);

  g_autofree char *dotted = bsr_sibling_case_file ("a.b/night.2.tiff");
  g_autofree char *bare = bsr_sibling_case_file ("a.b/night");
  assert_string_equal (dotted, "a.b/night.2.case.json");
  assert_string_equal (bare, "a.b/night.case.json");

  static const char *const names[][2]
      = { { "a.b/n.tiff", "a.b/n" },           { "n.low.png", "n" },  { "n.scan.json", "n" },
          { "n.raw.json", "n" },               { "n.tdr.dcs", "n" },  { "n.case.json", "n" },
          { "night.2.tiff", "night.2" },       { "n.low.dcs", "n" },  { "a.b/n", "a.b/n" },
          { "n.low.tiff", "n.low" } };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = bsr_sibling_name (names[i][0]);
      assert_string_equal (name, names[i][1]);
    }
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
pixels_of_a_name_are_found (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  const char *names[] = { "n.tiff",      "n.low.png", "n.png",        "n.case.json",
                          "n.scan.json", "nn.tiff",   ".hidden.tiff", "n.2.tiff" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    touch (folder, names[i]);
  g_autofree char *path = g_build_filename (folder, "n.case.json", NULL);
  g_autoptr (GPtrArray) pixels = bsr_sibling_pixels (path);
  assert_int_equal (pixels->len, 2);
  assert_true (g_str_has_suffix (pixels->pdata[0], "/n.png"));
  assert_true (g_str_has_suffix (pixels->pdata[1], "/n.tiff"));

  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = bsr_sibling_list (folder, &error);
  assert_int_equal (files->len, G_N_ELEMENTS (names) - 1);
  assert_null (bsr_sibling_list (path, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "folder cannot be read");
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (names_tell_what_belongs_together),
    cmocka_unit_test (pixels_of_a_name_are_found),
  };
  return cmocka_run_group_tests_name ("sibling", tests, NULL, NULL);
}
