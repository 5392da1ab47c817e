#pragma once

#include <gtk/gtk.h>
#include "bsr-seizure.h"

G_BEGIN_DECLS

/* One line of what was seized: kind, quantity, unit. Signals "changed", "remove". */
#define BSR_TYPE_SEIZURE_LINE (bsr_seizure_line_get_type ())
G_DECLARE_FINAL_TYPE (BsrSeizureLine, bsr_seizure_line, BSR, SEIZURE_LINE, GtkWidget)

GtkWidget *bsr_seizure_line_new (void);
void bsr_seizure_line_fill (BsrSeizureLine *line, const BsrSeizure *seizure);
gboolean bsr_seizure_line_is_blank (BsrSeizureLine *line);
/* (transfer full): %NULL with %BSR_ERROR_INVALID: one sentence on what is missing. */
BsrSeizure *bsr_seizure_line_read (BsrSeizureLine *line, GError **error);

G_END_DECLS
