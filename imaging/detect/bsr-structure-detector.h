#pragma once

#include "bsr-detector.h"

G_BEGIN_DECLS

/* Finds what is out of line with the container's own structure: see bsr-structure-detector.c. */
extern const BsrDetector bsr_structure_detector;

G_END_DECLS
