#include "scan-set.h"

#include <stdlib.h>
#include <string.h>

#include "bsr-container.h"
#include "bsr-scan-file.h"

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
scan_set_names (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *entry;
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, ".tiff"))
      g_ptr_array_add (names, g_strndup (entry, strlen (entry) - strlen (".tiff")));
  g_ptr_array_sort (names, by_name);
  return names;
}

BsrRadiograph *
scan_set_open (const char *folder, const char *name, BsrTruth **truth, BsrBox *container,
               GError **error)
{
  g_autofree char *pixels = g_strconcat (folder, "/", name, ".tiff", NULL);
  g_autofree char *truth_path = g_strconcat (folder, "/truth/", name, ".json", NULL);
  g_autoptr (BsrTruth) read = bsr_truth_read (truth_path, NULL, error);
  g_autoptr (BsrImage) image = NULL;
  if (read == NULL)
    return NULL;
  g_autoptr (BsrScan) scan = bsr_scan_load (pixels, &image, NULL, error);
  BsrRadiograph *radiograph
      = scan == NULL ? NULL : bsr_radiograph_new (image, &scan->acquisition, 1, NULL, error);
  if (radiograph == NULL)
    return NULL;
  bsr_container_find (radiograph, container);
  *truth = g_steal_pointer (&read);
  return radiograph;
}

int
scan_set_main (int argc, char *argv[], void (*begin) (FILE *out), ScanSetWork work)
{
  g_autoptr (GError) error = NULL;
  if (argc != 3 && argc != 5)
    {
      fprintf (stderr, "usage: %s DIR OUT [FIRST STEP]\n", argv[0]);
      return 2;
    }
  int first = argc == 5 ? atoi (argv[3]) : 0, step = argc == 5 ? MAX (atoi (argv[4]), 1) : 1;
  g_autoptr (GPtrArray) names = scan_set_names (argv[1], &error);
  FILE *out = error == NULL ? fopen (argv[2], "wb") : NULL;
  if (out == NULL)
    {
      fprintf (stderr, "%s: %s\n", argv[0],
               error != NULL ? error->message : "the table cannot be written");
      return 4;
    }
  if (begin != NULL)
    begin (out);
  for (guint i = (guint) first; i < names->len; i += (guint) step)
    if (!work (out, argv[1], g_ptr_array_index (names, i), &error))
      {
        fprintf (stderr, "%s: %s: %s\n", argv[0], (char *) g_ptr_array_index (names, i),
                 error->message);
        return 3;
      }
  return fclose (out) == 0 ? 0 : 4;
}
