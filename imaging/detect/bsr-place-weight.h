#pragma once

#include "bsr-inside.h"
#include "bsr-place.h"

G_BEGIN_DECLS

/* The sigmas of a place after what speaks against it: load that stands free, gaps, long and thin
 * things, ripples, what has a side that is no different. @grid and @inside: of the container that
 * the place lies in. */
double bsr_place_weigh (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place);

G_END_DECLS
