#include "bsr-raw-staging.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"

/* The description at @path, byte for byte, beside the staged pixels. */
static gboolean
stage_description (const char *path, const char *pixels, GError **error)
{
  g_autofree char *from = bsr_scan_sidecar_path (path), *to = bsr_scan_sidecar_path (pixels);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) problem = NULL;
  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_get_contents (from, &text, &length, &problem)
      && g_file_set_contents (to, text, (gssize) length, &problem))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the description cannot be copied: %s"),
               problem->message);
  return FALSE;
}

BsrRawStaging *
bsr_raw_staging_new (const char *path, BsrImage *image, GError **error)
{
  g_return_val_if_fail (path != NULL && image != NULL, NULL);

  g_autoptr (GError) problem = NULL;
  g_autofree char *name = bsr_sibling_name (path), *base = g_path_get_basename (name);
  g_autofree char *file = g_strconcat (base, ".tiff", NULL);
  char *folder = g_dir_make_tmp ("basira-XXXXXX", &problem);
  if (folder == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   _ ("no temporary folder can be made: %s"), problem->message);
      return NULL;
    }
  g_autofree char *pixels = g_build_filename (folder, file, NULL);
  g_autoptr (BsrRawStaging) self = g_new0 (BsrRawStaging, 1);
  self->folder = folder;
  self->scan = bsr_scan_new (pixels); /* what is to be put away, whatever happens */
  if (!bsr_image_write_tiff (image, pixels, error) || !stage_description (path, pixels, error))
    return NULL;
  g_autoptr (BsrScan) staged = bsr_scan_read (pixels, error);
  if (staged == NULL)
    return NULL;
  bsr_scan_unref (self->scan);
  self->scan = g_steal_pointer (&staged);
  return g_steal_pointer (&self);
}

void
bsr_raw_staging_free (BsrRawStaging *staging)
{
  g_return_if_fail (staging != NULL);
  g_autofree char *sidecar = bsr_scan_sidecar_path (staging->scan->path);
  g_unlink (staging->scan->path);
  g_unlink (sidecar);
  g_rmdir (staging->folder);
  bsr_scan_unref (staging->scan);
  g_free (staging->folder);
  g_free (staging);
}
