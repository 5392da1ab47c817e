#pragma once

#include "bsr-evidence.h"

G_BEGIN_DECLS

/* What the network of bsr-appearance.h looks at, for each of its cells. */
typedef enum
{
  BSR_APPEARANCE_QUARTER_0, /* attenuation of plane 0 in the four grid cells, row by row */
  BSR_APPEARANCE_QUARTER_1,
  BSR_APPEARANCE_QUARTER_2,
  BSR_APPEARANCE_QUARTER_3,
  BSR_APPEARANCE_OPAQUE,       /* share, 0...1 */
  BSR_APPEARANCE_NOISE,        /* decades above the least that is told apart */
  BSR_APPEARANCE_PLANES,       /* 0: a single energy, 1: two */
  BSR_APPEARANCE_LOW,          /* attenuation of plane 1; 0 with a single energy */
  BSR_APPEARANCE_MATERIAL,     /* residual of two energies at the finest scale, sigmas */
  BSR_APPEARANCE_MATERIAL_COARSE,
  BSR_APPEARANCE_STRUCTURE,    /* over what the structure alone shows; 0 where that is not known */
  BSR_APPEARANCE_STRUCTURE_KNOWN, /* share, 0...1 */
  BSR_APPEARANCE_CONTRAST_FINE,   /* sigmas of the contrast both ways, 0 outside the load */
  BSR_APPEARANCE_CONTRAST,
  BSR_APPEARANCE_CONTRAST_COARSE,
  BSR_APPEARANCE_PEERS,        /* sigmas of the self-similarity */
  BSR_APPEARANCE_PEERS_COARSE,
  BSR_APPEARANCE_ABOVE_FLOOR,  /* m, to one decimetre beyond either end of its use */
  BSR_APPEARANCE_BELOW_ROOF,
  BSR_APPEARANCE_FROM_END,     /* m from the nearer end's inside, -0.5...1.5 */
  BSR_APPEARANCE_N_INPUTS,
} BsrAppearanceInput;

/* Grid cells that a network's cell is wide and high. */
#define BSR_APPEARANCE_STEP 2

/* Cells of the network over bsr_evidence_wide(); those at the right and lower edge may be cut. */
int bsr_appearance_input_width (const BsrEvidence *evidence);
int bsr_appearance_input_height (const BsrEvidence *evidence);

/* Returns: (transfer full): %BSR_APPEARANCE_N_INPUTS maps, one after the other, each height rows of
 * width values about -2...4. */
float *bsr_appearance_input_new (const BsrEvidence *evidence);

G_END_DECLS
