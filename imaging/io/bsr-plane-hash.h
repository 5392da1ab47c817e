#pragma once

#include "bsr-plane.h"

G_BEGIN_DECLS

/* SHA-256 of the samples, row-major and little-endian (U16 as 2 bytes, F32 as 4), rows without
 * padding: the exchange contract's hash of a plane. (transfer full): 64 lower-case hex digits. */
char *bsr_plane_sha256 (BsrPlane *plane);

G_END_DECLS
