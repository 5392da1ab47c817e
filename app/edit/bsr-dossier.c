#include "bsr-dossier.h"

#include "bsr-dossier-private.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_SAVING,
  PROP_SCAN_INDEX,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  SIGNAL_RECORD_CHANGED,
  SIGNAL_WEIGHTS_CHANGED,
  SIGNAL_CONTESTS_CHANGED,
  SIGNAL_LIBRARY_CHANGED,
  SIGNAL_LOOK_RESTORED,
  SIGNAL_CLAIM_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsrDossier, bsr_dossier, G_TYPE_OBJECT)

BsrDossierScan *
bsr_dossier_scan_at (BsrDossier *self, int index)
{
  return index >= 0 ? g_ptr_array_index (self->content->scans, index) : NULL;
}

static BsrChange *
top (GPtrArray *steps)
{
  return steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
}

static const char *
top_label (GPtrArray *steps)
{
  return steps->len > 0 ? bsr_change_label (top (steps)) : NULL;
}

void
bsr_dossier_notify_steps (BsrDossier *self)
{
  for (int p = PROP_CAN_UNDO; p <= PROP_REDO_LABEL; p++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[p]);
}

void
bsr_dossier_emit_weights_changed (BsrDossier *self)
{
  g_signal_emit (self, signals[SIGNAL_WEIGHTS_CHANGED], 0);
}

void
bsr_dossier_emit_contests_changed (BsrDossier *self)
{
  g_signal_emit (self, signals[SIGNAL_CONTESTS_CHANGED], 0);
}

void
bsr_dossier_emit_record_changed (BsrDossier *self)
{
  g_signal_emit (self, signals[SIGNAL_RECORD_CHANGED], 0);
}

void
bsr_dossier_emit_failed (BsrDossier *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
bsr_dossier_emit_claim_changed (BsrDossier *self)
{
  g_signal_emit (self, signals[SIGNAL_CLAIM_CHANGED], 0);
}

void
bsr_dossier_notify_scan_index (BsrDossier *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCAN_INDEX]);
}

/* --- What a change does to the document ------------------------------------------------------ */

static void
set_weight (BsrDossier *self, int scan_index, int finding_id, BsrFindingWeight weight)
{
  g_hash_table_insert (bsr_dossier_scan_at (self, scan_index)->weights,
                       GINT_TO_POINTER (finding_id), GINT_TO_POINTER (weight));
  if (scan_index == self->scan_index)
    bsr_dossier_emit_weights_changed (self);
}

static void
set_contest (BsrDossier *self, int scan_index, const BsrContest *contest)
{
  bsr_dossier_scan_put_contest (bsr_dossier_scan_at (self, scan_index), contest);
  if (scan_index == self->scan_index)
    bsr_dossier_emit_contests_changed (self);
}

/* Puts @wanted where @present is; one of them may be NULL. */
static void
replace_annotation (BsrDossier *self, const BsrChange *change, BsrAnnotation *present,
                    BsrAnnotation *wanted)
{
  BsrDossierScan *scan = bsr_dossier_scan_at (self, change->scan_index);
  int found = present != NULL ? bsr_dossier_scan_find (scan, bsr_annotation_id (present)) : -1;
  guint place = found >= 0 ? (guint) found : MIN (change->position, scan->annotations->len);
  g_return_if_fail (present == NULL || found >= 0);

  if (present != NULL)
    g_ptr_array_remove_index (scan->annotations, place);
  if (wanted != NULL)
    g_ptr_array_insert (scan->annotations, (int) place, g_object_ref (wanted));
  if (change->scan_index == self->scan_index)
    g_list_store_splice (self->shown, place, present != NULL, (gpointer *) &wanted, wanted != NULL);
}

static void
apply (BsrDossier *self, const BsrChange *change, gboolean backwards)
{
  switch (change->kind)
    {
    case BSR_CHANGE_WEIGHT:
      set_weight (self, change->scan_index, change->finding_id,
                  backwards ? change->weight_before : change->weight_after);
      break;
    case BSR_CHANGE_CONTEST:
      set_contest (self, change->scan_index,
                   backwards ? change->contest_before : change->contest_after);
      break;
    case BSR_CHANGE_LOOK:
      g_signal_emit (self, signals[SIGNAL_LOOK_RESTORED], 0,
                     backwards ? &change->look_before : &change->look_after);
      break;
    case BSR_CHANGE_ANNOTATION:
    default:
      replace_annotation (self, change, backwards ? change->after : change->before,
                          backwards ? change->before : change->after);
    }
}

