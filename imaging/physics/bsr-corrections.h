#pragma once

#include "bsr-cells.h"
#include "bsr-exposure.h"
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/**
 * bsr_corrections_flatten:
 * @exposures: @n_exposures planes with flaws flagged, before bsr_develop(): their row and column
 *   offsets are set where they are significant
 * @corrections: (inout): the spreads are set
 *
 * What calibration left over, measured from the samples: bsr_flat_field_measure().
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean bsr_corrections_flatten (BsrExposure *exposures, int n_exposures,
                                  BsrCorrections *corrections, int n_threads,
                                  GCancellable *cancellable, GError **error);

/**
 * bsr_corrections_align:
 * @exposures: @n_exposures planes of codes with their holes filled, all planes of one size
 * @cells: (inout): are summed again where pixels were moved
 * @corrections: (inout): offset of the energies and swing are set, 0 where not significant
 *
 * Moves plane 1 onto plane 0, and the columns of all planes back to where they would lie had
 * nothing swung, in one interpolation for both; without either nothing is touched.
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
gboolean bsr_corrections_align (BsrExposure *exposures, int n_exposures, BsrCells *cells,
                                BsrCorrections *corrections, int n_threads,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
