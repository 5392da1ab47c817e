#include "bsr-simulated-files.h"

#include <glib/gstdio.h>

#include "bsr-case-file.h"
#include "bsr-document.h"
#include "bsr-image-writer.h"
#include "bsr-scan-file.h"

void
bsr_simulated_files_add_item (BsrCase *flagged, const char *hs, const char *description, int packages,
                              const char *package_type, double gross_kg, const char *origin)
{
  BsrManifestItem *item = bsr_case_add_item (flagged, hs);
  item->description = g_strdup (description);
  item->packages = packages;
  item->package_type = g_strdup (package_type);
  item->gross_kg = gross_kg;
  item->origin = g_strdup (origin);
}

char *
bsr_simulated_files_mask_name (const char *name, int object)
{
  return g_strdup_printf ("%s.object%d.png", name, object + 1);
}

/* The part of the image's mask that the object's box holds. */
static gboolean
write_mask (const BsrTrueObject *object, const char *path, GError **error)
{
  BsrBox box = object->box;
  g_autoptr (BsrPlane) cut = bsr_plane_new (BSR_FORMAT_U16, box.width, box.height, error);
  if (cut == NULL)
    return FALSE;
  for (int y = 0; y < box.height; y++)
    {
      const guint8 *from = bsr_plane_row_u8 (object->mask, box.y + y) + box.x;
      guint16 *to = bsr_plane_row_u16 (cut, y);
      for (int x = 0; x < box.width; x++)
        to[x] = from[x];
    }
  return bsr_plane_write_png (cut, 8, path, error);
}

/* Writes what is true; @written takes the paths. */
static gboolean
write_truth (const char *folder, const char *name, const char *truth,
             const BsrSimulation *simulation, GPtrArray *written, GError **error)
{
  for (int i = 0; i < bsr_simulation_n_objects (simulation); i++)
    {
      const BsrTrueObject *object = bsr_simulation_object (simulation, i);
      g_autofree char *mask = bsr_simulated_files_mask_name (name, i);
      if (bsr_box_is_empty (object->box))
        continue;
      char *path = g_build_filename (folder, "truth", mask, NULL);
      g_ptr_array_add (written, path);
      if (!write_mask (object, path, error))
        return FALSE;
    }
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  char *path = g_build_filename (folder, "truth", file, NULL);
  g_ptr_array_add (written, path);
  return bsr_document_write (path, truth, error);
}

static char *
path_in (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  return g_build_filename (folder, file, NULL);
}

static gboolean
write_text (char *path, char *text, GPtrArray *written, GError **error)
{
  g_autofree char *owned = text;
  g_ptr_array_add (written, path);
  return bsr_document_write (path, owned, error);
}

gboolean
bsr_simulated_files_write (const char *folder, const char *name, const BsrScan *scan,
                           const BsrCase *flagged, const char *truth,
                           const BsrSimulation *simulation, char **path, GError **error)
{
  g_return_val_if_fail (folder != NULL && name != NULL && path != NULL, FALSE);

  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  *path = path_in (folder, name, ".tiff");
  if ((truth == NULL || write_truth (folder, name, truth, simulation, written, error))
      && write_text (path_in (folder, name, ".scan.json"), bsr_scan_to_json (scan), written, error)
      && write_text (path_in (folder, name, ".case.json"), bsr_case_to_json (flagged), written, error)
      && bsr_image_write_tiff (bsr_simulation_image (simulation), *path, error))
    return TRUE;
  for (guint i = 0; i < written->len; i++)
    g_unlink (g_ptr_array_index (written, i));
  return FALSE;
}
