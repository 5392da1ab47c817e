#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BsrPlotFrame:
 *
 * Two axes from zero on and what is drawn between them. A plain value; the names are not owned. Runs from
 * left to right in every language: so does what it shows of the scan.
 */
typedef struct
{
  double x_end, y_end;       /* > 0 */
  const char *x_name, *y_name; /* with their units: "m along the line", "mm of steel" */
} BsrPlotFrame;

/* Step between two numbers of an axis that ends at @end where @n of them have room: 1, 2 or 5 times a
 * power of ten. */
double bsr_plot_frame_step (double end, int n);
/* Decimals that numbers of this step need. */
int bsr_plot_frame_decimals (double step);

/* Where the curve is, in a widget of @width x @height with its own font. */
graphene_rect_t bsr_plot_frame_inside (const BsrPlotFrame *frame, GtkWidget *widget, int width,
                                       int height);
double bsr_plot_frame_x (const BsrPlotFrame *frame, const graphene_rect_t *inside, double value);
double bsr_plot_frame_y (const BsrPlotFrame *frame, const graphene_rect_t *inside, double value);

/* Axes, numbers, faint lines and the axes' names. */
void bsr_plot_frame_snapshot (const BsrPlotFrame *frame, GtkWidget *widget, GtkSnapshot *snapshot,
                              const graphene_rect_t *inside);

/* @text above the plot with its middle at @x, kept clear of the name of the values and of the edge, on a
 * ground that makes it readable. */
void bsr_plot_frame_label (const BsrPlotFrame *frame, GtkWidget *widget, GtkSnapshot *snapshot,
                           const graphene_rect_t *inside, const char *text, double x);

G_END_DECLS
