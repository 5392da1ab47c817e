#pragma once

#include "bsr-radiograph.h"

G_BEGIN_DECLS

/**
 * BsrGrid:
 *
 * A part of a radiograph in cells of whole pixels that are about as wide as high in millimetres,
 * whatever the pitch: what detectors look at. Fewer numbers than pixels, less noise in each.
 * Immutable, reference-free: the maker frees it.
 */
typedef struct _BsrGrid BsrGrid;

/**
 * bsr_grid_new:
 * @box: a part of the scan; the cells at its right and lower edge may be cut
 * @cell_mm: wanted edge of a cell; a pixel that is larger makes a cell of its own
 */
BsrGrid *bsr_grid_new (BsrRadiograph *radiograph, BsrBox box, double cell_mm, int n_threads,
                       GCancellable *cancellable, GError **error);
void bsr_grid_free (BsrGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrGrid, bsr_grid_free)

int bsr_grid_width (const BsrGrid *grid);
int bsr_grid_height (const BsrGrid *grid);
/* Edges of a cell. */
double bsr_grid_cell_width_mm (const BsrGrid *grid);
double bsr_grid_cell_height_mm (const BsrGrid *grid);
/* Cells that @mm are, rounded, at least 1. */
int bsr_grid_across (const BsrGrid *grid, double mm);
int bsr_grid_down (const BsrGrid *grid, double mm);

/* All (transfer none), F32, one value a cell. */
/* Mean steel equivalent of the cell's good pixels, mm; of all where none is good. */
BsrPlane *bsr_grid_steel (const BsrGrid *grid);
/* Mean mass thickness of the same pixels, g/cm2: bsr_radiograph_read_mass(). */
BsrPlane *bsr_grid_mass (const BsrGrid *grid);
/* Variance of the mean steel equivalent by the scan's noise, mm2. */
BsrPlane *bsr_grid_variance (const BsrGrid *grid);
/* Standard deviation of that mean by what averaging does not take away, mm: offsets of dark
 * current and scattered radiation. */
BsrPlane *bsr_grid_drift (const BsrGrid *grid);
/* Share of the cell's pixels that the beam did not get through, 0...1; dead ones left out. */
BsrPlane *bsr_grid_opaque (const BsrGrid *grid);
/* The same share of all pixels of the grid together. */
double bsr_grid_opaque_share (const BsrGrid *grid);
/* Share of the cell's pixels that are neither dead nor a spike, 0...1. */
BsrPlane *bsr_grid_good (const BsrGrid *grid);

/* Energies of the scan. */
int bsr_grid_n_planes (const BsrGrid *grid);
/* Mean attenuation of plane @index over the cell's pixels that are good in every plane, so that
 * the energies of a cell speak of the same pixels; of all where none is. */
BsrPlane *bsr_grid_attenuation (const BsrGrid *grid, int index);
/* Variance of that mean by the scan's noise. */
BsrPlane *bsr_grid_attenuation_variance (const BsrGrid *grid, int index);

/* The pixels that a box of cells covers. */
BsrBox bsr_grid_to_pixels (const BsrGrid *grid, BsrBox cells);

G_END_DECLS
