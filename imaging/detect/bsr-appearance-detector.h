#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Names the parts that look like what is concealed in simulated scans. Needs the input's appearance. */
extern const BsrDetector bsr_appearance_detector;

G_END_DECLS
