#include "bsr-test.h"

#include <gio/gio.h>
#include <string.h>

char *
bsr_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("basira-test-XXXXXX", &error);
  bsr_test_assert_no_error (error);
  return folder;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;
  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

void
bsr_test_folder_remove (char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  remove_tree (file);
  g_free (folder);
}

char *
bsr_test_shared_file (const char *name)
{
  const char *folder = g_getenv ("BASIRA_SHARED_DATA");
  char *path = folder ? g_build_filename (folder, name, NULL) : NULL;
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      print_message ("skipped: the development data has no %s here\n", name);
      g_free (path);
      skip ();
    }
  return path;
}

double
bsr_test_random (guint64 *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return (double) ((*state * G_GUINT64_CONSTANT (2685821657736338717)) >> 11) / 9007199254740992.0;
}

void
bsr_test_assert_no_error (const GError *error)
{
  if (error != NULL)
    fail_msg ("unexpected error: %s", error->message);
}

void
bsr_test_assert_error (const GError *error, GQuark domain, int code, const char *part)
{
  if (error == NULL)
    fail_msg ("no error where one was expected (%s %d)", g_quark_to_string (domain), code);
  else if (!g_error_matches (error, domain, code))
    fail_msg ("another error than expected: %s %d: %s", g_quark_to_string (error->domain),
              error->code, error->message);
  else if (part != NULL && strstr (error->message, part) == NULL)
    fail_msg ("'%s' is not in the message '%s'", part, error->message);
}

void
bsr_test_assert_close (double a, double b, double tolerance)
{
  double apart = a > b ? a - b : b - a;
  if (!(apart <= tolerance))
    fail_msg ("%.17g is not within %g of %.17g", a, tolerance, b);
}

guint64
bsr_test_number (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);
  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}
