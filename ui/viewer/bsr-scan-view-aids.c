/* What lies in the view beside the scan: the map, the loupe, and a few words for a moment. */

#include "bsr-scan-view-private.h"

#include <math.h>

#include "bsr-coverage-tint.h"

/* Distance of the map and the words from the view's edges, logical pixels. */
#define MARGIN 12
/* How long words stay: a short sentence is read in half of it. */
#define NOTICE_MS 2500

static gboolean
shows (BsrScanView *self, const char *property)
{
  gboolean value = FALSE;
  if (self->session != NULL)
    g_object_get (self->session, property, &value, NULL);
  return value;
}

/* Shows or hides a child, to eyes and to who is read to. */
static void
set_shown (GtkWidget *child, gboolean shown)
{
  gtk_widget_set_child_visible (child, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

/* --- Words ------------------------------------------------------------------------------------ */

static gboolean
notice_over_cb (gpointer data)
{
  BsrScanView *self = data;
  self->notice_source = 0;
  gtk_widget_set_visible (self->notice, FALSE);
  return G_SOURCE_REMOVE;
}

void
bsr_scan_view_say (BsrScanView *self, const char *words)
{
  g_clear_handle_id (&self->notice_source, g_source_remove);
  gtk_label_set_label (GTK_LABEL (self->notice), words);
  gtk_widget_set_visible (self->notice, TRUE);
  self->notice_source = g_timeout_add (NOTICE_MS, notice_over_cb, self);
}

/* --- The map ---------------------------------------------------------------------------------- */

static void
move_to_cb (BsrScanView *self, double x, double y, BsrMinimap *minimap)
{
  BsrViewTransform moved = self->transform;
  moved.x = x;
  moved.y = y;
  self->fitted = FALSE;
  bsr_scan_view_set_transform (self, moved);
}

static void
update_minimap (BsrScanView *self)
{
  gboolean useful = bsr_scan_view_has_scan (self) && shows (self, "show-minimap")
                    && bsr_minimap_is_useful (&self->transform);
  set_shown (GTK_WIDGET (self->minimap), useful);
  if (!useful)
    return;
  const BsrCoverage *coverage = bsr_coverage_tracker_coverage (bsr_session_coverage (self->session));
  if (self->tint == NULL && coverage != NULL)
    self->tint = bsr_coverage_tint_new (coverage);
  bsr_minimap_set_tint (self->minimap, coverage != NULL ? self->tint : NULL);
  bsr_minimap_follow (self->minimap, self->session, &self->transform);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
allocate_minimap (BsrScanView *self, int width, int height)
{
  GtkWidget *minimap = GTK_WIDGET (self->minimap);
  int across = 1, down = 1;
  if (!bsr_scan_view_has_scan (self)
      || !bsr_minimap_size_for (&self->transform, width, height, &across, &down))
    {
      set_shown (minimap, FALSE);
      return;
    }
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gtk_widget_size_allocate (minimap,
                            &(GtkAllocation){ is_rtl ? MARGIN : width - across - MARGIN,
                                              height - down - MARGIN, across, down },
                            -1);
}

/* --- The loupe -------------------------------------------------------------------------------- */

/* Where it lies: under the crosshair, else the pointer, else in the middle. */
static BsrPoint
loupe_place (BsrScanView *self)
{
  if (self->show_crosshair)
    return self->crosshair;
  if (isfinite (self->pointer_x))
    return bsr_scan_view_to_scan (self, self->pointer_x, self->pointer_y);
  return (BsrPoint){ self->transform.x, self->transform.y };
}

static void
allocate_loupe (BsrScanView *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrPoint at = loupe_place (self);
  double x, y;
  bsr_view_transform_to_view (&self->transform, at.x, at.y, &x, &y);
  gtk_widget_size_allocate (GTK_WIDGET (self->loupe),
                            &(GtkAllocation){ (int) lrint (x / factor) - BSR_LOUPE_EDGE / 2,
                                              (int) lrint (y / factor) - BSR_LOUPE_EDGE / 2,
                                              BSR_LOUPE_EDGE, BSR_LOUPE_EDGE },
                            -1);
}

static void
update_loupe (BsrScanView *self)
{
  gboolean on = bsr_scan_view_has_scan (self) && shows (self, "show-loupe");
  set_shown (GTK_WIDGET (self->loupe), on);
  if (self->session == NULL)
    return;
  BsrCoverageTracker *tracker = bsr_session_coverage (self->session);
  if (!on)
    {
      bsr_coverage_tracker_show (tracker, BSR_PICTURE_LOUPE, NULL);
      return;
    }
  BsrPoint at = loupe_place (self);
  bsr_loupe_look_at (self->loupe, self->session, &self->transform, at.x, at.y);
  const BsrLook look = bsr_look_of_tone (bsr_loupe_tone (self->loupe));
  BsrDisplayed displayed = bsr_scan_view_displayed (self, bsr_loupe_transform (self->loupe), &look);
  bsr_coverage_tracker_show (tracker, BSR_PICTURE_LOUPE, &displayed);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
bsr_scan_view_move_loupe (BsrScanView *self)
{
  if (shows (self, "show-loupe"))
    update_loupe (self);
}

/* --- What another saw ------------------------------------------------------------------------- */

void
bsr_scan_view_update_replay (BsrScanView *self)
{
  const char *officer = NULL;
  const BsrViewState *replay = self->linked && bsr_scan_view_has_scan (self)
                                   ? bsr_session_replay (self->session, &officer)
                                   : NULL;
  if (replay != NULL)
    bsr_replay_bar_tell (self->replay_bar, officer, self->transform.zoom / replay->place.zoom);
  gtk_widget_set_visible (GTK_WIDGET (self->replay_bar), replay != NULL);
}

/* --- All of them ------------------------------------------------------------------------------ */

void
bsr_scan_view_update_aids (BsrScanView *self)
{
  update_minimap (self);
  update_loupe (self);
  bsr_scan_view_update_replay (self);
}

/* From @top on, at @share of the way from the view's start to its end. Returns: where it ends. */
static int
allocate_words (BsrScanView *self, GtkWidget *child, int width, int top, double share)
{
  int least, natural, height;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  natural = MAX (MIN (natural, width - 2 * MARGIN), MAX (least, 1));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
  double from_left
      = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1.0 - share : share;
  int left = MARGIN + (int) (from_left * MAX (width - 2 * MARGIN - natural, 0));
  gtk_widget_size_allocate (child, &(GtkAllocation){ left, top, natural, height }, -1);
  return top + height;
}

void
bsr_scan_view_allocate_aids (BsrScanView *self, int width, int height)
{
  /* At the start, under what is said of the picture there: the enhancements' panel may lie over the end. */
  int top = self->session != NULL && bsr_scan_view_notice (self) != NULL ? 3 * MARGIN : MARGIN;
  if (gtk_widget_get_visible (GTK_WIDGET (self->replay_bar)))
    top = allocate_words (self, GTK_WIDGET (self->replay_bar), width, top, 0.0) + MARGIN;
  allocate_words (self, self->notice, width, top, 0.5);
  allocate_minimap (self, width, height);
  gtk_widget_measure (GTK_WIDGET (self->minimap), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->loupe), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  if (bsr_scan_view_has_scan (self))
    allocate_loupe (self);
}

void
bsr_scan_view_snapshot_aids (BsrScanView *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->minimap), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->loupe), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->replay_bar), snapshot);
  gtk_widget_snapshot_child (widget, self->notice, snapshot);
}

