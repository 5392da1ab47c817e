#pragma once

#include <gtk/gtk.h>
#include "bsr-check.h"

G_BEGIN_DECLS

/* What was declared beside what is seen, on one scale from zero on: a tick with a flag stands for
 * the declaration, a diamond with its error bar for the image, an open arrow for "at least". Shape
 * and place say it all; the colour of the verdict only repeats it. Says the same in words to who
 * does not see it. */
#define BSR_TYPE_RANGE_PLOT (bsr_range_plot_get_type ())
G_DECLARE_FINAL_TYPE (BsrRangePlot, bsr_range_plot, BSR, RANGE_PLOT, GtkWidget)

/* Whether there are two quantities to hold against each other: numbers with a unit, or with an
 * error bar. A mere count of one thing or another is said better in words. */
gboolean bsr_range_plot_can_show (const BsrCheckResult *result);
/* @result: can be shown. */
void bsr_range_plot_show (BsrRangePlot *plot, const BsrCheckResult *result);

/* Where the scale ends: a round number above all that is to be seen, in the result's unit. */
double bsr_range_plot_scale_end (BsrRangePlot *plot);
/* Where @value is drawn, in pixels from the left; the scale begins at the right where the language
 * is written from there. */
double bsr_range_plot_place (BsrRangePlot *plot, double value);

G_END_DECLS
