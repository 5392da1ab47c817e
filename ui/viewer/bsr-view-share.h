#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a view is in the scan. */
typedef struct
{
  double x, y;     /* source pixels, in the view's middle */
  double zoom;     /* device pixels for a source pixel along y */
  gboolean fitted; /* all of it is shown, whatever the view's size; the rest does not count */
} BsrPlace;

/**
 * BsrViewShare:
 *
 * What all views of a session share beside the scan: the place of those that are linked, how pixels
 * are shown, and what is held down on the keyboard.
 *
 * Properties (notify): "raw-pixels" (boolean: every source pixel is a square, whatever its true
 * shape), "panning" (boolean: a drag moves the view, whatever the tool), "holding" (boolean: the tool
 * is held and outlives a mark).
 * Signals: "place-changed".
 */
#define BSR_TYPE_VIEW_SHARE (bsr_view_share_get_type ())
G_DECLARE_FINAL_TYPE (BsrViewShare, bsr_view_share, BSR, VIEW_SHARE, GObject)

BsrViewShare *bsr_view_share_new (void);

/* Whether a view has been anywhere yet. */
gboolean bsr_view_share_has_place (BsrViewShare *share);
BsrPlace bsr_view_share_place (BsrViewShare *share);
/* @teller: the view that has gone there. While all of the scan is shown, the zoom is that of the view that
 * has shown it first: another view's is passed over. FALSE: it was. */
gboolean bsr_view_share_set_place (BsrViewShare *share, const BsrPlace *place, gconstpointer teller);
/* @teller goes away. */
void bsr_view_share_forget (BsrViewShare *share, gconstpointer teller);

gboolean bsr_view_share_raw_pixels (BsrViewShare *share);
gboolean bsr_view_share_panning (BsrViewShare *share);
gboolean bsr_view_share_holding (BsrViewShare *share);
void bsr_view_share_set_panning (BsrViewShare *share, gboolean panning);
void bsr_view_share_set_holding (BsrViewShare *share, gboolean holding);

/* The tool to go on with when what is being drawn is done (a BsrTool): the select tool, unless a key
 * that was held has been let go meanwhile. Asking forgets it. */
int bsr_view_share_take_next_tool (BsrViewShare *share);
void bsr_view_share_set_next_tool (BsrViewShare *share, int tool);

G_END_DECLS
