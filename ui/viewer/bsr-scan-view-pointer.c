#include "bsr-scan-view-private.h"

#include <math.h>

#include "bsr-annotation-grip.h"
#include "bsr-scan-overlay.h"
#include "bsr-tone-drag.h"

/* What a hand hits, logical pixels. */
#define REACH 7.0
/* A press that moves less is a click, logical pixels. */
#define CLICK_REACH 4.0

static BsrAnnotation *
annotation_at (BsrScanView *self, BsrPoint at)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  GListModel *list = dossier ? bsr_dossier_annotations (dossier) : NULL;
  BsrPoint reach = bsr_scan_view_tolerance (self, REACH);
  gboolean is_shown;

  g_object_get (self->session, "show-annotations", &is_shown, NULL);
  /* The latest lies on top. */
  for (int i = is_shown && list ? (int) g_list_model_get_n_items (list) - 1 : -1; i >= 0; i--)
    {
      g_autoptr (BsrAnnotation) annotation = g_list_model_get_item (list, i);
      if (bsr_annotation_hit (annotation, at.x, at.y, MAX (reach.x, reach.y)))
        return g_steal_pointer (&annotation);
    }
  return NULL;
}

static void
click_select (BsrScanView *self, BsrPoint at)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  if (dossier == NULL)
    return;

  g_autoptr (BsrAnnotation) annotation = annotation_at (self, at);
  if (annotation != NULL)
    {
      bsr_session_select_annotation (self->session, bsr_annotation_id (annotation), FALSE);
      return;
    }
  gboolean is_shown;
  g_object_get (self->session, "show-findings", &is_shown, NULL);
  int finding = is_shown ? bsr_scan_overlay_finding_at (dossier, at.x, at.y) : 0;
  bsr_session_select_annotation (self->session, NULL, FALSE);
  bsr_session_select_finding (self->session, finding);
}

static BsrDrag
begin_select (BsrScanView *self, BsrPoint at)
{
  g_autoptr (BsrAnnotation) selected = bsr_scan_view_selected_annotation (self);
  if (selected == NULL)
    return BSR_DRAG_PAN;

  BsrPoint reach = bsr_scan_view_tolerance (self, REACH);
  int grip = bsr_annotation_grip_at (selected, at, reach);
  if (grip < 0 && !bsr_annotation_hit (selected, at.x, at.y, MAX (reach.x, reach.y)))
    return BSR_DRAG_PAN;
  g_set_object (&self->drag_from, selected);
  self->drag_grip = grip;
  return grip >= 0 ? BSR_DRAG_GRIP : BSR_DRAG_MOVE;
}

static BsrDrag
begin_primary (BsrScanView *self, double x, double y)
{
  BsrPoint at = bsr_scan_view_to_scan (self, x, y);
  BsrShape shape;
  if (bsr_scan_view_is_drawing_tool (self, &shape))
    {
      self->show_crosshair = FALSE;
      bsr_scan_view_take_step (
          self, bsr_annotation_tool_press (&self->drawing, at,
                                           bsr_scan_view_tolerance (self, CLICK_REACH)));
      return BSR_DRAG_DRAW;
    }
  return bsr_session_tool (self->session) == BSR_TOOL_WINDOW ? BSR_DRAG_TONE
                                                             : begin_select (self, self->drag_start);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BsrScanView *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  bsr_scan_view_stop_gliding (self);
  self->drag = BSR_DRAG_NONE;
  if (!bsr_scan_view_has_scan (self))
    return;
  self->drag_transform = self->transform;
  self->drag_tone = *bsr_session_tone (self->session);
  bsr_session_begin_change (self->session);
  self->drag_start = bsr_scan_view_to_source (self, x, y);
  if (button == GDK_BUTTON_SECONDARY)
    self->drag = BSR_DRAG_TONE;
  else if (button == GDK_BUTTON_MIDDLE
           || bsr_view_share_panning (bsr_session_share (self->session)))
    self->drag = BSR_DRAG_PAN;
  else
    self->drag = begin_primary (self, x, y);
  bsr_scan_view_update_cursor (self);
}

static void
update_pan (BsrScanView *self, double dx, double dy)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrViewTransform moved = bsr_view_transform_clamp (
      bsr_view_transform_pan (self->drag_transform, dx * factor, dy * factor));
  if (bsr_view_transform_equal (&moved, &self->transform))
    return;
  self->fitted = FALSE;
  bsr_scan_view_set_transform (self, moved);
}

