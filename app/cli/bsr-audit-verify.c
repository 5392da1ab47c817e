#include <glib/gi18n-lib.h>

#include "bsr-audit-request.h"
#include "bsr-console.h"
#include "bsr-deposit.h"
#include "bsr-error.h"
#include "bsr-store-log.h"

/* Whether the first checkpoint is signed with the key that is known beforehand. */
static gboolean
check_key (GPtrArray *checkpoints, const char *public_key, GError **error)
{
  if (public_key == NULL)
    return TRUE;
  if (checkpoints->len == 0)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         _ ("the log has no checkpoint, so nothing shows that it was signed with the "
                            "known key"));
  else if (!g_str_equal (((BsrCheckpoint *) checkpoints->pdata[0])->key, public_key))
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         _ ("checkpoint 1 is not signed with the known key: the log was written anew"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_deposit (BsrStore *store, GPtrArray *checkpoints, const char *path, GError **error)
{
  g_auto (BsrAuditHead) head = { 0 };
  if (path == NULL)
    return TRUE;
  if (!bsr_store_read_head (store, &head, error))
    return FALSE;
  g_autoptr (GPtrArray) deposited
      = bsr_deposit_read (path, head.store != NULL ? head.store : "", error);
  if (deposited == NULL)
    return FALSE;
  if (deposited->len > 0)
    return bsr_deposit_compare (deposited, checkpoints, error);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("audit entry 1: %s holds no checkpoint of this log: it is another store's, or the log "
                  "was written anew from its first entry"),
               path);
  return FALSE;
}

static void
append_signed (GString *text, GPtrArray *checkpoints, gint64 n_entries, const char *against)
{
  if (checkpoints->len == 0)
    {
      g_string_append_printf (text, "%s\n", _ ("It is not signed: there is no checkpoint"));
      return;
    }
  const BsrCheckpoint *last = checkpoints->pdata[checkpoints->len - 1];
  g_string_append_printf (text,
                          _ ("It is signed up to entry %lld by checkpoint %lld of %s; %lld entries "
                             "follow\n"),
                          (long long) last->sequence, (long long) last->number, last->at,
                          (long long) (n_entries - last->sequence));
  g_string_append_printf (text, _ ("The first checkpoint's key: %s\n"),
                          ((BsrCheckpoint *) checkpoints->pdata[0])->key);
  if (against != NULL)
    g_string_append_printf (text, _ ("It is the log that was deposited at %s\n"), against);
}

BsrStatus
bsr_audit_verify (BsrAuditRequest *request, const BsrAuditSettings *settings,
                  GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;
  const char *public_key
      = request->public_key != NULL ? request->public_key : settings->public_key;
  g_autoptr (BsrStore) store = bsr_signature_open_store (&request->signature, cancellable, &error);
  if (store == NULL || !bsr_store_verify_audit (store, &n_entries, &error))
    return bsr_console_fail (request->signature.url, error);
  g_autoptr (GPtrArray) checkpoints = bsr_store_list_checkpoints (store, &error);
  if (checkpoints == NULL || !check_key (checkpoints, public_key, &error)
      || !check_deposit (store, checkpoints, request->against, &error))
    return bsr_console_fail (request->signature.url, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (
      text, _ ("The log of %" G_GINT64_FORMAT " entries is whole and fits the records\n"), n_entries);
  append_signed (text, checkpoints, n_entries, request->against);
  return bsr_console_print (text->str);
}
