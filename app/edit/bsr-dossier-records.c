#include "bsr-dossier.h"

#include "bsr-case-standing.h"
#include "bsr-dossier-private.h"
#include "bsr-store-access.h"

/* What goes on the record of the open case and cannot be undone. */

/* Where the case stands, by what has been recorded. */
static void
move_on (BsrDossier *self)
{
  const BsrDossierContent *content = self->content;
  bsr_dossier_set_state (self, bsr_case_standing ((int) content->scans->len, content->decisions,
                                                  (int) content->outcomes->len));
  bsr_dossier_emit_record_changed (self);
}

void
bsr_dossier_decide (BsrDossier *self, BsrDecisionKind kind, const char *reason)
{
  bsr_dossier_decide_with_code (self, kind, NULL, reason, NULL, NULL);
}

void
bsr_dossier_decide_on_viewing (BsrDossier *self, BsrDecisionKind kind, const char *reason,
                               const BsrViewing *viewing)
{
  bsr_dossier_decide_with_code (self, kind, NULL, reason, viewing, NULL);
}

void
bsr_dossier_decide_with_code (BsrDossier *self, BsrDecisionKind kind, const char *code,
                              const char *reason, const BsrViewing *viewing, const char *officer)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && reason != NULL);

  if (!bsr_dossier_may_change (self))
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_DECISION, -1);
  act->decision = bsr_decision_new (kind, reason, officer != NULL ? officer : self->officer, now);
  bsr_decision_set_code (act->decision, code);
  bsr_decision_set_viewing (act->decision, viewing);
  bsr_decision_set_seen (act->decision, self->seen);
  g_ptr_array_add (self->content->decisions, bsr_decision_copy (act->decision));
  move_on (self);
  bsr_dossier_issue (self, act);
}

gboolean
bsr_dossier_check_decision (BsrDossier *self, BsrDecisionKind kind, const char *code,
                            const char *officer, GError **error)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), FALSE);
  if (bsr_case_decision_is_supervisors (self->content->state, kind)
      && !bsr_store_may (self->store, BSR_RIGHT_SUPERVISE, error))
    return FALSE;
  return bsr_case_check_decision (self->content->state, self->content->decisions,
                                  self->content->outcomes, kind, code,
                                  officer != NULL ? officer : self->officer, error);
}

const char *
bsr_dossier_officer (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->officer;
}

void
bsr_dossier_record_outcome (BsrDossier *self, const BsrOutcome *outcome)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && outcome != NULL);

  if (!bsr_dossier_may_change (self))
    return;
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_OUTCOME, -1);
  act->outcome = bsr_outcome_copy (outcome);
  act->standing_before = bsr_dossier_copy_standing (self);
  bsr_dossier_set_standing (self, NULL);
  g_ptr_array_add (self->content->outcomes, bsr_outcome_copy (outcome));
  move_on (self);
  bsr_dossier_issue (self, act);
}

GPtrArray *
bsr_dossier_decisions (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->decisions;
}

GPtrArray *
bsr_dossier_outcomes (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->outcomes;
}

void
bsr_dossier_put_caveat (BsrDossier *self, const char *kind, gboolean in_force, const char *text)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && kind != NULL && text != NULL);

  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_CAVEAT, -1);
  act->caveat = bsr_caveat_new (kind, in_force, text, self->officer, now);
  g_ptr_array_add (self->content->caveats, bsr_caveat_copy (act->caveat));
  bsr_dossier_emit_record_changed (self);
  bsr_dossier_issue (self, act);
}

GPtrArray *
bsr_dossier_caveats (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->caveats;
}

void
bsr_dossier_add_photograph (BsrDossier *self, const char *path, const char *caption)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && path != NULL && caption != NULL);

  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_PHOTOGRAPH, -1);
  act->path = g_strdup (path);
  act->caption = g_strdup (caption);
  bsr_dossier_issue (self, act);
}

void
bsr_dossier_show_photographs (BsrDossier *self, GPtrArray *photographs)
{
  g_ptr_array_unref (self->content->photographs);
  self->content->photographs = photographs;
  bsr_dossier_emit_record_changed (self);
}

GPtrArray *
bsr_dossier_photographs (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->photographs;
}

GPtrArray *
bsr_dossier_reports (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->reports;
}

GPtrArray *
bsr_dossier_declarations (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->declarations;
}
