/* What the view does when it is asked by an action, "scan.…": by a key, a button or a menu. */

#include "bsr-scan-view-private.h"

#include <glib/gi18n.h>

void
bsr_scan_view_step_zoom (BsrScanView *self, int direction)
{
  double zoom = bsr_view_transform_step_zoom (self->transform.zoom, direction);
  bsr_scan_view_zoom_about (self, zoom, self->pointer_x, self->pointer_y);
}

static void
zoom_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrScanView *self = BSR_SCAN_VIEW (widget);
  if (g_str_equal (name, "scan.zoom-original"))
    bsr_scan_view_zoom_about (self, 1.0, self->pointer_x, self->pointer_y);
  else
    bsr_scan_view_step_zoom (self, g_str_equal (name, "scan.zoom-in") ? 1 : -1);
}

static void
fit_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_scan_view_fit (BSR_SCAN_VIEW (widget));
}

static void
auto_window_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (bsr_scan_view_has_scan (BSR_SCAN_VIEW (widget)))
    bsr_scan_view_set_auto_window (BSR_SCAN_VIEW (widget));
}

static void
step_mark_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (bsr_scan_view_has_scan (BSR_SCAN_VIEW (widget)))
    bsr_scan_view_select_next_annotation (BSR_SCAN_VIEW (widget), g_variant_get_int32 (parameter));
}

static void
remove_mark_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (bsr_scan_view_has_scan (BSR_SCAN_VIEW (widget)))
    bsr_scan_view_remove_selected (BSR_SCAN_VIEW (widget));
}

/* Of the window that the view is in: the one that the officer is looking at. */
static void
fullscreen_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  if (gtk_window_is_fullscreen (GTK_WINDOW (root)))
    gtk_window_unfullscreen (GTK_WINDOW (root));
  else
    gtk_window_fullscreen (GTK_WINDOW (root));
}

static void
own_view_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrSession *session = BSR_SCAN_VIEW (widget)->session;
  if (session != NULL && !bsr_session_show_own (session))
    bsr_session_say (session, _ ("This is your own view"));
  gtk_widget_grab_focus (widget);
}

void
bsr_scan_view_set_keys (BsrScanView *view, BsrKeyMap *keys)
{
  g_return_if_fail (BSR_IS_SCAN_VIEW (view) && BSR_IS_KEY_MAP (keys));
  g_set_object (&view->keys, keys);
}

gboolean
bsr_scan_view_is_drawing (BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_SCAN_VIEW (view), FALSE);
  return view->drawing.active;
}

void
bsr_scan_view_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "scan.zoom-in", NULL, zoom_action_cb },
    { "scan.zoom-out", NULL, zoom_action_cb },
    { "scan.zoom-original", NULL, zoom_action_cb },
    { "scan.fit", NULL, fit_action_cb },
    { "scan.auto-window", NULL, auto_window_action_cb },
    { "scan.step-mark", "i", step_mark_action_cb },
    { "scan.remove-mark", NULL, remove_mark_action_cb },
    { "scan.own-view", NULL, own_view_action_cb },
    { "scan.fullscreen", NULL, fullscreen_action_cb },
  };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
}
