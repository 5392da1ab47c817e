#include "bsr-scan-pixels.h"

#include "bsr-decoding-policy.h"
#include "bsr-image-kind.h"
#include "bsr-raw-file.h"

static BsrImageSources *
open_sources (const char *path, GError **error)
{
  if (!bsr_raw_file_looks_like_one (path))
    return bsr_image_sources_open (path, error);
  g_autoptr (BsrRawFile) raw = bsr_raw_file_read (path, error);
  return raw != NULL
             ? bsr_image_sources_open_raw ((const char *const *) raw->paths, &raw->layout, error)
             : NULL;
}

BsrImage *
bsr_scan_pixels_load (const char *path, const BsrDecoding *decoding, BsrPixelsOrigin *origin,
                      GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BsrImageSources) sources = open_sources (path, error);
  if (sources == NULL)
    return NULL;
  BsrDecoding allowed = decoding != NULL ? *decoding : (BsrDecoding){ 0 };
  allowed.unconfined_allowed
      = allowed.unconfined_allowed
        || bsr_decoding_policy_allows_unconfined (bsr_decoding_policy_file ());
  gboolean confined = FALSE;
  BsrImage *image = bsr_image_decode (sources, &allowed, &confined, cancellable, error);
  if (image != NULL && origin != NULL)
    *origin = (BsrPixelsOrigin){ sources->kind->id, confined };
  return image;
}
