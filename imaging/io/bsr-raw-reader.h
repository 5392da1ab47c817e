#pragma once

#include "bsr-image-kind.h"

G_BEGIN_DECLS

/* Raw planes: a file a plane, a header of known length and samples as BsrRawLayout has them. No file
 * tells by itself that it is one: only who has its description asks for this kind. */
extern const BsrImageKind bsr_raw_kind;

G_END_DECLS
