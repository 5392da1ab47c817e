/* Wheel, touchpad and touch screen: zooming, moving, and going on by itself when let go. */

#include "bsr-scan-view-private.h"

#include <math.h>

/* Zoom of a click of the wheel, and of a pixel of a touchpad with Control. */
#define WHEEL_ZOOM 1.2
#define TOUCHPAD_ZOOM 1.01
/* Way of a click of the wheel with Shift, and of a touchpad that counts in clicks, logical pixels. */
#define WHEEL_PAN 80.0
#define CLICK_PAN 40.0
/* How fast a movement that was let go slows down, as the toolkit's own scrolled windows do, 1/s; and the
 * speed at which it stops, logical pixels a second. */
#define FRICTION 4.0
#define AT_REST 20.0

void
bsr_scan_view_stop_gliding (BsrScanView *self)
{
  if (self->glide != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide);
  self->glide = 0;
}

static gboolean
glide_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  BsrScanView *self = BSR_SCAN_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = (double) (now - self->glide_time) / G_USEC_PER_SEC;
  double left = exp (-FRICTION * seconds);
  /* The way under a speed that decays: its integral. */
  double way = (1.0 - left) / FRICTION;
  bsr_scan_view_pan (self, -self->glide_x * way, -self->glide_y * way);
  self->glide_x *= left;
  self->glide_y *= left;
  self->glide_time = now;
  if (hypot (self->glide_x, self->glide_y) > AT_REST)
    return G_SOURCE_CONTINUE;
  self->glide = 0;
  return G_SOURCE_REMOVE;
}

static void
decelerate_cb (GtkEventControllerScroll *scroll, double x, double y, BsrScanView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  bsr_scan_view_stop_gliding (self);
  /* With Control it was a zoom, which stops where the fingers stop. */
  if ((state & GDK_CONTROL_MASK) != 0 || !bsr_scan_view_has_scan (self) || hypot (x, y) <= AT_REST)
    return;
  self->glide_x = x;
  self->glide_y = y;
  self->glide_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->glide = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

/* Some displays count a touchpad's way in clicks of a wheel: it is a touchpad all the same. */
static gboolean
is_touchpad (GtkEventControllerScroll *scroll)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (scroll));
  return gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE
         || (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHPAD);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, BsrScanView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean is_wheel = !is_touchpad (scroll);
  gboolean in_clicks = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  gboolean is_control = (state & GDK_CONTROL_MASK) != 0, is_shift = (state & GDK_SHIFT_MASK) != 0;
  double zoom = self->transform.zoom, way = !is_wheel && in_clicks ? CLICK_PAN : 1.0;

  bsr_scan_view_stop_gliding (self);
  if (is_wheel && !is_shift && dx == 0.0)
    bsr_scan_view_zoom_about (self, zoom * pow (WHEEL_ZOOM, -dy), self->pointer_x, self->pointer_y);
  else if (!is_wheel && is_control)
    bsr_scan_view_zoom_about (self, zoom * pow (TOUCHPAD_ZOOM, -dy * way), self->pointer_x,
                              self->pointer_y);
  else if (is_wheel)
    bsr_scan_view_pan (self, -WHEEL_PAN * (dx != 0.0 ? dx : dy), 0.0);
  else
    bsr_scan_view_pan (self, -dx * way, -dy * way);
  if (isfinite (self->pointer_x))
    bsr_scan_view_publish (self, bsr_scan_view_to_source (self, self->pointer_x, self->pointer_y));
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, BsrScanView *self)
{
  bsr_scan_view_stop_gliding (self);
  self->pinch_transform = self->transform;
  if (!gtk_gesture_get_bounding_box_center (gesture, &self->pinch_x, &self->pinch_y))
    self->pinch_x = self->pinch_y = NAN;
}

/* What was between the fingers stays there: spread they enlarge it, moved they carry it. */
static void
pinch_cb (GtkGestureZoom *gesture, double scale, BsrScanView *self)
{
  double x, y;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!bsr_scan_view_has_scan (self) || !isfinite (self->pinch_x)
      || !gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrViewTransform transform = bsr_view_transform_pinch (
      self->pinch_transform, scale, (BsrPoint){ self->pinch_x * factor, self->pinch_y * factor },
      (BsrPoint){ x * factor, y * factor });
  self->fitted = FALSE;
  bsr_scan_view_set_transform (self, transform);
}

void
bsr_scan_view_add_touch_controllers (BsrScanView *self)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));

  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (scroll, "decelerate", G_CALLBACK (decelerate_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}
