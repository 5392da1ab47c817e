#pragma once

#include "bsr-dual-curve.h"

G_BEGIN_DECLS

/**
 * BsrDualResidual:
 *
 * At one scale, how much the lower energy's attenuation of each place is above what the load of
 * this scan shows at the same attenuation in the higher, and how far that is from the place's own
 * surroundings. Above 0: lighter elements than around (organic among metal); below: heavier ones
 * (metal, or lead, among organic). What the beam does not get through says nothing. Immutable.
 */
typedef struct _BsrDualResidual BsrDualResidual;

/**
 * bsr_dual_residual_new:
 * @grid: of a scan of two energies
 * @space: the part of @grid, in cells, that is looked at and that surroundings are taken from
 * @curve: of the same @space: bsr_dual_curve_fit()
 * @scale_mm: edge of the window that is averaged over
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
BsrDualResidual *bsr_dual_residual_new (const BsrGrid *grid, BsrBox space,
                                        const BsrDualCurve *curve, double scale_mm, int n_threads,
                                        GCancellable *cancellable, GError **error);
void bsr_dual_residual_free (BsrDualResidual *residual);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDualResidual, bsr_dual_residual_free)

double bsr_dual_residual_scale_mm (const BsrDualResidual *residual);
/* (transfer none), F32, one value a cell of the grid; 0 outside @space and where nothing can be
 * told. Mean residual of the window around the cell over its surroundings, attenuation. */
BsrPlane *bsr_dual_residual_residual (const BsrDualResidual *residual);
/* (transfer none): the same in standard deviations of the noise of both planes, of how the
 * surroundings differ among themselves, and of what the curve leaves open. */
BsrPlane *bsr_dual_residual_sigmas (const BsrDualResidual *residual);

G_END_DECLS
