#include "bsr-store-suite.h"

#include <string.h>

#include "bsr-test.h"
#include "bsr-error.h"

static void
refuses (const char *url, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_store_open (url, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
only_known_urls_are_taken (void **state)
{
  refuses ("postgresql://%2Fnowhere/basira", BSR_ERROR_ENVIRONMENT, "server cannot be reached");
  refuses ("postgres://%2Fnowhere/basira", BSR_ERROR_ENVIRONMENT, "server cannot be reached");
  refuses ("postgresql://%2Fnowhere/basira?vault=scans", BSR_ERROR_INVALID, "absolute path");
  refuses ("postgresql:basira", BSR_ERROR_INVALID, "no store URL");
  refuses ("mysql://server/basira", BSR_ERROR_INVALID, "'mysql://server/basira' is no store URL");
  refuses ("/tmp/basira.db", BSR_ERROR_INVALID, "sqlite:PATH");
  refuses ("sqlite:", BSR_ERROR_INVALID, "no store URL");
  refuses ("", BSR_ERROR_INVALID, "no store URL");
}

static void
default_is_the_environment_else_the_users_own (void **state)
{
  g_unsetenv ("BASIRA_STORE");
  g_autofree char *own = bsr_store_default_url ();
  g_autofree char *expected
      = g_strconcat ("sqlite:", g_get_user_data_dir (), "/basira/basira.db", NULL);
  assert_string_equal (own, expected);

  g_autofree char *folder = bsr_test_folder_new ();
  g_autofree char *url = g_strconcat ("sqlite:", folder, "/a/b/desk.db", NULL);
  g_autofree char *file = g_strconcat (folder, "/a/b/desk.db", NULL);
  g_setenv ("BASIRA_STORE", url, TRUE);
  g_autofree char *wanted = bsr_store_default_url ();
  assert_string_equal (wanted, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_unsetenv ("BASIRA_STORE");
  g_clear_object (&store);
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
shows (const char *url, const char *expected)
{
  g_autofree char *shown = bsr_store_url_to_show (url);
  assert_string_equal (shown, expected);
}

static void
a_servers_password_is_not_shown (void **state)
{
  shows ("postgresql://desk:se%3Acret@server:5432/basira?sslmode=require",
         "postgresql://desk@server:5432/basira?sslmode=require");
  shows ("postgresql:///basira?user=desk&password=secret&host=a", "postgresql:///basira?user=desk&password=&host=a");
  shows ("postgresql://server:5432/basira", "postgresql://server:5432/basira");
  shows ("sqlite:/home/a:b@c/basira.db", "sqlite:/home/a:b@c/basira.db");
  shows ("scan.tiff", "scan.tiff");
  refuses ("mysql://desk:secret@server/basira", BSR_ERROR_INVALID, "'mysql://desk@server/basira'");
}

static BsrStore *
open_sqlite (const char *folder, GError **error)
{
  g_autofree char *url = g_strconcat ("sqlite:", folder, "/store.db", NULL);
  return bsr_store_open (url, error);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (only_known_urls_are_taken),
    cmocka_unit_test (default_is_the_environment_else_the_users_own),
    cmocka_unit_test (a_servers_password_is_not_shown),
  };
  return cmocka_run_group_tests_name ("store", tests, NULL, NULL)
         + bsr_store_suite_run ("store on SQLite", open_sqlite);
}
