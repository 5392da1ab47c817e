#include "bsr-compare-model.h"

#include <glib/gi18n.h>

#include "bsr-compare-candidates.h"
#include "bsr-comparison-load.h"

struct _BsrCompareModel
{
  GObject parent;
  BsrSession *session;
  BsrStore *store; /* (nullable) */
  gboolean active;
  BsrCompareMode mode;
  GPtrArray *candidates;        /* (nullable) */
  BsrCompareCandidate *chosen;  /* (nullable) */
  BsrComparison *comparison;    /* (nullable) */
  GCancellable *search, *load;  /* (nullable): what is under way */
  char *asked_case;             /* (nullable) */
  char *message;
};

G_DEFINE_FINAL_TYPE (BsrCompareModel, bsr_compare_model, G_TYPE_OBJECT)

static void
tell (BsrCompareModel *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
say (BsrCompareModel *self, const char *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
}

static void
drop (GCancellable **under_way)
{
  if (*under_way != NULL)
    g_cancellable_cancel (*under_way);
  g_clear_object (under_way);
}

/* A callback's hold on the model and on what it was begun for. */
typedef struct
{
  BsrCompareModel *self;
  GCancellable *cancellable;
} Step;

static Step *
step_new (BsrCompareModel *self, GCancellable **under_way)
{
  Step *step = g_new (Step, 1);
  drop (under_way);
  *under_way = g_cancellable_new ();
  *step = (Step){ g_object_ref (self), g_object_ref (*under_way) };
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_object_unref (step->cancellable);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  BsrCompareModel *self = step->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrComparison) comparison = bsr_comparison_load_finish (result, &error);
  if (self->load != step->cancellable)
    return;
  g_clear_object (&self->load);
  g_clear_pointer (&self->comparison, bsr_comparison_unref);
  self->comparison = g_steal_pointer (&comparison);
  if (self->comparison != NULL && self->chosen->scan != NULL)
    bsr_dossier_look_at (bsr_session_dossier (self->session), self->chosen->scan->id, "comparison");
  g_autofree char *sentence
      = error != NULL
            /* Translators: one sentence of what is wrong. */
            ? g_strdup_printf (_ ("It cannot be compared: %s."), error->message)
            : g_strdup ("");
  say (self, sentence);
  tell (self);
}

/* Begins to load what is chosen, as soon as the open scan has its physics. */
static void
load (BsrCompareModel *self)
{
  BsrScene *scene = bsr_session_scene (self->session);
  drop (&self->load);
  g_clear_pointer (&self->comparison, bsr_comparison_unref);
  if (scene == NULL || !bsr_scene_has_physics (scene))
    {
      say (self, _ ("This scan is still being analysed; the comparison follows."));
      return;
    }
  say (self, self->chosen->kind == BSR_COMPARE_SIMULATED ? _ ("An empty box is being simulated")
                                                         : _ ("The other scan is being read"));
  Step *step = step_new (self, &self->load);
  bsr_comparison_load_async (self->chosen, scene, self->load, loaded_cb, step);
}

void
bsr_compare_model_choose (BsrCompareModel *model, BsrCompareCandidate *candidate)
{
  g_return_if_fail (BSR_IS_COMPARE_MODEL (model) && candidate != NULL);

  if (model->chosen == candidate && (model->comparison != NULL || model->load != NULL))
    return;
  bsr_compare_candidate_ref (candidate);
  g_clear_pointer (&model->chosen, bsr_compare_candidate_unref);
  model->chosen = candidate;
  load (model);
  tell (model);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  BsrCompareModel *self = step->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = bsr_compare_candidates_find_finish (result, &error);
  if (self->search != step->cancellable)
    return;
  g_clear_object (&self->search);
  if (candidates == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (
          /* Translators: one sentence of what is wrong. */
          _ ("What this scan can be compared with could not be looked for: %s."), error->message);
      say (self, sentence);
      tell (self);
      return;
    }
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = g_steal_pointer (&candidates);
  bsr_compare_model_choose (self, self->candidates->pdata[0]);
}

static void
look (BsrCompareModel *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  BsrScan *scan = bsr_dossier_scan (dossier, bsr_dossier_scan_index (dossier));
  say (self, _ ("Looking for scans to compare with"));
  Step *step = step_new (self, &self->search);
  bsr_compare_candidates_find_async (self->store, bsr_dossier_case (dossier), scan, self->asked_case,
                                     self->search, found_cb, step);
}

