#include "bsr-dossier.h"

#include "bsr-dossier-private.h"

/* What a window asks of a dossier and does to it. */

/* What bsr_dossier_open_async() needs in its worker. */
typedef struct
{
  BsrStore *store;
  char *officer, *station, *case_id;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;
  g_object_unref (opening->store);
  g_free (opening->officer);
  g_free (opening->station);
  g_free (opening->case_id);
  g_free (opening);
}

static void
open_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  const BsrActor actor = { opening->officer, opening->station };
  BsrDossierContent *content
      = bsr_dossier_content_read (opening->store, &actor, opening->case_id, cancellable, &error);
  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) bsr_dossier_content_free);
  else
    g_task_return_error (task, error);
}

void
bsr_dossier_open_async (BsrStore *store, const BsrActor *actor, const char *case_id,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && actor != NULL && case_id != NULL);
  g_return_if_fail (actor->officer != NULL && actor->station != NULL);

  Opening *opening = g_new0 (Opening, 1);
  opening->store = g_object_ref (store);
  opening->officer = g_strdup (actor->officer);
  opening->station = g_strdup (actor->station);
  opening->case_id = g_strdup (case_id);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_dossier_open_async);
  /* Whoever cancels it late has a claim to give back. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_worker);
}

BsrDossier *
bsr_dossier_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  GTask *task = G_TASK (result);
  Opening *opening = g_task_get_task_data (task);
  BsrDossierContent *content = g_task_propagate_pointer (task, error);
  if (content == NULL)
    return NULL;
  return bsr_dossier_new (opening->store, opening->officer, opening->station, content);
}

BsrCase *
bsr_dossier_case (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->flagged;
}

BsrCaseState
bsr_dossier_state (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), BSR_STATE_FLAGGED);
  return self->content->state;
}

int
bsr_dossier_n_scans (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), 0);
  return (int) self->content->scans->len;
}

BsrScan *
bsr_dossier_scan (BsrDossier *self, int index)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (index >= 0 && index < bsr_dossier_n_scans (self), NULL);
  return bsr_dossier_scan_at (self, index)->scan;
}

int
bsr_dossier_scan_index (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), -1);
  return self->scan_index;
}

void
bsr_dossier_set_scan_index (BsrDossier *self, int index)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));
  g_return_if_fail (index >= -1 && index < bsr_dossier_n_scans (self));

  if (self->scan_index == index)
    return;
  self->scan_index = index;
  BsrDossierScan *scan = bsr_dossier_scan_at (self, index);
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                       scan != NULL ? scan->annotations->pdata : NULL,
                       scan != NULL ? scan->annotations->len : 0);
  bsr_dossier_notify_scan_index (self);
  bsr_dossier_emit_weights_changed (self);
  bsr_dossier_emit_contests_changed (self);
}

BsrAnalysis *
bsr_dossier_analysis (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  return scan != NULL ? scan->analysis : NULL;
}

/* Those of checks of which the analysis says something else than @before (nullable) did. */
static void
drop_contests (BsrDossierScan *scan, const BsrAnalysis *before)
{
  for (guint i = scan->contests->len; i-- > 0;)
    {
      const BsrContest *contest = scan->contests->pdata[i];
      if (!bsr_analysis_says_the_same_of (before, scan->analysis, contest->check, contest->item))
        g_ptr_array_remove_index (scan->contests, i);
    }
}

static void
take_analysis (BsrDossier *self, BsrAnalysis *analysis, BsrJob *job)
{
  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  gboolean is_news
      = scan->analysis == NULL || !bsr_analysis_says_the_same (scan->analysis, analysis);
  g_autoptr (BsrAnalysis) before = scan->analysis;
  scan->analysis = bsr_analysis_ref (analysis);
  if (is_news)
    {
      g_hash_table_remove_all (scan->weights);
      drop_contests (scan, before);
      bsr_dossier_drop_outdated (self, self->scan_index, before);
      bsr_dossier_emit_weights_changed (self);
      bsr_dossier_emit_contests_changed (self);
    }
  if (!is_news && job == NULL)
    return;
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_ANALYSIS, self->scan_index);
  act->analysis = bsr_analysis_ref (analysis);
  act->job = job;
  bsr_dossier_issue (self, act);
}

