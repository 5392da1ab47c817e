#include "bsr-decision-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "bsr-closing-row.h"
#include "bsr-decision-form.h"
#include "bsr-fact-line.h"
#include "bsr-outcome-form.h"
#include "bsr-photograph-strip.h"
#include "bsr-reference-row.h"
#include "bsr-right-guard.h"
#include "bsr-term.h"
#include "bsr-viewing-line.h"
#include "bsr-vocabulary.h"

struct _BsrDecisionPanel
{
  GtkWidget parent;
  GtkLabel *heading_label, *standing_label;
  GtkButton *change_button;
  BsrReferenceRow *reference_row;
  BsrClosingRow *closing_row;
  BsrPhotographStrip *photograph_strip;
  BsrViewingLine *viewing_line;
  GtkStack *stack;
  AdwBin *decide_bin, *outcome_bin;
  GtkWidget *next_button;

  BsrSession *session;
  GSignalGroup *dossier_signals;
  gboolean changing; /* another page than the state's own was asked for */
  char *officer;     /* (nullable) */
  char *whose;       /* (nullable): the officer and the case whose forms these are */
  BsrDecisionForm *decision_form;
  BsrOutcomeForm *outcome_form;
  GHashTable *drafts; /* officer and case -> Draft: what was begun in other cases, and by others */
};

