#include "bsr-linked-view-private.h"

#include <math.h>

/* As in the scan view: zoom of a click of the wheel, and of a pixel of a touchpad with Control; way of
 * a click of the wheel with Shift, logical pixels. */
#define WHEEL_ZOOM 1.2
#define TOUCHPAD_ZOOM 1.01
#define WHEEL_PAN 80.0

static double
zoom_of (BsrLinkedView *self)
{
  return bsr_scan_view_transform (self->followed)->zoom;
}

static void
zoom_to (BsrLinkedView *self, double zoom, double x, double y)
{
  bsr_scan_view_zoom_about (self->followed, zoom, x + self->left, y);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BsrLinkedView *self)
{
  self->dragged_x = self->dragged_y = 0.0;
  /* The keys are the open scan's: nothing can be done to the other one. */
  if (self->followed != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->followed));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, BsrLinkedView *self)
{
  if (self->followed == NULL)
    return;
  bsr_scan_view_pan (self->followed, dx - self->dragged_x, dy - self->dragged_y);
  self->dragged_x = dx;
  self->dragged_y = dy;
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, BsrLinkedView *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->followed != NULL)
    bsr_scan_view_point_at (self->followed, x + self->left, y);
}

static void
leave_cb (GtkEventControllerMotion *motion, BsrLinkedView *self)
{
  const BsrReadOut outside = { 0 };
  self->pointer_x = self->pointer_y = (double) NAN;
  bsr_session_publish_read_out (bsr_compare_model_session (self->model), &outside);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, BsrLinkedView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  gboolean is_control = (state & GDK_CONTROL_MASK) != 0, is_shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->followed == NULL)
    return GDK_EVENT_PROPAGATE;
  if (is_wheel && !is_shift && dx == 0.0)
    zoom_to (self, zoom_of (self) * pow (WHEEL_ZOOM, -dy), self->pointer_x, self->pointer_y);
  else if (!is_wheel && is_control)
    zoom_to (self, zoom_of (self) * pow (TOUCHPAD_ZOOM, -dy), self->pointer_x, self->pointer_y);
  else if (is_wheel)
    bsr_scan_view_pan (self->followed, -WHEEL_PAN * (dx != 0.0 ? dx : dy), 0.0);
  else
    bsr_scan_view_pan (self->followed, -dx, -dy);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, BsrLinkedView *self)
{
  self->pinch_zoom = self->followed != NULL ? zoom_of (self) : 1.0;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, BsrLinkedView *self)
{
  double x, y;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->followed != NULL && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom_to (self, self->pinch_zoom * scale, x, y);
}

void
bsr_linked_view_add_pointer_controllers (BsrLinkedView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  GtkGesture *pinch = gtk_gesture_zoom_new ();
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));

  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
}