void
bsr_dossier_set_analysis (BsrDossier *self, BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && analysis != NULL && self->scan_index >= 0);
  take_analysis (self, analysis, NULL);
}

void
bsr_dossier_finish_job (BsrDossier *self, BsrAnalysis *analysis, BsrJob *job)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && analysis != NULL && self->scan_index >= 0);
  g_return_if_fail (job != NULL);
  take_analysis (self, analysis, job);
}

GListModel *
bsr_dossier_annotations (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return G_LIST_MODEL (self->shown);
}

void
bsr_dossier_add_annotation (BsrDossier *self, BsrAnnotation *annotation)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && BSR_IS_ANNOTATION (annotation));
  g_return_if_fail (self->scan_index >= 0);

  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  g_return_if_fail (bsr_dossier_scan_find (scan, bsr_annotation_id (annotation)) < 0);
  bsr_dossier_take_step (
      self, bsr_change_new_annotation (self->scan_index, scan->annotations->len, NULL, annotation));
}

/* Puts @changed (NULL: nothing) where the annotation @id of the current scan is. */
static void
replace (BsrDossier *self, const char *id, BsrAnnotation *changed)
{
  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  int place = scan != NULL ? bsr_dossier_scan_find (scan, id) : -1;
  g_return_if_fail (place >= 0);
  bsr_dossier_take_step (self,
                         bsr_change_new_annotation (self->scan_index, (guint) place,
                                                    scan->annotations->pdata[place], changed));
}

void
bsr_dossier_change_annotation (BsrDossier *self, BsrAnnotation *changed)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && BSR_IS_ANNOTATION (changed));
  replace (self, bsr_annotation_id (changed), changed);
}

void
bsr_dossier_remove_annotation (BsrDossier *self, const char *id)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && id != NULL);
  replace (self, id, NULL);
}

BsrFindingWeight
bsr_dossier_weight (BsrDossier *self, int finding_id)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), BSR_WEIGHT_OPEN);
  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  if (scan == NULL)
    return BSR_WEIGHT_OPEN;
  gpointer weight = g_hash_table_lookup (scan->weights, GINT_TO_POINTER (finding_id));
  return (BsrFindingWeight) GPOINTER_TO_INT (weight);
}

void
bsr_dossier_weigh_finding (BsrDossier *self, int finding_id, BsrFindingWeight weight)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && self->scan_index >= 0);
  g_return_if_fail (weight <= BSR_WEIGHT_EXPLAINED);

  BsrFindingWeight before = bsr_dossier_weight (self, finding_id);
  if (before != weight)
    bsr_dossier_take_step (self,
                           bsr_change_new_weight (self->scan_index, finding_id, before, weight));
}

const BsrContest *
bsr_dossier_contest (BsrDossier *self, const char *check, int item)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self) && check != NULL, NULL);
  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  const BsrContest *contest = scan != NULL ? bsr_dossier_scan_contest (scan, check, item) : NULL;
  return contest != NULL && contest->reason != NULL ? contest : NULL;
}

void
bsr_dossier_contest_check (BsrDossier *self, const char *check, int item, const char *reason)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && check != NULL && self->scan_index >= 0);

  const BsrContest *standing = bsr_dossier_contest (self, check, item);
  if (g_strcmp0 (standing != NULL ? standing->reason : NULL, reason) == 0)
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrContest) after = bsr_contest_new (check, item, reason, self->officer, now);
  g_autoptr (BsrContest) none = bsr_contest_new (check, item, NULL, self->officer, now);
  bsr_dossier_take_step (self, bsr_change_new_contest (self->scan_index,
                                                       standing != NULL ? standing : none, after));
}

void
bsr_dossier_undo (BsrDossier *self)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));
  bsr_dossier_move_step (self, FALSE);
}

void
bsr_dossier_redo (BsrDossier *self)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));
  bsr_dossier_move_step (self, TRUE);
}

guint
bsr_dossier_n_steps (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), 0);
  return self->undoable->len;
}

void
bsr_dossier_flush_async (BsrDossier *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bsr_dossier_flush_async);
  if (self->n_reported == self->n_issued)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_task_set_task_data (task, g_memdup2 (&self->n_issued, sizeof self->n_issued), g_free);
  g_ptr_array_add (self->flushes, g_steal_pointer (&task));
}

gboolean
bsr_dossier_flush_finish (BsrDossier *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
