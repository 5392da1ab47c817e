#pragma once

#include <gtk/gtk.h>
#include "bsr-annotation.h"
#include "bsr-annotation-style.h"

G_BEGIN_DECLS

/* A line of the overlay; lengths in logical pixels. */
typedef struct
{
  GdkRGBA colour;
  double width;
  const double *dashes;
  int n_dashes;
} BsrOverlayPen;

/* What a BsrOverlayPen draws on: the snapshot and what of it is visible. */
typedef struct
{
  GtkSnapshot *snapshot;
  GtkWidget *widget;     /* for its fonts */
  graphene_rect_t view;  /* logical pixels */
  graphene_rect_t labels[32]; /* where labels are: others keep clear */
  int n_labels;
} BsrOverlaySheet;

/* Outline of @shape; @points in logical pixels. */
void bsr_overlay_pen_shape (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, BsrShape shape,
                            const BsrPoint *points, int n_points);
/* The corners of @box, @length along each side. */
void bsr_overlay_pen_corners (const BsrOverlayPen *pen, BsrOverlaySheet *sheet,
                              const graphene_rect_t *box, double length);
/* A cross through the whole view with a gap around @at. */
void bsr_overlay_pen_crosshair (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, BsrPoint at);
/* A square to take hold of. */
void bsr_overlay_pen_grip (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, BsrPoint at);
/* @text on a dark plate beside @box, kept in view and clear of the labels before. */
void bsr_overlay_pen_label (const BsrOverlayPen *pen, BsrOverlaySheet *sheet,
                            const graphene_rect_t *box, const char *text);

G_END_DECLS
