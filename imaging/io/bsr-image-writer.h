#pragma once

#include "bsr-image-notes.h"
#include "bsr-image.h"

G_BEGIN_DECLS

/* Writers put the file there whole or not at all, durably (temporary file, fsync, rename).
 * They fail with %BSR_ERROR_ENVIRONMENT. */

/* One page a plane, Deflate with predictor 2 for integers; U16 and F32. */
gboolean bsr_image_write_tiff (BsrImage *image, const char *path, GError **error);
/* The same, with what @notes say of the scan in tags that others read, too. */
gboolean bsr_image_write_tiff_noted (BsrImage *image, const BsrImageNotes *notes, const char *path,
                                     GError **error);
/* As bsr_dicos_write(). */
gboolean bsr_image_write_dicos (BsrImage *image, const BsrImageNotes *notes, const char *path,
                                GError **error);

/* @rgba: @height rows of @stride bytes, 4 bytes a pixel, alpha ignored: written as 8-bit RGB. */
gboolean bsr_rgba_write_png (const guint8 *rgba, int width, int height, gsize stride,
                             const char *path, GError **error);

/* 8- or 16-bit grey (by @bits: 8 keeps the low byte) of a U16 plane; for tests and exports. */
gboolean bsr_plane_write_png (BsrPlane *plane, int bits, const char *path, GError **error);

G_END_DECLS
