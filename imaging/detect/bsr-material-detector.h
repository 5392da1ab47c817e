#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Places where both energies together show other elements than around, at scales of 100 mm to
 * 600 mm, by the load's own curve of one energy over the other. Contrast above 0: lighter elements
 * than around, below 0: heavier. Needs two energies; of what either does not see through it says
 * nothing. */
extern const BsrDetector bsr_material_detector;

G_END_DECLS
