#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* Finds the counts of the open beam in @exposure's signal: the upper mode of their distribution,
 * saturated and dead pixels left out. Sets air, air_is_estimated and air_is_seen, and the step of
 * floats. Returns: %FALSE with %BSR_ERROR_DAMAGED when no pixel is above the dark. */
gboolean bsr_open_beam_estimate (BsrExposure *exposure, int index, GError **error);

G_END_DECLS
