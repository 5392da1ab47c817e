#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"
#include "bsr-tiff-layout.h"

G_BEGIN_DECLS

/* Told when a strip or tile (1-based) of a page could not be decoded; sets @error. */
typedef void (*BsrTiffFailure) (int page, const char *chunk, guint32 number, gpointer data,
                                GError **error);

/**
 * bsr_tiff_pixels_read:
 * @tiff: at the page that @layout describes
 * @planes: one a sample, of the upright size, U16 or F32 as @layout asks; written
 *
 * Decodes one page, turned upright, dark low and bright high.
 *
 * Returns: %FALSE with what @failure says, %BSR_ERROR_DAMAGED (a float that is no number),
 * %BSR_ERROR_ENVIRONMENT (memory) or %G_IO_ERROR_CANCELLED, which is looked at for each chunk
 */
gboolean bsr_tiff_pixels_read (TIFF *tiff, const BsrTiffLayout *layout, BsrPlane *const *planes,
                               BsrTiffFailure failure, gpointer data, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
