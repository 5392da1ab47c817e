/* The window's panels: what is shown, what of that can be taken back, and the windows beside it. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-key-dispatch.h"
#include "bsr-keys-window.h"

/* --- what can be taken back --- */

static void
history_changed_cb (BsrWindow *self)
{
  bsr_window_update_actions (self);
}

/* The divider moves by itself when the window is resized: a step is only what a hand did to it. */
static gboolean
paned_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, BsrWindow *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    bsr_panel_history_forget_change (self->history, self->paned);
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END)
    bsr_panel_history_note (self->history, self->paned);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
paned_before_cb (BsrWindow *self)
{
  bsr_panel_history_forget_change (self->history, self->paned);
  return FALSE;
}

static gboolean
paned_moved_cb (BsrWindow *self)
{
  bsr_panel_history_note (self->history, self->paned);
  return FALSE;
}

static void
watch_paned (BsrWindow *self)
{
  GtkEventController *legacy = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect (legacy, "event", G_CALLBACK (paned_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->paned), legacy);
  g_signal_connect_swapped (self->paned, "move-handle", G_CALLBACK (paned_before_cb), self);
  g_signal_connect_data (self->paned, "move-handle", G_CALLBACK (paned_moved_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  bsr_panel_history_keep (self->history, self->paned, "position", _ ("Resize the panels"));
}

static void raw_pixels_changed_cb (BsrWindow *self);

void
bsr_window_watch_panels (BsrWindow *self)
{
  BsrPanelHistory *history = self->history;
  bsr_panel_history_watch (history, self->flap, "reveal-flap", _ ("Show or hide the cases"));
  bsr_panel_history_watch (history, self->inspector_pane, "visible",
                           _ ("Show or hide what is known of the scan"));
  bsr_panel_history_watch_merged (history, bsr_inspector_pages (self->inspector),
                                  "visible-child-name", _ ("Show another page"));
  bsr_panel_history_watch (history, self->session, "show-findings",
                           _ ("Show or hide the findings on the scan"));
  bsr_panel_history_watch (history, self->session, "show-annotations",
                           _ ("Show or hide the marks on the scan"));
  bsr_panel_history_watch (history, self->session, "show-grid", _ ("Grid of metres"));
  bsr_panel_history_watch (history, self->session, "category", _ ("Category of new marks"));
  bsr_panel_history_watch (history, bsr_session_share (self->session), "raw-pixels",
                           _ ("Raw pixels: each one square"));
  g_signal_connect_object (bsr_session_share (self->session), "notify::raw-pixels",
                           G_CALLBACK (raw_pixels_changed_cb), self, G_CONNECT_SWAPPED);
  watch_paned (self);
  g_signal_connect_object (history, "changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* The tooltips of undo and redo say what, and by which key. */
  g_signal_connect_object (self->keys, "changed", G_CALLBACK (bsr_window_update_actions), self,
                           G_CONNECT_SWAPPED);
}

static void
tell_depth (BsrWindow *self, gboolean redone)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  bsr_panel_history_set_depth (self->history, dossier != NULL ? bsr_dossier_n_steps (dossier) : 0,
                               redone);
}

void
bsr_window_steps_changed (BsrWindow *self)
{
  tell_depth (self, self->redoing);
  bsr_window_update_actions (self);
}

void
bsr_window_undo (BsrWindow *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (!bsr_panel_history_undo (self->history) && dossier != NULL)
    bsr_dossier_undo (dossier);
}

void
bsr_window_redo (BsrWindow *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (bsr_panel_history_redo (self->history) || dossier == NULL)
    return;
  self->redoing = TRUE;
  bsr_dossier_redo (dossier);
  self->redoing = FALSE;
}

/* --- what is shown --- */

static void
toggle (gpointer object, const char *property)
{
  gboolean is_on;
  g_object_get (object, property, &is_on, NULL);
  g_object_set (object, property, !is_on, NULL);
}

static void
toggle_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  if (g_str_equal (name, "win.toggle-worklist"))
    toggle (self->flap, "reveal-flap");
  else if (g_str_equal (name, "win.toggle-inspector"))
    toggle (self->inspector_pane, "visible");
  else if (g_str_equal (name, "win.show-findings"))
    toggle (self->session, "show-findings");
  else if (g_str_equal (name, "win.show-marks"))
    toggle (self->session, "show-annotations");
  else if (g_str_equal (name, "win.toggle-grid"))
    toggle (self->session, "show-grid");
}

/* --- the image on another monitor --- */

static void
image_closed_cb (BsrWindow *self)
{
  if (self->image_window != NULL)
    self->image_linked = bsr_image_window_linked (self->image_window);
  self->image_window = NULL;
  g_object_notify (G_OBJECT (self), "image-window");
}

static void
open_image (BsrWindow *self)
{
  self->image_window = bsr_image_window_new (self->session, GTK_WINDOW (self), self->keys,
                                             self->settings);
  g_object_set (self->image_window, "linked", self->image_linked, NULL);
  g_signal_connect_object (self->image_window, "destroy", G_CALLBACK (image_closed_cb), self,
                           G_CONNECT_SWAPPED);
  bsr_idle_watch_add_window (self->idle, GTK_WIDGET (self->image_window));
  bsr_image_window_show (self->image_window, GTK_WINDOW (self));
  g_object_notify (G_OBJECT (self), "image-window");
}

void
bsr_window_close_image (BsrWindow *self)
{
  if (self->image_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->image_window));
}

