#pragma once

#include "bsr-mass-factor.h"
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/**
 * bsr_mass_plane_new:
 * @radiograph: with attenuations, flags, noise and steel
 * @single: what one energy makes of it
 *
 * Mass thickness as bsr_radiograph_mass() documents it; the method is in the .c.
 *
 * Returns: (transfer full): F32, g/cm2; or %NULL with %BSR_ERROR_ENVIRONMENT or
 * %G_IO_ERROR_CANCELLED
 */
BsrPlane *bsr_mass_plane_new (const BsrRadiograph *radiograph, const BsrMassFactor *single,
                              int n_threads, GCancellable *cancellable, GError **error);

G_END_DECLS
