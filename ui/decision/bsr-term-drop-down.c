#include "bsr-term-drop-down.h"

#include <glib/gi18n.h>

/* Letters of a definition in one line of the open list. */
#define LINE_LETTERS 46

/* The list's model holds the codes; "" stands for the prompt. */
#define LIST_KEY "bsr-term-list"
#define PROMPT_KEY "bsr-term-prompt"

static BsrTermList
list_of (GtkDropDown *drop_down)
{
  return (BsrTermList) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (drop_down), LIST_KEY));
}

static const BsrTerm *
term_of (GtkDropDown *drop_down, GtkStringObject *item)
{
  return item != NULL ? bsr_term_find (list_of (drop_down), gtk_string_object_get_string (item))
                      : NULL;
}

static GtkWidget *
label_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
set_up_button_cb (GtkListItemFactory *factory, GtkListItem *item, GtkDropDown *drop_down)
{
  GtkWidget *label = label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
set_up_line_cb (GtkListItemFactory *factory, GtkListItem *item, GtkDropDown *drop_down)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *definition = label_new ("caption");
  gtk_label_set_wrap (GTK_LABEL (definition), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (definition), LINE_LETTERS);
  gtk_widget_add_css_class (definition, "dim-label");
  gtk_box_append (GTK_BOX (box), label_new (NULL));
  gtk_box_append (GTK_BOX (box), definition);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GtkDropDown *drop_down)
{
  const BsrTerm *term = term_of (drop_down, gtk_list_item_get_item (item));
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *label = GTK_IS_LABEL (child) ? child : gtk_widget_get_first_child (child);
  GtkWidget *definition = GTK_IS_LABEL (child) ? NULL : gtk_widget_get_last_child (child);
  const char *prompt = g_object_get_data (G_OBJECT (drop_down), PROMPT_KEY);
  gtk_label_set_label (GTK_LABEL (label), term != NULL     ? bsr_term_label (term)
                                          : prompt != NULL ? prompt
                                                           : "");
  if (definition == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (definition), term != NULL ? bsr_term_definition (term) : "");
  gtk_widget_set_visible (definition, term != NULL);
}

static GtkListItemFactory *
factory_new (GtkDropDown *drop_down, gpointer set_up)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up), drop_down, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), drop_down, 0);
  return factory;
}

void
bsr_term_drop_down_fill (GtkDropDown *drop_down, BsrTermList list, guint scope, const char *prompt)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_autoptr (GtkStringList) codes = gtk_string_list_new (NULL);
  guint n;
  const BsrTerm *terms = bsr_terms (list, &n);
  if (prompt != NULL)
    gtk_string_list_append (codes, "");
  for (guint i = 0; i < n; i++)
    if (scope == BSR_TERM_OF_ANY || (terms[i].scope & scope) != 0)
      gtk_string_list_append (codes, terms[i].code);
  g_object_set_data (G_OBJECT (drop_down), LIST_KEY, GINT_TO_POINTER ((int) list));
  g_object_set_data_full (G_OBJECT (drop_down), PROMPT_KEY, g_strdup (prompt), g_free);
  g_autoptr (GtkListItemFactory) button = factory_new (drop_down, set_up_button_cb);
  g_autoptr (GtkListItemFactory) line = factory_new (drop_down, set_up_line_cb);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, line);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (codes));
  gtk_drop_down_set_selected (drop_down, 0);
}

const BsrTerm *
bsr_term_drop_down_term (GtkDropDown *drop_down)
{
  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop_down), NULL);
  return term_of (drop_down, gtk_drop_down_get_selected_item (drop_down));
}

gboolean
bsr_term_drop_down_choose (GtkDropDown *drop_down, const char *code)
{
  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop_down), FALSE);
  GListModel *codes = gtk_drop_down_get_model (drop_down);
  for (guint i = 0; codes != NULL && i < g_list_model_get_n_items (codes); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (codes), i),
                     code != NULL ? code : ""))
      {
        gtk_drop_down_set_selected (drop_down, i);
        return TRUE;
      }
  return FALSE;
}
