#pragma once

#include "bsr-image.h"
#include "bsr-new-file.h"

G_BEGIN_DECLS

/* Encodes @image into @file: one page a plane, MinIsBlack, Deflate; predictor 2 for integers, 3
 * for floats. 8-bit images keep 8 bits, other integers get 16. BigTIFF when 4 GiB might not do.
 * %BSR_ERROR_ENVIRONMENT. */
gboolean bsr_tiff_write (BsrImage *image, BsrNewFile *file, GError **error);

G_END_DECLS
