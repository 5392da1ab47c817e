#include "bsr-notary.h"

#include <glib/gi18n-lib.h>

#include "bsr-deposit.h"
#include "bsr-error.h"

/* The store's notation of a moment: ISO 8601, UTC, microseconds. */
#define TIME_FORM "%Y-%m-%dT%H:%M:%S.%fZ"

gboolean
bsr_notary_is_due (const BsrAuditHead *head, const BsrAuditSettings *settings, GDateTime *now)
{
  g_return_val_if_fail (head != NULL && settings != NULL && now != NULL, FALSE);

  if (head->n_unsigned <= 0)
    return FALSE;
  if (head->n_unsigned >= settings->every_entries)
    return TRUE;
  g_autoptr (GDateTime) since = head->unsigned_since != NULL
                                    ? g_date_time_new_from_iso8601 (head->unsigned_since, NULL)
                                    : NULL;
  /* An entry that says it is of the future was dated by a clock that is not to be believed. */
  return since == NULL || g_date_time_compare (since, now) > 0
         || g_date_time_difference (now, since) >= settings->every_hours * G_TIME_SPAN_HOUR;
}

static BsrCheckpoint *
seal (const BsrAuditHead *head, BsrSigningKey *key, const char *successor, GDateTime *now,
      GError **error)
{
  g_autoptr (BsrCheckpoint) checkpoint = g_new0 (BsrCheckpoint, 1);
  if (head->next_key != NULL && !g_str_equal (head->next_key, bsr_signing_key_public (key)))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("this key may not sign the log: its next checkpoint must be signed with the "
                      "key whose public half is %s"),
                   head->next_key);
      return NULL;
    }
  checkpoint->number = head->n_checkpoints + 1;
  checkpoint->sequence = head->sequence;
  checkpoint->hash = g_strdup (head->hash);
  checkpoint->at = g_date_time_format (now, TIME_FORM);
  checkpoint->store = g_strdup (head->store);
  checkpoint->next_key = g_strdup (successor);
  if (!bsr_checkpoint_sign (checkpoint, key, error))
    return NULL;
  return g_steal_pointer (&checkpoint);
}

/* Signs what is there; 0 where nothing was due, -1 with @error. */
static gint64
sign_head (BsrStore *store, const BsrActor *actor, const BsrAuditSettings *settings,
           BsrSigningKey *key, BsrSealing sealing, GError **error)
{
  g_auto (BsrAuditHead) head = { 0 };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  if (!bsr_store_read_head (store, &head, error))
    return -1;
  if (head.n_unsigned <= 0 || (!sealing.anyway && !bsr_notary_is_due (&head, settings, now)))
    return 0;
  g_autoptr (BsrCheckpoint) checkpoint = seal (&head, key, sealing.successor, now, error);
  if (checkpoint == NULL || !bsr_store_add_checkpoint (store, actor, checkpoint, error))
    return -1;
  return head.sequence;
}

gboolean
bsr_notary_deposit (BsrStore *store, const BsrActor *actor, const char *path, guint *n_added,
                    GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  guint n = 0;
  g_autoptr (GPtrArray) checkpoints = bsr_store_list_checkpoints (store, error);
  if (checkpoints == NULL)
    return FALSE;
  if (checkpoints->len == 0)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the log has no checkpoint that could be deposited"));
      return FALSE;
    }
  if (!bsr_deposit_add (path, checkpoints, &n, error))
    return FALSE;
  if (n_added != NULL)
    *n_added = n;
  const BsrCheckpoint *last = checkpoints->pdata[checkpoints->len - 1];
  const BsrExport export = { "log", "checkpoints", path, last->sequence };
  return n == 0 || bsr_store_note_export (store, actor, &export, error);
}

gboolean
bsr_notary_attend (BsrStore *store, const BsrActor *actor, const BsrAuditSettings *settings,
                   BsrSigningKey *key, BsrSealing sealing, gint64 *signed_up_to, GError **error)
{
  g_return_val_if_fail (settings != NULL && key != NULL, FALSE);

  gint64 done = sign_head (store, actor, settings, key, sealing, error);
  if (signed_up_to != NULL)
    *signed_up_to = MAX (done, 0);
  if (done < 0)
    return FALSE;
  return done == 0 || settings->deposit == NULL
         || bsr_notary_deposit (store, actor, settings->deposit, NULL, error);
}
