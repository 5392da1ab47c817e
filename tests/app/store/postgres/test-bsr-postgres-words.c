#include "bsr-postgres-words.h"

#include "bsr-error.h"
#include "bsr-postgres-url.h"
#include "bsr-test.h"

static void
becomes (const char *statement, const char *numbered)
{
  g_autofree char *found = bsr_postgres_words_number (statement);
  assert_string_equal (found, numbered);
}

static void
values_are_numbered (void **state)
{
  becomes ("SELECT 1", "SELECT 1");
  becomes ("INSERT INTO a VALUES (?, ?, ?)", "INSERT INTO a VALUES ($1, $2, $3)");
  becomes ("SELECT ?1 WHERE x = ?2 OR ?1 = ?12", "SELECT $1 WHERE x = $2 OR $1 = $12");
  becomes ("SELECT 'why?', \"what?\", ?", "SELECT 'why?', \"what?\", $1");
  becomes ("SELECT 'it''s ?', ?", "SELECT 'it''s ?', $1");
}

static void
splits (const char *url, const char *link, const char *vault)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *found = bsr_postgres_url_split (url, &folder, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (found, link);
  assert_int_equal (g_strcmp0 (folder, vault), 0);
}

static void
our_own_parameter_is_kept_from_libpq (void **state)
{
  splits ("postgresql://a@b/c", "postgresql://a@b/c", NULL);
  splits ("postgresql://a@b/c?sslmode=require", "postgresql://a@b/c?sslmode=require", NULL);
  splits ("postgresql://b/c?vault=/srv/scans", "postgresql://b/c", "/srv/scans");
  splits ("postgresql://b/c?a=1&vault=%2Fsrv%2Fmy%20scans&b=2", "postgresql://b/c?a=1&b=2",
          "/srv/my scans");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  assert_null (bsr_postgres_url_split ("postgresql://b/c?vault=scans", &folder, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "absolute path");
  assert_null (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (values_are_numbered),
    cmocka_unit_test (our_own_parameter_is_kept_from_libpq),
  };
  return cmocka_run_group_tests_name ("words for PostgreSQL", tests, NULL, NULL);
}
