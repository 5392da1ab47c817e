#include "bsr-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bsr-drop-aside.h"
#include "bsr-error.h"

static void
put (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_holds (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *found = NULL;
  if (text == NULL)
    assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  else if (!g_file_get_contents (path, &found, NULL, NULL))
    fail_msg ("%s is missing", name);
  else
    assert_string_equal (found, text);
}

/* Moves what is there of NAME.*: a.tiff and a.low.png, and h.bin. */
static void
move (const char *folder, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_build_filename (folder, "a", NULL);
  const char *names[] = { "a.tiff", "a.low.png", "h.bin" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (files, g_build_filename (folder, names[i], NULL));
  gboolean good = reason != NULL ? bsr_drop_aside_refuse (name, files, reason, &error)
                                 : bsr_drop_aside_keep (name, files, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
}

static void
nothing_is_overwritten (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i), *reason = g_strdup_printf ("reason %d", i);
      put (folder, "a.tiff", text);
      put (folder, "a.low.png", text);
      put (folder, "h.bin", text);
      move (folder, reason);
      assert_holds (folder, "a.tiff", NULL);
    }
  assert_holds (folder, "refused/a.tiff", "1");
  assert_holds (folder, "refused/a.reason.txt", "reason 1\n");
  assert_holds (folder, "refused/a-2.tiff", "2");
  assert_holds (folder, "refused/a-2.low.png", "2");
  assert_holds (folder, "refused/h.bin-2", "2");
  assert_holds (folder, "refused/a-2.reason.txt", "reason 2\n");
  assert_holds (folder, "refused/a-3.tiff", "3");
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
same_sentence_about_another_file_has_a_number_too (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  put (folder, "a.tiff", "1");
  move (folder, "same");
  put (folder, "a.tiff", "2");
  move (folder, "same");
  assert_holds (folder, "refused/a.tiff", "1");
  assert_holds (folder, "refused/a-2.tiff", "2");
  assert_holds (folder, "refused/a-2.reason.txt", "same\n");
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

/* The sentence was written, and then it was ended. */
static void
interrupted_move_goes_on (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  g_autofree char *refused = g_build_filename (folder, "refused", NULL);
  g_mkdir (refused, 0700);
  put (folder, "refused/a.reason.txt", "same\n");
  put (folder, "a.tiff", "1");
  move (folder, "same");
  assert_holds (folder, "refused/a.tiff", "1");
  assert_holds (folder, "refused/a-2.reason.txt", NULL);
  put (folder, "refused/a-2.reason.txt", "ot"); /* in the middle of the sentence */
  put (folder, "a.tiff", "2");
  move (folder, "other");
  assert_holds (folder, "refused/a-2.tiff", "2");
  assert_holds (folder, "refused/a-2.reason.txt", "other\n");
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
what_was_taken_has_no_sentence (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  put (folder, "a.tiff", "1");
  move (folder, NULL);
  put (folder, "a.tiff", "2");
  move (folder, NULL);
  assert_holds (folder, "taken/a.tiff", "1");
  assert_holds (folder, "taken/a-2.tiff", "2");
  assert_holds (folder, "taken/a.reason.txt", NULL);
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
folder_that_cannot_be_made_is_said (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_build_filename (folder, "a", NULL);
  put (folder, "a.tiff", "1");
  put (folder, "refused", "a file");
  g_ptr_array_add (files, g_build_filename (folder, "a.tiff", NULL));
  assert_false (bsr_drop_aside_refuse (name, files, "why", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "folder's subfolder");
  assert_holds (folder, "a.tiff", "1");
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (nothing_is_overwritten),
    cmocka_unit_test (same_sentence_about_another_file_has_a_number_too),
    cmocka_unit_test (interrupted_move_goes_on),
    cmocka_unit_test (what_was_taken_has_no_sentence),
    cmocka_unit_test (folder_that_cannot_be_made_is_said),
  };
  return cmocka_run_group_tests_name ("drop aside", tests, NULL, NULL);
}
