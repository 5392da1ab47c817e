#pragma once

#include <adwaita.h>
#include "bsr-key-map.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrImageWindow:
 *
 * The scan alone, in a window of its own: for another monitor. It shares the session's scan, look,
 * findings and marks with the main window, and its place too while it is linked.
 *
 * Properties (notify): "linked" (boolean).
 */
#define BSR_TYPE_IMAGE_WINDOW (bsr_image_window_get_type ())
G_DECLARE_FINAL_TYPE (BsrImageWindow, bsr_image_window, BSR, IMAGE_WINDOW, AdwWindow)

/* @main: whose commands the keys in this window give, and whose title it follows; @settings: (nullable):
 * where its size and its monitor are remembered. */
BsrImageWindow *bsr_image_window_new (BsrSession *session, GtkWindow *main, BsrKeyMap *keys,
                                      GSettings *settings);

/* Shows it as it was left: the first time over the whole of another monitor, where there is one. */
void bsr_image_window_show (BsrImageWindow *window, GtkWindow *main);
gboolean bsr_image_window_linked (BsrImageWindow *window);

G_END_DECLS
