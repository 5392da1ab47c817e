#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Places that no place of the same load with like surroundings looks like (BsrSimilarity), at
 * windows of 135 mm and 270 mm. One energy is enough. */
extern const BsrDetector bsr_similarity_detector;

G_END_DECLS
