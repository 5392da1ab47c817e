#include "bsr-scan-file.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-low-file.h"
#include "bsr-scan-notes.h"
#include "bsr-scan-pixels.h"

static gboolean
check_file (const char *path, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *found = bsr_file_sha256 (path, cancellable, error);
  if (found == NULL)
    return FALSE;
  if (g_str_equal (found, sha256))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("its file was changed since the scan was stored"));
  return FALSE;
}

gboolean
bsr_scan_check (const BsrScan *scan, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (scan != NULL, FALSE);

  if (scan->sha256 != NULL && !check_file (scan->path, scan->sha256, cancellable, error))
    return FALSE;
  if (scan->low_sha256 == NULL)
    return TRUE;
  g_autofree char *low = bsr_low_file_of (scan->path);
  return check_file (low != NULL ? low : scan->path, scan->low_sha256, cancellable, error);
}

BsrScan *
bsr_scan_load_with (const char *path, const BsrDecoding *decoding, BsrImage **image,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL && image != NULL, NULL);

  BsrPixelsOrigin origin;
  BsrImageNotes notes;
  BsrDecoding noting = decoding != NULL ? *decoding : (BsrDecoding){ 0 };
  noting.notes = &notes;
  g_autoptr (BsrScan) scan = bsr_scan_read (path, error);
  if (scan == NULL)
    return NULL;
  g_autoptr (BsrImage) pixels = bsr_scan_pixels_load (path, &noting, &origin, cancellable, error);
  if (pixels == NULL)
    return NULL;
  if (!scan->described)
    {
      scan->acquisition = bsr_acquisition_assumed (bsr_image_n_energies (pixels));
      bsr_scan_take_notes (scan, &notes);
    }
  if (!bsr_acquisition_fits (&scan->acquisition, pixels, error))
    return NULL;
  scan->kind = origin.kind;
  scan->unconfined = !origin.confined;
  *image = g_steal_pointer (&pixels);
  return g_steal_pointer (&scan);
}

BsrScan *
bsr_scan_load (const char *path, BsrImage **image, GCancellable *cancellable, GError **error)
{
  return bsr_scan_load_with (path, NULL, image, cancellable, error);
}
