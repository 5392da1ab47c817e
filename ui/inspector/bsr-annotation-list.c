#include "bsr-annotation-list.h"

#include "bsr-annotation-row.h"
#include "bsr-measurement-words.h"

struct _BsrAnnotationList
{
  GtkWidget parent;
  GtkListBox *list_box;

  BsrSession *session;
  gboolean following; /* the selection is being taken from the session */
};

G_DEFINE_FINAL_TYPE (BsrAnnotationList, bsr_annotation_list, GTK_TYPE_WIDGET)

static void
row_selected_cb (BsrAnnotationList *self, GtkListBoxRow *row, GtkListBox *list_box)
{
  if (self->following || self->session == NULL || row == NULL)
    return;
  BsrAnnotation *annotation = bsr_annotation_row_annotation (BSR_ANNOTATION_ROW (row));
  bsr_session_select_annotation (self->session, bsr_annotation_id (annotation), TRUE);
}

static void
follow_selection_cb (BsrAnnotationList *self)
{
  const char *id = bsr_session_selected_annotation (self->session);
  GtkListBoxRow *selected = NULL, *row;
  for (int i = 0; id != NULL && (row = gtk_list_box_get_row_at_index (self->list_box, i)); i++)
    if (g_str_equal (bsr_annotation_id (bsr_annotation_row_annotation (BSR_ANNOTATION_ROW (row))),
                     id))
      selected = row;
  self->following = TRUE;
  gtk_list_box_select_row (self->list_box, selected);
  self->following = FALSE;
}

static void
removed_cb (BsrAnnotationRow *row, BsrAnnotationList *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  g_autofree char *id = g_strdup (bsr_annotation_id (bsr_annotation_row_annotation (row)));
  if (dossier != NULL)
    bsr_dossier_remove_annotation (dossier, id);
}

static void
recategorised_cb (BsrAnnotationRow *row, int category, BsrAnnotationList *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  g_autoptr (BsrAnnotation) changed =
      bsr_annotation_with_text (bsr_annotation_row_annotation (row), category, NULL);
  if (dossier != NULL)
    bsr_dossier_change_annotation (dossier, changed);
}

static void
show_figure (BsrAnnotationList *self, BsrAnnotationRow *row)
{
  BsrAnnotation *annotation = bsr_annotation_row_annotation (row);
  if (!bsr_shape_is_measurement (bsr_annotation_shape (annotation)))
    return;
  g_autoptr (BsrMeasurement) measurement
      = bsr_measurements_of (bsr_session_measurements (self->session), annotation);
  g_autofree char *figure = bsr_measurement_words_brief (measurement);
  bsr_annotation_row_show_figure (row, figure);
}

static void
measured_cb (BsrAnnotationList *self)
{
  GtkListBoxRow *row;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    show_figure (self, BSR_ANNOTATION_ROW (row));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = bsr_annotation_row_new (item);
  show_figure (user_data, BSR_ANNOTATION_ROW (row));
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), user_data, 0);
  g_signal_connect_object (row, "recategorised", G_CALLBACK (recategorised_cb), user_data, 0);
  return row;
}

static void
dossier_changed_cb (BsrAnnotationList *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  GListModel *annotations = dossier != NULL ? bsr_dossier_annotations (dossier) : NULL;
  self->following = TRUE;
  gtk_list_box_bind_model (self->list_box, annotations, create_row, self, NULL);
  self->following = FALSE;
}

static void
bsr_annotation_list_dispose (GObject *object)
{
  BsrAnnotationList *self = BSR_ANNOTATION_LIST (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_annotation_list_parent_class)->dispose (object);
}

static void
bsr_annotation_list_class_init (BsrAnnotationListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_annotation_list_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/inspector/bsr-annotation-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrAnnotationList, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
bsr_annotation_list_init (BsrAnnotationList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bsr_annotation_list_set_session (BsrAnnotationList *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_ANNOTATION_LIST (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-annotation",
                           G_CALLBACK (follow_selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (measured_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bsr_session_measurements (session), "measured", G_CALLBACK (measured_cb),
                           self, G_CONNECT_SWAPPED);
  dossier_changed_cb (self);
}
