#include <unistd.h>

#include "bsr-test.h"
#include "bsr-file-source.h"

static void
reads_stay_in_the_file (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  char buffer[16];
  assert_true (g_file_set_contents (path, "0123456789", 10, NULL));

  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, NULL);
  assert_int_equal (bsr_file_source_size (source), 10);
  assert_int_equal (bsr_file_source_read (source, 0, buffer, 4), 4);
  assert_memory_equal (buffer, "0123", 4);
  assert_int_equal (bsr_file_source_read (source, 7, buffer, 16), 3);
  assert_memory_equal (buffer, "789", 3);
  assert_int_equal (bsr_file_source_read (source, 10, buffer, 1), 0);
  assert_int_equal (bsr_file_source_read (source, G_MAXINT64, buffer, 1), 0);
  assert_int_equal (bsr_file_source_read (source, 0, buffer, 0), 0);
  assert_false (bsr_file_source_failed (source, NULL));
  bsr_test_folder_remove (folder);
}

static void
a_replaced_or_changed_file_does_not_matter (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  char buffer[16];
  assert_true (g_file_set_contents (path, "0123456789", 10, NULL));
  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, NULL);

  /* g_file_set_contents() puts another file there. */
  assert_true (g_file_set_contents (path, "abcdefghijklmn", 14, NULL));
  assert_int_equal (bsr_file_source_read (source, 0, buffer, 16), 10);
  assert_memory_equal (buffer, "0123456789", 10);

  g_autoptr (BsrFileSource) cut = bsr_file_source_open (path, NULL);
  assert_int_equal (truncate (path, 5), 0);
  assert_int_equal (bsr_file_source_size (cut), 14);
  assert_int_equal (bsr_file_source_read (cut, 0, buffer, 16), 5);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (reads_stay_in_the_file),
    cmocka_unit_test (a_replaced_or_changed_file_does_not_matter),
  };
  return cmocka_run_group_tests_name ("file-source", tests, NULL, NULL);
}
