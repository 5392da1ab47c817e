#pragma once

#include "bsr-image-sources.h"
#include "bsr-image.h"
#include "bsr-reading.h"

G_BEGIN_DECLS

/* Bytes from a file's beginning that a kind may look at: DICOM's mark lies behind a preamble of 128
 * bytes (PS3.10, 7.1), the longest way of those known. */
#define BSR_IMAGE_KIND_MAGIC_SIZE 132

typedef BsrImage *(*BsrImageRead) (const BsrImageSources *sources, const BsrReading *reading,
                                   GError **error);

/**
 * BsrImageKind:
 * @id: stable short name
 * @matches: whether the @size first bytes (at most %BSR_IMAGE_KIND_MAGIC_SIZE) are of this kind
 * @companion: (nullable): (transfer full) (nullable): where a file that belongs to one at @path
 *   would be; what it holds is of the same kind
 * @companion_name: what errors call that file
 * @read: (transfer full) (nullable): all planes; %NULL: only @decoder can
 * @decoder: (nullable): the program that decodes it; %NULL for the one that decodes most
 *
 * One kind of pixel file. The constant table in bsr-image-kind.c lists them all; the first that
 * matches has the file.
 */
struct _BsrImageKind
{
  const char *id;
  gboolean (*matches) (const guint8 *magic, gsize size);
  char *(*companion) (const char *path);
  const char *companion_name;
  BsrImageRead read;
  const char *decoder;
};

/* (nullable): the kind whose files begin like @source. */
const BsrImageKind *bsr_image_kind_find (BsrFileSource *source);
/* (nullable) */
const BsrImageKind *bsr_image_kind_by_id (const char *id);

G_END_DECLS