static void
forget (BsrCompareModel *self)
{
  drop (&self->search);
  drop (&self->load);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, bsr_compare_candidate_unref);
  g_clear_pointer (&self->comparison, bsr_comparison_unref);
  g_clear_pointer (&self->asked_case, g_free);
  say (self, "");
}

BsrSession *
bsr_compare_model_session (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  return model->session;
}

gboolean
bsr_compare_model_can_open (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), FALSE);
  BsrDossier *dossier = bsr_session_dossier (model->session);
  return model->store != NULL && dossier != NULL && bsr_dossier_scan_index (dossier) >= 0;
}

gboolean
bsr_compare_model_active (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), FALSE);
  return model->active;
}

void
bsr_compare_model_set_active (BsrCompareModel *model, gboolean active)
{
  g_return_if_fail (BSR_IS_COMPARE_MODEL (model));

  if (model->active == active || (active && !bsr_compare_model_can_open (model)))
    return;
  model->active = active;
  if (active)
    look (model);
  else
    forget (model);
  tell (model);
}

void
bsr_compare_model_open_with (BsrCompareModel *model, const char *case_id)
{
  g_return_if_fail (BSR_IS_COMPARE_MODEL (model) && case_id != NULL);

  if (!bsr_compare_model_can_open (model))
    return;
  forget (model);
  model->asked_case = g_strdup (case_id);
  model->active = TRUE;
  look (model);
  tell (model);
}

BsrCompareMode
bsr_compare_model_mode (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), BSR_COMPARE_SIDE_BY_SIDE);
  return model->mode;
}

void
bsr_compare_model_set_mode (BsrCompareModel *model, BsrCompareMode mode)
{
  g_return_if_fail (BSR_IS_COMPARE_MODEL (model) && mode < BSR_N_COMPARE_MODES);

  if (model->mode == mode)
    return;
  model->mode = mode;
  tell (model);
}

GPtrArray *
bsr_compare_model_candidates (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  return model->candidates;
}

BsrCompareCandidate *
bsr_compare_model_chosen (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  return model->chosen;
}

BsrComparison *
bsr_compare_model_comparison (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  return model->comparison;
}

void
bsr_compare_model_set_mirrored (BsrCompareModel *model, gboolean mirrored)
{
  g_return_if_fail (BSR_IS_COMPARE_MODEL (model));

  BsrComparison *comparison = model->comparison;
  if (comparison == NULL
      || bsr_scan_link_is_mirrored (&bsr_comparison_alignment (comparison)->link) == mirrored)
    return;
  say (model, _ ("The other scan is being turned"));
  Step *step = step_new (model, &model->load);
  bsr_comparison_turn_async (comparison, mirrored ? BSR_TRAVEL_OPPOSITE : BSR_TRAVEL_SAME, model->load,
                             loaded_cb, step);
  tell (model);
}

gboolean
bsr_compare_model_busy (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), FALSE);
  return model->search != NULL || model->load != NULL;
}

const char *
bsr_compare_model_message (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), "");
  return model->message;
}

/* The open scan's physics has come, or it is another one. */
static void
scene_changed_cb (BsrCompareModel *self)
{
  BsrScene *scene = bsr_session_scene (self->session);
  if (!self->active)
    return;
  if (scene == NULL)
    bsr_compare_model_set_active (self, FALSE);
  else if (self->chosen != NULL
           && (self->comparison == NULL || bsr_comparison_pair (self->comparison)->own != scene))
    {
      load (self);
      tell (self);
    }
}

static void
dossier_changed_cb (BsrCompareModel *self)
{
  bsr_compare_model_set_active (self, FALSE);
  tell (self);
}

static void
bsr_compare_model_dispose (GObject *object)
{
  BsrCompareModel *self = BSR_COMPARE_MODEL (object);
  forget (self);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (bsr_compare_model_parent_class)->dispose (object);
}

static void
bsr_compare_model_finalize (GObject *object)
{
  g_free (BSR_COMPARE_MODEL (object)->message);
  G_OBJECT_CLASS (bsr_compare_model_parent_class)->finalize (object);
}

static void
bsr_compare_model_class_init (BsrCompareModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_compare_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = bsr_compare_model_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_compare_model_init (BsrCompareModel *self)
{
  self->message = g_strdup ("");
}

BsrCompareModel *
bsr_compare_model_new (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  BsrCompareModel *self = g_object_new (BSR_TYPE_COMPARE_MODEL, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (scene_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
bsr_compare_model_set_store (BsrCompareModel *model, BsrStore *store)
{
  g_return_if_fail (BSR_IS_COMPARE_MODEL (model) && BSR_IS_STORE (store));
  g_set_object (&model->store, store);
  tell (model);
}