void
bsr_dossier_set_state (BsrDossier *self, BsrCaseState state)
{
  if (self->content->state == state)
    return;
  self->content->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- Acts: shown at once, saved by the queue, taken back when that fails --------------------- */

BsrDossierAct *
bsr_dossier_act_new (BsrDossier *self, BsrDossierActKind kind, int scan_index)
{
  BsrDossierAct *act = g_new0 (BsrDossierAct, 1);
  act->kind = kind;
  act->dossier = g_object_ref (self);
  act->store = g_object_ref (self->store);
  act->officer = g_strdup (self->officer);
  act->station = g_strdup (self->station);
  act->case_id = g_strdup (self->content->flagged->id);
  act->versions = g_hash_table_ref (self->content->versions);
  act->scan_id = scan_index >= 0 ? bsr_dossier_scan_at (self, scan_index)->scan->id : 0;
  act->state_before = self->content->state;
  return act;
}

void
bsr_dossier_issue (BsrDossier *self, BsrDossierAct *act)
{
  gboolean was_idle = self->pending.length == 0;
  g_queue_push_tail (&self->pending, act);
  self->n_issued++;
  bsr_save_queue_push (self->queue, act);
  if (was_idle)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

void
bsr_dossier_take_step (BsrDossier *self, BsrChange *change)
{
  if (!bsr_dossier_may_change (self))
    {
      bsr_change_unref (change);
      return;
    }
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_CHANGE, change->scan_index);
  act->change = bsr_change_ref (change);
  act->redo_before = g_steal_pointer (&self->redoable);
  self->redoable = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_change_unref);
  g_ptr_array_add (self->undoable, change);
  apply (self, change, FALSE);
  bsr_dossier_notify_steps (self);
  bsr_dossier_issue (self, act);
}

void
bsr_dossier_move_step (BsrDossier *self, gboolean redo)
{
  GPtrArray *from = redo ? self->redoable : self->undoable;
  GPtrArray *to = redo ? self->undoable : self->redoable;
  if (from->len == 0 || (top (from)->kind != BSR_CHANGE_LOOK && !bsr_dossier_may_change (self)))
    return;

  BsrChange *change = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, change);
  bsr_dossier_set_scan_index (self, change->scan_index); /* to where it happens */
  if (change->kind == BSR_CHANGE_LOOK)
    {
      apply (self, change, !redo);
      bsr_dossier_notify_steps (self);
      return;
    }
  BsrDossierAct *act = bsr_dossier_act_new (
      self, redo ? BSR_DOSSIER_ACT_REDO : BSR_DOSSIER_ACT_UNDO, change->scan_index);
  act->change = bsr_change_ref (change);
  apply (self, change, !redo);
  bsr_dossier_notify_steps (self);
  bsr_dossier_issue (self, act);
}

/* Whether the step speaks of what the analysis that came after @before does not say any more. */
static gboolean
is_outdated (BsrDossier *self, const BsrChange *change, int scan_index, const BsrAnalysis *before)
{
  if (change->scan_index != scan_index || change->kind == BSR_CHANGE_ANNOTATION
      || change->kind == BSR_CHANGE_LOOK)
    return FALSE;
  const BsrAnalysis *now = bsr_dossier_scan_at (self, scan_index)->analysis;
  const BsrContest *contest = change->contest_after;
  return change->kind == BSR_CHANGE_WEIGHT
         || !bsr_analysis_says_the_same_of (before, now, contest->check, contest->item);
}

static void
drop_outdated (BsrDossier *self, GPtrArray *steps, int scan_index, const BsrAnalysis *before)
{
  for (guint i = steps->len; i-- > 0;)
    if (is_outdated (self, steps->pdata[i], scan_index, before))
      g_ptr_array_remove_index (steps, i);
}

