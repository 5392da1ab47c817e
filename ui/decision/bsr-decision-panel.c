#include "bsr-decision-panel.h"

#include <glib/gi18n.h>

#include "bsr-decision-form.h"
#include "bsr-outcome-form.h"
#include "bsr-reference-row.h"
#include "bsr-viewing-line.h"
#include "bsr-vocabulary.h"

struct _BsrDecisionPanel
{
  GtkWidget parent;
  GtkLabel *heading_label, *standing_label;
  GtkButton *change_button;
  BsrReferenceRow *reference_row;
  BsrViewingLine *viewing_line;
  GtkStack *stack;
  BsrDecisionForm *decision_form;
  BsrOutcomeForm *outcome_form;
  GtkWidget *next_button;

  BsrSession *session;
  GSignalGroup *dossier_signals;
  gboolean changing; /* another page than the state's own was asked for */
};

G_DEFINE_FINAL_TYPE (BsrDecisionPanel, bsr_decision_panel, GTK_TYPE_WIDGET)

static BsrDossier *
dossier_of (BsrDecisionPanel *self)
{
  return self->session != NULL ? bsr_session_dossier (self->session) : NULL;
}

const char *
bsr_decision_panel_page_for_state (BsrCaseState state)
{
  switch (state)
    {
    case BSR_STATE_TO_BE_EXAMINED:
      return "outcome";
    case BSR_STATE_EXAMINED:
    case BSR_STATE_RELEASED:
      return "done";
    case BSR_STATE_FLAGGED:
    case BSR_STATE_SCANNED:
    case BSR_STATE_SECOND_OPINION:
    default:
      return "decide";
    }
}

/* The page that "change" leads to: an outcome can be corrected, a decision made anew. */
static const char *
other_page (BsrCaseState state)
{
  return state == BSR_STATE_EXAMINED ? "outcome" : "decide";
}

/* What stands: the last outcome, else the last decision; %NULL when there is neither. */
static char *
standing_text (BsrDossier *dossier)
{
  GPtrArray *outcomes = bsr_dossier_outcomes (dossier);
  GPtrArray *decisions = bsr_dossier_decisions (dossier);
  if (outcomes->len > 0)
    {
      const BsrOutcome *last = g_ptr_array_index (outcomes, outcomes->len - 1);
      g_autofree char *time = bsr_vocabulary_time (last->at);
      return g_strdup_printf ("%s · %s · %s", bsr_vocabulary_outcome (last->result),
                              last->officer, time);
    }
  if (decisions->len > 0)
    {
      const BsrDecision *last = g_ptr_array_index (decisions, decisions->len - 1);
      g_autofree char *time = bsr_vocabulary_time (last->at);
      return g_strdup_printf ("%s · %s · %s", last->reason, last->officer, time);
    }
  return NULL;
}

/* What was not looked at is said where a release is about to be recorded. */
static void
reveal_viewing (BsrDecisionPanel *self)
{
  BsrDecisionKind kind;
  gboolean deciding
      = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "decide") == 0;
  bsr_viewing_line_reveal (self->viewing_line,
                           deciding && bsr_decision_form_kind (self->decision_form, &kind)
                               && kind == BSR_DECISION_RELEASE);
}

static void
kind_changed_cb (BsrDecisionPanel *self, BsrDecisionForm *form)
{
  reveal_viewing (self);
}

