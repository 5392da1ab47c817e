#include "bsr-checkpoint-fixture.h"

#include <string.h>
#include <unistd.h>

#include "bsr-deposit.h"
#include "bsr-error.h"

typedef struct
{
  char *folder, *path, *store;
  BsrSigningKey *key;
  GPtrArray *log; /* five checkpoints, at the entries 10 to 50 */
} Fixture;

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "deposit", NULL);
  fixture->key = checkpoint_fixture_key (fixture->folder, "key");
  fixture->log = checkpoint_fixture_list (fixture->key, 5);
  fixture->store = g_strdup (((BsrCheckpoint *) fixture->log->pdata[0])->store);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_test_folder_remove (fixture->folder);
  bsr_signing_key_free (fixture->key);
  g_ptr_array_unref (fixture->log);
  g_free (fixture->path);
  g_free (fixture->store);
  g_free (fixture);
  return 0;
}

static guint
add (Fixture *fixture, const char *path, GPtrArray *log)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;
  bsr_deposit_add (path, log, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static GPtrArray *
read_back (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *deposited = bsr_deposit_read (path, fixture->store, &error);
  bsr_test_assert_no_error (error);
  return deposited;
}

static void
found (GPtrArray *deposited, GPtrArray *log, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_false (bsr_deposit_compare (deposited, log, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, part);
}

static void
only_what_is_new_is_added (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GPtrArray) two = checkpoint_fixture_list (fixture->key, 2);
  assert_int_equal (add (fixture, fixture->path, two), 2);
  assert_int_equal (add (fixture, fixture->path, two), 0);
  assert_int_equal (add (fixture, fixture->path, fixture->log), 3);
  g_autoptr (GPtrArray) deposited = read_back (fixture, fixture->path);
  assert_int_equal (deposited->len, 5);
  assert_true (bsr_deposit_compare (deposited, fixture->log, NULL));

  assert_int_equal (add (fixture, fixture->folder, fixture->log), 5); /* a file in the folder */
  g_autoptr (GPtrArray) in_folder = read_back (fixture, fixture->folder);
  assert_int_equal (in_folder->len, 5);
}

static void
cut_and_rewritten_logs_are_named (void **state)
{
  Fixture *fixture = *state;
  add (fixture, fixture->path, fixture->log);
  g_autoptr (GPtrArray) deposited = read_back (fixture, fixture->path);
  g_autoptr (GPtrArray) cut = checkpoint_fixture_list (fixture->key, 3);
  found (deposited, cut,
         "audit entry 31: the log was cut off at it or behind it: checkpoint 4 of "
         "2024-05-01T11:04:00.000000Z, at entry 40,");
  g_ptr_array_add (cut, checkpoint_fixture_new (4, 41, fixture->key, NULL));
  found (deposited, cut, "audit entry 31: the log was written anew");
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  found (deposited, nothing, "audit entry 1: the log was cut off");

  g_autoptr (GError) error = NULL;
  assert_false (bsr_deposit_add (fixture->path, cut, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "written anew");
}

static void
changed_deposit_is_found (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *text = NULL;
  gsize length;
  add (fixture, fixture->path, fixture->log);
  assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  int n_changes = 0;
  for (gsize i = 0; i < length; i += 29) /* 29: prime to a line's length, so that each word is met */
    {
      g_autoptr (GError) error = NULL;
      text[i] ^= 1;
      g_file_set_contents (fixture->path, text, (gssize) length, NULL);
      g_autoptr (GPtrArray) deposited = bsr_deposit_read (fixture->path, fixture->store, &error);
      if (deposited != NULL && deposited->len == 5
          && bsr_deposit_compare (deposited, fixture->log, &error))
        fail_msg ("not found: byte %" G_GSIZE_FORMAT, i);
      text[i] ^= 1;
      n_changes++;
    }
  print_message ("%d changed bytes, all found\n", n_changes);
}

static void
half_a_line_is_written_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GPtrArray) two = checkpoint_fixture_list (fixture->key, 2);
  g_autofree char *text = NULL;
  gsize length;
  add (fixture, fixture->path, two);
  assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  for (gsize cut = 1; cut < length / 2; cut += 50)
    {
      g_file_set_contents (fixture->path, text, (gssize) (length - cut), NULL);
      g_autoptr (GPtrArray) one = read_back (fixture, fixture->path);
      assert_int_equal (one->len, 1);
      assert_int_equal (add (fixture, fixture->path, fixture->log), 4);
      g_autoptr (GPtrArray) all = read_back (fixture, fixture->path);
      assert_int_equal (all->len, 5);
    }
}

static void
other_stores_lines_are_left_alone (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *other = g_strnfill (64, 'b');
  add (fixture, fixture->path, fixture->log);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = bsr_deposit_read (fixture->path, other, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (none->len, 0);
  g_file_set_contents (fixture->path, "a shopping list\n", -1, NULL);
  assert_null (bsr_deposit_read (fixture->path, other, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "line 1 of the deposit");
}

#define DEPOSIT_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DEPOSIT_TEST (only_what_is_new_is_added),
    DEPOSIT_TEST (cut_and_rewritten_logs_are_named),
    DEPOSIT_TEST (changed_deposit_is_found),
    DEPOSIT_TEST (half_a_line_is_written_over),
    DEPOSIT_TEST (other_stores_lines_are_left_alone),
  };
  return cmocka_run_group_tests_name ("deposit", tests, NULL, NULL);
}
