#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrScanView:
 *
 * Shows the session's scan with what was found and marked on it, and lets the officer move
 * through it, change its window, and draw.
 *
 * Mouse: drag moves the view (select tool; the middle button with any), the right button drags
 * the window; the wheel zooms about the pointer, with Shift it moves sideways; a touchpad scrolls
 * and pinches. Keys: arrows (Shift: further) move, + and - zoom, 0 shows all, 1 shows pixels as
 * they are, m and M go through the marks, A sets the window for what is in view; the other letters
 * are the window's. With a drawing tool the arrows move a crosshair; Enter begins and
 * ends a mark, Backspace takes a corner back, Escape gives up. With a selected mark Enter edits
 * its text, Control and arrows move it, Delete removes it.
 *
 * Properties: "session" (BsrSession).
 */
#define BSR_TYPE_SCAN_VIEW (bsr_scan_view_get_type ())
G_DECLARE_FINAL_TYPE (BsrScanView, bsr_scan_view, BSR, SCAN_VIEW, GtkWidget)

GtkWidget *bsr_scan_view_new (BsrSession *session);

/* (nullable) (transfer none) */
BsrSession *bsr_scan_view_session (BsrScanView *view);
void bsr_scan_view_set_session (BsrScanView *view, BsrSession *session);

/* The part of the scan that is in view, source pixels; empty without a scan. */
BsrBox bsr_scan_view_visible_box (BsrScanView *view);

G_END_DECLS
