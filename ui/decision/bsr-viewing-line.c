#include "bsr-viewing-line.h"

#include "bsr-viewing-words.h"

struct _BsrViewingLine
{
  GtkWidget parent;
  GtkLabel *label;
  GtkWidget *go_button;
  BsrSession *session;
  gboolean revealed;
};

G_DEFINE_FINAL_TYPE (BsrViewingLine, bsr_viewing_line, GTK_TYPE_WIDGET)

static void
update (BsrViewingLine *self)
{
  BsrViewing viewing;
  gboolean known = self->session != NULL
                   && bsr_coverage_tracker_viewing (bsr_session_coverage (self->session), &viewing);
  gtk_widget_set_visible (GTK_WIDGET (self), self->revealed && known);
  if (!self->revealed || !known)
    return;
  g_autofree char *words = bsr_viewing_words_missing (&viewing);
  gtk_label_set_label (self->label, words);
  gtk_widget_set_visible (self->go_button, bsr_viewing_words_missing_percent (&viewing) > 0);
}

static void
go_clicked_cb (BsrViewingLine *self, GtkButton *button)
{
  bsr_session_show_open (self->session);
}

static void
bsr_viewing_line_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_VIEWING_LINE (object)->session);
  G_OBJECT_CLASS (bsr_viewing_line_parent_class)->dispose (object);
}

static void
bsr_viewing_line_class_init (BsrViewingLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_viewing_line_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-viewing-line.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrViewingLine, label);
  gtk_widget_class_bind_template_child (widget_class, BsrViewingLine, go_button);
  gtk_widget_class_bind_template_callback (widget_class, go_clicked_cb);
}

static void
bsr_viewing_line_init (BsrViewingLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bsr_viewing_line_set_session (BsrViewingLine *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_VIEWING_LINE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (bsr_session_coverage (session), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
bsr_viewing_line_reveal (BsrViewingLine *self, gboolean revealed)
{
  g_return_if_fail (BSR_IS_VIEWING_LINE (self));
  self->revealed = revealed;
  update (self);
}
