#pragma once

#include <gtk/gtk.h>
#include "bsr-dossier.h"

G_BEGIN_DECLS

/**
 * bsr_right_guard:
 * @dossier: (nullable): nothing is refused without one
 *
 * Lets @widget be used where the officer has the right, and otherwise says in its tooltip why not. The
 * sensitivity of @widget is this function's alone.
 *
 * Returns: whether he may
 */
gboolean bsr_right_guard (GtkWidget *widget, BsrDossier *dossier, BsrRight right);

G_END_DECLS
