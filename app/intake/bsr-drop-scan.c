#include "bsr-drop-scan.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-low-file.h"
#include "bsr-raw-file.h"
#include "bsr-scan-file.h"

void
bsr_drop_scan_free (BsrDropScan *scan)
{
  if (scan == NULL)
    return;
  g_clear_pointer (&scan->scan, bsr_scan_unref);
  bsr_drop_removal_free (scan->removal);
  g_clear_pointer (&scan->staging, bsr_raw_staging_free);
  g_free (scan);
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
  if (self->scan == NULL)
    return NULL;
  if (bsr_raw_file_looks_like_one (path))
    {
      self->staging = bsr_raw_staging_new (path, image, error);
      if (self->staging == NULL)
        return NULL;
      bsr_scan_unref (self->scan);
      self->scan = bsr_scan_ref (self->staging->scan);
    }
  g_clear_pointer (&image, bsr_image_unref); /* only to know that it can be shown */
  return hash (self, path, low, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
