#pragma once

#include "bsr-structure.h"

G_BEGIN_DECLS

struct _BsrStructure
{
  const BsrGrid *grid;
  BsrStructureFacts facts;
  double wall_mm;
  BsrPlane *zones, *expected, *spread;
};

/* Fills facts: rows of roof and floor, columns of the ends, length, which end is which. */
void bsr_structure_find_frame (BsrStructure *structure, const BsrInside *inside);

/* Fills expected and spread between the ends: above the floor, and the floor. */
void bsr_structure_fit_walls (BsrStructure *structure);
void bsr_structure_fit_floor (BsrStructure *structure);

/* Fills facts: whether it is refrigerated, and then which end its machine is at. Needs the fitted walls. */
void bsr_structure_find_reefer (BsrStructure *structure);
/* Fills facts: where the floor ends and the chassis begins. Needs the fitted floor. */
void bsr_structure_find_chassis (BsrStructure *structure);
/* Columns from the front's outside that the machine takes; 0 where there is none. */
int bsr_structure_machine_cells (const BsrStructure *structure);

/**
 * bsr_structure_find_wave:
 * @profile: @n samples @step_mm apart; NAN where nothing is known
 * @harmonics: how many count: 1 for a smooth wave, more for narrow members
 *
 * The period between @from_mm and @to_mm that a profile repeats with best: the largest power of
 * its Fourier sum at that period (Schuster's periodogram, 1898; Lomb, 1976, for gaps).
 */
BsrStructureWave bsr_structure_find_wave (const float *profile, int n, double step_mm,
                                          double from_mm, double to_mm, int harmonics);

G_END_DECLS
