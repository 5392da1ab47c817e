#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * bsr_displace:
 * @codes: (inout): U16, replaced
 * @flags: (inout): U8, BsrPixelFlags of it, replaced
 * @dx, @dy: pixels; what lies at (x + dx, y + dy) comes to (x, y)
 * @lower: (nullable): pixels by which each column lies lower still
 *
 * A plane of codes elsewhere, by linear interpolation both ways. What a pixel was mixed from is in
 * its flags: dead, spiked and saturated where one of its sources was with a weight of a tenth or
 * more, opaque where any was, air where all were. What is opaque holds the code of what it was
 * mixed from that is, the highest there is. What comes from beyond the plane is its border, flagged dead.
 *
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED; nothing was replaced then
 */
gboolean bsr_displace (BsrPlane **codes, BsrPlane **flags, double dx, double dy, const float *lower,
                       int n_threads, GCancellable *cancellable, GError **error);

G_END_DECLS
