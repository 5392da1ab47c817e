#include "bsr-similar-row.h"

#include <glib/gi18n.h>

#include "bsr-similar-words.h"
#include "bsr-vocabulary.h"

struct _BsrSimilarRow
{
  GtkListBoxRow parent;
  GtkLabel *heading_label, *likeness_label, *facts_label, *origin_label;
  GtkWidget *declared_label, *open_button, *compare_button;
  GtkLevelBar *likeness_bar;
  GtkRevealer *facts_revealer;
  GtkGrid *facts_grid;

  char *case_id; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BsrSimilarRow, bsr_similar_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  COLUMN_NAME,
  COLUMN_OTHER,
  COLUMN_OWN,
};

static void
open_clicked_cb (BsrSimilarRow *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "open-case", self->case_id);
}

static void
state_flags_changed_cb (BsrSimilarRow *self)
{
  gboolean selected = gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (self));
  gtk_revealer_set_reveal_child (self->facts_revealer, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), !selected);
}

static void
attach (BsrSimilarRow *self, const char *text, int column, int row, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->facts_grid, label, column, row, 1, 1);
}

/* Both loads side by side, a fact a line. */
static void
compare (BsrSimilarRow *self, const BsrLoadDescriptor *other, const BsrLoadDescriptor *own)
{
  /* Translators: over a column of what is measured of an earlier load, and over that of the open
   * one. */
  attach (self, _ ("That load"), COLUMN_OTHER, 0, "dim-label");
  attach (self, _ ("This load"), COLUMN_OWN, 0, "dim-label");
  for (int i = 0; i < BSR_SIMILAR_N_FACTS; i++)
    {
      g_autofree char *theirs = bsr_similar_words_value (other, (BsrSimilarFact) i);
      g_autofree char *ours = bsr_similar_words_value (own, (BsrSimilarFact) i);
      attach (self, bsr_similar_words_name ((BsrSimilarFact) i), COLUMN_NAME, i + 1, "dim-label");
      attach (self, theirs, COLUMN_OTHER, i + 1, "numeric");
      attach (self, ours, COLUMN_OWN, i + 1, "numeric");
    }
}

/* When, and in which case or at which station. */
static void
show_origin (BsrSimilarRow *self, const BsrSimilarCase *similar)
{
  const BsrLibraryEntry *entry = similar->entry;
  g_autofree char *origin = NULL;
  if (self->case_id != NULL)
    /* Translators: a date and a case's reference. */
    origin = g_strdup_printf (_ ("%s · case %s"), entry->when, self->case_id);
  else
    origin = g_strjoin (" · ", entry->when, entry->station, NULL);
  gtk_label_set_label (self->origin_label, origin);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->origin_label), origin);
  gtk_widget_set_visible (self->open_button, self->case_id != NULL);
  gtk_widget_set_visible (self->compare_button, self->case_id != NULL);
  if (self->case_id == NULL)
    return;
  /* Translators: a case's reference. */
  g_autofree char *tooltip = g_strdup_printf (_ ("Open case %s"), self->case_id);
  gtk_widget_set_tooltip_text (self->open_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip, -1);
  /* Translators: a case's reference. */
  g_autofree char *compare = g_strdup_printf (_ ("Compare this scan with case %s, staying in this case"),
                                              self->case_id);
  gtk_widget_set_tooltip_text (self->compare_button, compare);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->compare_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, compare, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->compare_button), "win.compare-with");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->compare_button), "s", self->case_id);
}

static void
show_likeness (BsrSimilarRow *self, double distance)
{
  const char *words = bsr_similar_words_distance (distance);
  /* The colours of a level bar's own offsets say nothing here. */
  gtk_level_bar_remove_offset_value (self->likeness_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->likeness_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->likeness_bar, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (self->likeness_bar, bsr_similar_words_likeness (distance));
  gtk_label_set_label (self->likeness_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->likeness_bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

GtkWidget *
bsr_similar_row_new (const BsrSimilarCase *similar, const BsrLoadDescriptor *own,
                     const char *declared)
{
  g_return_val_if_fail (similar != NULL && own != NULL, NULL);

  BsrSimilarRow *self = g_object_new (BSR_TYPE_SIMILAR_ROW, NULL);
  const BsrLibraryEntry *entry = similar->entry;
  if (similar->contribution != NULL)
    self->case_id = g_strdup (similar->contribution->case_id);
  g_autofree char *heading = bsr_vocabulary_heading (entry->heading);
  g_autofree char *facts = bsr_similar_words_line (&entry->descriptor);
  gtk_label_set_label (self->heading_label, heading);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->heading_label), heading);
  gtk_widget_set_visible (self->declared_label, g_strcmp0 (entry->heading, declared) == 0);
  gtk_label_set_label (self->facts_label, facts);
  show_likeness (self, similar->distance);
  compare (self, &entry->descriptor, own);
  show_origin (self, similar);
  /* Translators: kind of goods, how alike, and what is measured. */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s, %s"), heading,
                                            bsr_similar_words_distance (similar->distance), facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return GTK_WIDGET (self);
}

static void
bsr_similar_row_finalize (GObject *object)
{
  g_free (BSR_SIMILAR_ROW (object)->case_id);
  G_OBJECT_CLASS (bsr_similar_row_parent_class)->finalize (object);
}

static void
bsr_similar_row_class_init (BsrSimilarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = bsr_similar_row_finalize;
  g_signal_new ("open-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-similar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, declared_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, likeness_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, likeness_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, facts_revealer);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, facts_grid);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, origin_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarRow, compare_button);
  gtk_widget_class_bind_template_callback (widget_class, state_flags_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
bsr_similar_row_init (BsrSimilarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
