#pragma once

#include <gtk/gtk.h>
#include "bsr-pitch.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/* A grid of metres over the scan. A plain value; nothing is owned. */
typedef struct
{
  const BsrViewTransform *transform;
  int scale_factor;
  BsrPitch pitch;
  double left, floor; /* source pixels: where the metres count from, to the right and up */
} BsrMetreGrid;

/* Metres from one line to the next along x (@is_up: y) so that they stand neither too close nor too far
 * apart: 1, 2 or 5 times a power of ten, 0.01 to 100. */
double bsr_metre_grid_step (const BsrMetreGrid *grid, gboolean is_up);

/* Draws the lines, with their metres along the lower edge and the edge where reading begins. */
void bsr_metre_grid_snapshot (const BsrMetreGrid *grid, GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
