#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* How far a filled pixel looks for live ones in each of four directions, pixels. */
#define BSR_PIXEL_FILL_REACH 64

/* Replaces the codes of dead and spiked pixels in plane @index of @exposures by what lies around
 * them, and where another energy is alive by what it shows there; 0 where nothing within reach is
 * alive. What is filled from opaque places is flagged opaque itself. */
gboolean bsr_pixel_fill (BsrExposure *exposures, int n_exposures, int index, int n_threads,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
