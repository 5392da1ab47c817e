#pragma once

#include "bsr-plane.h"
#include "bsr-reading.h"
#include "bsr-tiff-handle.h"
#include "bsr-tiff-layout.h"

G_BEGIN_DECLS

/* Which of how many pages that hold planes, for the progress. */
typedef struct
{
  int page, n_pages;
} BsrTiffShare;

/**
 * bsr_tiff_pixels_read:
 * @handle: on the file that @layout describes a page of; goes there
 * @planes: those of the page, of the upright size, U16 or F32 as @layout asks; written
 *
 * Decodes one page by as many threads as @reading allows, each with a handle of its own; turned
 * upright, dark low and bright high.
 *
 * Returns: %FALSE with %BSR_ERROR_DAMAGED (of the first strip or tile that cannot be read, or a float
 * that is no number), %BSR_ERROR_ENVIRONMENT (memory) or %G_IO_ERROR_CANCELLED, which is looked at
 * for each of them
 */
gboolean bsr_tiff_pixels_read (BsrTiffHandle *handle, const BsrTiffLayout *layout,
                               BsrPlane *const *planes, const BsrReading *reading,
                               BsrTiffShare share, GError **error);

G_END_DECLS