/* The forms of a case that was left before they were recorded: whole, as they were. */
typedef struct
{
  GtkWidget *decision_form, *outcome_form;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;
  g_object_unref (draft->decision_form);
  g_object_unref (draft->outcome_form);
  g_free (draft);
}

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
    case BSR_STATE_NOT_EXAMINED:
    case BSR_STATE_CLOSED:
      return "done";
    case BSR_STATE_FLAGGED:
    case BSR_STATE_SCANNED:
    case BSR_STATE_QUEUED:
    case BSR_STATE_UNDER_REVIEW:
    case BSR_STATE_SECOND_OPINION:
    case BSR_STATE_AWAITING_SUPERVISOR:
    case BSR_N_CASE_STATES:
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
      const char *const facts[]
          = { bsr_vocabulary_outcome (last->result), last->officer, time, NULL };
      return bsr_fact_line (facts, gtk_widget_get_default_direction ());
    }
  if (decisions->len > 0)
    {
      const BsrDecision *last = g_ptr_array_index (decisions, decisions->len - 1);
      g_autofree char *time = bsr_vocabulary_time (last->at);
      const char *label = last->code != NULL ? bsr_term_word (BSR_TERMS_REASON, last->code) : NULL;
      g_autofree char *why = label == NULL || g_str_equal (label, last->reason)
                                 ? g_strdup (last->reason)
                                 : g_strdup_printf ("%s: %s", label, last->reason);
      const char *const facts[] = { why, last->officer, time, NULL };
      return bsr_fact_line (facts, gtk_widget_get_default_direction ());
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

/* What would be refused is said as soon as it is chosen. */
static void
form_changed_cb (BsrDecisionPanel *self, BsrDecisionForm *form)
{
  BsrDecisionKind kind;
  g_autoptr (GError) problem = NULL;
  const char *code = bsr_decision_form_code (form);
  if (form != self->decision_form || dossier_of (self) == NULL)
    return;
  if (bsr_decision_form_kind (form, &kind) && (code != NULL || kind != BSR_DECISION_WAIVE)
      && !bsr_dossier_check_decision (dossier_of (self), kind, code, NULL, &problem))
    bsr_decision_form_refuse (form, problem->message);
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
  bsr_right_guard (GTK_WIDGET (self->decision_form), dossier,
                   bsr_dossier_state (dossier) == BSR_STATE_AWAITING_SUPERVISOR ? BSR_RIGHT_SUPERVISE
                                                                                : BSR_RIGHT_DECIDE);
  bsr_right_guard (GTK_WIDGET (self->outcome_form), dossier, BSR_RIGHT_RECORD_OUTCOMES);
  bsr_right_guard (GTK_WIDGET (self->reference_row), dossier, BSR_RIGHT_CONFIRM_LOADS);
  bsr_right_guard (GTK_WIDGET (self->closing_row), dossier, BSR_RIGHT_SUPERVISE);
  BsrCaseState state = bsr_dossier_state (dossier);
  const char *page = bsr_decision_panel_page_for_state (state);
  gboolean changeable = !g_str_equal (page, "decide");
  gtk_stack_set_visible_child_name (self->stack, self->changing ? other_page (state) : page);
  reveal_viewing (self);

  gboolean undecided = state == BSR_STATE_FLAGGED || state == BSR_STATE_SCANNED
                       || state == BSR_STATE_QUEUED || state == BSR_STATE_UNDER_REVIEW;
  gtk_label_set_label (self->heading_label,
                       undecided ? _ ("Decision") : bsr_vocabulary_state (state));
  g_autofree char *standing = standing_text (dossier);
  gtk_label_set_label (self->standing_label, standing != NULL ? standing : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->standing_label), standing);
  gtk_widget_set_visible (GTK_WIDGET (self->standing_label), standing != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->change_button),
                          changeable && state != BSR_STATE_CLOSED);
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
decided_cb (BsrDecisionPanel *self, int kind, const char *code, const char *reason,
            BsrDecisionForm *form)
{
  BsrDossier *dossier = dossier_of (self);
  g_autoptr (GError) problem = NULL;
  if (dossier == NULL)
    return;
  if (!bsr_dossier_check_decision (dossier, (BsrDecisionKind) kind, code, NULL, &problem))
    {
      bsr_decision_form_refuse (form, problem->message);
      return;
    }
  self->changing = FALSE;
  bsr_session_note_view (self->session);
  BsrViewing viewing;
  BsrCoverageTracker *coverage = bsr_session_coverage (self->session);
  bsr_coverage_tracker_tick (coverage);
  gboolean known = bsr_coverage_tracker_viewing (coverage, &viewing);
  bsr_dossier_decide_with_code (dossier, (BsrDecisionKind) kind, code, reason,
                                known ? &viewing : NULL, NULL);
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

/* --- The forms of a case, and those that were begun in others -------------------------------- */

static void
put_forms (BsrDecisionPanel *self, GtkWidget *decision_form, GtkWidget *outcome_form)
{
  self->decision_form = BSR_DECISION_FORM (decision_form);
  self->outcome_form = BSR_OUTCOME_FORM (outcome_form);
  adw_bin_set_child (self->decide_bin, decision_form);
  adw_bin_set_child (self->outcome_bin, outcome_form);
}

static void
put_new_forms (BsrDecisionPanel *self)
{
  GtkWidget *decision_form = bsr_decision_form_new (), *outcome_form = bsr_outcome_form_new ();
  BsrDossier *dossier = dossier_of (self);
  g_signal_connect_object (decision_form, "decided", G_CALLBACK (decided_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (decision_form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (outcome_form, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  bsr_outcome_form_set_officer (BSR_OUTCOME_FORM (outcome_form), self->officer);
  if (dossier != NULL)
    bsr_outcome_form_set_declared_seals (BSR_OUTCOME_FORM (outcome_form),
                                         (const char *const *) bsr_dossier_case (dossier)->seals);
  put_forms (self, decision_form, outcome_form);
}

static void
keep_draft (BsrDecisionPanel *self)
{
  if (self->whose == NULL
      || (bsr_decision_form_is_blank (self->decision_form)
          && bsr_outcome_form_is_blank (self->outcome_form)))
    return;
  Draft *draft = g_new0 (Draft, 1);
  draft->decision_form = g_object_ref (GTK_WIDGET (self->decision_form));
  draft->outcome_form = g_object_ref (GTK_WIDGET (self->outcome_form));
  g_hash_table_insert (self->drafts, g_strdup (self->whose), draft);
}

/* What was begun in the case is there again. */
static void
change_forms (BsrDecisionPanel *self)
{
  BsrDossier *dossier = dossier_of (self);
  g_autofree char *key = NULL;
  gpointer found = NULL;
  keep_draft (self);
  g_free (self->whose);
  self->whose = dossier != NULL
                    ? g_strdup_printf ("%s\n%s", self->officer != NULL ? self->officer : "",
                                       bsr_dossier_case (dossier)->id)
                    : NULL;
  if (self->whose != NULL
      && g_hash_table_steal_extended (self->drafts, self->whose, (gpointer *) &key, &found))
    {
      Draft *draft = found;
      put_forms (self, draft->decision_form, draft->outcome_form);
      draft_free (draft);
      form_changed_cb (self, self->decision_form);
    }
  else
    put_new_forms (self);
}

static void
dossier_changed_cb (BsrDecisionPanel *self)
{
  self->changing = FALSE;
  change_forms (self);
  bsr_reference_row_set_dossier (self->reference_row, dossier_of (self));
  bsr_closing_row_set_dossier (self->closing_row, dossier_of (self));
  bsr_photograph_strip_set_dossier (self->photograph_strip, dossier_of (self));
  g_signal_group_set_target (self->dossier_signals, dossier_of (self));
  update (self);
}

static gboolean
bsr_decision_panel_grab_focus (GtkWidget *widget)
{
  BsrDecisionPanel *self = BSR_DECISION_PANEL (widget);
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  GtkWidget *first = g_str_equal (page, "decide")    ? GTK_WIDGET (self->decision_form)
                     : g_str_equal (page, "outcome") ? GTK_WIDGET (self->outcome_form)
                                                     : self->next_button;
  return gtk_widget_grab_focus (first);
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
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->whose, g_free);
  g_clear_pointer (&self->officer, g_free);
  G_OBJECT_CLASS (bsr_decision_panel_parent_class)->dispose (object);
}

static void
bsr_decision_panel_class_init (BsrDecisionPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_decision_panel_dispose;
  widget_class->grab_focus = bsr_decision_panel_grab_focus;
  g_type_ensure (BSR_TYPE_CLOSING_ROW);
  g_type_ensure (BSR_TYPE_PHOTOGRAPH_STRIP);
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
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, closing_row);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, photograph_strip);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, decide_bin);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, outcome_bin);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionPanel, next_button);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
bsr_decision_panel_init (BsrDecisionPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
  put_new_forms (self);
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
  g_free (self->officer);
  self->officer = g_strdup (officer);
  bsr_outcome_form_set_officer (self->outcome_form, officer);
}

const char *
bsr_decision_panel_page (BsrDecisionPanel *self)
{
  g_return_val_if_fail (BSR_IS_DECISION_PANEL (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
