#pragma once

#include "bsr-material-map.h"
#include "bsr-tone.h"

G_BEGIN_DECLS

/* A window over 16-bit samples: sample -> 0...255, never falling (never rising when inverted). */
typedef struct
{
  guint8 level[65536];
} BsrToneTable;

/* @scale: samples for 1 of the displayed quantity. */
void bsr_tone_table_init (BsrToneTable *table, const BsrTone *tone, double scale);

/* The same for @n_bins places in the window, 2...65,536, never inverted: 65,536 of them into
 * @bins. */
void bsr_tone_bins (const BsrTone *tone, double scale, int n_bins, guint16 *bins);

/* Colours of the material view, R, G, B: [hue from organic to lead][brightness]. The lightness of
 * each is that of the grey of the same brightness, so that colour hides no contrast. */
typedef struct
{
  guint8 rgb[BSR_MATERIAL_N_HUES][256][3];
} BsrMaterialColours;

void bsr_material_colours_init (BsrMaterialColours *colours);

G_END_DECLS
