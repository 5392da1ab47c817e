#include "bsr-decision-form.h"

#include <glib/gi18n.h>

#include "bsr-form.h"
#include "bsr-term-drop-down.h"

/* What can be decided here; a case is closed elsewhere. */
#define N_KINDS (BSR_DECISION_WAIVE + 1)

struct _BsrDecisionForm
{
  GtkWidget parent;
  GtkToggleButton *release_button, *examine_button, *second_opinion_button, *refer_button,
      *waive_button;
  GtkDropDown *code_drop_down;
  GtkLabel *definition_label, *refusal_label;
  GtkEditable *text_entry;
  GtkWidget *reason_box, *decide_button;
  gboolean refused;
};

G_DEFINE_FINAL_TYPE (BsrDecisionForm, bsr_decision_form, GTK_TYPE_WIDGET)

static GtkToggleButton *
button_of (BsrDecisionForm *self, BsrDecisionKind kind)
{
  GtkToggleButton *const buttons[N_KINDS] = {
    [BSR_DECISION_RELEASE] = self->release_button,
    [BSR_DECISION_EXAMINE] = self->examine_button,
    [BSR_DECISION_SECOND_OPINION] = self->second_opinion_button,
    [BSR_DECISION_REFER] = self->refer_button,
    [BSR_DECISION_WAIVE] = self->waive_button,
  };
  return buttons[kind];
}

static gboolean
chosen_kind (BsrDecisionForm *self, BsrDecisionKind *kind)
{
  for (int k = 0; k < N_KINDS; k++)
    if (gtk_toggle_button_get_active (button_of (self, (BsrDecisionKind) k)))
      {
        *kind = (BsrDecisionKind) k;
        return TRUE;
      }
  return FALSE;
}

static void
update (BsrDecisionForm *self)
{
  BsrDecisionKind kind;
  const BsrTerm *term = bsr_term_drop_down_term (self->code_drop_down);
  gtk_widget_set_visible (self->reason_box, chosen_kind (self, &kind));
  gtk_label_set_label (self->definition_label, term != NULL ? bsr_term_definition (term) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->definition_label), term != NULL);
  gtk_widget_set_sensitive (self->decide_button, bsr_decision_form_is_complete (self));
}

static void
changed (BsrDecisionForm *self)
{
  bsr_decision_form_refuse (self, NULL);
  update (self);
  g_signal_emit_by_name (self, "changed");
}

static void
kind_toggled_cb (BsrDecisionForm *self, GtkToggleButton *button)
{
  BsrDecisionKind kind;
  if (gtk_toggle_button_get_active (button) && chosen_kind (self, &kind))
    bsr_term_drop_down_fill (self->code_drop_down, BSR_TERMS_REASON, BSR_TERM_OF_DECISION (kind),
                             _ ("Choose a reason…"));
  changed (self);
}

static void
code_changed_cb (BsrDecisionForm *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  changed (self);
}

static void
text_activate_cb (BsrDecisionForm *self, GtkEntry *entry)
{
  bsr_decision_form_submit (self);
}

static void
decide_clicked_cb (BsrDecisionForm *self, GtkButton *button)
{
  bsr_decision_form_submit (self);
}

static gboolean
bsr_decision_form_grab_focus (GtkWidget *widget)
{
  BsrDecisionForm *self = BSR_DECISION_FORM (widget);
  BsrDecisionKind kind = BSR_DECISION_RELEASE;
  chosen_kind (self, &kind);
  return gtk_widget_grab_focus (GTK_WIDGET (button_of (self, kind)));
}

static void
bsr_decision_form_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_decision_form_parent_class)->dispose (object);
}

static void
bsr_decision_form_class_init (BsrDecisionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_decision_form_dispose;
  widget_class->grab_focus = bsr_decision_form_grab_focus;
  g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-decision-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, release_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, examine_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, second_opinion_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, refer_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, waive_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, code_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, definition_label);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, text_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, reason_box);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, decide_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, decide_clicked_cb);
}

static void
bsr_decision_form_init (BsrDecisionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_term_drop_down_fill (self->code_drop_down, BSR_TERMS_REASON,
                           BSR_TERM_OF_DECISION (BSR_DECISION_RELEASE), _ ("Choose a reason…"));
  update (self);
}

GtkWidget *
bsr_decision_form_new (void)
{
  return g_object_new (BSR_TYPE_DECISION_FORM, NULL);
}

void
bsr_decision_form_clear (BsrDecisionForm *self)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  for (int k = 0; k < N_KINDS; k++)
    gtk_toggle_button_set_active (button_of (self, (BsrDecisionKind) k), FALSE);
  gtk_editable_set_text (self->text_entry, "");
  bsr_term_drop_down_choose (self->code_drop_down, NULL);
  bsr_decision_form_refuse (self, NULL);
  update (self);
}

gboolean
bsr_decision_form_is_blank (BsrDecisionForm *self)
{
  g_return_val_if_fail (BSR_IS_DECISION_FORM (self), TRUE);
  BsrDecisionKind kind;
  g_autofree char *text = bsr_form_written (self->text_entry);
  return !chosen_kind (self, &kind) && *text == '\0';
}

void
bsr_decision_form_choose (BsrDecisionForm *self, BsrDecisionKind kind)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self) && (guint) kind < N_KINDS);
  gtk_toggle_button_set_active (button_of (self, kind), TRUE);
}

gboolean
bsr_decision_form_kind (BsrDecisionForm *self, BsrDecisionKind *kind)
{
  g_return_val_if_fail (BSR_IS_DECISION_FORM (self) && kind != NULL, FALSE);
  return chosen_kind (self, kind);
}

const char *
bsr_decision_form_code (BsrDecisionForm *self)
{
  g_return_val_if_fail (BSR_IS_DECISION_FORM (self), NULL);
  const BsrTerm *term = bsr_term_drop_down_term (self->code_drop_down);
  return term != NULL ? term->code : NULL;
}

void
bsr_decision_form_set_reason (BsrDecisionForm *self, const char *code, const char *text)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  bsr_term_drop_down_choose (self->code_drop_down, code);
  gtk_editable_set_text (self->text_entry, text != NULL ? text : "");
}

void
bsr_decision_form_refuse (BsrDecisionForm *self, const char *sentence)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  self->refused = sentence != NULL;
  bsr_form_refuse (self->refusal_label, sentence);
  gtk_widget_set_sensitive (self->decide_button, bsr_decision_form_is_complete (self));
}

gboolean
bsr_decision_form_is_complete (BsrDecisionForm *self)
{
  g_return_val_if_fail (BSR_IS_DECISION_FORM (self), FALSE);
  BsrDecisionKind kind;
  return !self->refused && chosen_kind (self, &kind) && bsr_decision_form_code (self) != NULL;
}

void
bsr_decision_form_submit (BsrDecisionForm *self)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  BsrDecisionKind kind;
  const BsrTerm *term = bsr_term_drop_down_term (self->code_drop_down);
  if (!bsr_decision_form_is_complete (self) || !chosen_kind (self, &kind))
    return;
  g_autofree char *text = bsr_form_written (self->text_entry);
  g_signal_emit_by_name (self, "decided", (int) kind, term->code,
                         *text != '\0' ? text : bsr_term_label (term));
}
