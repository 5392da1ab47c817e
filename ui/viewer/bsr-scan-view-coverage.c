/* What is on the screen, told to the tracker; what was not yet, shown and gone to. */

#include "bsr-scan-view-private.h"

#include <glib/gi18n.h>

#include "bsr-coverage-tint.h"

/* What has not been displayed fills so much of the view's edges when it is gone to. */
#define OPEN_SHARE 0.9
/* A zoom that is the least one is so in spite of rounding. */
#define JUST_OVER 1.001

BsrDisplayed
bsr_scan_view_displayed (BsrScanView *self, const BsrViewTransform *transform, const BsrLook *look)
{
  int scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrDisplayed displayed = {
    .scale_x = bsr_view_transform_scale_x (transform) / scale_factor,
    .scale_y = transform->zoom / scale_factor,
    .width = (double) transform->view_width / scale_factor,
    .height = (double) transform->view_height / scale_factor,
    .look = *look,
    .scene = bsr_session_scene (self->session),
  };
  bsr_view_transform_origin (transform, &displayed.x, &displayed.y);
  return displayed;
}

void
bsr_scan_view_tell_coverage (BsrScanView *self)
{
  if (self->session == NULL)
    return;
  BsrCoverageTracker *tracker = bsr_session_coverage (self->session);
  if (!bsr_scan_view_has_scan (self))
    {
      bsr_coverage_tracker_show (tracker, BSR_PICTURE_VIEW, NULL);
      return;
    }
  BsrDisplayed displayed
      = bsr_scan_view_displayed (self, &self->transform, bsr_session_look (self->session));
  bsr_coverage_tracker_show (tracker, BSR_PICTURE_VIEW, &displayed);
}

void
bsr_scan_view_snapshot_unseen (BsrScanView *self, GtkSnapshot *snapshot)
{
  const BsrCoverage *coverage = bsr_coverage_tracker_coverage (bsr_session_coverage (self->session));
  gboolean shows;
  g_object_get (self->session, "show-unseen", &shows, NULL);
  if (!shows || coverage == NULL)
    return;
  if (self->tint == NULL)
    self->tint = bsr_coverage_tint_new (coverage);
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self)), left, top, right, bottom;
  BsrBox box = bsr_coverage_box (coverage);
  bsr_view_transform_to_view (&self->transform, box.x, box.y, &left, &top);
  bsr_view_transform_to_view (&self->transform, box.x + box.width, box.y + box.height, &right,
                              &bottom);
  graphene_rect_t place
      = GRAPHENE_RECT_INIT ((float) (left / factor), (float) (top / factor),
                            (float) ((right - left) / factor), (float) ((bottom - top) / factor));
  gtk_snapshot_append_texture (snapshot, self->tint, &place);
}

static void
coverage_changed_cb (BsrScanView *self)
{
  g_clear_object (&self->tint);
  bsr_scan_view_update_aids (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Takes off what changes contrasts in its own way, so that a window alone decides. */
static void
make_plain (BsrLook *look)
{
  for (int i = 0; i < look->n_steps; i++)
    if (bsr_enhancement_kind (look->steps[i].kind)->stage == BSR_STAGE_TONE)
      look->steps[i].enabled = FALSE;
  if (look->tone.mode == BSR_VIEW_ORGANIC || look->tone.mode == BSR_VIEW_METAL)
    look->tone.mode = BSR_VIEW_PLANE;
}

void
bsr_scan_view_show_open (BsrScanView *self)
{
  const BsrCoverage *coverage = bsr_coverage_tracker_coverage (bsr_session_coverage (self->session));
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrBox box;
  if (!bsr_scan_view_has_scan (self))
    return;
  if (coverage == NULL)
    {
      bsr_session_say (self->session, _ ("Known when the scan has been analysed"));
      return;
    }
  if (!bsr_coverage_find_open (coverage, OPEN_SHARE * self->transform.view_width / factor,
                               OPEN_SHARE * self->transform.view_height / factor, &box))
    {
      bsr_session_say (self->session, _ ("Everything that the beam got through has been displayed"));
      return;
    }
  BsrLook look = *bsr_session_look (self->session);
  make_plain (&look);
  bsr_coverage_open_tone (coverage, box, &look.tone);
  if (!bsr_look_equal (&look, bsr_session_look (self->session)))
    {
      bsr_session_set_look (self->session, &look);
      bsr_session_say (self->session, _ ("Not looked at yet · the window was set for it"));
    }
  else
    bsr_session_say (self->session, _ ("Not looked at yet"));
  BsrViewTransform there = bsr_view_transform_centre_on (self->transform, box, OPEN_SHARE);
  there.zoom = MAX (there.zoom, bsr_coverage_least_scale (coverage) * factor * JUST_OVER);
  self->fitted = FALSE;
  bsr_scan_view_set_transform (self, there);
}

static void
attention_changed_cb (BsrScanView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean attentive = GTK_IS_WINDOW (root) && gtk_widget_get_mapped (GTK_WIDGET (self))
                       && gtk_window_is_active (GTK_WINDOW (root));
  if (self->session != NULL)
    bsr_coverage_tracker_set_attentive (bsr_session_coverage (self->session), attentive);
}

static void
set_root (BsrScanView *self, GtkWidget *root)
{
  if (self->root == root)
    return;
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, attention_changed_cb, self);
  g_set_weak_pointer (&self->root, root);
  if (root == NULL)
    return;
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (attention_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
root_changed_cb (BsrScanView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  set_root (self, GTK_IS_WINDOW (root) ? GTK_WIDGET (root) : NULL);
  attention_changed_cb (self);
}

void
bsr_scan_view_follow_coverage (BsrScanView *self)
{
  g_signal_group_set_target (self->coverage_signals,
                             self->session ? bsr_session_coverage (self->session) : NULL);
  coverage_changed_cb (self);
  attention_changed_cb (self);
}

void
bsr_scan_view_init_coverage (BsrScanView *self)
{
  self->coverage_signals = g_signal_group_new (BSR_TYPE_COVERAGE_TRACKER);
  g_signal_group_connect_swapped (self->coverage_signals, "changed",
                                  G_CALLBACK (coverage_changed_cb), self);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_changed_cb), NULL);
  g_signal_connect (self, "map", G_CALLBACK (attention_changed_cb), NULL);
  g_signal_connect_after (self, "unmap", G_CALLBACK (attention_changed_cb), NULL);
}

void
bsr_scan_view_dispose_coverage (BsrScanView *self)
{
  g_clear_object (&self->coverage_signals);
  set_root (self, NULL);
  g_clear_object (&self->tint);
}
