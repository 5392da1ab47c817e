#pragma once

#include "bsr-local-shades.h"
#include "bsr-look.h"
#include "bsr-render.h"
#include "bsr-tone-table.h"

G_BEGIN_DECLS

/**
 * BsrVisibility:
 *
 * Which differences between samples an eye can tell on the screen, through a window, tone and
 * palette, and through the steps of a look that work on the shade: a plain value without those.
 *
 * Levels become luminance as on a display of IEC 61966-2-1 (sRGB) with a white of 80 cd/m2, over
 * stray light of 1 % of that: what the screen reflects and what a bright surround scatters into
 * the eye. Luminance becomes just noticeable differences by the standard display function of
 * DICOM PS3.14 (Barten's contrast sensitivity of the average observer). Only differences of
 * luminance count; those of hue come on top.
 */
typedef struct
{
  BsrToneTable table;
  double noticeable[256]; /* of each level: just noticeable differences above 0.05 cd/m2 */
  /* Where shades are equalised around each place @table's levels are by shade, and shades by bin: */
  gboolean is_local;
  BsrLocalShades local;
  guint16 *bins; /* by sample */
} BsrVisibility;

/* @scale: samples for 1 of the displayed quantity, as bsr_tone_table_init() takes it. */
void bsr_visibility_init (BsrVisibility *visibility, const BsrTone *tone, double scale);

/* The same through all of @look. Its steps on samples leave even ground as it is and are passed over.
 * Looks at some 400,000 pixels where shades are equalised. */
void bsr_visibility_init_look (BsrVisibility *visibility, const BsrScene *scene,
                               const BsrLook *look);
void bsr_visibility_clear (BsrVisibility *visibility);

/* Just noticeable differences between samples @a and @b as they are shown, >= 0; not where shades are
 * equalised around each place. */
double bsr_visibility_difference (const BsrVisibility *visibility, guint16 a, guint16 b);
/* The same at source pixel (@x, @y). */
double bsr_visibility_difference_at (const BsrVisibility *visibility, double x, double y, guint16 a,
                                     guint16 b);

G_END_DECLS
