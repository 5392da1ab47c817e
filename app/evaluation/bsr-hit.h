#pragma once

#include "bsr-truth.h"

G_BEGIN_DECLS

/* The exchange contract's *Detection figures*. */
#define BSR_HIT_LEAST_IOU 0.2        /* intersection over union of the boxes */
#define BSR_HIT_LEAST_COVERED 0.5    /* of the object's mask */
#define BSR_HIT_MOST_AREA 6          /* of the finding that covers it, in boxes of the object */

/* Whether a finding's box @found hits @object: its intersection over union with the object's box
 * is at least 0.2, or it covers at least half of the object's mask while its own area is at most 6
 * times the object's box. */
gboolean bsr_hit (BsrBox found, const BsrTruthObject *object);

/* Share of @object's mask that lies in @found, 0...1. */
double bsr_hit_covered (BsrBox found, const BsrTruthObject *object);

G_END_DECLS
