#include "bsr-scan-view-private.h"

#include "bsr-tone-drag.h"

/* Way of an arrow key, logical pixels; with Shift further. */
#define PAN_STEP 60.0
#define PAN_FAR 5.0
/* Pixels that a crosshair or a mark moves; with Shift this many times further. */
#define FAR 10.0
/* A crosshair moves by at least this much on the screen, logical pixels. */
#define LEAST_STEP 2.0
/* Room that a crosshair keeps to the view's edge, logical pixels. */
#define CROSSHAIR_MARGIN 40.0
/* What an arrow key does to the window, as a drag of so many logical pixels. */
#define TONE_STEP 15.0
/* A second Enter this near, logical pixels, is on the same place. */
#define SAME_PLACE 1.0

/* Direction of an arrow key. */
static gboolean
arrow_of (guint keyval, int *dx, int *dy)
{
  const struct
  {
    guint key, keypad;
    int dx, dy;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (keyval == arrows[i].key || keyval == arrows[i].keypad)
      {
        *dx = arrows[i].dx;
        *dy = arrows[i].dy;
        return TRUE;
      }
  return FALSE;
}

static void
show_crosshair (BsrScanView *self)
{
  self->show_crosshair = TRUE;
  self->crosshair = (BsrPoint){ self->transform.x, self->transform.y };
  bsr_scan_view_publish (self, self->crosshair);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Moves the view when the crosshair comes near its edge. */
static void
follow_crosshair (BsrScanView *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = self->transform.view_width / factor, height = self->transform.view_height / factor;
  double x, y, dx = 0.0, dy = 0.0;
  bsr_view_transform_to_view (&self->transform, self->crosshair.x, self->crosshair.y, &x, &y);
  x /= factor;
  y /= factor;
  dx = x < CROSSHAIR_MARGIN ? CROSSHAIR_MARGIN - x
                            : MIN (width - CROSSHAIR_MARGIN - x, 0.0);
  dy = y < CROSSHAIR_MARGIN ? CROSSHAIR_MARGIN - y
                            : MIN (height - CROSSHAIR_MARGIN - y, 0.0);
  if (dx != 0.0 || dy != 0.0)
    bsr_scan_view_pan (self, dx, dy);
}

static void
move_crosshair (BsrScanView *self, int dx, int dy, double times)
{
  if (!self->show_crosshair)
    {
      show_crosshair (self);
      return;
    }
  BsrPoint least = bsr_scan_view_tolerance (self, LEAST_STEP);
  self->crosshair.x = CLAMP (self->crosshair.x + dx * times * MAX (least.x, 1.0), 0.0,
                             self->transform.scan_width);
  self->crosshair.y = CLAMP (self->crosshair.y + dy * times * MAX (least.y, 1.0), 0.0,
                             self->transform.scan_height);
  follow_crosshair (self);
  bsr_scan_view_publish (self, self->crosshair);
  bsr_annotation_tool_motion (&self->drawing, self->crosshair);
  bsr_scan_view_measure_draft (self);
  bsr_scan_view_move_loupe (self);
}

static void
move_selected (BsrScanView *self, int dx, int dy, double times)
{
  g_autoptr (BsrAnnotation) annotation = bsr_scan_view_selected_annotation (self);
  if (annotation == NULL)
    return;
  g_autoptr (BsrAnnotation) moved = bsr_annotation_moved (annotation, dx * times, dy * times);
  bsr_dossier_change_annotation (bsr_scan_view_dossier (self), moved);
}

static void
press_arrow (BsrScanView *self, int dx, int dy, GdkModifierType state)
{
  BsrShape shape;
  gboolean is_far = (state & GDK_SHIFT_MASK) != 0;

  if ((state & GDK_CONTROL_MASK) != 0)
    move_selected (self, dx, dy, is_far ? FAR : 1.0);
  else if (bsr_scan_view_is_drawing_tool (self, &shape))
    move_crosshair (self, dx, dy, is_far ? FAR : 1.0);
  else if (bsr_session_tool (self->session) == BSR_TOOL_WINDOW)
    {
      double way = is_far ? TONE_STEP * PAN_FAR : TONE_STEP;
      BsrTone tone = bsr_tone_dragged (bsr_session_tone (self->session), dx * way, dy * way);
      bsr_session_change_tone (self->session, &tone);
    }
  else
    {
      double way = is_far ? PAN_STEP * PAN_FAR : PAN_STEP;
      bsr_scan_view_pan (self, -dx * way, -dy * way);
    }
}

/* A press and a release at the crosshair; Enter on a polygon's last corner closes it. */
static void
press_enter (BsrScanView *self)
{
  BsrShape shape;
  if (!bsr_scan_view_is_drawing_tool (self, &shape))
    {
      bsr_scan_view_edit_selected (self);
      return;
    }
  if (!self->show_crosshair && self->drawing.active)
    {
      bsr_scan_view_take_step (self, bsr_annotation_tool_close (&self->drawing));
      return;
    }
  if (!self->show_crosshair)
    {
      show_crosshair (self);
      return;
    }
  BsrPoint same = bsr_scan_view_tolerance (self, SAME_PLACE);
  BsrToolStep step = bsr_annotation_tool_press (&self->drawing, self->crosshair, same);
  if (step != BSR_TOOL_STEP_DONE)
    {
      BsrToolStep release = bsr_annotation_tool_release (&self->drawing, self->crosshair, same);
      step = release != BSR_TOOL_STEP_NONE ? release : step;
    }
  bsr_scan_view_take_step (self, step);
}

/* One thing at a time: the drawing, the tool, the selection. */
static gboolean
press_escape (BsrScanView *self)
{
  BsrShape shape;
  if (self->drawing.active)
    bsr_scan_view_take_step (self, bsr_annotation_tool_cancel (&self->drawing));
  else if (bsr_session_tool (self->session) != BSR_TOOL_SELECT)
    bsr_session_set_tool (self->session, BSR_TOOL_SELECT);
  else if (bsr_session_selected_annotation (self->session) != NULL
           || bsr_session_selected_finding (self->session) != 0)
    {
      bsr_session_select_annotation (self->session, NULL, FALSE);
      bsr_session_select_finding (self->session, 0);
    }
  else
    return GDK_EVENT_PROPAGATE;
  if (!bsr_scan_view_is_drawing_tool (self, &shape))
    self->show_crosshair = FALSE;
  return GDK_EVENT_STOP;
}

gboolean
bsr_scan_view_remove_selected (BsrScanView *self)
{
  g_autoptr (BsrAnnotation) annotation = bsr_scan_view_selected_annotation (self);
  if (annotation == NULL)
    return FALSE;
  bsr_session_select_annotation (self->session, NULL, FALSE);
  bsr_dossier_remove_annotation (bsr_scan_view_dossier (self), bsr_annotation_id (annotation));
  return TRUE;
}

static gboolean
press_backspace (BsrScanView *self)
{
  if (!self->drawing.active)
    return bsr_scan_view_remove_selected (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  bsr_scan_view_take_step (self, bsr_annotation_tool_take_back (&self->drawing));
  return GDK_EVENT_STOP;
}

/* A command of the view by its key; the window's commands come to the window. */
static gboolean
press_command (BsrScanView *self, GtkEventControllerKey *keys, guint keyval, GdkModifierType state)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (keys));
  const BsrCommand *command = event != NULL
                                  ? bsr_key_map_find_event (self->keys, event)
                                  : bsr_key_map_find (self->keys, bsr_key_normalised (keyval, state));
  if (command == NULL || !bsr_command_is_of_view (command) || bsr_command_is_hold (command))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action_variant (GTK_WIDGET (self), command->action,
                                             bsr_command_new_target (command))
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                BsrScanView *self)
{
  int dx, dy;
  if (!bsr_scan_view_has_scan (self))
    return GDK_EVENT_PROPAGATE;
  if (arrow_of (keyval, &dx, &dy))
    {
      press_arrow (self, dx, dy, state);
      return GDK_EVENT_STOP;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return press_command (self, keys, keyval, state);

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      press_enter (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      return press_escape (self);
    case GDK_KEY_BackSpace:
      return press_backspace (self);
    default:
      return press_command (self, keys, keyval, state);
    }
}

void
bsr_scan_view_add_key_controller (BsrScanView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
