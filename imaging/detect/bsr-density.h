#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Places that are denser or thinner than what is around them, at scales of 60 mm to 700 mm,
 * judged by the scan's noise and by how much the load itself varies. One energy is enough; with
 * two the material is named where they can tell. */
extern const BsrDetector bsr_density_detector;

G_END_DECLS
