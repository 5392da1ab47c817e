#include "bsr-test.h"

#include "bsr-user-keys.h"
#include "bsr-whole-file.h"

static int
set_up (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
tear_down (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
write_keys (const char *path, GHashTable *keys, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  bsr_user_keys_write_async (path, keys, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return bsr_whole_file_write_finish (result, error);
}

static GHashTable *
table_of (const char *id, const char *keys)
{
  GHashTable *table
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_hash_table_insert (table, g_strdup (id), *keys ? g_strsplit (keys, " ", -1) : g_new0 (char *, 1));
  return table;
}

static void
none_are_kept_where_there_is_no_file (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (*state, "none.ini", NULL);
  g_autoptr (GHashTable) keys = bsr_user_keys_read (path, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (g_hash_table_size (keys), 0);
}

static void
what_is_written_is_read (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (*state, "new", "keys.ini", NULL);
  g_autoptr (GHashTable) written = table_of ("fit", "<Control>g semicolon");
  g_hash_table_insert (written, g_strdup ("undo"), g_new0 (char *, 1));
  assert_true (write_keys (path, written, &error));
  bsr_test_assert_no_error (error);

  g_autoptr (GHashTable) read = bsr_user_keys_read (path, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (g_hash_table_size (read), 2);
  const char *const *fit = g_hash_table_lookup (read, "fit");
  assert_int_equal (g_strv_length ((char **) fit), 2);
  assert_string_equal (fit[0], "<Control>g");
  assert_string_equal (fit[1], "semicolon");
  assert_int_equal (g_strv_length (g_hash_table_lookup (read, "undo")), 0);
}

static void
a_file_that_is_none_is_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (*state, "keys.ini", NULL);
  g_file_set_contents (path, "not a file of keys", -1, NULL);
  g_autoptr (GHashTable) keys = bsr_user_keys_read (path, &error);
  assert_null (keys);
  assert_non_null (error);
}

static void
a_place_that_cannot_be_written_says_so (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (*state, "file", NULL);
  g_autofree char *path = g_build_filename (file, "keys.ini", NULL);
  g_file_set_contents (file, "", -1, NULL);
  g_autoptr (GHashTable) keys = table_of ("fit", "g");
  assert_false (write_keys (path, keys, &error));
  assert_non_null (error);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (none_are_kept_where_there_is_no_file, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_written_is_read, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_file_that_is_none_is_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_place_that_cannot_be_written_says_so, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("user-keys", tests, NULL, NULL);
}