static void
update (BsrDecisionPanel *self)
{
  BsrDossier *dossier = dossier_of (self);
  /* Looking is for everybody; deciding is for who has the case. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), dossier != NULL && bsr_dossier_held (dossier));
  if (dossier == NULL)
    return;
  BsrCaseState state = bsr_dossier_state (dossier);
  const char *page = bsr_decision_panel_page_for_state (state);
  gboolean changeable = !g_str_equal (page, "decide");
  gtk_stack_set_visible_child_name (self->stack, self->changing ? other_page (state) : page);
  reveal_viewing (self);

  gboolean undecided = state == BSR_STATE_FLAGGED || state == BSR_STATE_SCANNED;
  gtk_label_set_label (self->heading_label,
                       undecided ? _ ("Decision") : bsr_vocabulary_state (state));
  g_autofree char *standing = standing_text (dossier);
  gtk_label_set_label (self->standing_label, standing != NULL ? standing : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->standing_label), standing);
  gtk_widget_set_visible (GTK_WIDGET (self->standing_label), standing != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->change_button), changeable);
  gtk_button_set_label (self->change_button, self->changing ? _ ("Keep it")
                                             : state == BSR_STATE_EXAMINED
                                                 ? _ ("Correct the outcome")
                                                 : _ ("Change the decision"));
}

static void
change_clicked_cb (BsrDecisionPanel *self, GtkButton *button)
{
  self->changing = !self->changing;
  update (self);
}

static void
next_clicked_cb (BsrDecisionPanel *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "next-case");
}

static void
decided_cb (BsrDecisionPanel *self, int kind, const char *reason, BsrDecisionForm *form)
{
  BsrDossier *dossier = dossier_of (self);
  if (dossier == NULL)
    return;
  self->changing = FALSE;
  bsr_session_note_view (self->session);
  BsrViewing viewing;
  BsrCoverageTracker *coverage = bsr_session_coverage (self->session);
  bsr_coverage_tracker_tick (coverage);
  gboolean known = bsr_coverage_tracker_viewing (coverage, &viewing);
  bsr_dossier_decide_on_viewing (dossier, kind, reason, known ? &viewing : NULL);
  bsr_decision_form_clear (form);
}

static void
found_cb (BsrDecisionPanel *self, const BsrOutcome *outcome, BsrOutcomeForm *form)
{
  BsrDossier *dossier = dossier_of (self);
  if (dossier == NULL)
    return;
  self->changing = FALSE;
  bsr_dossier_record_outcome (dossier, outcome);
  bsr_outcome_form_clear (form);
}

static void
dossier_changed_cb (BsrDecisionPanel *self)
{
  self->changing = FALSE;
  bsr_decision_form_clear (self->decision_form);
  bsr_outcome_form_clear (self->outcome_form);
  bsr_reference_row_set_dossier (self->reference_row, dossier_of (self));
  g_signal_group_set_target (self->dossier_signals, dossier_of (self));
  update (self);
}

static gboolean
bsr_decision_panel_grab_focus (GtkWidget *widget)
{
  BsrDecisionPanel *self = BSR_DECISION_PANEL (widget);
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

static void
bsr_decision_panel_dispose (GObject *object)
{
  BsrDecisionPanel *self = BSR_DECISION_PANEL (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_decision_panel_parent_class)->dispose (object);
}

static void
bsr_decision_panel_class_init (BsrDecisionPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_decision_panel_dispose;
  widget_class->grab_focus = bsr_decision_panel_grab_focus;
  g_type_ensure (BSR_TYPE_DECISION_FORM);
  g_type_ensure (BSR_TYPE_OUTCOME_FORM);
  g_type_ensure (BSR_TYPE_REFERENCE_ROW);
  g_type_ensure (BSR_TYPE_VIEWING_LINE);
  g_signal_new ("next-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/decision/bsr-decision-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, heading_label);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, standing_label);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, change_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, reference_row);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, viewing_line);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, decision_form);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, outcome_form);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, next_button);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
}

static void
bsr_decision_panel_init (BsrDecisionPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::state", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->dossier_signals, "claim-changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->dossier_signals, "record-changed", G_CALLBACK (update),
                                  self);
}

void
bsr_decision_panel_set_session (BsrDecisionPanel *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_DECISION_PANEL (self) && self->session == NULL);
  self->session = g_object_ref (session);
  bsr_viewing_line_set_session (self->viewing_line, session);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dossier_changed_cb (self);
}

void
bsr_decision_panel_set_officer (BsrDecisionPanel *self, const char *officer)
{
  g_return_if_fail (BSR_IS_DECISION_PANEL (self));
  bsr_outcome_form_set_officer (self->outcome_form, officer);
}

const char *
bsr_decision_panel_page (BsrDecisionPanel *self)
{
  g_return_val_if_fail (BSR_IS_DECISION_PANEL (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
