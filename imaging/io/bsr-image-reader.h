#pragma once

#include <gio/gio.h>
#include "bsr-image.h"

G_BEGIN_DECLS

/* What a reader may spend; checked against the header before memory is asked for. */
typedef struct
{
  gint64 max_pixels;  /* of one plane */
  gint64 max_bytes;   /* of all planes together, decoded */
} BsrReadLimits;

/* 1,000 megapixels a plane (a 20 m portal scan at 1 mm is 80 MP), 8 GiB in all. */
extern const BsrReadLimits bsr_read_limits_default;

/**
 * bsr_image_read:
 * @path: a scan's pixels; the kind is told by the content, never by the name
 * @limits: (nullable): %NULL for the defaults
 *
 * Reads all planes of a scan, orientation applied, MinIsWhite turned so that large is bright.
 * For a PNG named NAME.png, NAME.low.png beside it is the second plane. Blocks: never call it
 * on the main thread.
 *
 * Returns: (transfer full): the image, or %NULL with a %BSR_ERROR or %G_IO_ERROR_CANCELLED
 */
BsrImage *bsr_image_read (const char *path, const BsrReadLimits *limits, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
