#include "bsr-columns-dialog.h"

#include <glib/gi18n.h>

#include "bsr-columns-words.h"
#include "bsr-fact-line.h"

/* Pixels of a list of choices. */
#define CHOICE_WIDTH 270
/* Lines that are made before the window answers again: as many as it shows. */
#define LINES_AT_ONCE 12

struct _BsrColumnsDialog
{
  AdwWindow parent;
  GtkListBox *list_box;
  GtkLabel *outlook_label, *doubt_label;
  GtkWidget *read_button;

  BsrCsvColumns *columns;
  GtkStringList *words;  /* what can be chosen */
  GPtrArray *drop_downs; /* GtkDropDown, of each column that has its line */
  guint fill_source;
  gboolean showing; /* what is chosen is being shown, or nothing more */
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (BsrColumnsDialog, bsr_columns_dialog, ADW_TYPE_WINDOW)

/* --- What is chosen -------------------------------------------------------------------------- */

/* From the line @first on. */
static void
show_choices (BsrColumnsDialog *self, guint first)
{
  self->showing = TRUE;
  for (guint i = first; i < self->drop_downs->len; i++)
    {
      BsrMassUnit unit;
      BsrCsvField field = bsr_csv_columns_field (self->columns, i, &unit);
      gtk_drop_down_set_selected (self->drop_downs->pdata[i],
                                  bsr_columns_words_place (field, unit));
    }
  self->showing = FALSE;
}

static void
show_outlook (BsrColumnsDialog *self)
{
  gboolean ready;
  g_autofree char *doubt = NULL;
  g_autofree char *outlook = bsr_columns_words_outlook (self->columns, &doubt, &ready);
  gtk_label_set_label (self->outlook_label, outlook);
  gtk_label_set_label (self->doubt_label, doubt != NULL ? doubt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->doubt_label), doubt != NULL);
  if (ready)
    gtk_widget_remove_css_class (GTK_WIDGET (self->outlook_label), "refusal");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->outlook_label), "refusal");
  gtk_widget_set_sensitive (self->read_button, ready);
}

static void
chosen_cb (BsrColumnsDialog *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  guint column, choice = gtk_drop_down_get_selected (drop_down);
  BsrMassUnit unit;
  if (self->showing || choice == GTK_INVALID_LIST_POSITION
      || !g_ptr_array_find (self->drop_downs, drop_down, &column))
    return;
  BsrCsvField field = bsr_columns_words_field (choice, &unit);
  bsr_csv_columns_set (self->columns, column, field, unit);
  show_choices (self, 0); /* headings that are compared as the same are chosen together */
  show_outlook (self);
}

/* --- The columns ----------------------------------------------------------------------------- */

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* @words: what can be chosen; @name: of the column; @values: of its first rows */
static GtkWidget *
drop_down_new (GListModel *words, const char *name, const char *values)
{
  g_autofree char *label
      /* Translators: the heading of a column of a table. */
      = g_strdup_printf (_ ("What the column “%s” is"), name);
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop_down = gtk_drop_down_new (g_object_ref (words), expression);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_widget_set_size_request (drop_down, CHOICE_WIDTH, -1);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, values, -1);
  return drop_down;
}

static GtkWidget *
row_new (BsrColumnsDialog *self, guint column)
{
  const char *heading = bsr_csv_columns_heading (self->columns, column);
  g_autofree char *number = g_strdup_printf (_ ("Column %u, without a heading"), column + 1);
  const char *name = *heading != '\0' ? heading : number;
  g_auto (GStrv) all = bsr_columns_words_values (self->columns, column);
  g_autofree char *lines = g_strjoinv ("\n", all);
  g_autofree char *values
      = bsr_fact_line ((const char *const *) all, GTK_TEXT_DIR_NONE); /* as the column is read */
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *drop_down = drop_down_new (G_LIST_MODEL (self->words), name, values);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), label_new (name, "heading"));
  gtk_box_append (
      GTK_BOX (text),
      label_new (*values != '\0' ? values : _ ("Nothing in the first rows"), "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (text), "dim-label");
  gtk_widget_set_tooltip_text (text, *lines != '\0' ? lines : NULL);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), drop_down);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE); /* the list of choices is */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (drop_down, bsr_csv_columns_can_set (self->columns, column));
  g_ptr_array_add (self->drop_downs, drop_down);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* Some more lines: each takes milliseconds to make, and a table can have hundreds. */
