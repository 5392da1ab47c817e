#include "bsr-tampering.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-backup.h"
#include "bsr-case-query.h"
#include "bsr-error.h"
#include "bsr-store-access.h"
#include "bsr-store-handling.h"
#include "bsr-store-log.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)

typedef struct
{
  char *folder, *url, *to, *other;
  BsrStore *store;
} Fixture;

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->url = g_strconcat ("sqlite:", fixture->folder, "/store.db", NULL);
  fixture->other = g_strconcat ("sqlite:", fixture->folder, "/other/store.db", NULL);
  fixture->to = g_build_filename (fixture->folder, "backup", NULL);
  fixture->store = bsr_store_open (fixture->url, &error);
  bsr_test_assert_no_error (error);
  tampering_fill_casework (fixture->store, fixture->folder);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->url);
  g_free (fixture->other);
  g_free (fixture->to);
  g_free (fixture);
  return 0;
}

static BsrBackupFigures
make (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BsrBackupFigures figures = { 0 };
  bsr_backup_make (fixture->store, ACTOR, fixture->to, &figures, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  return figures;
}

static gint64
entries_of (const char *url)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  bsr_store_verify_audit (store, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static gint
compare_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names in the folder, sorted, one a line. */
static char *
names_in (const char *folder)
{
  const char *name;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_cb);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **) names->pdata);
}

