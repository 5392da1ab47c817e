#include "bsr-key-dispatch.h"

#include "bsr-key-tips.h"
#include "bsr-tool-spring.h"

/* What one window's keys need; lives as long as the window. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *target;  /* (weak) (nullable) */
  BsrScanView *view;  /* (weak) (nullable) */
  BsrKeyMap *keys;
  GtkEventController *shown; /* what menus show beside their lines */
  BsrToolSpring spring;
  BsrToolSpring loupe; /* its tools: off 0, on 1 */
  guint down; /* place of the key that went down last and is down still; 0: none */
  gboolean asleep;
  guint pan;  /* of the key that holds the view for dragging; 0: none */
} Dispatch;

static BsrSession *
session_of (Dispatch *self)
{
  return self->view != NULL ? bsr_scan_view_session (self->view) : NULL;
}

static gboolean
is_writing (Dispatch *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  if (GTK_IS_TEXT (focus))
    return gtk_editable_get_editable (GTK_EDITABLE (focus));
  return GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));
}

/* A list or a menu that has popped up has the keys for itself. */
static gboolean
is_in_popup (Dispatch *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  return focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self->window);
}

static gboolean
press_tool (Dispatch *self, int tool, guint keycode, guint32 time)
{
  BsrSession *session = session_of (self);
  if (session == NULL)
    return GDK_EVENT_PROPAGATE;
  if (bsr_tool_spring_press (&self->spring, keycode, tool, bsr_session_tool (session), time))
    {
      bsr_session_set_tool (session, tool);
      bsr_view_share_set_holding (bsr_session_share (session), TRUE);
    }
  return GDK_EVENT_STOP;
}

static gboolean
press_hold (Dispatch *self, guint keycode)
{
  BsrSession *session = session_of (self);
  if (session == NULL || bsr_session_scene (session) == NULL)
    return GDK_EVENT_PROPAGATE;
  self->pan = keycode;
  bsr_view_share_set_panning (bsr_session_share (session), TRUE);
  return GDK_EVENT_STOP;
}

static int
is_loupe_on (BsrSession *session)
{
  gboolean on;
  g_object_get (session, "show-loupe", &on, NULL);
  return on;
}

static gboolean
press_loupe (Dispatch *self, guint keycode, guint32 time)
{
  BsrSession *session = session_of (self);
  if (session == NULL || bsr_session_scene (session) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (bsr_tool_spring_press (&self->loupe, keycode, TRUE, is_loupe_on (session), time))
    g_object_set (session, "show-loupe", TRUE, NULL);
  return GDK_EVENT_STOP;
}

/* What was held ends; what was tapped stays, unless it was there already. */
static void
release_loupe (Dispatch *self, BsrSession *session, gboolean was_held)
{
  int was_on = self->loupe.former;
  self->loupe.is_down = FALSE;
  if (was_held || was_on)
    g_object_set (session, "show-loupe", FALSE, NULL);
}

static gboolean
activate (Dispatch *self, const BsrCommand *command, guint keycode)
{
  GtkWidget *target = bsr_command_is_of_view (command) ? GTK_WIDGET (self->view) : self->target;
  /* What is switched, a key that repeats would make flicker. */
  if (self->down == keycode && !bsr_command_repeats (command))
    return GDK_EVENT_STOP;
  self->down = keycode;
  if (target == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action_variant (target, command->action, bsr_command_new_target (command));
  return GDK_EVENT_STOP;
}

static gboolean
press (Dispatch *self, GdkEvent *event, guint keycode)
{
  const BsrCommand *command = bsr_key_map_find_event (self->keys, event);
  int tool;
  if (command == NULL || self->asleep)
    return GDK_EVENT_PROPAGATE;
  if (bsr_command_is_tool (command, &tool))
    return press_tool (self, tool, keycode, gdk_event_get_time (event));
  if (bsr_command_is_hold (command))
    return press_hold (self, keycode);
  if (bsr_command_is_loupe (command))
    return press_loupe (self, keycode, gdk_event_get_time (event));
  return activate (self, command, keycode);
}

static gboolean
is_function_key (guint keyval)
{
  return keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F35;
}

/* Before any widget: keys with Control or Alt, and function keys, of which some widgets have their
 * own. */
static gboolean
captured_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
             Dispatch *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  BsrKey key = bsr_key_normalised (keyval, state);
  GdkModifierType commanding = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  if (event == NULL || ((key.modifiers & commanding) == 0 && !is_function_key (keyval)))
    return GDK_EVENT_PROPAGATE;
  if (is_writing (self) && bsr_key_writes (key))
    return GDK_EVENT_PROPAGATE;
  return press (self, event, keycode);
}

/* After every widget: all others. */
static gboolean
bubbled_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
            Dispatch *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  if (event == NULL || is_in_popup (self))
    return GDK_EVENT_PROPAGATE;
  if (is_writing (self) && bsr_key_writes (bsr_key_normalised (keyval, state)))
    return GDK_EVENT_PROPAGATE;
  return press (self, event, keycode);
}

