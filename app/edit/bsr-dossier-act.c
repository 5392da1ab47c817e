#include "bsr-dossier-act.h"

#include <glib/gi18n-lib.h>

#include "bsr-dossier-content.h"
#include "bsr-error.h"
#include "bsr-store-access.h"
#include "bsr-store-log.h"
#include "bsr-store-handling.h"

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
  bsr_job_free (act->job);
  g_clear_pointer (&act->versions, g_hash_table_unref);
  bsr_decision_free (act->decision);
  bsr_outcome_free (act->outcome);
  bsr_contribution_free (act->contribution);
  g_free (act->sha256);
  g_free (act->reason);
  bsr_kept_view_free (act->view);
  bsr_caveat_free (act->caveat);
  g_free (act->path);
  g_free (act->caption);
  g_clear_pointer (&act->photographs, g_ptr_array_unref);
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

/* What the picture is known by follows from its file: the list is read anew. */
static gboolean
save_photograph (BsrDossierAct *act, const BsrActor *actor, GError **error)
{
  if (bsr_store_add_photograph (act->store, actor, act->case_id, act->path, act->caption, error)
      == 0)
    return FALSE;
  act->photographs = bsr_store_list_photographs (act->store, act->case_id, error);
  return act->photographs != NULL;
}

/* The officer of a decision may be a supervisor who has come to the desk. */
static gboolean
save_decision (BsrDossierAct *act, const BsrActor *at_desk, GError **error)
{
  const BsrActor actor = { act->decision->officer, act->station, at_desk->version };
  return bsr_store_record_decision (act->store, &actor, act->case_id, act->decision, error);
}

/* What the program keeps by itself of whoever looks is left out for those who only may look. */
static gboolean
is_left_out (const BsrDossierAct *act)
{
  if (act->kind == BSR_DOSSIER_ACT_ANALYSIS)
    return !bsr_store_may (act->store, BSR_RIGHT_ANALYSE, NULL);
  return act->kind == BSR_DOSSIER_ACT_VIEW && act->view->name == NULL
         && !bsr_store_may (act->store, BSR_RIGHT_KEEP_VIEWS, NULL);
}

/* The program found what another's program has found, or something else on top of it. */
static gboolean
save_over (BsrDossierAct *act, const BsrActor *actor, const char *json, GError **error)
{
  g_autofree char *key = bsr_version_key_analysis (act->scan_id);
  g_autoptr (GHashTable) versions = bsr_store_list_versions (act->store, act->case_id, error);
  g_autofree char *theirs
      = versions != NULL ? bsr_store_get_analysis (act->store, act->scan_id, error) : NULL;
  if (theirs == NULL)
    return FALSE;
  const gint64 *version = g_hash_table_lookup (versions, key);
  *actor->version = version != NULL ? *version : 0;
  g_autoptr (BsrAnalysis) said = bsr_analysis_from_json (theirs, -1, NULL);
  return (said != NULL && bsr_analysis_says_the_same (said, act->analysis))
         || bsr_store_save_analysis (act->store, actor, act->scan_id, json, error);
}

static gboolean
save_analysis (BsrDossierAct *act, const BsrActor *actor, GError **error)
{
  GError *problem = NULL;
  g_autofree char *json = bsr_analysis_to_json (act->analysis);
  if (act->job != NULL
          ? bsr_store_finish_job (act->store, actor, act->job, json, &problem)
          : bsr_store_save_analysis (act->store, actor, act->scan_id, json, &problem))
    return TRUE;
  if (g_error_matches (problem, BSR_ERROR, BSR_ERROR_CONFLICT))
    {
      g_error_free (problem);
      return save_over (act, actor, json, error);
    }
  g_propagate_error (error, problem);
  return FALSE;
}

/* (transfer full) (nullable): of what the act changes. */
static char *
version_key (const BsrDossierAct *act)
{
  const BsrChange *change = act->change;
  if (act->kind == BSR_DOSSIER_ACT_ANALYSIS)
    return bsr_version_key_analysis (act->scan_id);
  if (act->kind == BSR_DOSSIER_ACT_DECISION)
    return bsr_version_key_decision ();
  if (change == NULL)
    return NULL;
  BsrAnnotation *annotation = change->after != NULL ? change->after : change->before;
  if (annotation != NULL)
    return bsr_version_key_annotation (act->scan_id, bsr_annotation_id (annotation));
  return change->kind == BSR_CHANGE_WEIGHT
             ? bsr_version_key_weight (act->scan_id, change->finding_id)
             : bsr_version_key_contest (act->scan_id, change->contest_after->check,
                                        change->contest_after->item);
}

static gboolean
save (BsrDossierAct *act, const BsrActor *actor, GError **error)
{
  switch (act->kind)
    {
    case BSR_DOSSIER_ACT_CHANGE:
    case BSR_DOSSIER_ACT_REDO:
      return save_change (act, actor, FALSE, error);
    case BSR_DOSSIER_ACT_UNDO:
      return save_change (act, actor, TRUE, error);
    case BSR_DOSSIER_ACT_ANALYSIS:
      return save_analysis (act, actor, error);
    case BSR_DOSSIER_ACT_DECISION:
      return save_decision (act, actor, error);
    case BSR_DOSSIER_ACT_OUTCOME:
      return bsr_store_record_outcome (act->store, actor, act->case_id, act->outcome, error);
    case BSR_DOSSIER_ACT_CONTRIBUTION:
      return save_contribution (act, error);
    case BSR_DOSSIER_ACT_WITHDRAWAL:
      return save_withdrawal (act, actor, error);
    case BSR_DOSSIER_ACT_VIEW:
      return bsr_store_keep_view (act->store, actor, act->case_id, act->view->name,
                                  act->view->state, error);
    case BSR_DOSSIER_ACT_GIVE_BACK:
      return bsr_store_give_back_case (act->store, actor, act->case_id, error);
    case BSR_DOSSIER_ACT_LOOK_AT:
      return bsr_store_note_scan_view (act->store, actor, act->scan_id, act->where, error);
    case BSR_DOSSIER_ACT_CAVEAT:
      return bsr_store_put_caveat (act->store, actor, act->case_id, act->caveat, error);
    case BSR_DOSSIER_ACT_PHOTOGRAPH:
      return save_photograph (act, actor, error);
    default:
      g_assert_not_reached ();
    }
}

gboolean
bsr_dossier_act_save (BsrDossierAct *act, GError **error)
{
  if (is_left_out (act))
    return TRUE;
  g_autofree char *key = version_key (act);
  const gint64 *seen = key != NULL ? g_hash_table_lookup (act->versions, key) : NULL;
  gint64 version = seen != NULL ? *seen : 0;
  const BsrActor actor = { act->officer, act->station, key != NULL ? &version : NULL };
  if (!save (act, &actor, error))
    return FALSE;
  if (key != NULL)
    g_hash_table_insert (act->versions, g_steal_pointer (&key),
                         g_memdup2 (&version, sizeof version));
  return TRUE;
}
