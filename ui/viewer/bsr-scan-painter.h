#pragma once

#include <gtk/gtk.h>
#include "bsr-render.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/**
 * BsrScanPainter:
 *
 * Draws a scene into tiles on a worker, one job at a time: of the requests that come
 * meanwhile only the latest is drawn. Tiles are kept, so that moving draws only what comes into
 * view, the middle first; until it is there the tiles of the zoom before and a coarse overview of
 * the whole scan fill the holes, so that moving never waits. Another look is shown when all of the
 * view has it; where only the window changes the samples of its tiles are used again.
 *
 * Signals: "painted" (something new is to be shown).
 */
#define BSR_TYPE_SCAN_PAINTER (bsr_scan_painter_get_type ())
G_DECLARE_FINAL_TYPE (BsrScanPainter, bsr_scan_painter, BSR, SCAN_PAINTER, GObject)

BsrScanPainter *bsr_scan_painter_new (void);

/* @scene: (nullable): %NULL forgets what was drawn. */
void bsr_scan_painter_request (BsrScanPainter *painter, BsrScene *scene, const BsrLook *look,
                               const BsrViewTransform *transform);

/* Draws what there is as @transform has it, in @widget and as it is drawn. */
void bsr_scan_painter_snapshot (BsrScanPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot,
                                const BsrViewTransform *transform);

/* Whether what was asked for last is what is shown. */
gboolean bsr_scan_painter_is_current (BsrScanPainter *painter);

G_END_DECLS
