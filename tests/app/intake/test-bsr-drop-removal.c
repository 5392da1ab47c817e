#include "bsr-test.h"

#include "bsr-drop-removal.h"
#include "bsr-file-hash.h"

typedef struct
{
  char *folder, *a, *b;
} Fixture;

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->a = g_build_filename (fixture->folder, "a \n.tiff", NULL);
  fixture->b = g_build_filename (fixture->folder, "b.png", NULL);
  g_file_set_contents (fixture->a, "high", -1, NULL);
  g_file_set_contents (fixture->b, "low", -1, NULL);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->a);
  g_free (fixture->b);
  g_free (fixture);
  return 0;
}

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static BsrDropRemoval *
removal_of_both (Fixture *fixture)
{
  BsrDropRemoval *removal = bsr_drop_removal_new (fixture->folder);
  g_autofree char *hash_a = bsr_file_sha256 (fixture->a, NULL, NULL);
  g_autofree char *hash_b = bsr_file_sha256 (fixture->b, NULL, NULL);
  assert_true (bsr_drop_removal_add (removal, fixture->a));
  assert_true (bsr_drop_removal_add (removal, fixture->b));
  bsr_drop_removal_set_hash (removal, fixture->a, hash_a);
  bsr_drop_removal_set_hash (removal, fixture->b, hash_b);
  return removal;
}

static void
all_leave_and_no_list_stays (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrDropRemoval) removal = removal_of_both (fixture);
  assert_true (bsr_drop_removal_is_unchanged (removal));
  bsr_drop_removal_carry_out (removal, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  assert_null (g_dir_read_name (dir));
}

static void
what_has_no_hash_stays (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrDropRemoval) removal = bsr_drop_removal_new (fixture->folder);
  g_autofree char *hash = bsr_file_sha256 (fixture->a, NULL, NULL);
  bsr_drop_removal_add (removal, fixture->a);
  bsr_drop_removal_add (removal, fixture->b);
  bsr_drop_removal_set_hash (removal, fixture->a, hash);
  assert_true (bsr_drop_removal_carry_out (removal, NULL));
  assert_false (exists (fixture->a));
  assert_true (exists (fixture->b));
}

static void
what_was_changed_stays (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrDropRemoval) removal = removal_of_both (fixture);
  g_file_set_contents (fixture->b, "another", -1, NULL);
  assert_false (bsr_drop_removal_is_unchanged (removal));
  assert_true (bsr_drop_removal_carry_out (removal, NULL));
  assert_false (exists (fixture->a));
  assert_true (exists (fixture->b));
}

/* As a program leaves it that is ended between two files. */
static void
interrupted_removal_goes_on (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *hash_a = bsr_file_sha256 (fixture->a, NULL, NULL);
  g_autofree char *list = g_strconcat (fixture->folder, "/.basira-x.taken", NULL);
  g_autofree char *text
      = g_strdup_printf ("%s a \\n.tiff\n%s b.png\n%s ../b.png\n%s gone.png\nnonsense\nend\n",
                         hash_a, hash_a, hash_a, hash_a);
  assert_true (g_file_set_contents (list, text, -1, NULL));
  assert_true (bsr_drop_removal_resume (fixture->folder, NULL, NULL));
  assert_false (exists (fixture->a));
  assert_true (exists (fixture->b)); /* of another content than was taken */
  assert_false (exists (list));
}

/* Its writer was ended before the end: nothing had been removed yet. */
static void
list_without_an_end_removes_nothing (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *hash_b = bsr_file_sha256 (fixture->b, NULL, NULL);
  g_autofree char *list = g_strconcat (fixture->folder, "/.basira-x.taken", NULL);
  g_autofree char *text = g_strdup_printf ("%s b.png\n", hash_b);
  assert_true (g_file_set_contents (list, text, -1, NULL));
  assert_true (bsr_drop_removal_resume (fixture->folder, NULL, NULL));
  assert_true (exists (fixture->b));
  assert_false (exists (list));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (all_leave_and_no_list_stays, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_has_no_hash_stays, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_was_changed_stays, set_up, tear_down),
    cmocka_unit_test_setup_teardown (interrupted_removal_goes_on, set_up, tear_down),
    cmocka_unit_test_setup_teardown (list_without_an_end_removes_nothing, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("drop removal", tests, NULL, NULL);
}
