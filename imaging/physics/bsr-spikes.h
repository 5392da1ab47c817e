#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* Flags single pixels far from all their neighbours in plane @index of @exposures: charged
 * particles in the detector, lost pulses. What another energy shows there too is no spike. */
gboolean bsr_spikes_flag (BsrExposure *exposures, int n_exposures, int index, int n_threads,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
