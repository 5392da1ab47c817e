#pragma once

#include <adwaita.h>
#include "bsr-key-map.h"

G_BEGIN_DECLS

/**
 * BsrKeysWindow:
 *
 * All commands by group with their keys, to be looked up, changed, printed and saved as a sheet. A
 * window beside the scan: it holds nothing up.
 */
#define BSR_TYPE_KEYS_WINDOW (bsr_keys_window_get_type ())
G_DECLARE_FINAL_TYPE (BsrKeysWindow, bsr_keys_window, BSR, KEYS_WINDOW, AdwWindow)

GtkWidget *bsr_keys_window_new (BsrKeyMap *map);

/* Shows only what matches @text; an empty one: all. */
void bsr_keys_window_search (BsrKeysWindow *window, const char *text);
/* How many commands are shown. */
guint bsr_keys_window_n_shown (BsrKeysWindow *window);

G_END_DECLS
