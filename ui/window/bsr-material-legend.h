#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* What the hues of the material view and the hatching of the strips mean; seen only while one of them
 * is shown. Lies over the scan and lets the pointer through. */
#define BSR_TYPE_MATERIAL_LEGEND (bsr_material_legend_get_type ())
G_DECLARE_FINAL_TYPE (BsrMaterialLegend, bsr_material_legend, BSR, MATERIAL_LEGEND, GtkWidget)

void bsr_material_legend_set_session (BsrMaterialLegend *legend, BsrSession *session);

G_END_DECLS
