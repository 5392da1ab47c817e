#pragma once

#include "bsr-load-region.h"

G_BEGIN_DECLS

/**
 * bsr_load_lump_find:
 *
 * Of all blocks on the floor that are as long as a pallet or some, the one that most outweighs both
 * what lies on it and what stands beside it: the jump of the mass thickness from the block to what is
 * above, less the same jump beside it. Stacks that are heavier as a whole, and goods that are heavier
 * at the bottom all along, do not count, nor does the scale of the scan.
 *
 * Returns: its box empty where the load has no room for one
 */
BsrLoadLump bsr_load_lump_find (const BsrLoadLook *look);

G_END_DECLS
