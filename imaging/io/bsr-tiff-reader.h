#pragma once

#include "bsr-image-kind.h"

G_BEGIN_DECLS

/* TIFF 6.0 (Adobe, 1992) and BigTIFF through libtiff: one page a plane, or one page with one
 * sample a plane. Reduced-resolution pages, masks and SubIFDs are left out. */
extern const BsrImageKind bsr_tiff_kind;

G_END_DECLS
