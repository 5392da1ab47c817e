#include "bsr-sibling.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-low-file.h"
#include "bsr-report-file.h"

#define CASE_SUFFIX ".case.json"
#define SCAN_SUFFIX ".scan.json"
#define RAW_SUFFIX ".raw.json"
#define JSON_SUFFIX ".json"

static char *
without (const char *path, const char *suffix)
{
  return g_strndup (path, strlen (path) - strlen (suffix));
}

BsrSiblingSort
bsr_sibling_sort (const char *path)
{
  g_return_val_if_fail (path != NULL, BSR_SIBLING_PIXELS);

  if (g_str_has_suffix (path, CASE_SUFFIX))
    return BSR_SIBLING_CASE;
  if (g_str_has_suffix (path, SCAN_SUFFIX))
    return BSR_SIBLING_DESCRIPTION;
  if (g_str_has_suffix (path, RAW_SUFFIX))
    return BSR_SIBLING_PIXELS;
  if (g_str_has_suffix (path, JSON_SUFFIX))
    return BSR_SIBLING_OTHER_JSON;
  if (g_str_has_suffix (path, BSR_REPORT_FILE_SUFFIX))
    return BSR_SIBLING_REPORT;
  g_autofree char *high = bsr_low_file_high (path);
  return high != NULL && g_file_test (high, G_FILE_TEST_EXISTS) ? BSR_SIBLING_LOW_PLANE
                                                                : BSR_SIBLING_PIXELS;
}

/* NAME of NAME.ending; a name that begins with a dot has no ending. */
static char *
stem_of (const char *path)
{
  if (g_str_has_suffix (path, RAW_SUFFIX))
    return without (path, RAW_SUFFIX);
  const char *slash = strrchr (path, G_DIR_SEPARATOR), *dot = strrchr (path, '.');
  gboolean ends = dot != NULL && dot > (slash != NULL ? slash + 1 : path);
  return ends ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
}

char *
bsr_sibling_name (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  static const char *const suffixes[] = { CASE_SUFFIX, SCAN_SUFFIX, BSR_REPORT_FILE_SUFFIX };
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (path, suffixes[i]))
      return without (path, suffixes[i]);
  g_autofree char *high = bsr_low_file_high (path);
  return stem_of (high != NULL ? high : path);
}

char *
bsr_sibling_case_file (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *stem = stem_of (path);
  return g_strconcat (stem, CASE_SUFFIX, NULL);
}

char *
bsr_sibling_report (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *stem = stem_of (path);
  return g_strconcat (stem, BSR_REPORT_FILE_SUFFIX, NULL);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
bsr_sibling_list (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &problem);
  if (dir == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be read: %s"),
                   problem->message);
      return NULL;
    }
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (*name != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
  g_ptr_array_sort (files, compare_paths);
  return files;
}

GPtrArray *
bsr_sibling_pixels (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  const char *suffix = g_str_has_suffix (path, CASE_SUFFIX)              ? CASE_SUFFIX
                       : g_str_has_suffix (path, BSR_REPORT_FILE_SUFFIX) ? BSR_REPORT_FILE_SUFFIX
                                                                         : SCAN_SUFFIX;
  GPtrArray *pixels = g_ptr_array_new_with_free_func (g_free);
  g_return_val_if_fail (g_str_has_suffix (path, suffix), pixels);

  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *wanted = without (base, suffix);
  g_autoptr (GPtrArray) files = bsr_sibling_list (folder, NULL);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      g_autofree char *stem = stem_of (name);
      if (g_str_equal (stem, wanted) && bsr_sibling_sort (files->pdata[i]) == BSR_SIBLING_PIXELS)
        g_ptr_array_add (pixels, g_strdup (files->pdata[i]));
    }
  return pixels;
}
