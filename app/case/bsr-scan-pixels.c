#include "bsr-scan-pixels.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bsr-decoding-policy.h"
#include "bsr-error.h"
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

static BsrImage *
decode (const BsrImageSources *sources, const BsrDecoding *decoding, BsrPixelsOrigin *origin,
        GCancellable *cancellable, GError **error)
{
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

BsrImage *
bsr_scan_pixels_load (const char *path, const BsrDecoding *decoding, BsrPixelsOrigin *origin,
                      GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BsrImageSources) sources = open_sources (path, error);
  return sources != NULL ? decode (sources, decoding, origin, cancellable, error) : NULL;
}

/* A file without a name, for the decoder takes files; -1 with @error. */
static int
file_of_bytes (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("picture", MFD_CLOEXEC);
  gsize done = 0;
  while (fd >= 0 && done < size)
    {
      gssize n = write (fd, data + done, size - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize) n;
    }
  if (fd >= 0 && done == size)
    return fd;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("no memory for a picture: %s"),
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

BsrImage *
bsr_scan_pixels_decode (GBytes *bytes, BsrPixelsOrigin *origin, GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  int fd = file_of_bytes (bytes, error);
  BsrFileSource *file = fd >= 0 ? bsr_file_source_new (fd, error) : NULL;
  g_autoptr (BsrImageSources) sources = file != NULL ? bsr_image_sources_new (file, error) : NULL;
  return sources != NULL ? decode (sources, NULL, origin, cancellable, error) : NULL;
}
