#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* Finds single pixels of plane @index of @exposures far from all their neighbours: charged
 * particles in the detector, lost pulses. What another energy shows there too is no spike, and a
 * dead pixel neither is one nor counts as a neighbour. Adds a BsrBox for each to @found, row by row;
 * flags nothing, so that all planes can be searched before any is changed. */
gboolean bsr_spikes_find (const BsrExposure *exposures, int n_exposures, int index, GArray *found,
                          int n_threads, GCancellable *cancellable, GError **error);

/* Flags what was found. */
void bsr_spikes_flag (BsrExposure *exposure, const GArray *found);

G_END_DECLS