static void
update_mark (BsrScanView *self, BsrPoint at)
{
  g_clear_object (&self->drag_to);
  self->drag_to = self->drag == BSR_DRAG_GRIP
                      ? bsr_annotation_with_grip (self->drag_from, self->drag_grip, at,
                                                  self->transform.aspect)
                      : bsr_annotation_moved (self->drag_from, at.x - self->drag_start.x,
                                              at.y - self->drag_start.y);
  bsr_scan_view_measure_draft (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, BsrScanView *self)
{
  gboolean has_moved = self->drag_to != NULL || hypot (dx, dy) > CLICK_REACH;
  double x, y;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  BsrPoint at = bsr_scan_view_to_source (self, x + dx, y + dy);
  BsrPoint on_scan = bsr_scan_view_to_scan (self, x + dx, y + dy);

  switch (self->drag)
    {
    case BSR_DRAG_PAN:
      update_pan (self, dx, dy);
      break;
    case BSR_DRAG_TONE:
      {
        BsrTone tone = bsr_tone_dragged (&self->drag_tone, dx, dy);
        bsr_session_change_tone (self->session, &tone);
      }
      break;
    case BSR_DRAG_DRAW:
      bsr_scan_view_take_step (self, bsr_annotation_tool_motion (&self->drawing, on_scan));
      break;
    case BSR_DRAG_MOVE:
    case BSR_DRAG_GRIP:
      if (has_moved)
        update_mark (self, self->drag == BSR_DRAG_GRIP ? on_scan : at);
      break;
    case BSR_DRAG_NONE:
    default:
      break;
    }
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, BsrScanView *self)
{
  BsrDrag drag = self->drag;
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  g_autoptr (BsrAnnotation) changed = g_steal_pointer (&self->drag_to);
  double x, y;

  self->drag = BSR_DRAG_NONE;
  g_clear_object (&self->drag_from);
  bsr_scan_view_update_cursor (self);
  if (drag == BSR_DRAG_NONE || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  bsr_session_begin_change (self->session);
  if (drag == BSR_DRAG_DRAW)
    bsr_scan_view_take_step (
        self, bsr_annotation_tool_release (&self->drawing, bsr_scan_view_to_scan (self, x + dx, y + dy),
                                           bsr_scan_view_tolerance (self, CLICK_REACH)));
  else if (changed != NULL && dossier != NULL)
    bsr_dossier_change_annotation (dossier, changed);
  else if (drag != BSR_DRAG_TONE && hypot (dx, dy) <= CLICK_REACH
           && gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY)
    click_select (self, self->drag_start);
  bsr_scan_view_measure_draft (self);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, BsrScanView *self)
{
  self->drag = BSR_DRAG_NONE;
  g_clear_object (&self->drag_from);
  g_clear_object (&self->drag_to);
  bsr_scan_view_measure_draft (self);
}

/* On the release: the press still belongs to the drag, which takes the focus. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, BsrScanView *self)
{
  if (n_press != 2 || self->session == NULL || bsr_session_tool (self->session) != BSR_TOOL_SELECT)
    return;
  g_autoptr (BsrAnnotation) selected = bsr_scan_view_selected_annotation (self);
  BsrPoint at = bsr_scan_view_to_source (self, x, y);
  BsrPoint reach = bsr_scan_view_tolerance (self, REACH);
  if (selected != NULL && bsr_annotation_hit (selected, at.x, at.y, MAX (reach.x, reach.y)))
    bsr_scan_view_edit_selected (self);
}

void
bsr_scan_view_update_cursor (BsrScanView *self)
{
  BsrShape shape;
  const char *name = NULL;
  if (self->drag == BSR_DRAG_PAN)
    name = "grabbing";
  else if (self->session && bsr_view_share_panning (bsr_session_share (self->session)))
    name = "grab";
  else if (self->drag == BSR_DRAG_MOVE || self->drag == BSR_DRAG_GRIP)
    name = "move";
  else if (bsr_scan_view_is_drawing_tool (self, &shape))
    name = shape == BSR_SHAPE_TEXT ? "text" : "crosshair";
  else if (self->drag == BSR_DRAG_TONE
           || (self->session && bsr_session_tool (self->session) == BSR_TOOL_WINDOW))
    name = "all-scroll";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, BsrScanView *self)
{
  /* A pointer at rest is told again when the view changes: a crosshair's read-out goes before. */
  gboolean at_rest = x == self->pointer_x && y == self->pointer_y;
  self->pointer_x = x;
  self->pointer_y = y;
  bsr_scan_view_move_loupe (self);
  if (at_rest || !bsr_scan_view_has_scan (self))
    return;
  BsrPoint at = bsr_scan_view_to_source (self, x, y);
  bsr_scan_view_publish (self, at);
  if (self->drag == BSR_DRAG_NONE && !self->show_crosshair)
    bsr_scan_view_take_step (
        self, bsr_annotation_tool_motion (&self->drawing, bsr_scan_view_to_scan (self, x, y)));
}

static void
leave_cb (GtkEventControllerMotion *motion, BsrScanView *self)
{
  self->pointer_x = self->pointer_y = NAN;
  if (bsr_scan_view_has_scan (self))
    bsr_scan_view_publish (self, (BsrPoint){ NAN, NAN });
}

static void
add (BsrScanView *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (controller));
}

void
bsr_scan_view_add_pointer_controllers (BsrScanView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  add (self, drag);

  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  add (self, click);

  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  add (self, motion);
}
