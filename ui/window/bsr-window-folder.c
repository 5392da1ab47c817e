/* What comes by itself: the window's own drop folder, and the tray. */

#include "bsr-window-private.h"

#include "bsr-folder-bar.h"

static void
settings_changed_cb (BsrWindow *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "drop-folder");
  gboolean watched = g_settings_get_boolean (self->settings, "drop-folder-watched");
  bsr_own_folder_set_path (self->own_folder, watched ? path : NULL);
}

void
bsr_window_begin_folder (BsrWindow *self)
{
  self->own_folder = bsr_own_folder_new (NULL);
  bsr_folder_bar_set_folder (self->folder_bar, self->own_folder);
  g_signal_connect_object (self->own_folder, "say", G_CALLBACK (bsr_window_say), self,
                           G_CONNECT_SWAPPED);
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::drop-folder", G_CALLBACK (settings_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::drop-folder-watched",
                           G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  settings_changed_cb (self);
}

/* Who may bring in takes what comes, and is offered what waits. */
void
bsr_window_update_folder (BsrWindow *self)
{
  const BsrActor actor = { self->officer, self->station };
  gboolean may = self->store != NULL && bsr_duty_may (self->duty, BSR_RIGHT_BRING_IN, NULL);
  BsrStore *store = may ? self->store : NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.tray", may);
  bsr_tray_line_set_store (bsr_worklist_tray_line (self->worklist), store);
  if (self->own_folder != NULL)
    bsr_own_folder_set_desk (self->own_folder, self->closing ? NULL : store, &actor);
}

static void
tray_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  if (self->tray_window == NULL)
    {
      self->tray_window
          = bsr_tray_window_new (self->store, self->officer, self->station, self->settings);
      bsr_idle_watch_add_window (self->idle, self->tray_window);
    }
  gtk_window_present (GTK_WINDOW (self->tray_window));
}

void
bsr_window_install_folder_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.tray", NULL, tray_action_cb);
}
