#pragma once

#include "bsr-material-curves.h"

G_BEGIN_DECLS

/**
 * BsrRegionMass:
 *
 * What a region weighs by the energies that its scan was matched to, where bsr_radiograph_read_mass() goes
 * by those that the scanner states. Filled row by row, from the top.
 */
typedef struct _BsrRegionMass BsrRegionMass;

/* @curves: of @radiograph; both outlive what is returned (transfer full). */
BsrRegionMass *bsr_region_mass_new (const BsrRadiograph *radiograph,
                                    const BsrMaterialCurves *curves, BsrBox box);
void bsr_region_mass_free (BsrRegionMass *mass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRegionMass, bsr_region_mass_free)

/* Adds the @n pixels of row @y from @x on, within the box; @stated: what they weigh by the stated
 * energies, g/cm2. */
void bsr_region_mass_add_run (BsrRegionMass *mass, int x, int y, int n, const float *stated);

/* Sum over all pixels, g/cm2, and by how much it may be off, likewise: 90 %. */
double bsr_region_mass_finish (BsrRegionMass *mass, double *half_width);

G_END_DECLS
