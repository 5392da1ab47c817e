#pragma once

#include "bsr-accelerator.h"
#include "bsr-cells.h"
#include "bsr-exposure.h"

G_BEGIN_DECLS

/**
 * bsr_develop:
 * @exposures: @n_exposures planes with flaws flagged and noise, floor and ends of the codes set
 * @cells: (inout): sizes are set; cells are filled
 * @acceleration: (out): where it ran; to be cleared
 *
 * The one pass over all pixels that makes attenuation codes, flags and cells of samples, strip by
 * strip of rows. Codes of dead and spiked pixels mean nothing yet.
 */
gboolean bsr_develop (BsrExposure *exposures, int n_exposures, BsrCells *cells, int n_threads,
                      BsrAcceleration *acceleration, GCancellable *cancellable, GError **error);

/* The cells alone once more, of planes whose codes and flags were changed since. */
gboolean bsr_develop_cells (BsrExposure *exposures, int n_exposures, BsrCells *cells, int n_threads,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
