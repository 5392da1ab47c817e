#include "bsr-compare-chooser.h"

#include <glib/gi18n.h>

#include "bsr-compare-words.h"

/* Logical pixels: a sentence on two lines, and as many rows as are looked at. */
#define WIDTH 460
#define MOST_HEIGHT 420
#define LINE_CHARS 64

struct _BsrCompareChooser
{
  GtkWidget parent;
  BsrCompareModel *model;
  GtkListBox *list;
  GPtrArray *shown; /* (nullable): the candidates in the list */
};

G_DEFINE_FINAL_TYPE (BsrCompareChooser, bsr_compare_chooser, GTK_TYPE_WIDGET)

static void
add_line (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static GtkWidget *
row_new (const BsrCompareCandidate *candidate)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *title = bsr_compare_words_title (candidate);
  g_autofree char *why = bsr_compare_words_why (candidate);
  g_autofree char *facts = bsr_compare_words_facts (candidate);
  g_autofree char *all = g_strjoin (" · ", title, why, facts, NULL);
  add_line (GTK_BOX (box), title, "heading");
  add_line (GTK_BOX (box), why, "caption");
  add_line (GTK_BOX (box), facts, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  return row;
}

static void
fill (BsrCompareChooser *self)
{
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    gtk_list_box_append (self->list, row_new (self->shown->pdata[i]));
}

static void
model_changed_cb (BsrCompareChooser *self)
{
  GPtrArray *candidates = bsr_compare_model_candidates (self->model);
  BsrCompareCandidate *chosen = bsr_compare_model_chosen (self->model);
  if (candidates != self->shown)
    {
      g_clear_pointer (&self->shown, g_ptr_array_unref);
      self->shown = candidates != NULL ? g_ptr_array_ref (candidates) : NULL;
      fill (self);
    }
  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    if (candidates->pdata[i] == chosen)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}

static void
row_activated_cb (BsrCompareChooser *self, GtkListBoxRow *row, GtkListBox *list)
{
  int index = gtk_list_box_row_get_index (row);
  if (self->shown == NULL || index >= (int) self->shown->len)
    return;
  bsr_compare_model_choose (self->model, self->shown->pdata[index]);
  g_signal_emit_by_name (self, "chosen");
}

static void
bsr_compare_chooser_dispose (GObject *object)
{
  BsrCompareChooser *self = BSR_COMPARE_CHOOSER (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_compare_chooser_parent_class)->dispose (object);
}

static void
bsr_compare_chooser_class_init (BsrCompareChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_compare_chooser_dispose;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bsr_compare_chooser_init (BsrCompareChooser *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "compare-candidates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What this scan can be compared with"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_widget_set_size_request (scrolled, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
bsr_compare_chooser_new (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  BsrCompareChooser *self = g_object_new (BSR_TYPE_COMPARE_CHOOSER, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
  return GTK_WIDGET (self);
}
