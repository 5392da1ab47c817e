#include "bsr-folder-bar.h"

#include <glib/gi18n.h>

struct _BsrFolderBar
{
  GtkWidget parent;
  GtkLabel *label;
  BsrOwnFolder *folder;
};

G_DEFINE_FINAL_TYPE (BsrFolderBar, bsr_folder_bar, GTK_TYPE_WIDGET)

static void
trouble_changed_cb (BsrFolderBar *self)
{
  const char *trouble = bsr_own_folder_trouble (self->folder);
  gtk_label_set_label (self->label, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self), trouble != NULL);
}

static void
again_cb (BsrFolderBar *self)
{
  bsr_own_folder_try_again (self->folder);
}

void
bsr_folder_bar_set_folder (BsrFolderBar *self, BsrOwnFolder *folder)
{
  g_return_if_fail (BSR_IS_FOLDER_BAR (self) && self->folder == NULL);
  self->folder = g_object_ref (folder);
  g_signal_connect_object (folder, "notify::trouble", G_CALLBACK (trouble_changed_cb), self,
                           G_CONNECT_SWAPPED);
  trouble_changed_cb (self);
}

static void
bsr_folder_bar_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_FOLDER_BAR (object)->folder);
  G_OBJECT_CLASS (bsr_folder_bar_parent_class)->dispose (object);
}

static void
bsr_folder_bar_class_init (BsrFolderBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_folder_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
bsr_folder_bar_init (BsrFolderBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self), *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Try Again"));
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);
  self->label = GTK_LABEL (label);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Look into the drop folder now"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (widget, "folder-bar");
  gtk_widget_set_parent (label, widget);
  gtk_widget_set_parent (button, widget);
  gtk_widget_set_visible (widget, FALSE);
}
