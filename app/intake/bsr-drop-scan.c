#include "bsr-drop-scan.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-image-writer.h"
#include "bsr-low-file.h"
#include "bsr-raw-file.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"

void
bsr_drop_scan_free (BsrDropScan *scan)
{
  if (scan == NULL)
    return;
  if (scan->staging != NULL)
    {
      g_autofree char *sidecar = bsr_scan_sidecar_path (scan->scan->path);
      g_unlink (scan->scan->path);
      g_unlink (sidecar);
      g_rmdir (scan->staging);
    }
  g_clear_pointer (&scan->scan, bsr_scan_unref);
  bsr_drop_removal_free (scan->removal);
  g_free (scan->staging);
  g_free (scan);
}

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

/* Writes the pixels of raw planes as a TIFF of their own; @self->scan then speaks of that. */
static gboolean
stage (BsrDropScan *self, const char *path, BsrImage *image, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = bsr_sibling_name (path), *base = g_path_get_basename (name);
  g_autofree char *file = g_strconcat (base, ".tiff", NULL);
  char *staging = g_dir_make_tmp ("basira-XXXXXX", &problem);
  if (staging == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   _ ("no temporary folder can be made: %s"), problem->message);
      return FALSE;
    }
  g_autofree char *pixels = g_build_filename (staging, file, NULL);
  bsr_scan_unref (self->scan);
  self->scan = bsr_scan_new (pixels); /* what is to be put away, whatever happens */
  self->staging = staging;
  if (!bsr_image_write_tiff (image, pixels, error) || !stage_description (path, pixels, error))
    return FALSE;
  g_autoptr (BsrScan) staged = bsr_scan_read (pixels, error);
  if (staged == NULL)
    return FALSE;
  bsr_scan_unref (self->scan);
  self->scan = g_steal_pointer (&staged);
  return TRUE;
}

/* Hashes what will lie in the vault. */
static gboolean
hash (BsrDropScan *self, const char *path, const char *low, GCancellable *cancellable,
      GError **error)
{
  BsrScan *scan = self->scan;
  if ((scan->sha256 = bsr_file_sha256 (scan->path, cancellable, error)) == NULL
      || (low != NULL && (scan->low_sha256 = bsr_file_sha256 (low, cancellable, error)) == NULL))
    return FALSE;
  if (self->staging == NULL)
    bsr_drop_removal_set_hash (self->removal, path, scan->sha256);
  if (low != NULL)
    bsr_drop_removal_set_hash (self->removal, low, scan->low_sha256);
  if (bsr_drop_removal_is_unchanged (self->removal))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                       _ ("the file changed while it was read"));
  return FALSE;
}

BsrDropScan *
bsr_drop_scan_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *folder = g_path_get_dirname (path), *sidecar = bsr_scan_sidecar_path (path);
  g_autofree char *low = bsr_low_file_of (path);
  g_autoptr (BsrDropScan) self = g_new0 (BsrDropScan, 1);
  g_autoptr (BsrImage) image = NULL;
  self->removal = bsr_drop_removal_new (folder);
  bsr_drop_removal_add (self->removal, path);
  if (low == NULL || !bsr_drop_removal_add (self->removal, low))
    g_clear_pointer (&low, g_free);
  bsr_drop_removal_add (self->removal, sidecar);
  self->scan = bsr_scan_load (path, &image, cancellable, error);
  if (self->scan == NULL
      || (bsr_raw_file_looks_like_one (path) && !stage (self, path, image, error)))
    return NULL;
  g_clear_pointer (&image, bsr_image_unref); /* only to know that it can be shown */
  return hash (self, path, low, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
