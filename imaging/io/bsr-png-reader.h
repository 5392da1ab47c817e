#pragma once

#include "bsr-image-kind.h"

G_BEGIN_DECLS

/* Grey PNG (ISO/IEC 15948) of 1 to 16 bits, fewer than 8 spread to 8; samples as stored, without
 * gamma. NAME.low.png beside NAME.png is the second plane. RGB and palette colours, transparency left
 * out, for looking only. */
extern const BsrImageKind bsr_png_kind;

G_END_DECLS
