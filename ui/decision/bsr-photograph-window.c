#include "bsr-photograph-window.h"

#include <glib/gi18n.h>

#include "bsr-fact-line.h"
#include "bsr-photograph-picture.h"
#include "bsr-vocabulary.h"

/* Pixels a side: more than the screens have on which it is looked at. */
#define MOST_PIXELS 4096
#define WIDTH 960
#define HEIGHT 720

struct _BsrPhotographWindow
{
  AdwWindow parent;
  GtkPicture *picture;
  GtkLabel *problem_label;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BsrPhotographWindow, bsr_photograph_window, ADW_TYPE_WINDOW)

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrPhotographWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = bsr_photograph_picture_finish (result, &error);
  if (texture != NULL)
    {
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *sentence
      = g_strdup_printf (_ ("The photograph cannot be shown: %s."), error->message);
  gtk_label_set_label (self->problem_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

static void
bsr_photograph_window_dispose (GObject *object)
{
  BsrPhotographWindow *self = BSR_PHOTOGRAPH_WINDOW (object);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (bsr_photograph_window_parent_class)->dispose (object);
}

static void
bsr_photograph_window_class_init (BsrPhotographWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_photograph_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
bsr_photograph_window_init (BsrPhotographWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->problem_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_vexpand (GTK_WIDGET (self->picture), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_label_set_wrap (self->problem_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "refusal");
}

static GtkWidget *
facts_new (const BsrPhotograph *photograph)
{
  g_autofree char *time = bsr_vocabulary_time (photograph->at);
  const char *const facts[] = { photograph->name, photograph->officer, time, NULL };
  g_autofree char *line = bsr_fact_line (facts, gtk_widget_get_default_direction ());
  GtkWidget *label = gtk_label_new (line);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_tooltip_text (label, photograph->sha256);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "read-out");
  return label;
}

GtkWidget *
bsr_photograph_window_new (const BsrPhotograph *photograph, GtkWindow *parent)
{
  g_return_val_if_fail (photograph != NULL, NULL);
  BsrPhotographWindow *self = g_object_new (BSR_TYPE_PHOTOGRAPH_WINDOW, NULL);
  const char *name = *photograph->caption != '\0' ? photograph->caption : photograph->name;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (box), facts_new (photograph));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_picture_set_alternative_text (self->picture, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  bsr_photograph_picture_async (photograph, MOST_PIXELS, self->cancellable, decoded_cb,
                                g_object_ref (self));
  return GTK_WIDGET (self);
}
