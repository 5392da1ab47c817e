#include <sys/resource.h>
#include <signal.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-new-file.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "file", NULL);
  *state = f;
  return 0;
}

static int
teardown (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f);
  return 0;
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;
  assert_true (g_file_get_contents (path, &content, NULL, NULL));
  assert_string_equal (content, expected);
}

static void
assert_n_files (const Fixture *f, int expected)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  int n = 0;
  while (g_dir_read_name (folder) != NULL)
    n++;
  assert_int_equal (n, expected);
}

static void
a_committed_file_takes_the_place_of_the_old (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  char buffer[8];
  assert_true (g_file_set_contents (f->path, "old", -1, NULL));

  g_autoptr (BsrNewFile) file = bsr_new_file_open (f->path, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_new_file_write (file, 3, "def", 3, &error));
  assert_true (bsr_new_file_write (file, 0, "abc", 3, &error));
  assert_int_equal (bsr_new_file_size (file), 6);
  assert_int_equal (bsr_new_file_read (file, 4, buffer, 8), 2);
  assert_content (f->path, "old");
  assert_true (bsr_new_file_commit (file, &error));
  assert_content (f->path, "abcdef");
  assert_n_files (f, 1);
}

static void
an_abandoned_file_leaves_nothing (void **state)
{
  const Fixture *f = *state;
  assert_true (g_file_set_contents (f->path, "old", -1, NULL));
  BsrNewFile *file = bsr_new_file_open (f->path, NULL);
  assert_true (bsr_new_file_write (file, 0, "abc", 3, NULL));
  assert_n_files (f, 2);
  bsr_new_file_close (file);
  assert_content (f->path, "old");
  assert_n_files (f, 1);
}

static void
a_place_that_cannot_be_written_is_refused (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = g_build_filename (f->folder, "no", "file", NULL);
  g_autofree char *below_file = g_build_filename (f->path, "file", NULL);
  assert_true (g_file_set_contents (f->path, "old", -1, NULL));

  assert_null (bsr_new_file_open (missing, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be created");
  g_clear_error (&error);
  assert_null (bsr_new_file_open (below_file, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be created");
  g_clear_error (&error);

  /* A folder stands where the file should go: noticed at the end, nothing left. */
  BsrNewFile *file = bsr_new_file_open (f->folder, &error);
  bsr_test_assert_no_error (error);
  assert_false (bsr_new_file_commit (file, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "put in its place");
  bsr_new_file_close (file);
  assert_n_files (f, 1);
}

static void
a_full_disk_is_remembered (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = g_malloc0 (8192);
  struct rlimit old;
  assert_int_equal (getrlimit (RLIMIT_FSIZE, &old), 0);
  struct rlimit small = { 4096, old.rlim_max };
  void (*old_handler) (int) = signal (SIGXFSZ, SIG_IGN);
  assert_int_equal (setrlimit (RLIMIT_FSIZE, &small), 0);

  BsrNewFile *file = bsr_new_file_open (f->path, &error);
  assert_false (bsr_new_file_write (file, 0, bytes, 8192, NULL));
  assert_false (bsr_new_file_write (file, 0, bytes, 1, NULL));
  assert_false (bsr_new_file_commit (file, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be written");
  bsr_new_file_close (file);
  assert_int_equal (setrlimit (RLIMIT_FSIZE, &old), 0);
  signal (SIGXFSZ, old_handler);
  assert_n_files (f, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (a_committed_file_takes_the_place_of_the_old, setup, teardown),
    cmocka_unit_test_setup_teardown (an_abandoned_file_leaves_nothing, setup, teardown),
    cmocka_unit_test_setup_teardown (a_place_that_cannot_be_written_is_refused, setup, teardown),
    cmocka_unit_test_setup_teardown (a_full_disk_is_remembered, setup, teardown),
  };
  return cmocka_run_group_tests_name ("new-file", tests, NULL, NULL);
}
