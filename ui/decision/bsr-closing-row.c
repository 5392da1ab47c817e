#include "bsr-closing-row.h"

#include <glib/gi18n.h>

#include "bsr-form.h"
#include "bsr-term-drop-down.h"

struct _BsrClosingRow
{
  GtkWidget parent;
  GtkLabel *explanation_label, *definition_label, *refusal_label;
  GtkButton *open_button, *submit_button;
  GtkWidget *form_box;
  GtkDropDown *code_drop_down;
  GtkEditable *supervisor_entry, *text_entry;

  BsrDossier *dossier; /* (nullable) */
  GSignalGroup *dossier_signals;
};

G_DEFINE_FINAL_TYPE (BsrClosingRow, bsr_closing_row, GTK_TYPE_WIDGET)

static BsrDecisionKind
kind_of (BsrClosingRow *self)
{
  return bsr_dossier_state (self->dossier) == BSR_STATE_CLOSED ? BSR_DECISION_REOPEN
                                                               : BSR_DECISION_CLOSE;
}

/* Whether the table of transitions knows a way; who may take it is seen when it is tried. */
static gboolean
is_possible (BsrClosingRow *self)
{
  return self->dossier != NULL
         && bsr_case_step_allowed (bsr_dossier_state (self->dossier),
                                   bsr_case_step_of_decision (kind_of (self)), NULL, NULL);
}

static void
set_form_open (BsrClosingRow *self, gboolean open)
{
  gtk_widget_set_visible (self->form_box, open);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), !open);
}

static void
close_form (BsrClosingRow *self)
{
  set_form_open (self, FALSE);
  gtk_editable_set_text (self->supervisor_entry, "");
  gtk_editable_set_text (self->text_entry, "");
  bsr_form_refuse (self->refusal_label, NULL);
}

static void
check_complete (BsrClosingRow *self)
{
  const BsrTerm *term = bsr_term_drop_down_term (self->code_drop_down);
  g_autofree char *supervisor = bsr_form_written (self->supervisor_entry);
  gboolean chooses = gtk_widget_get_visible (GTK_WIDGET (self->code_drop_down));
  gtk_label_set_label (self->definition_label, term != NULL ? bsr_term_definition (term) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->definition_label), term != NULL && chooses);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button), term != NULL && *supervisor != '\0');
}

static void
update (BsrClosingRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), is_possible (self));
  if (!is_possible (self))
    return;
  gboolean closes = kind_of (self) == BSR_DECISION_CLOSE;
  gtk_label_set_label (self->explanation_label,
                       closes ? _ ("Not closed: a supervisor has not yet confirmed that all is recorded "
                                   "and nothing more is expected")
                              : _ ("Closed: nothing can be recorded until a supervisor reopens it"));
  gtk_button_set_label (self->open_button, closes ? _ ("Close the case…") : _ ("Reopen…"));
  gtk_button_set_label (self->submit_button, closes ? _ ("Close the case") : _ ("Reopen the case"));
  bsr_term_drop_down_fill (self->code_drop_down, BSR_TERMS_REASON,
                           BSR_TERM_OF_DECISION (kind_of (self)),
                           closes ? NULL : _ ("Why it is reopened…"));
  /* There is one reason to close a case, and the row says what it means. */
  gtk_widget_set_visible (GTK_WIDGET (self->code_drop_down), !closes);
  gtk_widget_set_visible (GTK_WIDGET (self->text_entry), !closes);
  check_complete (self);
}

static void
open_clicked_cb (BsrClosingRow *self, GtkButton *button)
{
  /* Who has signed in decides in no other name. */
  const char *supervisor = bsr_dossier_signed_in (self->dossier);
  set_form_open (self, TRUE);
  if (supervisor != NULL)
    gtk_editable_set_text (self->supervisor_entry, supervisor);
  gtk_editable_set_editable (self->supervisor_entry, supervisor == NULL);
  gtk_widget_grab_focus (supervisor == NULL       ? GTK_WIDGET (self->supervisor_entry)
                         : kind_of (self) == BSR_DECISION_CLOSE
                             ? GTK_WIDGET (self->submit_button)
                             : GTK_WIDGET (self->code_drop_down));
}

static void
changed_cb (BsrClosingRow *self)
{
  bsr_form_refuse (self->refusal_label, NULL);
  check_complete (self);
}

static void
submit_cb (BsrClosingRow *self)
{
  const BsrTerm *term = bsr_term_drop_down_term (self->code_drop_down);
  g_autofree char *supervisor = bsr_form_written (self->supervisor_entry);
  g_autofree char *text = bsr_form_written (self->text_entry);
  g_autoptr (GError) problem = NULL;
  if (self->dossier == NULL || term == NULL || *supervisor == '\0')
    return;
  BsrDecisionKind kind = kind_of (self);
  if (!bsr_dossier_check_decision (self->dossier, kind, term->code, supervisor, &problem))
    {
      bsr_form_refuse (self->refusal_label, problem->message);
      return;
    }
  close_form (self);
  bsr_dossier_decide_with_code (self->dossier, kind, term->code,
                                *text != '\0' ? text : bsr_term_label (term), NULL, supervisor);
}

static void
cancel_cb (BsrClosingRow *self)
{
  close_form (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->open_button));
}

static gboolean
form_key_cb (BsrClosingRow *self, guint keyval, guint keycode, GdkModifierType modifiers,
             GtkEventController *controller)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (self);
  return GDK_EVENT_STOP;
}

void
bsr_closing_row_set_dossier (BsrClosingRow *self, BsrDossier *dossier)
{
  g_return_if_fail (BSR_IS_CLOSING_ROW (self));
  close_form (self);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  update (self);
}

void
bsr_closing_row_submit (BsrClosingRow *self, const char *supervisor, const char *code,
                        const char *text)
{
  g_return_if_fail (BSR_IS_CLOSING_ROW (self) && supervisor != NULL);
  set_form_open (self, TRUE);
  gtk_editable_set_text (self->supervisor_entry, supervisor);
  gtk_editable_set_text (self->text_entry, text != NULL ? text : "");
  bsr_term_drop_down_choose (self->code_drop_down, code);
  submit_cb (self);
}

const char *
bsr_closing_row_refusal (BsrClosingRow *self)
{
  g_return_val_if_fail (BSR_IS_CLOSING_ROW (self), NULL);
  const char *text = gtk_label_get_label (self->refusal_label);
  return *text != '\0' ? text : NULL;
}

static void
bsr_closing_row_dispose (GObject *object)
{
  BsrClosingRow *self = BSR_CLOSING_ROW (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->dossier);
  G_OBJECT_CLASS (bsr_closing_row_parent_class)->dispose (object);
}

static void
bsr_closing_row_class_init (BsrClosingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_closing_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-closing-row.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, BsrClosingRow, child)
  BIND (explanation_label);
  BIND (definition_label);
  BIND (refusal_label);
  BIND (open_button);
  BIND (submit_button);
  BIND (form_box);
  BIND (code_drop_down);
  BIND (supervisor_entry);
  BIND (text_entry);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_key_cb);
}

static void
bsr_closing_row_init (BsrClosingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::state", G_CALLBACK (update), self);
  update (self);
}
