#include "bsr-guess-list.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"

struct _BsrGuessList
{
  GtkWidget parent;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (BsrGuessList, bsr_guess_list, GTK_TYPE_WIDGET)

/* Logical pixels. */
#define BAR_WIDTH 64

enum
{
  COLUMN_NAME,
  COLUMN_MARK,
  COLUMN_BAR,
  COLUMN_PERCENT,
  N_COLUMNS,
};

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
bar_new (double probability, const char *words)
{
  GtkWidget *bar = gtk_level_bar_new ();
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (probability, 0.0, 1.0));
  gtk_widget_set_size_request (bar, BAR_WIDTH, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (bar, "score-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return bar;
}

static void
add_guess (BsrGuessList *self, int row, const BsrCheckGuess *guess, gboolean is_declared)
{
  g_autofree char *name = bsr_vocabulary_heading (guess->hs);
  /* Translators: a probability. */
  g_autofree char *percent = g_strdup_printf (_ ("%.0f %%"), 100.0 * guess->probability);
  /* Translators: a kind of goods and how likely the load is of it. */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), name, percent);
  GtkWidget *label = label_new (name, is_declared ? "heading" : NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->grid, label, COLUMN_NAME, row, 1, 1);
  if (is_declared)
    /* Translators: beside the goods that the papers say. */
    gtk_grid_attach (self->grid, label_new (C_ ("goods", "declared"), "chip"), COLUMN_MARK, row, 1,
                     1);
  gtk_grid_attach (self->grid, bar_new (guess->probability, words), COLUMN_BAR, row, 1, 1);
  GtkWidget *number = label_new (percent, "numeric");
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_grid_attach (self->grid, number, COLUMN_PERCENT, row, 1, 1);
}

static void
clear (BsrGuessList *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

void
bsr_guess_list_show (BsrGuessList *self, const BsrCheckResult *result, const char *declared_hs)
{
  g_return_if_fail (BSR_IS_GUESS_LIST (self) && result != NULL);

  gboolean found = declared_hs == NULL || *declared_hs == '\0';
  clear (self);
  for (int i = 0; i < result->n_guesses; i++)
    {
      const BsrCheckGuess *guess = &result->guesses[i];
      gboolean is_declared = declared_hs != NULL && *guess->hs != '\0'
                             && g_str_has_prefix (declared_hs, guess->hs);
      found = found || is_declared;
      add_guess (self, i, guess, is_declared);
    }
  if (found)
    return;
  g_autofree char *name = bsr_vocabulary_heading (declared_hs);
  /* Translators: a kind of goods; the list above has those that the load looks like. */
  g_autofree char *text = g_strdup_printf (_ ("Declared: %s, not among the likeliest"), name);
  GtkWidget *label = label_new (text, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_grid_attach (self->grid, label, COLUMN_NAME, result->n_guesses, N_COLUMNS, 1);
}

static void
bsr_guess_list_dispose (GObject *object)
{
  BsrGuessList *self = BSR_GUESS_LIST (object);
  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;
  G_OBJECT_CLASS (bsr_guess_list_parent_class)->dispose (object);
}

static void
bsr_guess_list_class_init (BsrGuessListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_guess_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bsr_guess_list_init (BsrGuessList *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 8);
  gtk_grid_set_row_spacing (self->grid, 2);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the load looks like"), -1);
}
