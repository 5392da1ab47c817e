#pragma once

#include <gio/gio.h>
#include "bsr-file-source.h"
#include "bsr-image.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/* Bytes from a file's beginning that a kind may look at. */
#define BSR_IMAGE_KIND_MAGIC_SIZE 16

/**
 * BsrImageKind:
 * @id: stable short name
 * @matches: whether the @size first bytes (at most %BSR_IMAGE_KIND_MAGIC_SIZE) are of this kind
 * @read: (transfer full): all planes; @path serves only to find files that belong to it
 *
 * One kind of pixel file. The constant table in bsr-image-reader.c lists them all.
 */
typedef struct
{
  const char *id;
  gboolean (*matches) (const guint8 *magic, gsize size);
  BsrImage *(*read) (BsrFileSource *source, const char *path, const BsrReadLimits *limits,
                     GCancellable *cancellable, GError **error);
} BsrImageKind;

G_END_DECLS
