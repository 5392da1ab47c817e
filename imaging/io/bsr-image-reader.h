#pragma once

#include <gio/gio.h>
#include "bsr-image.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/**
 * bsr_image_read:
 * @path: a scan's pixels; the kind is told by the content, never by the name
 * @limits: (nullable): %NULL for the defaults
 *
 * Reads all planes of a scan, orientation applied, MinIsWhite turned so that large is bright.
 * For a PNG named NAME.png, NAME.low.png beside it is the second plane. Blocks: never call it
 * on the main thread.
 *
 * Only regular files are read, through one descriptor opened once; a pipe or a device is refused
 * without waiting for it. Either every pixel was read or there is no image.
 *
 * Returns: (transfer full): the image, or %NULL with
 *  - a %G_FILE_ERROR when @path cannot be opened or read (missing, no permission, a folder);
 *  - %BSR_ERROR_UNKNOWN_KIND when it is no regular file or of no kind that is read;
 *  - %BSR_ERROR_UNSUPPORTED, %BSR_ERROR_DAMAGED or %BSR_ERROR_LIMIT for what is in it;
 *  - %BSR_ERROR_ENVIRONMENT when there is not enough memory;
 *  - %G_IO_ERROR_CANCELLED
 */
BsrImage *bsr_image_read (const char *path, const BsrReadLimits *limits, GCancellable *cancellable,
                          GError **error);

/* (transfer full): the id of the kind that @path's content is of ("tiff", "png"); errors as
 * bsr_image_read() has them. */
char *bsr_image_probe (const char *path, GError **error);

G_END_DECLS
