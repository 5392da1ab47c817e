#pragma once

#include <gtk/gtk.h>
#include "bsr-line-profile.h"

G_BEGIN_DECLS

/* What of a profile is drawn. */
typedef enum
{
  BSR_PROFILE_STEEL,        /* mm */
  BSR_PROFILE_TRANSMISSION, /* percent */
  BSR_PROFILE_ATTENUATION,
} BsrProfileQuantity;

/**
 * BsrProfilePlot:
 *
 * A profile along a line. A bar under the axis marks where the beam did not get through, where the curve is
 * "at least"; dead detectors leave a gap. Says the same in numbers to who does not see it.
 *
 * Signal "pointed" (double: share of the way from 0 to 1; negative: none any more): by pointer or by the
 * arrow keys.
 */
#define BSR_TYPE_PROFILE_PLOT (bsr_profile_plot_get_type ())
G_DECLARE_FINAL_TYPE (BsrProfilePlot, bsr_profile_plot, BSR, PROFILE_PLOT, GtkWidget)

/* @profile: (nullable) */
void bsr_profile_plot_show (BsrProfilePlot *plot, BsrLineProfile *profile);
void bsr_profile_plot_set_quantity (BsrProfilePlot *plot, BsrProfileQuantity quantity);
/* Shows a cursor at @share of the way without telling; negative: none. */
void bsr_profile_plot_point (BsrProfilePlot *plot, double share);

/* Where the scale of what is drawn ends. */
double bsr_profile_plot_scale_end (BsrProfilePlot *plot);

G_END_DECLS
