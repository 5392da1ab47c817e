#include "bsr-test.h"

#include "bsr-error.h"
#include "bsr-notary-watch.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)
/* Looks until it has come about; each waits for a tenth of that. */
#define MOST_LOOKS 1000

typedef struct
{
  char *folder, *settings;
  BsrStore *store;
  int n_failures;
  char *failure;
} Fixture;

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->settings = g_build_filename (fixture->folder, "audit.ini", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", fixture->folder, "/store.db", NULL);
  fixture->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->settings);
  g_free (fixture->failure);
  g_free (fixture);
  return 0;
}

static void
say_settings (Fixture *fixture, const char *key, const char *more)
{
  g_autofree char *text = g_strdup_printf ("[Checkpoints]\nkey=%s\nevery-entries=2\n%s", key, more);
  assert_true (g_file_set_contents (fixture->settings, text, -1, NULL));
}

static gint64
n_checkpoints (Fixture *fixture)
{
  g_auto (BsrAuditHead) head = { 0 };
  assert_true (bsr_store_read_head (fixture->store, &head, NULL));
  return head.n_checkpoints;
}

static void
failed_cb (BsrNotaryWatch *watch, const GError *error, gpointer data)
{
  Fixture *fixture = data;
  fixture->n_failures++;
  g_free (fixture->failure);
  fixture->failure = g_strdup (error->message);
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (10000);
}

static void
log_is_signed_and_deposited_without_being_asked (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *key = g_build_filename (fixture->folder, "key", NULL);
  g_autofree char *deposit = g_build_filename (fixture->folder, "deposit", NULL);
  g_autofree char *more = g_strdup_printf ("deposit=%s\n", deposit);
  bsr_signing_key_free (bsr_signing_key_make (key, NULL, NULL));
  say_settings (fixture, key, more);
  g_autoptr (BsrNotaryWatch) watch = bsr_notary_watch_new (fixture->store, ACTOR, fixture->settings, 1);
  for (int i = 0; i < MOST_LOOKS && !g_file_test (deposit, G_FILE_TEST_EXISTS); i++)
    turn ();
  assert_int_equal (n_checkpoints (fixture), 1);
  assert_true (g_file_test (deposit, G_FILE_TEST_EXISTS));
  /* Again when so much is new again: the deposit is one entry, the look at the case another. */
  assert_true (bsr_store_note_view (fixture->store, ACTOR, "T-1", NULL));
  for (int i = 0; i < MOST_LOOKS && n_checkpoints (fixture) < 2; i++)
    turn ();
  assert_int_equal (n_checkpoints (fixture), 2);
}

static void
what_goes_wrong_is_said_once (void **state)
{
  Fixture *fixture = *state;
  say_settings (fixture, "/nowhere/key", "");
  g_autoptr (BsrNotaryWatch) watch = bsr_notary_watch_new (fixture->store, ACTOR, fixture->settings, 1);
  g_signal_connect (watch, "failed", G_CALLBACK (failed_cb), fixture);
  for (int i = 0; i < MOST_LOOKS && fixture->n_failures == 0; i++)
    turn ();
  for (int i = 0; i < 150; i++) /* one period more */
    turn ();
  assert_int_equal (fixture->n_failures, 1);
  assert_non_null (fixture->failure);
  assert_int_equal (n_checkpoints (fixture), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (log_is_signed_and_deposited_without_being_asked, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_goes_wrong_is_said_once, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("notary watch", tests, NULL, NULL);
}
