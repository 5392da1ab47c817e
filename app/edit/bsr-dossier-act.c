#include "bsr-dossier-act.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-store-log.h"

void
bsr_dossier_act_free (BsrDossierAct *act)
{
  if (act == NULL)
    return;
  g_clear_object (&act->store);
  g_free (act->officer);
  g_free (act->station);
  g_free (act->case_id);
  g_clear_pointer (&act->change, bsr_change_unref);
  g_clear_pointer (&act->redo_before, g_ptr_array_unref);
  g_clear_pointer (&act->analysis, bsr_analysis_unref);
  bsr_decision_free (act->decision);
  bsr_outcome_free (act->outcome);
  bsr_contribution_free (act->contribution);
  g_free (act->sha256);
  g_free (act->reason);
  bsr_kept_view_free (act->view);
  g_clear_pointer (&act->standing_before, g_ptr_array_unref);
  g_clear_object (&act->dossier);
  g_free (act);
}

static gboolean
save_annotation (BsrDossierAct *act, const BsrActor *actor, gboolean backwards, GError **error)
{
  const BsrChange *change = act->change;
  BsrAnnotation *wanted = backwards ? change->before : change->after;
  BsrAnnotation *present = backwards ? change->after : change->before;
  if (wanted != NULL)
    return bsr_store_put_annotation (act->store, actor, act->scan_id, wanted, error);
  return bsr_store_remove_annotation (act->store, actor, act->scan_id, bsr_annotation_id (present),
                                      error);
}

/* Saves the act's change as it was made, or backwards. */
static gboolean
save_change (BsrDossierAct *act, const BsrActor *actor, gboolean backwards, GError **error)
{
  const BsrChange *change = act->change;
  switch (change->kind)
    {
    case BSR_CHANGE_WEIGHT:
      return bsr_store_weigh_finding (act->store, actor, act->scan_id, change->finding_id,
                                      backwards ? change->weight_before : change->weight_after,
                                      error);
    case BSR_CHANGE_CONTEST:
      return bsr_store_contest_check (act->store, actor, act->scan_id,
                                      backwards ? change->contest_before : change->contest_after,
                                      error);
    case BSR_CHANGE_LOOK: /* never in an act */
    case BSR_CHANGE_ANNOTATION:
    default:
      return save_annotation (act, actor, backwards, error);
    }
}

static gboolean
save_contribution (BsrDossierAct *act, GError **error)
{
  const BsrActor supervisor = { act->contribution->supervisor, act->station };
  g_autofree char *id = bsr_store_contribute_load (act->store, &supervisor, act->scan_id,
                                                   &act->descriptor, error);
  return id != NULL;
}

static gboolean
save_withdrawal (BsrDossierAct *act, const BsrActor *actor, GError **error)
{
  GError *problem = NULL;
  g_autofree char *id = NULL;
  g_autoptr (BsrContribution) standing
      = bsr_store_get_contribution (act->store, act->sha256, &id, &problem);
  if (standing != NULL && g_str_equal (standing->case_id, act->case_id))
    return bsr_store_withdraw_load (act->store, actor, id, act->reason, error);
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("no load of case '%s' stands in the library"), act->case_id);
  return FALSE;
}

gboolean
bsr_dossier_act_save (BsrDossierAct *act, GError **error)
{
  const BsrActor actor = { act->officer, act->station };
  g_autofree char *json = NULL;
  switch (act->kind)
    {
    case BSR_DOSSIER_ACT_CHANGE:
    case BSR_DOSSIER_ACT_REDO:
      return save_change (act, &actor, FALSE, error);
    case BSR_DOSSIER_ACT_UNDO:
      return save_change (act, &actor, TRUE, error);
    case BSR_DOSSIER_ACT_ANALYSIS:
      json = bsr_analysis_to_json (act->analysis);
      return bsr_store_save_analysis (act->store, &actor, act->scan_id, json, error);
    case BSR_DOSSIER_ACT_DECISION:
      return bsr_store_record_decision (act->store, &actor, act->case_id, act->decision, error);
    case BSR_DOSSIER_ACT_OUTCOME:
      return bsr_store_record_outcome (act->store, &actor, act->case_id, act->outcome, error);
    case BSR_DOSSIER_ACT_CONTRIBUTION:
      return save_contribution (act, error);
    case BSR_DOSSIER_ACT_WITHDRAWAL:
      return save_withdrawal (act, &actor, error);
    case BSR_DOSSIER_ACT_VIEW:
      return bsr_store_keep_view (act->store, &actor, act->case_id, act->view->name,
                                  act->view->state, error);
    case BSR_DOSSIER_ACT_LOOK_AT:
      return bsr_store_note_scan_view (act->store, &actor, act->scan_id, act->where, error);
    default:
      g_assert_not_reached ();
    }
}
