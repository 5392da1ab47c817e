#pragma once

#include <gtk/gtk.h>
#include "bsr-annotation.h"

G_BEGIN_DECLS

/* How far beyond its points a measurement is drawn, logical pixels. */
#define BSR_MEASURE_TRACE_REACH 28.0

/* Adds the outline of the measurement @shape to the path of @cr: ticks at the ends of a distance, the arc
 * of an angle, the strip of a profile. @points: logical pixels, in which the world is as wide as high. */
void bsr_measure_trace (cairo_t *cr, BsrShape shape, const BsrPoint *points, int n_points);

G_END_DECLS
