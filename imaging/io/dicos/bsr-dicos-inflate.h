#pragma once

#include <gio/gio.h>
#include "bsr-file-source.h"

G_BEGIN_DECLS

/* (transfer full): what @file holds from @offset on, unpacked (Deflate, RFC 1951, as the deflated
 * transfer syntax has it: PS3.5, A.5). %BSR_ERROR_LIMIT for more than @most bytes, %BSR_ERROR_DAMAGED. */
GByteArray *bsr_dicos_inflate (BsrFileSource *file, gint64 offset, gint64 most, GError **error);

G_END_DECLS
