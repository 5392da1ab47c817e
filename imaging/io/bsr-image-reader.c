#include "bsr-image-reader.h"

#include "bsr-error.h"
#include "bsr-image-kind.h"
#include "bsr-png-reader.h"
#include "bsr-tiff-reader.h"

static const BsrImageKind *const kinds[] = {
  &bsr_tiff_kind,
  &bsr_png_kind,
};

static const BsrImageKind *
find_kind (BsrFileSource *source)
{
  guint8 magic[BSR_IMAGE_KIND_MAGIC_SIZE];
  gsize size = bsr_file_source_read (source, 0, magic, sizeof magic);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i]->matches (magic, size))
      return kinds[i];
  return NULL;
}

/* (nullable): the kind of what @source holds, NULL with @error set when it is of none. */
static const BsrImageKind *
probe (BsrFileSource *source, GError **error)
{
  const BsrImageKind *kind = find_kind (source);
  if (kind == NULL && !bsr_file_source_failed (source, error))
    g_set_error (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                 "the content is no kind of scan that is read (TIFF or grey PNG)");
  return kind;
}

char *
bsr_image_probe (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, error);
  const BsrImageKind *kind = source != NULL ? probe (source, error) : NULL;
  return kind != NULL ? g_strdup (kind->id) : NULL;
}

BsrImage *
bsr_image_read (const char *path, const BsrReadLimits *limits, GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, error);
  if (source == NULL)
    return NULL;

  const BsrImageKind *kind = probe (source, error);
  return kind != NULL ? kind->read (source, path, limits ? limits : &bsr_read_limits_default,
                                    cancellable, error)
                      : NULL;
}