static void
linked_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  if (self->image_window != NULL)
    toggle (self->image_window, "linked");
}

/* --- what the menu shows as switched on --- */

enum
{
  PROP_RAW_PIXELS = 1,
  PROP_IMAGE_WINDOW,
};

static void
get_switch (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsrWindow *self = BSR_WINDOW (object);
  if (id == PROP_RAW_PIXELS)
    g_value_set_boolean (value, self->session != NULL
                                    && bsr_view_share_raw_pixels (bsr_session_share (self->session)));
  else if (id == PROP_IMAGE_WINDOW)
    g_value_set_boolean (value, self->image_window != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_switch (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsrWindow *self = BSR_WINDOW (object);
  gboolean on = g_value_get_boolean (value);
  if (id == PROP_RAW_PIXELS)
    g_object_set (bsr_session_share (self->session), "raw-pixels", on, NULL);
  else if (id != PROP_IMAGE_WINDOW)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (on && self->image_window == NULL)
    open_image (self);
  else if (!on)
    bsr_window_close_image (self);
}

static void
raw_pixels_changed_cb (BsrWindow *self)
{
  g_object_notify (G_OBJECT (self), "raw-pixels");
}

static void
install_switches (GtkWidgetClass *widget_class)
{
  GObjectClass *class = G_OBJECT_CLASS (widget_class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  class->get_property = get_switch;
  class->set_property = set_switch;
  g_object_class_install_property (class, PROP_RAW_PIXELS,
                                   g_param_spec_boolean ("raw-pixels", NULL, NULL, FALSE, flags));
  g_object_class_install_property (class, PROP_IMAGE_WINDOW,
                                   g_param_spec_boolean ("image-window", NULL, NULL, FALSE, flags));
  gtk_widget_class_install_property_action (widget_class, "win.raw-pixels", "raw-pixels");
  gtk_widget_class_install_property_action (widget_class, "win.image-window", "image-window");
}

/* --- the keys --- */

static void
keys_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  if (self->keys_window == NULL)
    {
      self->keys_window = bsr_keys_window_new (self->keys);
      bsr_idle_watch_add_window (self->idle, self->keys_window);
    }
  gtk_window_present (GTK_WINDOW (self->keys_window));
}

static void
downtimes_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  if (self->downtime_window == NULL)
    {
      self->downtime_window
          = bsr_downtime_window_new (self->store, self->officer, self->station);
      bsr_idle_watch_add_window (self->idle, GTK_WIDGET (self->downtime_window));
    }
  else
    bsr_downtime_window_refresh (BSR_DOWNTIME_WINDOW (self->downtime_window));
  gtk_window_present (GTK_WINDOW (self->downtime_window));
}

/* (nullable): a window that only who opened it may see. */
static void
close_private (GtkWidget **window)
{
  if (*window != NULL)
    gtk_window_destroy (GTK_WINDOW (*window));
  *window = NULL;
}

void
bsr_window_close_over (BsrWindow *self)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self)
          && GTK_WIDGET (window) != self->keys_window
          && GTK_WIDGET (window) != self->downtime_window
          && GTK_WIDGET (window) != self->tray_window
          && GTK_WIDGET (window) != GTK_WIDGET (self->image_window))
        gtk_window_destroy (window);
    }
  close_private (&self->downtime_window);
  close_private (&self->tray_window);
}

void
bsr_window_close_beside (BsrWindow *self)
{
  bsr_window_close_image (self);
  bsr_window_close_over (self);
  if (self->keys_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->keys_window));
  self->keys_window = NULL;
}

/* --- what is remembered --- */

void
bsr_window_restore_panels (BsrWindow *self)
{
  if (self->settings == NULL)
    return;
  self->image_linked = g_settings_get_boolean (self->settings, "image-linked");
  if (g_settings_get_boolean (self->settings, "image-window"))
    open_image (self);
}

void
bsr_window_keep_panels (BsrWindow *self)
{
  if (self->settings == NULL)
    return;
  if (self->image_window != NULL)
    self->image_linked = bsr_image_window_linked (self->image_window);
  g_settings_set_boolean (self->settings, "image-window", self->image_window != NULL);
  g_settings_set_boolean (self->settings, "image-linked", self->image_linked);
}

void
bsr_window_install_panel_actions (GtkWidgetClass *widget_class)
{
  static const char *const toggles[] = { "win.toggle-worklist", "win.toggle-inspector",
                                         "win.show-findings", "win.show-marks", "win.toggle-grid" };
  for (guint i = 0; i < G_N_ELEMENTS (toggles); i++)
    gtk_widget_class_install_action (widget_class, toggles[i], NULL, toggle_action_cb);
  install_switches (widget_class);
  gtk_widget_class_install_action (widget_class, "win.image-linked", NULL, linked_action_cb);
  gtk_widget_class_install_action (widget_class, "win.keys", NULL, keys_action_cb);
  gtk_widget_class_install_action (widget_class, "win.downtimes", NULL, downtimes_action_cb);
}
