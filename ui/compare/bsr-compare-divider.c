#include "bsr-compare-divider.h"

#include <glib/gi18n.h>

/* Share of the width that an arrow key moves it; with Shift so many times further. */
#define STEP 0.02
#define FAR 5.0
/* Logical pixels. */
#define LINE 2.0f
#define KNOB_WIDTH 12.0f
#define KNOB_HEIGHT 36.0f

struct _BsrCompareDivider
{
  GtkWidget parent;
  double share;
};

G_DEFINE_FINAL_TYPE (BsrCompareDivider, bsr_compare_divider, GTK_TYPE_WIDGET)

static void
move_to (BsrCompareDivider *self, double share)
{
  g_signal_emit_by_name (self, "moved", CLAMP (share, 0.0, 1.0));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BsrCompareDivider *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, BsrCompareDivider *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  int width = parent != NULL ? gtk_widget_get_width (parent) : 0;
  /* It moves under the pointer, so that the way is what is left to go. */
  if (width > 0)
    move_to (self, self->share + dx / width);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                BsrCompareDivider *self)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? STEP * FAR : STEP;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_to (self, self->share - step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_to (self, self->share + step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      move_to (self, 0.0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      move_to (self, 1.0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
bsr_compare_divider_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float middle = (float) gtk_widget_get_width (widget) / 2.0f;
  float height = (float) gtk_widget_get_height (widget);
  gboolean focused = gtk_widget_has_visible_focus (widget);
  const GdkRGBA light = { 1.0f, 1.0f, 1.0f, focused ? 1.0f : 0.85f };
  const GdkRGBA dark = { 0.0f, 0.0f, 0.0f, 0.6f };
  float line = focused ? 2.0f * LINE : LINE;
  graphene_rect_t edge
      = GRAPHENE_RECT_INIT (middle - line / 2.0f - 1.0f, 0.0f, line + 2.0f, height);
  graphene_rect_t inner = GRAPHENE_RECT_INIT (middle - line / 2.0f, 0.0f, line, height);
  graphene_rect_t knob = GRAPHENE_RECT_INIT (middle - KNOB_WIDTH / 2.0f, (height - KNOB_HEIGHT) / 2.0f,
                                             KNOB_WIDTH, KNOB_HEIGHT);
  GskRoundedRect rounded;

  gtk_snapshot_append_color (snapshot, &dark, &edge);
  gtk_snapshot_append_color (snapshot, &light, &inner);
  gsk_rounded_rect_init_from_rect (&rounded, &knob, KNOB_WIDTH / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &light, &knob);
  gtk_snapshot_pop (snapshot);
}

static void
bsr_compare_divider_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                             int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? BSR_COMPARE_DIVIDER_WIDTH : 1;
}

static void
bsr_compare_divider_class_init (BsrCompareDividerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  widget_class->snapshot = bsr_compare_divider_snapshot;
  widget_class->measure = bsr_compare_divider_measure;
  g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "comparedivider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
bsr_compare_divider_init (BsrCompareDivider *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "ew-resize");
  gtk_widget_set_tooltip_text (widget, _ ("Divider between this scan and the other one (drag, or Left and "
                                          "Right)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Divider between this scan and the other one"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
  GtkGesture *drag = gtk_gesture_drag_new ();
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}

GtkWidget *
bsr_compare_divider_new (void)
{
  return g_object_new (BSR_TYPE_COMPARE_DIVIDER, NULL);
}

void
bsr_compare_divider_set_share (BsrCompareDivider *divider, double share)
{
  g_return_if_fail (BSR_IS_COMPARE_DIVIDER (divider));
  divider->share = share;
  gtk_accessible_update_property (GTK_ACCESSIBLE (divider), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, share,
                                  -1);
}