void
bsr_scan_view_init_aids (BsrScanView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  self->minimap = BSR_MINIMAP (bsr_minimap_new ());
  self->loupe = BSR_LOUPE (bsr_loupe_new ());
  self->notice = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                               "can-target", FALSE, "visible", FALSE, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->notice, "scan-notice");
  gtk_widget_set_parent (GTK_WIDGET (self->minimap), widget);
  gtk_widget_set_parent (GTK_WIDGET (self->loupe), widget);
  self->replay_bar = BSR_REPLAY_BAR (bsr_replay_bar_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->replay_bar), FALSE);
  gtk_widget_set_parent (self->notice, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->replay_bar), widget);
  set_shown (GTK_WIDGET (self->minimap), FALSE);
  set_shown (GTK_WIDGET (self->loupe), FALSE);
  g_signal_connect_object (self->minimap, "move-to", G_CALLBACK (move_to_cb), self, G_CONNECT_SWAPPED);
}

void
bsr_scan_view_dispose_aids (BsrScanView *self)
{
  g_clear_handle_id (&self->notice_source, g_source_remove);
  GtkWidget *children[]
      = { (GtkWidget *) self->minimap, (GtkWidget *) self->loupe, self->notice,
          (GtkWidget *) self->replay_bar };
  self->minimap = NULL;
  self->loupe = NULL;
  self->notice = NULL;
  self->replay_bar = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    if (children[i] != NULL)
      gtk_widget_unparent (children[i]);
}
