#include "bsr-tray-line.h"

#include <glib/gi18n.h>

#include "bsr-tray-count.h"
#include "bsr-tray-words.h"

struct _BsrTrayLine
{
  GtkWidget parent;
  GtkWidget *button;
  GtkLabel *label;
  BsrTrayCount *count;
};

G_DEFINE_FINAL_TYPE (BsrTrayLine, bsr_tray_line, GTK_TYPE_WIDGET)

static void
waiting_changed_cb (BsrTrayLine *self)
{
  int waiting = bsr_tray_count_waiting (self->count);
  g_autofree char *words = bsr_tray_words_waiting (waiting);
  gtk_label_set_label (self->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), waiting > 0);
}

void
bsr_tray_line_set_store (BsrTrayLine *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_TRAY_LINE (self));
  bsr_tray_count_set_store (self->count, store);
}

static void
bsr_tray_line_dispose (GObject *object)
{
  BsrTrayLine *self = BSR_TRAY_LINE (object);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  if (self->count != NULL)
    bsr_tray_count_set_store (self->count, NULL);
  g_clear_object (&self->count);
  G_OBJECT_CLASS (bsr_tray_line_parent_class)->dispose (object);
}

static void
bsr_tray_line_class_init (BsrTrayLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_tray_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bsr_tray_line_init (BsrTrayLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name ("scanner-symbolic");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_set_name (self->button, "tray");
  gtk_widget_set_tooltip_text (self->button, _ ("Open the tray of scans that wait for a case"));
  gtk_widget_add_css_class (self->button, "tray-line");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.tray");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->count = bsr_tray_count_new ();
  g_signal_connect_object (self->count, "notify::waiting", G_CALLBACK (waiting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  waiting_changed_cb (self);
}
