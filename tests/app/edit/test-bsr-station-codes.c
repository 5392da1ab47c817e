#include "bsr-test.h"

#include <glib/gstdio.h>

#include "bsr-station-codes.h"

static void
write_file (const char *path, const char *text)
{
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
the_named_file_is_read (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "hs.csv", NULL);
  g_autoptr (GError) error = NULL;
  write_file (path, "code,en\n080521,Mandarins\n");
  g_autoptr (BsrCodeList) codes = bsr_station_codes_read (path, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (bsr_code_list_describe (codes, "0805.21", "en", NULL), "Mandarins");
  bsr_test_folder_remove (folder);
}

static void
damage_is_told_with_file_and_line (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "hs.csv", NULL);
  g_autoptr (GError) error = NULL, missing = NULL;
  write_file (path, "code,en\n0805,Citrus\n0805,Again\n");
  assert_null (bsr_station_codes_read (path, &error));
  g_autofree char *expected = g_strdup_printf ("%s: line 3: code 0805 stands there twice", path);
  assert_string_equal (error->message, expected);
  g_autofree char *nowhere = g_build_filename (folder, "none.csv", NULL);
  assert_null (bsr_station_codes_read (nowhere, &missing));
  assert_true (g_str_has_prefix (missing->message, nowhere));
  bsr_test_folder_remove (folder);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer kept)
{
  *(GAsyncResult **) kept = g_object_ref (result);
}

/* Beside the store; a station without such a file has no list, and that is no fault. */
static void
without_a_setting_the_stations_own_is_read (void **state)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "basira", NULL);
  g_autofree char *path = g_build_filename (folder, "codes.csv", NULL);
  g_autoptr (GError) error = NULL;
  assert_int_equal (g_mkdir_with_parents (folder, 0700), 0);
  g_remove (path);
  assert_null (bsr_station_codes_read ("", &error));
  bsr_test_assert_no_error (error);
  write_file (path, "code;fr\n0805;Agrumes\n");
  g_autoptr (GAsyncResult) result = NULL;
  bsr_station_codes_read_async (NULL, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (BsrCodeList) codes = bsr_station_codes_read_finish (result, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_code_list_count (codes), 1);
  g_remove (path);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_named_file_is_read),
    cmocka_unit_test (damage_is_told_with_file_and_line),
    cmocka_unit_test (without_a_setting_the_stations_own_is_read),
  };
  /* Other programs of the suite look for a list in theirs. */
  char *data = bsr_test_folder_new ();
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  int failed = cmocka_run_group_tests_name ("station-codes", tests, NULL, NULL);
  bsr_test_folder_remove (data);
  return failed;
}
