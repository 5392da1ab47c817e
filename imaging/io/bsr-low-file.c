#include "bsr-low-file.h"

#include <string.h>

#define LOW ".low"

static const char *const endings[] = { ".png", ".dcs", ".dcm", ".dicom" };

/* Where the ending of @path begins; %NULL: it has none that counts here. */
static const char *
find_ending (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      return path + strlen (path) - strlen (endings[i]);
  return NULL;
}

static gboolean
is_low (const char *path, const char *ending)
{
  return (gsize) (ending - path) >= strlen (LOW)
         && memcmp (ending - strlen (LOW), LOW, strlen (LOW)) == 0;
}

char *
bsr_low_file_of (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  const char *ending = find_ending (path);
  if (ending == NULL || is_low (path, ending))
    return NULL;
  g_autofree char *stem = g_strndup (path, (gsize) (ending - path));
  return g_strconcat (stem, LOW, ending, NULL);
}

char *
bsr_low_file_high (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  const char *ending = find_ending (path);
  if (ending == NULL || !is_low (path, ending))
    return NULL;
  g_autofree char *stem = g_strndup (path, (gsize) (ending - path) - strlen (LOW));
  return g_strconcat (stem, ending, NULL);
}
