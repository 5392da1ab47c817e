#pragma once

#include <gtk/gtk.h>
#include "bsr-key-map.h"
#include "bsr-session.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/**
 * BsrScanView:
 *
 * Shows the session's scan with what was found and marked on it, and lets the officer move
 * through it, change its window, and draw.
 *
 * Mouse: drag moves the view (select tool; the middle button with any), the right button drags
 * the window; the wheel zooms about the pointer, with Shift it moves sideways; a touchpad scrolls
 * and pinches. Keys: arrows (Shift: further) move; those of the actions "scan.…" are in the map of
 * keys. With a drawing tool the arrows move a crosshair; Enter begins and
 * ends a mark, Backspace takes a corner back, Escape gives up. With a selected mark Enter edits
 * its text, Control and arrows move it, Delete removes it.
 *
 * Properties: "session" (BsrSession). Signal "moved": it shows another part of the scan, or has another
 * size.
 */
#define BSR_TYPE_SCAN_VIEW (bsr_scan_view_get_type ())
G_DECLARE_FINAL_TYPE (BsrScanView, bsr_scan_view, BSR, SCAN_VIEW, GtkWidget)

GtkWidget *bsr_scan_view_new (BsrSession *session);

/* (nullable) (transfer none) */
BsrSession *bsr_scan_view_session (BsrScanView *view);
void bsr_scan_view_set_session (BsrScanView *view, BsrSession *session);

/* The part of the scan that is in view, source pixels; empty without a scan. */
BsrBox bsr_scan_view_visible_box (BsrScanView *view);

/* (transfer none): what it shows. */
const BsrViewTransform *bsr_scan_view_transform (BsrScanView *view);

/* For views that are linked to it. Logical pixels; @x or @y of NAN: about the middle. */
void bsr_scan_view_zoom_about (BsrScanView *view, double zoom, double x, double y);
void bsr_scan_view_pan (BsrScanView *view, double dx, double dy);
/* Tells the session what is at a place of the view. */
void bsr_scan_view_point_at (BsrScanView *view, double x, double y);

/* The keys of its actions; at first those of the table. */
void bsr_scan_view_set_keys (BsrScanView *view, BsrKeyMap *keys);

/* Whether the view shows the place that the session's views share, as it does at first, or one of its
 * own. */
gboolean bsr_scan_view_linked (BsrScanView *view);
void bsr_scan_view_set_linked (BsrScanView *view, gboolean linked);
/* A mark is being drawn or something dragged. */
gboolean bsr_scan_view_is_drawing (BsrScanView *view);

G_END_DECLS
