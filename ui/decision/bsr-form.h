#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What all forms do. */

/* (transfer full): what was written, without blanks around it. */
char *bsr_form_written (GtkEditable *entry);

/* Says in @label why something is refused. @sentence: (nullable): %NULL: it is not, and the label goes. */
void bsr_form_refuse (GtkLabel *label, const char *sentence);

G_END_DECLS
