#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a commodity or a scanner may be used for: parameters are fitted on the first, chosen on the
 * second, and figures reported on the third. */
typedef enum
{
  BSR_SPLIT_TRAINING,
  BSR_SPLIT_VALIDATION,
  BSR_SPLIT_TEST,
} BsrSplit;

G_END_DECLS
