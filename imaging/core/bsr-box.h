#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrBox:
 *
 * A rectangle of whole pixels of plane 1 after orientation: origin at the top left corner,
 * x to the right, y down. Covers [x, x + width) by [y, y + height). Empty when width or
 * height is 0; never negative.
 */
typedef struct
{
  int x, y, width, height;
} BsrBox;

gboolean bsr_box_is_empty (BsrBox box);

/* The common part of @a and @b; an empty box at (0, 0) when there is none. */
BsrBox bsr_box_intersect (BsrBox a, BsrBox b);

/* The smallest box that holds both; an empty box adds nothing. */
BsrBox bsr_box_union (BsrBox a, BsrBox b);

/* @box grown by @margin pixels on each side (shrunk when negative), cut to @bounds. */
BsrBox bsr_box_grow (BsrBox box, int margin, BsrBox bounds);

/* Pixels in @box. */
gint64 bsr_box_area (BsrBox box);

/* Intersection over union, 0...1; 0 when either is empty. */
double bsr_box_iou (BsrBox a, BsrBox b);

gboolean bsr_box_contains_point (BsrBox box, double x, double y);

G_END_DECLS
