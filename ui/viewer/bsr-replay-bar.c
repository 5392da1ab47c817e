#include "bsr-replay-bar.h"

#include <glib/gi18n.h>
#include <math.h>

struct _BsrReplayBar
{
  GtkWidget parent;
  GtkWidget *label, *back_button;
};

G_DEFINE_FINAL_TYPE (BsrReplayBar, bsr_replay_bar, GTK_TYPE_WIDGET)

static void
bsr_replay_bar_dispose (GObject *object)
{
  BsrReplayBar *self = BSR_REPLAY_BAR (object);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->back_button, gtk_widget_unparent);
  G_OBJECT_CLASS (bsr_replay_bar_parent_class)->dispose (object);
}

static void
bsr_replay_bar_class_init (BsrReplayBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = bsr_replay_bar_dispose;
  gtk_widget_class_set_css_name (widget_class, "replaybar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
bsr_replay_bar_init (BsrReplayBar *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap",
                              TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  /* Translators: what one looked at before another officer's view was shown. */
  self->back_button = gtk_button_new_with_label (_ ("Back to Mine"));
  gtk_widget_set_name (self->back_button, "own-view"); /* its key is in the tooltip */
  gtk_widget_set_tooltip_text (self->back_button,
                               _ ("Back to what you looked at before, as it was"));
  gtk_widget_set_valign (self->back_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "scan.own-view");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->back_button, GTK_WIDGET (self));
}

GtkWidget *
bsr_replay_bar_new (void)
{
  return g_object_new (BSR_TYPE_REPLAY_BAR, NULL);
}

void
bsr_replay_bar_tell (BsrReplayBar *bar, const char *officer, double size)
{
  g_return_if_fail (BSR_IS_REPLAY_BAR (bar) && size > 0.0);

  int percent = (int) lrint (100.0 * size);
  const char *who = officer != NULL ? officer : _ ("another officer");
  g_autofree char *text
      /* Translators: the name of an officer; then how large his picture is shown, percent. */
      = percent < 100 ? g_strdup_printf (_ ("As %s saw it, at %d %% of its size"), who, percent)
                      : g_strdup_printf (_ ("As %s saw it"), who);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (bar->label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (bar->label), text);
}
