#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* From now on @box lights up in the scan while the pointer or the focus is in @widget. */
void bsr_hint_attach (GtkWidget *widget, BsrSession *session, BsrBox box);

G_END_DECLS