static void
what_is_backed_up_is_restored (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 before = entries_of (fixture->url);
  BsrBackupFigures made = make (fixture), restored = { 0 };
  assert_int_equal (made.n_entries, before);
  assert_int_equal (made.n_scans, 3);
  assert_int_equal (entries_of (fixture->url), before + 1); /* that it was backed up is an act */
  assert_true (bsr_store_decide (fixture->store, ACTOR, "T-2", BSR_DECISION_RELEASE, "x", NULL)
               == FALSE); /* examined */
  assert_true (bsr_store_note_view (fixture->store, ACTOR, "T-1", &error));

  bsr_backup_restore (fixture->to, fixture->other, ACTOR, &restored, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (restored.n_entries, before);
  assert_int_equal (entries_of (fixture->other), before + 1); /* and so is restoring */
  g_autoptr (BsrStore) other = bsr_store_open (fixture->other, &error);
  g_autoptr (BsrCaseQuery) all = bsr_case_query_new ();
  g_autoptr (BsrCasePage) page = bsr_store_find_cases (other, all, NULL, FALSE, 10, &error);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (other, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (page->cases->len, 3);
  assert_true (g_str_has_prefix (((BsrScan *) scans->pdata[0])->path,
                                 fixture->other + strlen ("sqlite:")));
  g_autoptr (GPtrArray) photographs = bsr_store_list_photographs (other, "T-1", &error);
  g_autoptr (GBytes) picture = bsr_photograph_load (photographs->pdata[0], &error);
  bsr_test_assert_no_error (error);
  assert_non_null (picture);
  g_autofree char *names = names_in (fixture->to);
  assert_string_equal (names, "backup.json\nbasira.db\nbasira.db.vault");
}

/* What is restored asks for the passwords that the store asked for. */
static void
accounts_are_backed_up_and_restored (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrActor chief = { "Chief", "lane 2" };
  const BsrPasswordCost cheap = { 1, 8192 }; /* as libsodium takes it */
  g_autoptr (BsrPassword) password = bsr_password_new ("four words of a sentence");
  const BsrSignIn request = { chief.officer, password, chief.station, &cheap, 0 };
  bsr_store_create_account (fixture->store, ACTOR, chief.officer, BSR_ROLE_ADMINISTRATOR, password,
                            &cheap, &error);
  bsr_test_assert_no_error (error);
  assert_false (bsr_backup_make (fixture->store, ACTOR, fixture->to, NULL, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "sign in first");
  g_clear_error (&error);
  assert_false (g_file_test (fixture->to, G_FILE_TEST_EXISTS));
  g_autoptr (BsrAccount) in = bsr_store_sign_in (fixture->store, &request, &error);
  bsr_backup_make (fixture->store, &chief, fixture->to, NULL, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);

  bsr_backup_restore (fixture->to, fixture->other, ACTOR, NULL, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrStore) other = bsr_store_open (fixture->other, &error);
  assert_true (bsr_store_is_guarded (other));
  g_autoptr (BsrAccount) there = bsr_store_sign_in (other, &request, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (there->name, "Chief");
  assert_true (bsr_store_verify_audit (other, NULL, &error));
  bsr_test_assert_no_error (error);
}

static gboolean
refused (Fixture *fixture, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  gboolean good
      = bsr_backup_restore (fixture->to, fixture->other, ACTOR, NULL, NULL, NULL, NULL, &error);
  bsr_test_assert_error (error, BSR_ERROR, code, part);
  return !good;
}

static void
nothing_is_written_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  make (fixture);
  assert_false (bsr_backup_make (fixture->store, ACTOR, fixture->to, NULL, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no backup is ever written over it");
  g_clear_error (&error);
  assert_false (bsr_backup_restore (fixture->to, fixture->url, ACTOR, NULL, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "nothing is restored over");
}

/* Any byte of a backup: what is restored is what was backed up, or nothing. */
static void
changed_backup_is_not_restored (void **state)
{
  Fixture *fixture = *state;
  make (fixture);
  g_autofree char *path = g_build_filename (fixture->to, "basira.db", NULL), *whole = NULL;
  g_autofree char *above = g_build_filename (fixture->folder, "other", NULL);
  gsize length;
  assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (gsize at = 0; at < length; at += 1 + length / 20)
    {
      whole[at] ^= 1;
      assert_true (g_file_set_contents (path, whole, (gssize) length, NULL));
      assert_true (refused (fixture, BSR_ERROR_DAMAGED, "it was changed"));
      whole[at] ^= 1;
    }
  assert_true (g_file_set_contents (path, whole, (gssize) length, NULL));
  g_autofree char *left = names_in (above);
  assert_string_equal (left, "");

  g_autofree char *card = g_build_filename (fixture->to, "backup.json", NULL);
  assert_int_equal (g_remove (card), 0);
  assert_true (refused (fixture, BSR_ERROR_UNKNOWN_KIND, "not a backup"));
}

static void
changed_scan_is_named_on_both_ways (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  const char *path = ((BsrScan *) scans->pdata[0])->path;
  g_autofree char *in_vault = g_strdup (strstr (path, "store.db.vault/") + strlen ("store.db.vault/"));
  make (fixture);
  g_autofree char *copy = g_build_filename (fixture->to, "basira.db.vault", in_vault, NULL);
  assert_int_equal (truncate (copy, 20), 0);
  assert_true (refused (fixture, BSR_ERROR_DAMAGED, "scan 2: its files in the vault are not those"));
  assert_int_equal (truncate (path, 20), 0);
  g_autofree char *to = g_build_filename (fixture->folder, "second", NULL);
  assert_false (bsr_backup_make (fixture->store, ACTOR, to, NULL, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "scan 2: its files in the vault");
  assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

static void
cancel_cb (double fraction, const char *stage, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
cancelled_backup_leaves_no_trace (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 before = entries_of (fixture->url);
  g_autofree char *names = names_in (fixture->folder);
  assert_false (bsr_backup_make (fixture->store, ACTOR, fixture->to, NULL, cancel_cb, cancellable,
                                 cancellable, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_autofree char *after = names_in (fixture->folder);
  assert_string_equal (names, after);
  assert_int_equal (entries_of (fixture->url), before);
}

typedef struct
{
  char *url;
  int stop; /* atomic */
  int n;
} Writer;

static gpointer
write_until_stopped (gpointer data)
{
  Writer *writer = data;
  g_autoptr (BsrStore) store = bsr_store_open (writer->url, NULL);
  while (!g_atomic_int_get (&writer->stop))
    writer->n += bsr_store_note_view (store, ACTOR, "T-1", NULL);
  return NULL;
}

/* As of one moment, however much is written meanwhile. */
static void
store_is_backed_up_while_others_write (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  Writer writer = { .url = fixture->url };
  GThread *thread = g_thread_new ("writer", write_until_stopped, &writer);
  for (int i = 0; i < 2; i++)
    {
      BsrBackupFigures figures = { 0 };
      g_autofree char *name = g_strdup_printf ("backup-%d", i);
      g_autofree char *to = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *url = g_strdup_printf ("sqlite:%s/restored-%d/a.db", fixture->folder, i);
      bsr_backup_make (fixture->store, ACTOR, to, &figures, NULL, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      bsr_backup_restore (to, url, ACTOR, NULL, NULL, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (entries_of (url), figures.n_entries + 1);
    }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  assert_true (writer.n > 0);
  print_message ("%d acts while 2 backups were made\n", writer.n);
}

static void
check_changes_nothing (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 n = 0, expected = entries_of (fixture->url);
  g_clear_object (&fixture->store);
  g_autofree char *path = g_build_filename (fixture->folder, "store.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  gsize length, length_after;
  assert_true (g_file_get_contents (path, &before, &length, NULL));
  bsr_backup_check (fixture->url, &n, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (n, expected);
  assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  assert_int_equal (length, length_after);
  assert_memory_equal (before, after, length);
  fixture->store = bsr_store_open (fixture->url, &error); /* with somebody at it */
  assert_true (bsr_store_note_view (fixture->store, ACTOR, "T-1", &error));
  assert_true (bsr_backup_check (fixture->url, &n, &error));
  assert_int_equal (n, expected + 1);
  assert_false (bsr_backup_check ("sqlite:/nowhere/at.all", &n, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "unable to open database file");
  g_clear_error (&error);
  assert_false (bsr_backup_check ("postgresql://host/db", &n, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "is no embedded store");
}

#define BACKUP_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    BACKUP_TEST (what_is_backed_up_is_restored),
    BACKUP_TEST (accounts_are_backed_up_and_restored),
    BACKUP_TEST (nothing_is_written_over),
    BACKUP_TEST (changed_backup_is_not_restored),
    BACKUP_TEST (changed_scan_is_named_on_both_ways),
    BACKUP_TEST (cancelled_backup_leaves_no_trace),
    BACKUP_TEST (store_is_backed_up_while_others_write),
    BACKUP_TEST (check_changes_nothing),
  };
  return cmocka_run_group_tests_name ("backup", tests, NULL, NULL);
}
