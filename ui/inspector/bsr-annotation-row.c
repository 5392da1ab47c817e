#include "bsr-annotation-row.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"

struct _BsrAnnotationRow
{
  GtkListBoxRow parent;
  GtkWidget *swatch;
  GtkLabel *text_label, *shape_label;
  GtkDropDown *category_drop_down;
  BsrAnnotation *annotation;
};

G_DEFINE_FINAL_TYPE (BsrAnnotationRow, bsr_annotation_row, GTK_TYPE_LIST_BOX_ROW)

static void
category_changed_cb (BsrAnnotationRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  if (self->annotation != NULL && selected != GTK_INVALID_LIST_POSITION &&
      selected != bsr_annotation_category (self->annotation))
    g_signal_emit_by_name (self, "recategorised", (int) selected);
}

static void
remove_clicked_cb (BsrAnnotationRow *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "removed");
}

static void
bsr_annotation_row_dispose (GObject *object)
{
  g_clear_object (&BSR_ANNOTATION_ROW (object)->annotation);
  G_OBJECT_CLASS (bsr_annotation_row_parent_class)->dispose (object);
}

static void
bsr_annotation_row_class_init (BsrAnnotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_annotation_row_dispose;
  GType type = G_TYPE_FROM_CLASS (klass);
  g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("recategorised", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/inspector/bsr-annotation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrAnnotationRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, BsrAnnotationRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, BsrAnnotationRow, shape_label);
  gtk_widget_class_bind_template_child (widget_class, BsrAnnotationRow, category_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, category_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
bsr_annotation_row_init (BsrAnnotationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkStringList *words = gtk_string_list_new (NULL);
  for (int category = BSR_CATEGORY_SUSPICIOUS; category <= BSR_CATEGORY_NOTE; category++)
    gtk_string_list_append (words, bsr_vocabulary_category (category));
  gtk_drop_down_set_model (self->category_drop_down, G_LIST_MODEL (words));
  g_object_unref (words);
}

GtkWidget *
bsr_annotation_row_new (BsrAnnotation *annotation)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (annotation), NULL);
  BsrAnnotationRow *self = g_object_new (BSR_TYPE_ANNOTATION_ROW, NULL);
  BsrCategory category = bsr_annotation_category (annotation);
  const char *text = bsr_annotation_text (annotation);
  const char *shape = bsr_shape_words (bsr_annotation_shape (annotation));
  gtk_drop_down_set_selected (self->category_drop_down, category);
  gtk_widget_add_css_class (self->swatch, bsr_vocabulary_category_style (category));
  gtk_label_set_label (self->text_label, *text != '\0' ? text : shape);
  gtk_label_set_label (self->shape_label, shape);
  gtk_widget_set_visible (GTK_WIDGET (self->shape_label), *text != '\0');
  /* What was measured has no category: it is nothing that was seen. */
  gtk_widget_set_visible (GTK_WIDGET (self->category_drop_down),
                          !bsr_shape_is_measurement (bsr_annotation_shape (annotation)));
  self->annotation = g_object_ref (annotation);
  return GTK_WIDGET (self);
}

void
bsr_annotation_row_show_figure (BsrAnnotationRow *self, const char *figure)
{
  g_return_if_fail (BSR_IS_ANNOTATION_ROW (self) && figure != NULL);
  const char *text = bsr_annotation_text (self->annotation);
  const char *shape = bsr_shape_words (bsr_annotation_shape (self->annotation));
  /* Translators: in the list of marks: what was measured ("Distance") and the figure. */
  g_autofree char *measured = g_strdup_printf (_ ("%s: %s"), shape, figure);
  gtk_label_set_label (*text != '\0' ? self->shape_label : self->text_label, measured);
}

BsrAnnotation *
bsr_annotation_row_annotation (BsrAnnotationRow *self)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION_ROW (self), NULL);
  return self->annotation;
}
