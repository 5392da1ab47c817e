#include "bsr-scan-file.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-image-reader.h"

gboolean
bsr_scan_is_as_kept (const BsrScan *scan, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (scan != NULL, FALSE);

  if (scan->sha256 == NULL)
    return TRUE;
  g_autofree char *found = bsr_file_sha256 (scan->path, cancellable, error);
  if (found == NULL || g_str_equal (found, scan->sha256))
    return found != NULL;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("the scan's file is not the one that was taken into the store"));
  return FALSE;
}

BsrScan *
bsr_scan_load (const char *path, BsrImage **image, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL && image != NULL, NULL);

  g_autoptr (BsrScan) scan = bsr_scan_read (path, error);
  if (scan == NULL)
    return NULL;
  g_autoptr (BsrImage) pixels = bsr_image_read (path, NULL, cancellable, error);
  if (pixels == NULL)
    return NULL;
  if (!scan->described)
    scan->acquisition = bsr_acquisition_assumed (bsr_image_n_planes (pixels));
  if (!bsr_acquisition_fits (&scan->acquisition, pixels, error))
    return NULL;
  *image = g_steal_pointer (&pixels);
  return g_steal_pointer (&scan);
}
