#include "bsr-compare-bar.h"

#include <glib/gi18n.h>

#include "bsr-compare-chooser.h"
#include "bsr-compare-words.h"

struct _BsrCompareBar
{
  GtkWidget parent;
  GtkMenuButton *choose_button;
  GtkPopover *popover;
  GtkLabel *chosen_label, *sentence_label;
  GtkToggleButton *side_button, *swipe_button, *difference_button, *mirror_button;
  GtkSpinner *spinner;
  GtkWidget *close_button;
  BsrCompareModel *model;
  gboolean following; /* the buttons are being set, not pressed */
};

G_DEFINE_FINAL_TYPE (BsrCompareBar, bsr_compare_bar, GTK_TYPE_WIDGET)

static void
mode_toggled_cb (BsrCompareBar *self, GtkToggleButton *button)
{
  if (self->following || !gtk_toggle_button_get_active (button))
    return;
  bsr_compare_model_set_mode (self->model, button == self->swipe_button ? BSR_COMPARE_SWIPE
                                           : button == self->difference_button
                                               ? BSR_COMPARE_DIFFERENCE
                                               : BSR_COMPARE_SIDE_BY_SIDE);
}

static void
mirror_toggled_cb (BsrCompareBar *self, GtkToggleButton *button)
{
  if (!self->following)
    bsr_compare_model_set_mirrored (self->model, gtk_toggle_button_get_active (button));
}

static void
close_clicked_cb (BsrCompareBar *self, GtkButton *button)
{
  bsr_compare_model_set_active (self->model, FALSE);
}

static void
chosen_cb (BsrCompareBar *self)
{
  gtk_popover_popdown (self->popover);
}

static void
show_sentence (BsrCompareBar *self)
{
  BsrComparison *comparison = bsr_compare_model_comparison (self->model);
  const char *message = bsr_compare_model_message (self->model);
  g_autofree char *sentence = *message != '\0' || comparison == NULL
                                  ? g_strdup (message)
                                  : bsr_compare_words_alignment (comparison);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence_label), *sentence != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence_label), sentence);
}

static void
model_changed_cb (BsrCompareBar *self)
{
  GtkToggleButton *modes[] = { self->side_button, self->swipe_button, self->difference_button };
  BsrCompareCandidate *chosen = bsr_compare_model_chosen (self->model);
  BsrComparison *comparison = bsr_compare_model_comparison (self->model);
  g_autofree char *title = chosen != NULL ? bsr_compare_words_title (chosen)
                                          /* Translators: on a button that chooses it. */
                                          : g_strdup (_ ("Compare with…"));

  self->following = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), bsr_compare_model_active (self->model));
  gtk_label_set_label (self->chosen_label, title);
  gtk_toggle_button_set_active (modes[bsr_compare_model_mode (self->model)], TRUE);
  gtk_toggle_button_set_active (
      self->mirror_button,
      comparison != NULL
          && bsr_scan_link_is_mirrored (&bsr_comparison_alignment (comparison)->link));
  gtk_widget_set_sensitive (GTK_WIDGET (self->mirror_button),
                            comparison != NULL && !bsr_compare_model_busy (self->model));
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_button),
                            bsr_compare_model_candidates (self->model) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), bsr_compare_model_busy (self->model));
  gtk_spinner_set_spinning (self->spinner, bsr_compare_model_busy (self->model));
  self->following = FALSE;
  show_sentence (self);
}

static void
bsr_compare_bar_dispose (GObject *object)
{
  BsrCompareBar *self = BSR_COMPARE_BAR (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_compare_bar_parent_class)->dispose (object);
}

static void
bsr_compare_bar_class_init (BsrCompareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_compare_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/compare/bsr-compare-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, choose_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, popover);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, side_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, swipe_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, difference_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, mirror_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, BsrCompareBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, mirror_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
bsr_compare_bar_init (BsrCompareBar *self)
{
  self->following = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bsr_compare_bar_new (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  BsrCompareBar *self = g_object_new (BSR_TYPE_COMPARE_BAR, NULL);
  GtkWidget *chooser = bsr_compare_chooser_new (model);
  self->model = g_object_ref (model);
  gtk_popover_set_child (self->popover, chooser);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
  return GTK_WIDGET (self);
}
