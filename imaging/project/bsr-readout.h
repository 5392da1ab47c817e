#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"
#include "bsr-scanner.h"

G_BEGIN_DECLS

/* Spreads F32 @plane by a Gaussian of @deviation_px in both directions; the rim repeats.
 * (transfer full): a new plane, @plane itself with a reference when nothing is to be done. */
BsrPlane *
bsr_readout_blur (BsrPlane *plane, double deviation_px, int n_threads, GCancellable *cancellable,
                  GError **error);

/**
 * bsr_readout_counts:
 * @transmission, @variance: F32 planes as bsr_beam_transmit() says
 * @index: which energy of @scanner
 *
 * Draws the counts that the detector answers: Poisson photons, gain of channel and module, pulse
 * dose and its drift, electronic noise, dark, dead modules, spikes, 16 bits. Each row draws from streams of its own.
 *
 * Returns: (transfer full): U16
 */
BsrPlane *
bsr_readout_counts (BsrPlane *transmission, BsrPlane *variance, const BsrScanner *scanner,
                    int index, guint64 seed, int n_threads, GCancellable *cancellable,
                    GError **error);

G_END_DECLS
