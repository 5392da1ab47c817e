#include "bsr-dossier.h"

#include <glib/gi18n-lib.h>

#include "bsr-dossier-private.h"
#include "bsr-error.h"

/* Whose the case is while it is open. The officer's claim is renewed in a worker as long as the dossier
 * is not left; where somebody else has the case, the same worker looks whether he still has. */

/* Of BSR_DOSSIER_LEASE_S: three signs of life may be lost. */
#define SIGN_OF_LIFE_S 30

/* One look at who has the case. */
typedef struct
{
  BsrStore *store;
  char *officer, *station, *case_id;
  gboolean mine;
  char *reason; /* (nullable): to take it over */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;
  g_object_unref (look->store);
  g_free (look->officer);
  g_free (look->station);
  g_free (look->case_id);
  g_free (look->reason);
  g_free (look);
}

static Look *
look_new (BsrDossier *self, const char *reason)
{
  Look *look = g_new (Look, 1);
  *look = (Look){ g_object_ref (self->store),
                  g_strdup (self->officer),
                  g_strdup (self->station),
                  g_strdup (self->content->flagged->id),
                  bsr_dossier_held (self),
                  g_strdup (reason) };
  return look;
}

/* (transfer full) (nullable): who has it, where it is not the one who looks; %NULL without @error: nobody. */
static BsrCaseClaim *
find_claim (const Look *look, GError **error)
{
  g_autoptr (GPtrArray) claims = bsr_store_list_claims (look->store, error);
  for (guint i = 0; claims != NULL && i < claims->len; i++)
    if (g_str_equal (((BsrCaseClaim *) claims->pdata[i])->case_id, look->case_id))
      return g_ptr_array_steal_index (claims, i);
  return NULL;
}

static void
look_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  const BsrActor actor = { look->officer, look->station };
  GError *error = NULL;
  /* A claim that lapsed in spite of all (a station that slept) is claimed anew unless another has it: what
   * changed meanwhile is found by the versions of acts. */
  BsrCaseClaim *claim = look->mine ? bsr_store_claim_case (look->store, &actor, look->case_id,
                                                           BSR_DOSSIER_LEASE_S, &error)
                                   : find_claim (look, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, claim, (GDestroyNotify) bsr_case_claim_free);
}

static gboolean
is_same (const BsrCaseClaim *a, const BsrCaseClaim *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->mine == b->mine && g_str_equal (a->officer, b->officer)
         && g_str_equal (a->station, b->station) && g_date_time_equal (a->since, b->since);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  BsrDossier *self = BSR_DOSSIER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCaseClaim) claim = g_task_propagate_pointer (G_TASK (result), &error);
  self->looking = FALSE;
  /* A store that does not answer is asked again. */
  if (error != NULL || self->sign_of_life == 0 || is_same (claim, self->content->claim))
    return;
  bsr_case_claim_free (self->content->claim);
  self->content->claim = g_steal_pointer (&claim);
  bsr_dossier_emit_claim_changed (self);
}

void
bsr_dossier_look_at_claim (BsrDossier *self)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));
  if (self->looking || self->sign_of_life == 0)
    return;
  self->looking = TRUE;
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_set_source_tag (task, bsr_dossier_look_at_claim);
  g_task_set_task_data (task, look_new (self, NULL), look_free);
  g_task_run_in_thread (task, look_in_worker);
}

static void
take_over_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  const BsrActor actor = { look->officer, look->station };
  GError *error = NULL;
  BsrCaseClaim *claim = bsr_store_take_over_case (look->store, &actor, look->case_id,
                                                  BSR_DOSSIER_LEASE_S, look->reason, &error);
  bsr_case_claim_free (claim);
  if (claim != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bsr_dossier_take_over_async (BsrDossier *self, const char *reason, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && reason != NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bsr_dossier_take_over_async);
  g_task_set_task_data (task, look_new (self, reason), look_free);
  g_task_run_in_thread (task, take_over_in_worker);
}

gboolean
bsr_dossier_take_over_finish (BsrDossier *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
sign_of_life_cb (gpointer data)
{
  bsr_dossier_look_at_claim (data);
  return G_SOURCE_CONTINUE;
}

void
bsr_dossier_keep_claim (BsrDossier *self)
{
  self->sign_of_life = g_timeout_add_seconds (SIGN_OF_LIFE_S, sign_of_life_cb, self);
}

gboolean
bsr_dossier_held (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), FALSE);
  return self->content->claim != NULL && self->content->claim->mine;
}

const BsrCaseClaim *
bsr_dossier_claim (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->claim;
}

gboolean
bsr_dossier_may_change (BsrDossier *self)
{
  if (bsr_dossier_held (self))
    return TRUE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *sentence = self->content->claim != NULL
                                  ? bsr_case_claim_sentence (self->content->claim, now)
                                  : g_strdup (_ ("this case is open for looking only"));
  g_set_error_literal (&error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  bsr_dossier_emit_failed (self, error);
  return FALSE;
}

void
bsr_dossier_leave (BsrDossier *self, gboolean give_back)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));
  if (self->sign_of_life == 0)
    return;
  g_clear_handle_id (&self->sign_of_life, g_source_remove);
  if (give_back && bsr_dossier_held (self))
    bsr_dossier_issue (self, bsr_dossier_act_new (self, BSR_DOSSIER_ACT_GIVE_BACK, -1));
}
