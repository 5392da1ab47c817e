#include "bsr-image-reader.h"

#include "bsr-error.h"
#include "bsr-image-kind.h"

char *
bsr_image_probe (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (path, error);
  return sources != NULL ? g_strdup (sources->kind->id) : NULL;
}

BsrImage *
bsr_image_read (const char *path, const BsrReadLimits *limits, GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (path, error);
  if (sources == NULL)
    return NULL;
  const BsrReading reading = {
    .limits = limits != NULL ? limits : &bsr_read_limits_default,
    .cancellable = cancellable,
  };
  if (sources->kind->read != NULL)
    return sources->kind->read (sources, &reading, error);
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               "files of its kind (%s) are read by a decoder of their own", sources->kind->id);
  return NULL;
}
