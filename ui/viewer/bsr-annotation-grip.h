#pragma once

#include "bsr-annotation.h"

G_BEGIN_DECLS

#define BSR_ANNOTATION_MAX_GRIPS 512

/* The places by which @annotation can be reshaped, source pixels: the four corners of a rectangle
 * or an ellipse, clockwise from the first point's; the ends of a line; corners; a profile's ends and
 * the border of its strip; none for text. Returns their number; @grips takes BSR_ANNOTATION_MAX_GRIPS. */
int bsr_annotation_grips (BsrAnnotation *annotation, BsrPoint *grips);

/* The grip within @tolerance (source pixels along x and y) of @at, the nearest of them; -1: none. */
int bsr_annotation_grip_at (BsrAnnotation *annotation, BsrPoint at, BsrPoint tolerance);

/* (transfer full): @annotation with grip @index moved to @to; the other grips stay where they
 * are, the opposite corner of a rectangle or an ellipse included. The border of a profile follows
 * its ends: the strip stays as wide in the world, where pixels are @aspect times as wide as high. */
BsrAnnotation *bsr_annotation_with_grip (BsrAnnotation *annotation, int index, BsrPoint to,
                                         double aspect);

G_END_DECLS