void
bsr_dossier_drop_outdated (BsrDossier *self, int scan_index, const BsrAnalysis *before)
{
  drop_outdated (self, self->undoable, scan_index, before);
  drop_outdated (self, self->redoable, scan_index, before);
  for (GList *l = self->pending.head; l != NULL; l = l->next)
    if (((BsrDossierAct *) l->data)->redo_before != NULL)
      drop_outdated (self, ((BsrDossierAct *) l->data)->redo_before, scan_index, before);
  bsr_dossier_notify_steps (self);
}

static void
take_back_step (BsrDossier *self, BsrDossierAct *act)
{
  GPtrArray *steps = act->kind == BSR_DOSSIER_ACT_UNDO ? self->redoable : self->undoable;
  guint place;
  if (g_ptr_array_find (steps, act->change, &place)) /* else it has been dropped */
    {
      BsrChange *change = g_ptr_array_steal_index (steps, place);
      apply (self, change, act->kind != BSR_DOSSIER_ACT_UNDO);
      if (act->kind == BSR_DOSSIER_ACT_UNDO)
        g_ptr_array_add (self->undoable, change);
      else if (act->kind == BSR_DOSSIER_ACT_REDO)
        g_ptr_array_add (self->redoable, change);
      else
        bsr_change_unref (change);
    }
  if (act->kind == BSR_DOSSIER_ACT_CHANGE)
    {
      g_ptr_array_unref (self->redoable);
      self->redoable = g_steal_pointer (&act->redo_before);
    }
  bsr_dossier_notify_steps (self);
}

