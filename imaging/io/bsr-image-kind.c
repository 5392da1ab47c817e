#include "bsr-image-kind.h"

#include "bsr-dicos-kind.h"
#include "bsr-jpeg-reader.h"
#include "bsr-png-reader.h"
#include "bsr-raw-reader.h"
#include "bsr-tiff-reader.h"

/* DICOM's mark is not at the beginning, where a file that has it may pretend to be another kind. */
static const BsrImageKind *const kinds[] = {
  &bsr_dicos_kind,
  &bsr_tiff_kind,
  &bsr_png_kind,
  &bsr_jpeg_kind,
  &bsr_raw_kind,
};

const BsrImageKind *
bsr_image_kind_find (BsrFileSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  guint8 magic[BSR_IMAGE_KIND_MAGIC_SIZE];
  gsize size = bsr_file_source_read (source, 0, magic, sizeof magic);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i]->matches (magic, size))
      return kinds[i];
  return NULL;
}

const BsrImageKind *
bsr_image_kind_by_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->id, id) == 0)
      return kinds[i];
  return NULL;
}
