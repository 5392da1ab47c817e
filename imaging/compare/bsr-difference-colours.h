#pragma once

#include "bsr-difference.h"

G_BEGIN_DECLS

/* Colour of a difference, R, G, B, A (not premultiplied): orange where there is more, blue where there
 * is less (M. Okabe and K. Ito, "Color Universal Design", 2008: told apart with any colour vision),
 * the stronger the more of @scale_mm it is, which is where it ends. */
void bsr_difference_colour (double mm, double scale_mm, guint8 rgba[4]);
/* Pattern of what is not judged, at a place of the picture: diagonals where opaque, dots where blind;
 * transparent between. */
void bsr_difference_pattern (BsrDifferenceState state, int x, int y, guint8 rgba[4]);

/* The picture to be laid over scan A, a pixel a cell, @height rows of @stride bytes: what is beyond the
 * noise in its colour, what is not judged in its pattern, the rest transparent. */
void bsr_difference_paint (const BsrDifference *difference, double scale_mm, guint8 *rgba,
                           gsize stride);

G_END_DECLS