static void
take_back (BsrDossier *self, BsrDossierAct *act)
{
  GPtrArray *records
      = act->kind == BSR_DOSSIER_ACT_DECISION ? self->content->decisions : self->content->outcomes;
  act->taken_back = TRUE;
  if (act->standing_before != NULL)
    bsr_dossier_set_standing (self, act->standing_before);
  switch (act->kind)
    {
    case BSR_DOSSIER_ACT_CHANGE:
    case BSR_DOSSIER_ACT_UNDO:
    case BSR_DOSSIER_ACT_REDO:
      take_back_step (self, act);
      break;
    case BSR_DOSSIER_ACT_DECISION:
    case BSR_DOSSIER_ACT_OUTCOME:
      g_ptr_array_remove_index (records, records->len - 1);
      bsr_dossier_set_state (self, act->state_before);
      bsr_dossier_emit_record_changed (self);
      break;
    case BSR_DOSSIER_ACT_VIEW:
      g_ptr_array_remove_index (self->content->views, self->content->views->len - 1);
      bsr_dossier_emit_record_changed (self);
      break;
    case BSR_DOSSIER_ACT_CAVEAT:
      g_ptr_array_remove_index (self->content->caveats, self->content->caveats->len - 1);
      bsr_dossier_emit_record_changed (self);
      break;
    case BSR_DOSSIER_ACT_CONTRIBUTION:
    case BSR_DOSSIER_ACT_WITHDRAWAL:
      bsr_dossier_emit_record_changed (self);
      break;
    case BSR_DOSSIER_ACT_GIVE_BACK: /* the claim ends by itself */
    case BSR_DOSSIER_ACT_LOOK_AT:
    case BSR_DOSSIER_ACT_PHOTOGRAPH: /* shown only once it is saved */
    case BSR_DOSSIER_ACT_ANALYSIS: /* what the program found stays true, only it is not kept */
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Those whose acts have all been reported; @error is what failed now, if anything did. */
static void
answer_flushes (BsrDossier *self, const GError *error)
{
  for (guint i = 0; i < self->flushes->len;)
    {
      GTask *task = self->flushes->pdata[i];
      guint64 *wanted = g_task_get_task_data (task);
      if (error != NULL && g_object_get_data (G_OBJECT (task), "problem") == NULL)
        g_object_set_data_full (G_OBJECT (task), "problem", g_error_copy (error),
                                (GDestroyNotify) g_error_free);
      if (self->n_reported < *wanted)
        {
          i++;
          continue;
        }
      g_autoptr (GTask) done = g_ptr_array_steal_index (self->flushes, i);
      GError *problem = g_object_steal_data (G_OBJECT (done), "problem");
      if (problem != NULL)
        g_task_return_error (done, problem);
      else
        g_task_return_boolean (done, TRUE);
    }
}

/* One act has been saved, or could not be. Those queued after a failed one build on it: all of
 * them are taken back, the last one first. */
static void
act_saved (gpointer data, const GError *error)
{
  BsrDossierAct *act = data;
  g_autoptr (BsrDossier) self = g_object_ref (act->dossier);
  gboolean is_news = error != NULL && !act->taken_back;
  gboolean changes_library = error == NULL && act->standing_before != NULL;

  if (is_news)
    for (GList *l = self->pending.tail; l != NULL; l = l->prev)
      take_back (self, l->data);
  if (error == NULL && act->photographs != NULL)
    bsr_dossier_show_photographs (self, g_steal_pointer (&act->photographs));
  BsrDossierAct *oldest = g_queue_pop_head (&self->pending);
  g_assert (oldest == act);
  self->n_reported++;
  bsr_dossier_act_free (act);
  if (is_news)
    bsr_dossier_emit_failed (self, error);
  if (changes_library)
    g_signal_emit (self, signals[SIGNAL_LIBRARY_CHANGED], 0);
  if (self->pending.length == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
  answer_flushes (self, error);
}

/* --- The object ------------------------------------------------------------------------------ */

static void
bsr_dossier_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BsrDossier *self = BSR_DOSSIER (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->content->state);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->undoable->len > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->redoable->len > 0);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_static_string (value, top_label (self->undoable));
      break;
    case PROP_REDO_LABEL:
      g_value_set_static_string (value, top_label (self->redoable));
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->pending.length > 0);
      break;
    case PROP_SCAN_INDEX:
      g_value_set_int (value, self->scan_index);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bsr_dossier_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SCAN_INDEX)
    bsr_dossier_set_scan_index (BSR_DOSSIER (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bsr_dossier_finalize (GObject *object)
{
  BsrDossier *self = BSR_DOSSIER (object);
  g_clear_handle_id (&self->sign_of_life, g_source_remove);
  bsr_save_queue_free (self->queue);
  g_clear_object (&self->store);
  g_free (self->officer);
  g_free (self->station);
  bsr_view_state_free (self->seen);
  g_clear_pointer (&self->content, bsr_dossier_content_free);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->undoable, g_ptr_array_unref);
  g_clear_pointer (&self->redoable, g_ptr_array_unref);
  g_clear_pointer (&self->flushes, g_ptr_array_unref);
  G_OBJECT_CLASS (bsr_dossier_parent_class)->finalize (object);
}

static void
bsr_dossier_class_init (BsrDossierClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  object_class->get_property = bsr_dossier_get_property;
  object_class->set_property = bsr_dossier_set_property;
  object_class->finalize = bsr_dossier_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, BSR_STATE_FLAGGED,
                                             BSR_STATE_CLOSED, BSR_STATE_FLAGGED, read);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, read);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, read);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, read);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, read);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, read);
  properties[PROP_SCAN_INDEX]
      = g_param_spec_int ("scan-index", NULL, NULL, -1, G_MAXINT, -1, read | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  GType type = G_TYPE_FROM_CLASS (class);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_RECORD_CHANGED] = g_signal_new ("record-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WEIGHTS_CHANGED] = g_signal_new ("weights-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONTESTS_CHANGED] = g_signal_new ("contests-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LIBRARY_CHANGED] = g_signal_new ("library-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLAIM_CHANGED] = g_signal_new ("claim-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOOK_RESTORED] = g_signal_new ("look-restored", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
bsr_dossier_init (BsrDossier *self)
{
  self->shown = g_list_store_new (BSR_TYPE_ANNOTATION);
  self->undoable = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_change_unref);
  self->redoable = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_change_unref);
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  self->queue = bsr_save_queue_new ((BsrSave) bsr_dossier_act_save, act_saved);
  self->scan_index = -1;
}

BsrDossier *
bsr_dossier_new (BsrStore *store, const char *officer, const char *station,
                 BsrDossierContent *content)
{
  BsrDossier *self = g_object_new (BSR_TYPE_DOSSIER, NULL);
  self->store = g_object_ref (store);
  self->officer = g_strdup (officer);
  self->station = g_strdup (station);
  self->content = content;
  bsr_dossier_set_scan_index (self, (int) content->scans->len - 1);
  bsr_dossier_keep_claim (self);
  return self;
}
