#pragma once

#include "bsr-image-kind.h"

G_BEGIN_DECLS

/* JPEG pictures (ISO/IEC 10918-1) of 8 bits, baseline and progressive, grey or in colours, turned upright as
 * Exif says. Always for looking only: what a lossy coding left of a scan is no count, and a grey one is read as
 * three equal colours. */
extern const BsrImageKind bsr_jpeg_kind;

G_END_DECLS
