#pragma once

#include <gtk/gtk.h>
#include "bsr-store.h"

G_BEGIN_DECLS

/* A quiet line above the cases: how many scans wait for one, live; there only while some do. A click opens the tray
 * ("win.tray"). */
#define BSR_TYPE_TRAY_LINE (bsr_tray_line_get_type ())
G_DECLARE_FINAL_TYPE (BsrTrayLine, bsr_tray_line, BSR, TRAY_LINE, GtkWidget)

/* @store: (nullable): none, or the officer may not do anything about it */
void bsr_tray_line_set_store (BsrTrayLine *line, BsrStore *store);

G_END_DECLS
