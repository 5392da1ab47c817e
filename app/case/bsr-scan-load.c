#include "bsr-scan-file.h"

#include "bsr-image-reader.h"

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
