#include "bsr-check-row.h"

#include <glib/gi18n.h>

#include "bsr-check-words.h"
#include "bsr-guess-list.h"
#include "bsr-range-plot.h"
#include "bsr-right-guard.h"
#include "bsr-vocabulary.h"

struct _BsrCheckRow
{
  GtkListBoxRow parent;
  GtkImage *verdict_image;
  GtkLabel *name_label, *verdict_label, *reason_label;
  GtkLabel *declared_name_label, *declared_label, *observed_label;
  GtkWidget *declared_mark, *observed_mark, *observed_name_label;
  GtkWidget *facts_grid;
  BsrRangePlot *range_plot;
  BsrGuessList *guess_list;
  GtkRevealer *details_revealer;
  GtkWidget *contest_box, *contest_button, *form_box, *submit_button;
  GtkLabel *contest_label, *contest_reason_label;
  GtkEditable *reason_entry;

  char *check;
  int item;
  BsrVerdict verdict;
  BsrBox box;
  gboolean contested;
};

G_DEFINE_FINAL_TYPE (BsrCheckRow, bsr_check_row, GTK_TYPE_LIST_BOX_ROW)

/* What fits needs no more words until somebody asks. */
static void
update_details (BsrCheckRow *self)
{
  gboolean selected = gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (self));
  gtk_revealer_set_reveal_child (self->details_revealer,
                                 selected || self->contested
                                     || self->verdict != BSR_VERDICT_CONSISTENT);
}

static void
state_flags_changed_cb (BsrCheckRow *self)
{
  update_details (self);
}

/* --- Contesting ------------------------------------------------------------------------------ */

static void
show_form (BsrCheckRow *self, gboolean shown)
{
  gtk_widget_set_visible (self->form_box, shown);
  gtk_widget_set_visible (self->contest_button, !shown && !self->contested);
}

/* Back to the row, so that keys do what they do elsewhere in the window. */
static void
close_form (BsrCheckRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_form (self, FALSE);
  gtk_editable_set_text (self->reason_entry, "");
}

static char *
reason_of (BsrCheckRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));
}

static void
contest_clicked_cb (BsrCheckRow *self, GtkButton *button)
{
  show_form (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
reason_changed_cb (BsrCheckRow *self, GtkEditable *entry)
{
  g_autofree char *reason = reason_of (self);
  gtk_widget_set_sensitive (self->submit_button, *reason != '\0');
}

static void
submit_cb (BsrCheckRow *self, GtkWidget *source)
{
  g_autofree char *reason = reason_of (self);
  if (*reason == '\0')
    return;
  close_form (self);
  g_signal_emit_by_name (self, "contested", reason);
}

static void
cancel_cb (BsrCheckRow *self, GtkButton *button)
{
  close_form (self);
}

static gboolean
form_key_cb (BsrCheckRow *self, guint keyval, guint keycode, GdkModifierType modifiers,
             GtkEventController *controller)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  close_form (self);
  return GDK_EVENT_STOP;
}

static void
withdraw_clicked_cb (BsrCheckRow *self, GtkButton *button)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "contested", NULL);
}

void
bsr_check_row_set_contest (BsrCheckRow *self, const BsrContest *contest)
{
  g_return_if_fail (BSR_IS_CHECK_ROW (self));

  self->contested = contest != NULL;
  gtk_widget_set_visible (self->contest_box, self->contested);
  show_form (self, FALSE);
  if (contest != NULL)
    {
      g_autofree char *at = bsr_vocabulary_time (contest->at);
      /* Translators: an officer and a time. */
      g_autofree char *by = g_strdup_printf (_ ("Contested by %s, %s"), contest->officer, at);
      gtk_label_set_label (self->contest_label, by);
      gtk_label_set_label (self->contest_reason_label, contest->reason);
      gtk_widget_add_css_class (GTK_WIDGET (self), "contested");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "contested");
  update_details (self);
}

/* --- The row --------------------------------------------------------------------------------- */

static void
bsr_check_row_finalize (GObject *object)
{
  g_free (BSR_CHECK_ROW (object)->check);
  G_OBJECT_CLASS (bsr_check_row_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, verdict_image);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, declared_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, observed_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, declared_name_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, observed_name_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, declared_mark);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, observed_mark);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, facts_grid);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, range_plot);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, guess_list);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, details_revealer);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, contest_box);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, contest_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, form_box);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, submit_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, contest_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, contest_reason_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, reason_entry);
  gtk_widget_class_bind_template_callback (widget_class, state_flags_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, contest_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_clicked_cb);
}

