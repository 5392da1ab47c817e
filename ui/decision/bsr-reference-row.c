#include "bsr-reference-row.h"

#include <glib/gi18n.h>

#include "bsr-form.h"
#include "bsr-vocabulary.h"

struct _BsrReferenceRow
{
  GtkWidget parent;
  GtkLabel *standing_label, *refusal_label;
  GtkButton *open_button, *submit_button;
  GtkWidget *form_box;
  GtkEditable *entry;

  BsrDossier *dossier; /* (nullable) */
  GSignalGroup *dossier_signals;
  char *submitted; /* (nullable): what was written, until it is known whether that is saved */
};

G_DEFINE_FINAL_TYPE (BsrReferenceRow, bsr_reference_row, GTK_TYPE_WIDGET)

static const BsrContribution *
contribution_of (BsrReferenceRow *self)
{
  return self->dossier != NULL ? bsr_dossier_contribution (self->dossier) : NULL;
}

/* Only loads that were found as declared are references. */
static gboolean
is_conforming (BsrReferenceRow *self)
{
  if (self->dossier == NULL || bsr_dossier_scan_index (self->dossier) < 0)
    return FALSE;
  GPtrArray *outcomes = bsr_dossier_outcomes (self->dossier);
  return outcomes->len > 0
         && ((BsrOutcome *) outcomes->pdata[outcomes->len - 1])->result == BSR_OUTCOME_CONFORMING;
}

static void
set_form_open (BsrReferenceRow *self, gboolean open)
{
  gtk_widget_set_visible (self->form_box, open);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), !open);
}

/* Nothing written, nothing refused. */
static void
close_form (BsrReferenceRow *self)
{
  set_form_open (self, FALSE);
  gtk_editable_set_text (self->entry, "");
  gtk_label_set_label (self->refusal_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), FALSE);
}

/* What the buttons do and the entry asks for: to confirm, or to withdraw what stands. */
static void
show_standing (BsrReferenceRow *self)
{
  const BsrContribution *standing = contribution_of (self);
  g_autofree char *at = standing != NULL ? bsr_vocabulary_time (standing->at) : NULL;
  g_autofree char *words
      /* Translators: a supervisor and a time. */
      = standing != NULL ? g_strdup_printf (_ ("Confirmed by %s, %s"), standing->supervisor, at)
                         : g_strdup (_ ("Not confirmed: later loads are not compared with it"));
  const char *asked = standing != NULL ? _ ("Why the load is withdrawn")
                                       : _ ("Name of the supervisor who confirms it");
  gtk_label_set_label (self->standing_label, words);
  gtk_button_set_label (self->open_button,
                        standing != NULL ? _ ("Withdraw…") : _ ("Confirm as reference…"));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->open_button),
      standing != NULL ? _ ("Later loads are no longer compared with this one")
                       : _ ("Later loads of such goods are compared with this one; somebody else than "
                            "who recorded the outcome must confirm it"));
  gtk_button_set_label (self->submit_button, standing != NULL ? _ ("Withdraw") : _ ("Confirm"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), asked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, asked,
                                  -1);
}

static void
update (BsrReferenceRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), is_conforming (self));
  show_standing (self);
}

/* --- The form -------------------------------------------------------------------------------- */

static void
open_clicked_cb (BsrReferenceRow *self, GtkButton *button)
{
  const char *supervisor
      = contribution_of (self) == NULL ? bsr_dossier_signed_in (self->dossier) : NULL;
  /* Who has signed in confirms in no other name. */
  gtk_editable_set_text (self->entry, supervisor != NULL ? supervisor : "");
  gtk_editable_set_editable (self->entry, supervisor == NULL);
  set_form_open (self, TRUE);
  gtk_widget_grab_focus (supervisor != NULL ? GTK_WIDGET (self->submit_button)
                                            : GTK_WIDGET (self->entry));
}

static void
changed_cb (BsrReferenceRow *self, GtkEditable *entry)
{
  g_autofree char *text = bsr_form_written (self->entry);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button), *text != '\0');
}

static void
submit_cb (BsrReferenceRow *self, GtkWidget *source)
{
  g_autofree char *text = bsr_form_written (self->entry);
  if (*text == '\0' || self->dossier == NULL)
    return;
  close_form (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->open_button));
  g_free (self->submitted);
  self->submitted = g_strdup (text);
  if (contribution_of (self) != NULL)
    bsr_dossier_withdraw_load (self->dossier, text);
  else
    bsr_dossier_contribute_load (self->dossier, text);
}

static void
cancel_cb (BsrReferenceRow *self, GtkButton *button)
{
  close_form (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->open_button));
}

static gboolean
form_key_cb (BsrReferenceRow *self, guint keyval, guint keycode, GdkModifierType modifiers,
             GtkEventController *controller)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (self, NULL);
  return GDK_EVENT_STOP;
}

/* --- What became of it ----------------------------------------------------------------------- */

static void
saved_cb (BsrReferenceRow *self)
{
  g_clear_pointer (&self->submitted, g_free);
}

/* The dossier has taken it back already. */
static void
failed_cb (BsrReferenceRow *self, const GError *error)
{
  if (self->submitted == NULL)
    return;
  /* Translators: one sentence of what is wrong. */
  g_autofree char *sentence = g_strdup_printf (_ ("Not saved: %s."), error->message);
  gtk_editable_set_text (self->entry, self->submitted);
  gtk_label_set_label (self->refusal_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), TRUE);
  gboolean had_focus = gtk_widget_has_focus (GTK_WIDGET (self->open_button));
  set_form_open (self, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  saved_cb (self);
}

void
bsr_reference_row_set_dossier (BsrReferenceRow *self, BsrDossier *dossier)
{
  g_return_if_fail (BSR_IS_REFERENCE_ROW (self));
  saved_cb (self);
  close_form (self);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  update (self);
}

/* --- The object ------------------------------------------------------------------------------ */

static void
bsr_reference_row_dispose (GObject *object)
{
  BsrReferenceRow *self = BSR_REFERENCE_ROW (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->dossier);
  g_clear_pointer (&self->submitted, g_free);
  G_OBJECT_CLASS (bsr_reference_row_parent_class)->dispose (object);
}

static void
bsr_reference_row_class_init (BsrReferenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_reference_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-reference-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrReferenceRow, standing_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReferenceRow, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReferenceRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, BsrReferenceRow, submit_button);
  gtk_widget_class_bind_template_child (widget_class, BsrReferenceRow, form_box);
  gtk_widget_class_bind_template_child (widget_class, BsrReferenceRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_key_cb);
}

static void
bsr_reference_row_init (BsrReferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "record-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::scan-index", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->dossier_signals, "library-changed", G_CALLBACK (saved_cb),
                                  self);
  g_signal_group_connect_swapped (self->dossier_signals, "failed", G_CALLBACK (failed_cb), self);
  update (self);
}
