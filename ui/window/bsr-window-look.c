/* What the officer does to the picture by key: actions, their keys, and the panel over the scan. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-look-words.h"

static void
enhance_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrSession *session = BSR_WINDOW (widget)->session;
  if (bsr_session_scene (session) != NULL)
    bsr_session_toggle_enhancement (session, (BsrEnhancement) g_variant_get_int32 (parameter));
}

static void
invert_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_tone_bar_invert (BSR_WINDOW (widget)->tone_bar);
}

static void
logarithmic_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_tone_bar_toggle_logarithmic (BSR_WINDOW (widget)->tone_bar);
}

static void
window_preset_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_tone_bar_show_preset (BSR_WINDOW (widget)->tone_bar,
                            (BsrTonePreset) g_variant_get_int32 (parameter));
}

static void
window_step_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_tone_bar_step_preset (BSR_WINDOW (widget)->tone_bar, g_variant_get_int32 (parameter));
}

static void
colours_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_tone_bar_step_palette (BSR_WINDOW (widget)->tone_bar, g_variant_get_int32 (parameter));
}

static void
gamma_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_look_panel_focus_gamma (BSR_WINDOW (widget)->look_panel);
}

static void
save_view_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_look_panel_focus_name (BSR_WINDOW (widget)->look_panel);
}

static void
reset_look_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_tone_bar_reset (BSR_WINDOW (widget)->tone_bar);
}

static void
focus_scan (BsrWindow *self)
{
  gtk_widget_grab_focus (adw_bin_get_child (ADW_BIN (self->view_bin)));
}

static void
look_panel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  GtkWidget *panel = GTK_WIDGET (self->look_panel);
  if (!gtk_widget_get_visible (panel))
    {
      bsr_look_panel_focus (self->look_panel);
      return;
    }
  gtk_widget_set_visible (panel, FALSE);
  focus_scan (self);
}

static void
panel_reset_cb (BsrWindow *self)
{
  bsr_tone_bar_reset (self->tone_bar);
}

void
bsr_window_connect_look (BsrWindow *self)
{
  bsr_look_panel_set_session (self->look_panel, self->session);
  bsr_tone_legend_set_session (self->tone_legend, self->session);
  bsr_tone_bar_bind_panel (self->tone_bar, GTK_WIDGET (self->look_panel));
  g_signal_connect_object (self->look_panel, "reset", G_CALLBACK (panel_reset_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->look_panel, "done", G_CALLBACK (focus_scan), self,
                           G_CONNECT_SWAPPED);
}

void
bsr_window_install_look_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.enhance", "i", enhance_action_cb },
    { "win.invert", NULL, invert_action_cb },
    { "win.logarithmic", NULL, logarithmic_action_cb },
    { "win.window-preset", "i", window_preset_action_cb },
    { "win.window-step", "i", window_step_action_cb },
    { "win.colours", "i", colours_action_cb },
    { "win.gamma", NULL, gamma_action_cb },
    { "win.save-view", NULL, save_view_action_cb },
    { "win.reset-look", NULL, reset_look_action_cb },
    { "win.look-panel", NULL, look_panel_action_cb },
  };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
}
