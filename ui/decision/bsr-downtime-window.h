#pragma once

#include <adwaita.h>
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrDowntimeWindow:
 *
 * The downtimes of the scanners, those that still last first, and a form for another one. Beside the
 * window of cases, in nobody's way; Escape closes it, and what was written in it stays.
 */
#define BSR_TYPE_DOWNTIME_WINDOW (bsr_downtime_window_get_type ())
G_DECLARE_FINAL_TYPE (BsrDowntimeWindow, bsr_downtime_window, BSR, DOWNTIME_WINDOW, AdwWindow)

GtkWidget *bsr_downtime_window_new (BsrStore *store, const char *officer, const char *station);
/* Reads the downtimes anew. */
void bsr_downtime_window_refresh (BsrDowntimeWindow *window);
/* Fills the form in and presses its button. Times as bsr_moment_text_parse() takes them. */
void bsr_downtime_window_submit (BsrDowntimeWindow *window, const char *scanner,
                                 const char *reason, const char *from, const char *to,
                                 const char *text);
/* How many are shown; -1 until they have been read. */
int bsr_downtime_window_n_shown (BsrDowntimeWindow *window);
/* (nullable): why the last try was refused. */
const char *bsr_downtime_window_refusal (BsrDowntimeWindow *window);

G_END_DECLS
