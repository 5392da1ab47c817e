#include "bsr-dossier-act.h"

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
    case BSR_CHANGE_ANNOTATION:
    default:
      return save_annotation (act, actor, backwards, error);
    }
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
      return bsr_store_decide (act->store, &actor, act->case_id, act->decision->kind,
                               act->decision->reason, error);
    case BSR_DOSSIER_ACT_OUTCOME:
      return bsr_store_record_outcome (act->store, &actor, act->case_id, act->outcome, error);
    default:
      g_assert_not_reached ();
    }
}