static void
end_hold (Dispatch *self)
{
  BsrSession *session = session_of (self);
  self->pan = 0;
  if (session != NULL)
    bsr_view_share_set_panning (bsr_session_share (session), FALSE);
}

/* A mark that is being drawn is finished first. */
static void
go_back (Dispatch *self, int former)
{
  BsrSession *session = session_of (self);
  if (bsr_scan_view_is_drawing (self->view))
    bsr_view_share_set_next_tool (bsr_session_share (session), former);
  else
    bsr_session_set_tool (session, former);
}

static void
released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
             Dispatch *self)
{
  BsrSession *session = session_of (self);
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  int former;
  if (self->down == keycode)
    self->down = 0;
  if (self->pan == keycode)
    end_hold (self);
  if (session != NULL && self->loupe.is_down && self->loupe.keycode == keycode)
    release_loupe (self, session, time - self->loupe.since >= BSR_TAP_MS);
  if (session == NULL || !self->spring.is_down || self->spring.keycode != keycode)
    return;
  bsr_view_share_set_holding (bsr_session_share (session), FALSE);
  if (bsr_tool_spring_release (&self->spring, keycode, bsr_session_tool (session), time, &former))
    go_back (self, former);
}

/* Keys that are let go elsewhere are not told here. */
static void
active_changed_cb (Dispatch *self)
{
  BsrSession *session = session_of (self);
  int former;
  if (gtk_window_is_active (self->window) || session == NULL)
    return;
  self->down = 0;
  if (self->pan != 0)
    end_hold (self);
  if (self->loupe.is_down)
    release_loupe (self, session, TRUE);
  if (!self->spring.is_down)
    return;
  bsr_view_share_set_holding (bsr_session_share (session), FALSE);
  if (bsr_tool_spring_let_go (&self->spring, bsr_session_tool (session), &former))
    go_back (self, former);
}

/* Menus show the keys of shortcuts that their window knows. These never see an event: the keys are
 * dispatched above. */
static void
keys_changed_cb (Dispatch *self)
{
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  if (self->shown != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self->window), self->shown);
  self->shown = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (self->shown, GTK_PHASE_NONE);
  for (guint i = 0; i < n; i++)
    {
      BsrKey key = bsr_key_map_key (self->keys, &all[i], 0);
      if (key.keyval == 0 || bsr_command_is_of_view (&all[i]))
        continue;
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key.keyval, key.modifiers),
                                                gtk_named_action_new (all[i].action));
      gtk_shortcut_set_arguments (shortcut, bsr_command_new_target (&all[i]));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (self->shown), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->window), self->shown);
  bsr_key_tips_show (GTK_WIDGET (self->window), self->keys);
}

static void
dispatch_free (gpointer data)
{
  Dispatch *self = data;
  g_signal_handlers_disconnect_by_data (self->keys, self);
  g_clear_object (&self->keys);
  g_clear_weak_pointer (&self->target);
  g_clear_weak_pointer (&self->view);
  g_free (self);
}

void
bsr_key_dispatch_attach (GtkWindow *window, GtkWidget *target, BsrScanView *view, BsrKeyMap *keys)
{
  g_return_if_fail (GTK_IS_WINDOW (window) && BSR_IS_SCAN_VIEW (view) && BSR_IS_KEY_MAP (keys));

  Dispatch *self = g_new0 (Dispatch, 1);
  self->window = window;
  self->keys = g_object_ref (keys);
  g_set_weak_pointer (&self->target, target);
  g_set_weak_pointer (&self->view, view);

  GtkEventController *before = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (before, GTK_PHASE_CAPTURE);
  g_signal_connect (before, "key-pressed", G_CALLBACK (captured_cb), self);
  g_signal_connect (before, "key-released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), before);
  GtkEventController *after = gtk_event_controller_key_new ();
  g_signal_connect (after, "key-pressed", G_CALLBACK (bubbled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), after);
  g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (active_changed_cb), self);
  g_signal_connect_swapped (keys, "changed", G_CALLBACK (keys_changed_cb), self);
  g_object_set_data_full (G_OBJECT (window), "bsr-key-dispatch", self, dispatch_free);
  bsr_scan_view_set_keys (view, keys);
  keys_changed_cb (self);
}

void
bsr_key_dispatch_set_awake (GtkWindow *window, gboolean awake)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  Dispatch *self = g_object_get_data (G_OBJECT (window), "bsr-key-dispatch");
  if (self != NULL)
    self->asleep = !awake;
}
