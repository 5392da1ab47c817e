#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Places where both energies together show other elements than around, at scales of 100 mm to
 * 600 mm, by the load's own curve of one energy over the other. Contrast above 0: lighter elements
 * than around, below 0: heavier. Needs two energies; of what either does not see through it says
 * nothing. */
extern const BsrDetector bsr_material_detector;

/* Edges of the windows, mm, rising; what bsr_dual_residual_new() is asked for. */
#define BSR_MATERIAL_N_SCALES 4
extern const double bsr_material_scales_mm[BSR_MATERIAL_N_SCALES];

G_END_DECLS
