#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/**
 * BsrMinimap:
 *
 * The whole scan, small, with the part of it that a view shows, the findings, and a tint on what has
 * not been looked at. A click or a drag moves the view there.
 *
 * Signals: "move-to" (double, double: source point for the middle of the view).
 */
#define BSR_TYPE_MINIMAP (bsr_minimap_get_type ())
G_DECLARE_FINAL_TYPE (BsrMinimap, bsr_minimap, BSR, MINIMAP, GtkWidget)

GtkWidget *bsr_minimap_new (void);

/* What the view shows of which session's scan; @session: (nullable): nothing. */
void bsr_minimap_follow (BsrMinimap *minimap, BsrSession *session, const BsrViewTransform *view);
/* (nullable) (transfer none): of bsr_coverage_tint_new() */
void bsr_minimap_set_tint (BsrMinimap *minimap, GdkTexture *tint);

/* Size for a view of @view_width x @view_height logical pixels: a small part of it, with the scan's
 * shape. %FALSE where there is no room for one. */
gboolean bsr_minimap_size_for (const BsrViewTransform *view, int view_width, int view_height,
                               int *width, int *height);
/* Whether @view shows less than all of the scan, so that a map of it says something. */
gboolean bsr_minimap_is_useful (const BsrViewTransform *view);

G_END_DECLS
