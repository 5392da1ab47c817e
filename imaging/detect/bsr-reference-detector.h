#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Windows that show more or less than earlier loads of the same heading do at their height. Needs
 * a reference; without one it names nothing. */
extern const BsrDetector bsr_reference_detector;

G_END_DECLS
