#pragma once

#include "bsr-image-notes.h"
#include "bsr-image.h"
#include "bsr-new-file.h"

G_BEGIN_DECLS

/* Encodes @image into @file: one page a plane, MinIsBlack, Deflate; predictor 2 for integers, 3
 * for floats. 8-bit images keep 8 bits, other integers get 16. BigTIFF when 4 GiB might not do.
 * @notes: (nullable): said by the usual tags: time, scanner, size of a pixel, which page is which energy.
 * %BSR_ERROR_ENVIRONMENT. */
gboolean bsr_tiff_write (BsrImage *image, const BsrImageNotes *notes, BsrNewFile *file, GError **error);

G_END_DECLS
