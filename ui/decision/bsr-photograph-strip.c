#include "bsr-photograph-strip.h"

#include <glib/gi18n.h>

#include "bsr-form.h"
#include "bsr-photograph-picture.h"
#include "bsr-photograph-window.h"

/* Small pictures, pixels. */
#define WIDTH 88
#define HEIGHT 66

struct _BsrPhotographStrip
{
  GtkWidget parent;
  GtkFlowBox *flow_box;
  GtkWidget *pictures; /* around it */
  GtkEditable *caption_entry;

  BsrDossier *dossier; /* (nullable) */
  GSignalGroup *dossier_signals;
  GCancellable *cancellable; /* of the pictures that are being decoded */
  GtkFileChooserNative *chooser; /* (nullable): while it is open */
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (BsrPhotographStrip, bsr_photograph_strip, GTK_TYPE_WIDGET)

/* --- Showing --------------------------------------------------------------------------------- */

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) picture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = bsr_photograph_picture_finish (result, &error);
  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_set_tooltip_text (gtk_widget_get_parent (picture), error->message);
}

static void
picture_clicked_cb (BsrPhotographStrip *self, GtkWidget *button)
{
  const BsrPhotograph *photograph = g_object_get_data (G_OBJECT (button), "bsr-photograph");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window
      = bsr_photograph_window_new (photograph, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
photograph_free (gpointer photograph)
{
  bsr_photograph_free (photograph);
}

static GtkWidget *
small_picture_new (BsrPhotographStrip *self, const BsrPhotograph *photograph)
{
  const char *name = *photograph->caption != '\0' ? photograph->caption : photograph->name;
  GtkWidget *button = gtk_button_new (), *picture = gtk_picture_new ();
  gtk_widget_set_size_request (picture, WIDTH, HEIGHT);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  gtk_button_set_child (GTK_BUTTON (button), picture);
  gtk_widget_add_css_class (button, "photograph");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "bsr-photograph", bsr_photograph_copy (photograph),
                          photograph_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (picture_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  bsr_photograph_picture_async (photograph, WIDTH, self->cancellable, decoded_cb,
                                g_object_ref (picture));
  return button;
}

static void
show_all (BsrPhotographStrip *self)
{
  GtkFlowBoxChild *child;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_flow_box_get_child_at_index (self->flow_box, 0)) != NULL)
    gtk_flow_box_remove (self->flow_box, GTK_WIDGET (child));
  GPtrArray *photographs
      = self->dossier != NULL ? bsr_dossier_photographs (self->dossier) : NULL;
  self->n_shown = photographs != NULL ? photographs->len : 0;
  for (guint i = 0; i < self->n_shown; i++)
    {
      GtkWidget *button = small_picture_new (self, photographs->pdata[i]);
      gtk_flow_box_insert (self->flow_box, button, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_widget_set_visible (self->pictures, self->n_shown > 0);
}

static void
update (BsrPhotographStrip *self)
{
  BsrCaseState state
      = self->dossier != NULL ? bsr_dossier_state (self->dossier) : BSR_STATE_FLAGGED;
  if (self->dossier == NULL || bsr_dossier_photographs (self->dossier)->len != self->n_shown)
    show_all (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_shown > 0 || state == BSR_STATE_TO_BE_EXAMINED
                                                 || state == BSR_STATE_EXAMINED);
}

/* --- Adding ---------------------------------------------------------------------------------- */

static void
add_files (BsrPhotographStrip *self, GSList *files)
{
  g_autofree char *caption = bsr_form_written (self->caption_entry);
  gboolean any = FALSE;
  for (; files != NULL && self->dossier != NULL; files = files->next)
    if (g_file_peek_path (files->data) != NULL)
      {
        bsr_dossier_add_photograph (self->dossier, g_file_peek_path (files->data), caption);
        any = TRUE;
      }
  if (any)
    gtk_editable_set_text (self->caption_entry, "");
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, BsrPhotographStrip *self)
{
  g_autoptr (GListModel) model = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  GSList *files = NULL;
  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    files = g_slist_prepend (files, g_list_model_get_item (model, i));
  g_clear_object (&self->chooser);
  if (response == GTK_RESPONSE_ACCEPT)
    add_files (self, files);
  g_slist_free_full (files, g_object_unref);
}

static void
add_clicked_cb (BsrPhotographStrip *self, GtkButton *button)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (self->chooser != NULL || !GTK_IS_WINDOW (root))
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Add Photographs"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();
  gtk_file_filter_set_name (pictures, _ ("Photographs (JPEG, PNG)"));
  gtk_file_filter_add_suffix (pictures, "jpg");
  gtk_file_filter_add_suffix (pictures, "jpeg");
  gtk_file_filter_add_suffix (pictures, "png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), pictures);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), FALSE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* What is chosen is for the case that was before who chose, while it is. */
static void
close_chooser (BsrPhotographStrip *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
bsr_photograph_strip_unmap (GtkWidget *widget)
{
  close_chooser (BSR_PHOTOGRAPH_STRIP (widget));
  GTK_WIDGET_CLASS (bsr_photograph_strip_parent_class)->unmap (widget);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BsrPhotographStrip *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  add_files (self, files);
  return files != NULL;
}

/* --- The object ------------------------------------------------------------------------------ */

void
bsr_photograph_strip_set_dossier (BsrPhotographStrip *self, BsrDossier *dossier)
{
  g_return_if_fail (BSR_IS_PHOTOGRAPH_STRIP (self));
  close_chooser (self);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  gtk_editable_set_text (self->caption_entry, "");
  show_all (self);
  update (self);
}

guint
bsr_photograph_strip_n_shown (BsrPhotographStrip *self)
{
  g_return_val_if_fail (BSR_IS_PHOTOGRAPH_STRIP (self), 0);
  return self->n_shown;
}

static void
bsr_photograph_strip_dispose (GObject *object)
{
  BsrPhotographStrip *self = BSR_PHOTOGRAPH_STRIP (object);
  GtkWidget *child;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  close_chooser (self);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->dossier);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_photograph_strip_parent_class)->dispose (object);
}

static void
bsr_photograph_strip_class_init (BsrPhotographStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_photograph_strip_dispose;
  widget_class->unmap = bsr_photograph_strip_unmap;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/decision/bsr-photograph-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrPhotographStrip, flow_box);
  gtk_widget_class_bind_template_child (widget_class, BsrPhotographStrip, pictures);
  gtk_widget_class_bind_template_child (widget_class, BsrPhotographStrip, caption_entry);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
bsr_photograph_strip_init (BsrPhotographStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->dossier_signals, "record-changed", G_CALLBACK (update),
                                  self);
  update (self);
}
