#pragma once

#include "bsr-annotation.h"

G_BEGIN_DECLS

#define BSR_ANNOTATION_TOOL_MAX_POINTS 256

typedef enum
{
  BSR_TOOL_STEP_NONE,    /* nothing to be seen */
  BSR_TOOL_STEP_CHANGED, /* what is being drawn looks different */
  BSR_TOOL_STEP_DONE,    /* the points are a whole mark; the tool begins anew with the next one */
} BsrToolStep;

/**
 * BsrAnnotationTool:
 *
 * Draws one mark from presses, motions and releases in source pixels, whether they come from a
 * mouse, a pen or the keyboard's crosshair. A plain value without toolkit or document.
 *
 * Shapes of two points are drawn by dragging, or by one press for each end. A polygon gets a
 * corner with each press; a press on its last corner (the second of a double click) or on its
 * first closes it. A path ends at a press on its last corner, an angle with its third; both take a
 * drag for two presses. Areas and regions are rectangles when dragged and polygons when pressed
 * corner by corner; ended after the second corner they are rectangles, too. Text needs one press.
 */
typedef struct
{
  BsrShape shape;
  gboolean active;     /* something is being drawn */
  gboolean pressed;
  gboolean waits_for_press; /* two points: the first end was made by a press of its own */
  int n_points;        /* made so far; two-point shapes: 2 once begun */
  BsrPoint points[BSR_ANNOTATION_TOOL_MAX_POINTS];
  BsrPoint pointer;    /* where the next corner would be, of what is made corner by corner */
} BsrAnnotationTool;

/* Whether each press makes a corner of it. */
gboolean bsr_annotation_tool_adds_corners (BsrShape shape);

void bsr_annotation_tool_begin (BsrAnnotationTool *tool, BsrShape shape);

/* @tolerance: distance in source pixels along x and along y that counts as the same place. */
BsrToolStep bsr_annotation_tool_press (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance);
BsrToolStep bsr_annotation_tool_motion (BsrAnnotationTool *tool, BsrPoint at);
BsrToolStep bsr_annotation_tool_release (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance);

/* Enter: ends what has enough corners. */
BsrToolStep bsr_annotation_tool_close (BsrAnnotationTool *tool);
/* Backspace: takes the last corner back; the last of all ends the drawing. */
BsrToolStep bsr_annotation_tool_take_back (BsrAnnotationTool *tool);
/* Escape. */
BsrToolStep bsr_annotation_tool_cancel (BsrAnnotationTool *tool);

G_END_DECLS