static void
bsr_check_row_class_init (BsrCheckRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bsr_check_row_finalize;
  g_signal_new ("contested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (BSR_TYPE_RANGE_PLOT);
  g_type_ensure (BSR_TYPE_GUESS_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bsr_check_row_init (BsrCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_words (BsrCheckRow *self, const BsrCheckResult *result, gboolean has_plot)
{
  g_autofree char *declared = bsr_check_words_declared (result);
  g_autofree char *observed = bsr_check_words_observed (result);
  gboolean is_same = !has_plot && g_str_equal (declared, observed);
  gtk_label_set_label (self->declared_label, declared);
  gtk_label_set_label (self->observed_label, observed);
  if (is_same)
    gtk_label_set_label (self->declared_name_label, _ ("Declared and seen"));
  gtk_widget_set_visible (self->observed_name_label, !is_same);
  gtk_widget_set_visible (GTK_WIDGET (self->observed_label), !is_same);
  /* Which mark of the plot is which. */
  gtk_widget_set_visible (self->declared_mark, has_plot);
  gtk_widget_set_visible (self->observed_mark, has_plot);
}

/* Declared and seen: in words, the same ones once; as a plot too, where both are numbers; goods by
 * their likelihood instead of one word. */
static void
show_facts (BsrCheckRow *self, const BsrCheckResult *result, const char *declared_hs)
{
  gboolean has_guesses = result->n_guesses > 0, has_plot = bsr_range_plot_can_show (result);
  show_words (self, result, has_plot);
  gtk_widget_set_visible (self->facts_grid, !has_guesses && bsr_check_words_has_facts (result));
  gtk_widget_set_visible (GTK_WIDGET (self->guess_list), has_guesses);
  gtk_widget_set_visible (GTK_WIDGET (self->range_plot), has_plot);
  if (has_guesses)
    bsr_guess_list_show (self->guess_list, result, declared_hs);
  if (has_plot)
    bsr_range_plot_show (self->range_plot, result);
}

/* What is heard of the row: which check, its verdict, declared and seen. */
static void
describe (BsrCheckRow *self, const BsrCheckResult *result)
{
  const char *check = bsr_vocabulary_check (result->check);
  const char *verdict = bsr_vocabulary_verdict (result->verdict);
  g_autofree char *words = NULL;
  if (bsr_check_words_has_facts (result))
    {
      g_autofree char *facts = bsr_check_words_comparison (result);
      /* Translators: a check, its verdict, and what was declared and seen. */
      words = g_strdup_printf (_ ("%s: %s, %s"), check, verdict, facts);
    }
  else
    words = g_strdup_printf (_ ("%s: %s"), check, verdict);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

GtkWidget *
bsr_check_row_new (const BsrCheckResult *result, const char *declared_hs)
{
  g_return_val_if_fail (result != NULL, NULL);
  BsrCheckRow *self = g_object_new (BSR_TYPE_CHECK_ROW, NULL);
  self->check = g_strdup (result->check);
  self->item = result->item;
  self->verdict = result->verdict;
  self->box = result->box;
  gtk_image_set_from_icon_name (self->verdict_image, bsr_vocabulary_verdict_icon (result->verdict));
  gtk_label_set_label (self->name_label, bsr_vocabulary_check (result->check));
  gtk_label_set_label (self->verdict_label, bsr_vocabulary_verdict (result->verdict));
  gtk_label_set_label (self->reason_label, result->reason);
  gtk_widget_add_css_class (GTK_WIDGET (self), bsr_vocabulary_verdict_style (result->verdict));
  show_facts (self, result, declared_hs);
  describe (self, result);
  update_details (self);
  return GTK_WIDGET (self);
}

const char *
bsr_check_row_check (BsrCheckRow *self)
{
  g_return_val_if_fail (BSR_IS_CHECK_ROW (self), NULL);
  return self->check;
}

int
bsr_check_row_item (BsrCheckRow *self)
{
  g_return_val_if_fail (BSR_IS_CHECK_ROW (self), -1);
  return self->item;
}

BsrVerdict
bsr_check_row_verdict (BsrCheckRow *self)
{
  g_return_val_if_fail (BSR_IS_CHECK_ROW (self), BSR_VERDICT_INCONCLUSIVE);
  return self->verdict;
}

BsrBox
bsr_check_row_box (BsrCheckRow *self)
{
  g_return_val_if_fail (BSR_IS_CHECK_ROW (self), (BsrBox){ 0 });
  return self->box;
}

void
bsr_check_row_guard (BsrCheckRow *self, BsrDossier *dossier)
{
  g_return_if_fail (BSR_IS_CHECK_ROW (self));
  bsr_right_guard (self->contest_button, dossier, BSR_RIGHT_MARK);
  bsr_right_guard (self->contest_box, dossier, BSR_RIGHT_MARK);
}
