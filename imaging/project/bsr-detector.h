#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"
#include "bsr-scanner.h"

G_BEGIN_DECLS

/* What reaches the detector besides the direct beam, and what its scintillator makes of it. All in
 * units of the open beam, in place, a column after the other in time; nothing is done for a scanner
 * whose members for it are 0. */

/**
 * bsr_detector_scatter:
 * @transmission, @variance: F32 planes as bsr_beam_transmit() says
 * @open_variance: that of the open beam
 *
 * Adds scattered photons: @scanner's share of what was taken from the beam within reach along the
 * detectors, and the veil. A slit collimator lets a column's scatter come from its own fan alone.
 * The calibration in air holds the veil already, so the open beam stays 1.
 */
gboolean
bsr_detector_scatter (BsrPlane *transmission, BsrPlane *variance, double open_variance,
                      const BsrScanner *scanner, int n_threads, GCancellable *cancellable,
                      GError **error);

/**
 * bsr_detector_lag:
 * @planes: F32, one for each energy
 *
 * Adds the light that earlier pulses left: an exponential afterglow (makers' data sheets: CdWO4
 * 0.1 % after 3 ms, CsI(Tl) 0.5...5 % after 6 ms). Interlaced energies share a scintillator, so one
 * glows into the other. Calibrated in air: the steady open beam stays 1.
 */
gboolean
bsr_detector_lag (BsrPlane *const *planes, const BsrScanner *scanner, int n_threads,
                  GCancellable *cancellable, GError **error);

G_END_DECLS
