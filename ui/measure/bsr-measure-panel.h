#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* What the selected mark measures, or the one that is being drawn, beside the scan: figures, the profile
 * along a line, the histogram of a region. Hides itself where there is nothing to be measured. */
#define BSR_TYPE_MEASURE_PANEL (bsr_measure_panel_get_type ())
G_DECLARE_FINAL_TYPE (BsrMeasurePanel, bsr_measure_panel, BSR, MEASURE_PANEL, GtkWidget)

void bsr_measure_panel_set_session (BsrMeasurePanel *panel, BsrSession *session);

G_END_DECLS
