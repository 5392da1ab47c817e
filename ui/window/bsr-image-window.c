#include "bsr-image-window.h"

#include <glib/gi18n.h>

#include "bsr-key-dispatch.h"
#include "bsr-scan-view.h"

/* Logical pixels, where there is no other monitor to fill and nothing is remembered. */
#define WIDTH 1200
#define HEIGHT 640

struct _BsrImageWindow
{
  AdwWindow parent;
  GtkWidget *header_bar;
  BsrScanView *view;
  GSettings *settings; /* (nullable) */
  gboolean linked;
};

G_DEFINE_FINAL_TYPE (BsrImageWindow, bsr_image_window, ADW_TYPE_WINDOW)

enum
{
  PROP_LINKED = 1,
};

static void
bsr_image_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LINKED)
    g_value_set_boolean (value, bsr_image_window_linked (BSR_IMAGE_WINDOW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_image_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsrImageWindow *self = BSR_IMAGE_WINDOW (object);
  if (id != PROP_LINKED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->linked == g_value_get_boolean (value))
    return;
  self->linked = g_value_get_boolean (value);
  bsr_scan_view_set_linked (self->view, self->linked);
  g_object_notify_by_pspec (object, pspec);
}

/* Full screen is for the image alone. */
static void
fullscreened_cb (BsrImageWindow *self)
{
  gtk_widget_set_visible (self->header_bar, !gtk_window_is_fullscreen (GTK_WINDOW (self)));
}

static GListModel *
monitors_of (gpointer window)
{
  return gdk_display_get_monitors (gtk_widget_get_display (window));
}

/* (nullable): the monitor that @window is on. */
static GdkMonitor *
own_monitor (gpointer window)
{
  GdkSurface *surface = gtk_native_get_surface (window);
  return surface != NULL
             ? gdk_display_get_monitor_at_surface (gtk_widget_get_display (window), surface)
             : NULL;
}

/* How it was left is how it comes again. Where it is on its monitor the toolkit neither tells nor lets
 * choose; that it fills it is both. */
static void
unmapped_cb (BsrImageWindow *self)
{
  int width, height;
  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    g_settings_set (self->settings, "image-size", "(ii)", width, height);
  /* One monitor has no room for both: what was chosen where there are more stays. */
  GdkMonitor *monitor = own_monitor (self);
  const char *connector = monitor != NULL ? gdk_monitor_get_connector (monitor) : NULL;
  if (g_list_model_get_n_items (monitors_of (self)) < 2 || connector == NULL)
    return;
  g_settings_set_boolean (self->settings, "image-fullscreen",
                          gtk_window_is_fullscreen (GTK_WINDOW (self)));
  g_settings_set_string (self->settings, "image-monitor", connector);
}

static void
bsr_image_window_dispose (GObject *object)
{
  g_clear_object (&BSR_IMAGE_WINDOW (object)->settings);
  G_OBJECT_CLASS (bsr_image_window_parent_class)->dispose (object);
}

static void
bsr_image_window_class_init (BsrImageWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->get_property = bsr_image_window_get_property;
  object_class->set_property = bsr_image_window_set_property;
  object_class->dispose = bsr_image_window_dispose;
  g_object_class_install_property (
      object_class, PROP_LINKED,
      g_param_spec_boolean ("linked", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static void
bsr_image_window_init (BsrImageWindow *self)
{
  self->linked = TRUE;
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}

static GtkWidget *
link_button_new (BsrImageWindow *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *text = _ ("Show the same place in both windows");
  gtk_button_set_icon_name (GTK_BUTTON (button), "insert-link-symbolic");
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_set_name (button, "image-linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_bind_property (self, "linked", button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return button;
}

static GtkWidget *
fullscreen_button_new (BsrImageWindow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-fullscreen-symbolic");
  const char *text = _ ("Full screen");
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_set_name (button, "fullscreen");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_window_fullscreen), self);
  return button;
}

BsrImageWindow *
bsr_image_window_new (BsrSession *session, GtkWindow *main, BsrKeyMap *keys, GSettings *settings)
{
  g_return_val_if_fail (BSR_IS_SESSION (session) && GTK_IS_WINDOW (main), NULL);

  BsrImageWindow *self = g_object_new (BSR_TYPE_IMAGE_WINDOW, NULL);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = bsr_scan_view_new (session);
  self->view = BSR_SCAN_VIEW (view);
  self->header_bar = adw_header_bar_new ();
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header_bar), link_button_new (self));
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header_bar), fullscreen_button_new (self));
  gtk_box_append (GTK_BOX (box), self->header_bar);
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_bind_property (main, "title", self, "title", G_BINDING_SYNC_CREATE);
  bsr_key_dispatch_attach (GTK_WINDOW (self), GTK_WIDGET (main), self->view, keys);
  gtk_window_set_focus (GTK_WINDOW (self), view);
  return self;
}

/* (nullable) (transfer full): of the monitors that @main is not on the one with @connector, else the
 * first. */
static GdkMonitor *
find_monitor (GtkWindow *main, const char *connector)
{
  GListModel *monitors = monitors_of (main);
  GdkMonitor *own = own_monitor (main);
  g_autoptr (GdkMonitor) found = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      if (monitor == own)
        continue;
      if (g_strcmp0 (gdk_monitor_get_connector (monitor), connector) == 0)
        return g_steal_pointer (&monitor);
      if (found == NULL)
        found = g_steal_pointer (&monitor);
    }
  return g_steal_pointer (&found);
}

void
bsr_image_window_show (BsrImageWindow *self, GtkWindow *main)
{
  g_return_if_fail (BSR_IS_IMAGE_WINDOW (self) && GTK_IS_WINDOW (main));

  gboolean fills = TRUE;
  g_autofree char *connector = NULL;
  if (self->settings != NULL)
    {
      int width, height;
      g_settings_get (self->settings, "image-size", "(ii)", &width, &height);
      gtk_window_set_default_size (GTK_WINDOW (self), width, height);
      fills = g_settings_get_boolean (self->settings, "image-fullscreen");
      connector = g_settings_get_string (self->settings, "image-monitor");
    }
  g_autoptr (GdkMonitor) monitor = fills ? find_monitor (main, connector) : NULL;
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
bsr_image_window_linked (BsrImageWindow *self)
{
  g_return_val_if_fail (BSR_IS_IMAGE_WINDOW (self), FALSE);
  return self->linked;
}
