#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-error.h"
#include "bsr-sql-store-private.h"

/* The log's signed checkpoints. */

GPtrArray *
bsr_sql_read_checkpoints (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GPtrArray) checkpoints
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_checkpoint_free);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT number, sequence, hash, at, store, key, next_key, signature FROM checkpoints"
      " ORDER BY number",
      "");
  if (rows == NULL)
    return NULL;
  while (bsr_sql_next (sql, rows, &problem))
    {
      BsrCheckpoint *checkpoint = g_new0 (BsrCheckpoint, 1);
      checkpoint->number = bsr_rows_integer (rows, 0);
      checkpoint->sequence = bsr_rows_integer (rows, 1);
      checkpoint->hash = g_strdup (bsr_rows_text (rows, 2));
      checkpoint->at = g_strdup (bsr_rows_text (rows, 3));
      checkpoint->store = g_strdup (bsr_rows_text (rows, 4));
      checkpoint->key = g_strdup (bsr_rows_text (rows, 5));
      checkpoint->next_key = g_strdup (bsr_rows_text (rows, 6));
      checkpoint->signature = g_strdup (bsr_rows_text (rows, 7));
      g_ptr_array_add (checkpoints, checkpoint);
    }
  if (problem == NULL)
    return g_steal_pointer (&checkpoints);
  g_propagate_error (error, problem);
  return NULL;
}

/* The hash of an entry; %NULL without @error when there is none. */
static char *
read_hash (BsrSql *sql, gint64 sequence, GError **error)
{
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT hash FROM audit WHERE sequence = ?", "i", sequence);
  if (rows == NULL || !bsr_sql_next (sql, rows, error))
    return NULL;
  return g_strdup (bsr_rows_text (rows, 0));
}

/* Whether @checkpoint speaks of an entry as it lies in the log @store. */
static gboolean
fits_log (BsrSql *sql, const BsrCheckpoint *checkpoint, const char *store, GError **error)
{
  GError *problem = NULL;
  g_autofree char *hash = read_hash (sql, checkpoint->sequence, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (g_strcmp0 (hash, checkpoint->hash) == 0 && g_strcmp0 (store, checkpoint->store) == 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("audit entry %lld is not the one that checkpoint %lld of %s signed: the log was "
                  "written anew"),
               (long long) checkpoint->sequence, (long long) checkpoint->number, checkpoint->at);
  return FALSE;
}

gboolean
bsr_sql_check_checkpoints (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GPtrArray) checkpoints = bsr_sql_read_checkpoints (sql, error);
  g_autofree char *store = checkpoints != NULL ? read_hash (sql, 1, &problem) : NULL;
  if (problem != NULL)
    g_propagate_error (error, problem);
  if (checkpoints == NULL || problem != NULL)
    return FALSE;
  for (guint i = 0; i < checkpoints->len; i++)
    if (!bsr_checkpoint_follows (checkpoints->pdata[i], i > 0 ? checkpoints->pdata[i - 1] : NULL,
                                 error)
        || !fits_log (sql, checkpoints->pdata[i], store, error))
      return FALSE;
  return TRUE;
}

GPtrArray *
bsr_sql_store_list_checkpoints (BsrStore *store, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  return bsr_sql_read_checkpoints (sql, error);
}

static gboolean
read_last_entry (BsrSql *sql, BsrAuditHead *head, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT sequence, hash, (SELECT hash FROM audit WHERE sequence = 1) FROM audit"
      " ORDER BY sequence DESC LIMIT 1",
      "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      head->sequence = bsr_rows_integer (rows, 0);
      head->hash = g_strdup (bsr_rows_text (rows, 1));
      head->store = g_strdup (bsr_rows_text (rows, 2));
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* What follows the last checkpoint; @own: the entry that wrote it. */
static gboolean
read_unsigned (BsrSql *sql, gint64 signed_up_to, gint64 own, BsrAuditHead *head, GError **error)
{
  GError *problem = NULL;
  head->n_unsigned = head->sequence - signed_up_to - (own > signed_up_to ? 1 : 0);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT at FROM audit WHERE sequence > ? AND sequence <> ? ORDER BY sequence LIMIT 1",
      "ii", signed_up_to, own);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    head->unsigned_since = g_strdup (bsr_rows_text (rows, 0));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
read_head (BsrSql *sql, BsrAuditHead *head, GError **error)
{
  GError *problem = NULL;
  gint64 signed_up_to = 0, own = 0;
  if (!read_last_entry (sql, head, error))
    return FALSE;
  {
    g_autoptr (BsrRows) rows = bsr_sql_query (
        sql, error,
        "SELECT number, sequence, entry, next_key FROM checkpoints ORDER BY number DESC LIMIT 1", "");
    if (rows == NULL)
      return FALSE;
    if (bsr_sql_next (sql, rows, &problem))
      {
        head->n_checkpoints = bsr_rows_integer (rows, 0);
        signed_up_to = bsr_rows_integer (rows, 1);
        own = bsr_rows_integer (rows, 2);
        head->next_key = g_strdup (bsr_rows_text (rows, 3));
      }
  }
  if (problem == NULL)
    return read_unsigned (sql, signed_up_to, own, head, error);
  g_propagate_error (error, problem);
  return FALSE;
}

gboolean
bsr_sql_store_read_head (BsrStore *store, BsrAuditHead *head, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  *head = (BsrAuditHead){ 0 };
  if (!bsr_sql_begin (sql, BSR_SQL_READ, error))
    return FALSE;
  gboolean good = read_head (sql, head, error);
  bsr_sql_rollback (sql);
  if (!good)
    bsr_audit_head_clear (head);
  return good;
}

/* Whether the log can have @checkpoint as its next one. */
static gboolean
is_next (BsrSql *sql, const BsrCheckpoint *checkpoint, GError **error)
{
  g_autoptr (GPtrArray) before = bsr_sql_read_checkpoints (sql, error);
  if (before == NULL)
    return FALSE;
  GError *problem = NULL;
  g_autofree char *store = read_hash (sql, 1, &problem);
  if (problem == NULL
      && bsr_checkpoint_follows (checkpoint, before->len > 0 ? before->pdata[before->len - 1] : NULL,
                                 &problem)
      && fits_log (sql, checkpoint, store, &problem))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the checkpoint does not fit the log: %s"),
               problem->message);
  g_error_free (problem);
  return FALSE;
}

gboolean
bsr_sql_store_add_checkpoint (BsrStore *store, const BsrActor *actor,
                              const BsrCheckpoint *checkpoint, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !is_next (sql, checkpoint, error))
    return FALSE;
  bsr_json_writer_integer (act.detail, "checkpoint", checkpoint->number);
  bsr_json_writer_integer (act.detail, "up_to", checkpoint->sequence);
  bsr_json_writer_string (act.detail, "key", checkpoint->key);
  if (!g_str_equal (checkpoint->next_key, checkpoint->key))
    bsr_json_writer_string (act.detail, "next_key", checkpoint->next_key);
  return bsr_sql_run (sql, error,
                      "INSERT INTO checkpoints (entry, number, sequence, hash, at, store, key,"
                      " next_key, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "iiitttttt", act.entry, checkpoint->number, checkpoint->sequence,
                      checkpoint->hash, checkpoint->at, checkpoint->store, checkpoint->key,
                      checkpoint->next_key, checkpoint->signature)
         && bsr_act_commit (&act, "checkpoint-signed", "log",
                            &(BsrRecordKind){ BSR_RECORD_CHECKPOINT }, error);
}
