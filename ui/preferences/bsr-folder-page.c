#include "bsr-folder-page.h"

#include <glib/gi18n.h>

struct _BsrFolderPage
{
  GtkWidget parent;
  GtkSwitch *watch_switch;
  AdwActionRow *path_row;
  GSettings *settings;
  GtkFileChooserNative *chooser; /* (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (BsrFolderPage, bsr_folder_page, GTK_TYPE_WIDGET)

static void
show (BsrFolderPage *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "drop-folder");
  adw_action_row_set_subtitle (self->path_row, *path != '\0' ? path : _ ("None is chosen"));
  /* Nothing can be watched before there is something to watch. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->watch_switch), *path != '\0');
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, BsrFolderPage *self)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  g_clear_object (&self->chooser);
  /* A setting is UTF-8. */
  if (response == GTK_RESPONSE_ACCEPT && path != NULL && g_utf8_validate (path, -1, NULL))
    g_settings_set_string (self->settings, "drop-folder", path);
}

static void
choose_cb (BsrFolderPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (self->chooser != NULL || !GTK_IS_WINDOW (root))
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Choose the Drop Folder"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"),
                                               NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), FALSE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
bsr_folder_page_set_settings (BsrFolderPage *self, GSettings *settings)
{
  g_return_if_fail (BSR_IS_FOLDER_PAGE (self) && G_IS_SETTINGS (settings) && self->settings == NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "drop-folder-watched", self->watch_switch, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_signal_connect_object (settings, "changed::drop-folder", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

static void
bsr_folder_page_dispose (GObject *object)
{
  BsrFolderPage *self = BSR_FOLDER_PAGE (object);
  GtkWidget *child;
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (bsr_folder_page_parent_class)->dispose (object);
}

static void
bsr_folder_page_class_init (BsrFolderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_folder_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/preferences/bsr-folder-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrFolderPage, watch_switch);
  gtk_widget_class_bind_template_child (widget_class, BsrFolderPage, path_row);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
bsr_folder_page_init (BsrFolderPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
