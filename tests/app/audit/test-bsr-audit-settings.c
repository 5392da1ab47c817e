#include "bsr-test.h"

#include "bsr-audit-settings.h"
#include "bsr-error.h"

#define PUBLIC_KEY "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"

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

static BsrAuditSettings *
settings_of (const char *folder, const char *content, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "audit.ini", NULL);
  assert_true (g_file_set_contents (path, content, -1, NULL));
  return bsr_audit_settings_read (path, error);
}

static void
what_is_said_is_read (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAuditSettings) settings = settings_of (
      *state,
      "[Checkpoints]\nkey = /etc/basira/key \npublic-key=" PUBLIC_KEY "\nevery-entries=50\n"
      "every-hours=8\ndeposit=/mnt/elsewhere\n",
      &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (settings->key, "/etc/basira/key");
  assert_string_equal (settings->public_key, PUBLIC_KEY);
  assert_string_equal (settings->deposit, "/mnt/elsewhere");
  assert_int_equal (settings->every_entries, 50);
  assert_int_equal (settings->every_hours, 8);
}

static void
what_is_not_said_is_as_usual (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAuditSettings) settings = settings_of (*state, "[Checkpoints]\nkey=\n", &error);
  bsr_test_assert_no_error (error);
  assert_null (settings->key);
  assert_null (settings->deposit);
  assert_int_equal (settings->every_entries, BSR_AUDIT_EVERY_ENTRIES);
  assert_int_equal (settings->every_hours, BSR_AUDIT_EVERY_HOURS);
}

static void
what_is_wrong_is_named (void **state)
{
  static const char *const wrong[][2] = {
    { "[Checkpoints]\nevery-entries=0\n", "every-entries must be a number from 1" },
    { "[Checkpoints]\nevery-hours=soon\n", "every-hours must be a number from 1" },
    { "[Checkpoints]\npublic-key=12\n", "public-key must be 64 hex digits" },
    { "no settings\n", "are not good" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (settings_of (*state, wrong[i][0], &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, wrong[i][1]);
    }
}

#define SETTINGS_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    SETTINGS_TEST (what_is_said_is_read),
    SETTINGS_TEST (what_is_not_said_is_as_usual),
    SETTINGS_TEST (what_is_wrong_is_named),
  };
  return cmocka_run_group_tests_name ("audit settings", tests, NULL, NULL);
}
