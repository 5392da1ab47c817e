#pragma once

#include <gtk/gtk.h>
#include "bsr-region-statistics.h"

G_BEGIN_DECLS

/* How often values occur in a region. Says the same in numbers to who does not see it. */
#define BSR_TYPE_HISTOGRAM_PLOT (bsr_histogram_plot_get_type ())
G_DECLARE_FINAL_TYPE (BsrHistogramPlot, bsr_histogram_plot, BSR, HISTOGRAM_PLOT, GtkWidget)

/**
 * bsr_histogram_plot_show:
 * @histogram: (nullable): copied
 * @scale: what a value is multiplied by for the axis
 * @name: the axis's, with its unit; static
 * @spread: mean and deviation, in the histogram's own unit: the mean is marked
 */
void bsr_histogram_plot_show (BsrHistogramPlot *plot, const BsrHistogram *histogram, double scale,
                              const char *name, BsrSpread spread);

/* Where the scale of values ends, in the axis's unit. */
double bsr_histogram_plot_scale_end (BsrHistogramPlot *plot);

G_END_DECLS