static gboolean
fill_cb (gpointer dialog)
{
  BsrColumnsDialog *self = dialog;
  const guint n = bsr_csv_columns_n (self->columns);
  const guint first = self->drop_downs->len, end = MIN (first + LINES_AT_ONCE, n);
  while (self->drop_downs->len < end)
    gtk_list_box_append (self->list_box, row_new (self, self->drop_downs->len));
  show_choices (self, first);
  if (end < n)
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  return G_SOURCE_REMOVE;
}

static void
show_columns (BsrColumnsDialog *self)
{
  for (guint i = 0; i < bsr_columns_words_n_choices (); i++)
    gtk_string_list_append (self->words, bsr_columns_words_choice (i));
  if (fill_cb (self) == G_SOURCE_CONTINUE)
    self->fill_source = g_idle_add (fill_cb, self);
  show_outlook (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->drop_downs->pdata[0]);
}

/* --- The answer ------------------------------------------------------------------------------ */

static void
answer (BsrColumnsDialog *self, gboolean read)
{
  if (self->answered)
    return;
  self->answered = TRUE;
  g_signal_emit_by_name (self, "answered", read);
}

static void
read_cb (BsrColumnsDialog *self)
{
  answer (self, TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
bsr_columns_dialog_close_request (GtkWindow *window)
{
  answer (BSR_COLUMNS_DIALOG (window), FALSE);
  return GTK_WINDOW_CLASS (bsr_columns_dialog_parent_class)->close_request (window);
}

static void
bsr_columns_dialog_dispose (GObject *object)
{
  BsrColumnsDialog *self = BSR_COLUMNS_DIALOG (object);
  self->showing = TRUE;
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_pointer (&self->drop_downs, g_ptr_array_unref);
  g_clear_object (&self->words);
  g_clear_pointer (&self->columns, bsr_csv_columns_unref);
  G_OBJECT_CLASS (bsr_columns_dialog_parent_class)->dispose (object);
}

static void
bsr_columns_dialog_class_init (BsrColumnsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_columns_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bsr_columns_dialog_close_request;
  g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/intake/bsr-columns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrColumnsDialog, list_box);
  gtk_widget_class_bind_template_child (widget_class, BsrColumnsDialog, outlook_label);
  gtk_widget_class_bind_template_child (widget_class, BsrColumnsDialog, doubt_label);
  gtk_widget_class_bind_template_child (widget_class, BsrColumnsDialog, read_button);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bsr_columns_dialog_init (BsrColumnsDialog *self)
{
  self->drop_downs = g_ptr_array_new ();
  self->words = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bsr_columns_dialog_new (const char *name, BsrCsvColumns *columns)
{
  g_return_val_if_fail (name != NULL && columns != NULL, NULL);
  BsrColumnsDialog *self = g_object_new (BSR_TYPE_COLUMNS_DIALOG, NULL);
  /* Translators: the name of a file that holds a table. */
  g_autofree char *title = g_strdup_printf (_ ("Columns of %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  self->columns = bsr_csv_columns_ref (columns);
  show_columns (self);
  return GTK_WIDGET (self);
}

BsrCsvColumns *
bsr_columns_dialog_columns (BsrColumnsDialog *self)
{
  g_return_val_if_fail (BSR_IS_COLUMNS_DIALOG (self), NULL);
  return self->columns;
}
