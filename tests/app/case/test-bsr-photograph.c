#include "bsr-test.h"

#include <string.h>

#include "bsr-file-hash.h"
#include "bsr-photograph.h"
#include "bsr-error.h"

/* (transfer full): the path of a file that holds @text. */
static char *
put (const char *folder, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, text, -1, &error);
  bsr_test_assert_no_error (error);
  return path;
}

static void
pictures_are_known_by_their_content (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *jpeg = put (folder, "a.png", "\xff\xd8\xff\xe0 and so on");
  g_autofree char *png = put (folder, "b.jpg", "\x89PNG\r\n\x1a\n and so on");
  g_autofree char *other = put (folder, "c.jpg", "GIF89a");
  g_autofree char *missing = g_build_filename (folder, "d.jpg", NULL);
  g_autoptr (GError) unknown = NULL, absent = NULL, none = NULL;
  assert_true (bsr_photograph_check_file (jpeg, &none));
  assert_true (bsr_photograph_check_file (png, &none));
  bsr_test_assert_no_error (none);
  assert_false (bsr_photograph_check_file (other, &unknown));
  bsr_test_assert_error (unknown, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "JPEG or PNG");
  assert_false (bsr_photograph_check_file (missing, &absent));
  bsr_test_assert_error (absent, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be read");
  bsr_test_folder_remove (folder);
}

static void
only_the_file_that_was_taken_is_loaded (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = put (folder, "a.jpg", "\xff\xd8\xff one");
  g_autoptr (GError) error = NULL, changed = NULL;
  g_autofree char *sha256 = bsr_file_sha256 (path, NULL, &error);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrPhotograph) made
      = bsr_photograph_new (5, "a.jpg", path, sha256, "doors", "officer 9", at);
  g_autoptr (BsrPhotograph) photograph = bsr_photograph_copy (made);
  g_autoptr (GBytes) bytes = bsr_photograph_load (photograph, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (g_bytes_get_size (bytes), strlen ("\xff\xd8\xff one"));
  g_autofree char *again = put (folder, "a.jpg", "\xff\xd8\xff two");
  assert_null (bsr_photograph_load (photograph, &changed));
  bsr_test_assert_error (changed, BSR_ERROR, BSR_ERROR_DAMAGED, "not the one");
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (pictures_are_known_by_their_content),
    cmocka_unit_test (only_the_file_that_was_taken_is_loaded),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
