#pragma once

#include <adwaita.h>
#include "bsr-duty.h"
#include "bsr-idle-watch.h"
#include "bsr-key-map.h"
#include "bsr-session.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrWindow:
 *
 * The workstation's window: the cases, the scan, what is known of it, and the decision. What is
 * under way when it is closed is saved first.
 */
#define BSR_TYPE_WINDOW (bsr_window_get_type ())
G_DECLARE_FINAL_TYPE (BsrWindow, bsr_window, BSR, WINDOW, AdwApplicationWindow)

/* @officer, @station: who acts in this window, and where */
BsrWindow *bsr_window_new (GtkApplication *application, const char *officer, const char *station);
/* (transfer none): the window's view-model. */
BsrSession *bsr_window_session (BsrWindow *window);
/* (transfer none): its keys; changed, they count at once. */
BsrKeyMap *bsr_window_keys (BsrWindow *window);

/* (transfer none): who is at it, and since when nobody is. */
BsrDuty *bsr_window_duty (BsrWindow *window);
BsrIdleWatch *bsr_window_idle (BsrWindow *window);

/* Once: cases can be opened from now on, or as soon as somebody has signed in. */
void bsr_window_set_store (BsrWindow *window, BsrStore *store);
/* Instead: the store is on a server that asks who comes. @url: (nullable): the default */
void bsr_window_ask_who (BsrWindow *window, const char *url);
/* Says that there is no store, and why, in place of the cases. */
void bsr_window_show_store_error (BsrWindow *window, const GError *error);

/* Brings files and folders in, NULL-terminated paths, and opens the last case among them. Waits
 * for the store. */
void bsr_window_import (BsrWindow *window, const char *const *paths);
void bsr_window_open_case (BsrWindow *window, const char *case_id);
/* Shows @sentence in passing. */
void bsr_window_say (BsrWindow *window, const char *sentence);

G_END_DECLS
