#pragma once

#include <adwaita.h>
#include "bsr-tray-page.h"

G_BEGIN_DECLS

/**
 * BsrTrayWindow:
 *
 * The tray: scans that came by themselves and wait for a case, and those that were set aside. Beside the window of
 * cases, in nobody's way; Escape closes it. The drop folder that they come from has its page there, too.
 */
#define BSR_TYPE_TRAY_WINDOW (bsr_tray_window_get_type ())
G_DECLARE_FINAL_TYPE (BsrTrayWindow, bsr_tray_window, BSR, TRAY_WINDOW, AdwWindow)

/* @settings: (nullable): of org.basira.Basira; without them there is no drop folder */
GtkWidget *bsr_tray_window_new (BsrStore *store, const char *officer, const char *station,
                                GSettings *settings);
/* (transfer none): the page of what stands so; not of what is linked. */
BsrTrayPage *bsr_tray_window_page (BsrTrayWindow *window, BsrArrivalStanding standing);
/* (nullable): what was said last. */
const char *bsr_tray_window_said (BsrTrayWindow *window);

G_END_DECLS
