#pragma once

#include "bsr-cells.h"
#include "bsr-mass-factor.h"
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* Cells of the radiograph along each edge of a cell of the mass plane. */
#define BSR_MASS_CELLS 2

/**
 * bsr_mass_plane_new:
 * @radiograph: with codes, flags, noise and steel
 * @cells: of @radiograph
 * @single: what one energy makes of it
 * @both_tell: (out): whether two energies were weighed against each other: what they show lies where
 *   the spectra of the stated energies have materials
 *
 * What a millimetre of steel equivalent weighs in each cell, as bsr_radiograph_read_mass()
 * documents it; the method is in the .c.
 *
 * Returns: (transfer full): F32, g/cm2 for each mm, a value for each BSR_MASS_CELLS x
 * BSR_MASS_CELLS cells; or %NULL with
 * %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
BsrPlane *bsr_mass_plane_new (const BsrRadiograph *radiograph, const BsrCells *cells,
                              const BsrMassFactor *single, int n_threads, gboolean *both_tell,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
