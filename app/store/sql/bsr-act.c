#include "bsr-act.h"

#include <glib/gi18n-lib.h>
#include <sys/random.h>

#include "bsr-clock.h"
#include "bsr-error.h"
#include "bsr-sql-accounts.h"

char *
bsr_act_format_time (GDateTime *moment)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (moment);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.%fZ");
}

GDateTime *
bsr_act_parse_time (const char *text, GError **error)
{
  GDateTime *moment = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  if (moment == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("the store is damaged: '%s' is no moment in time"), text != NULL ? text : "");
  return moment;
}

/* The entry that the new one follows: number 0 and the origin where there is none. */
static gboolean
read_last_entry (BsrAct *act, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      act->sql, error, "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", "");
  if (rows == NULL)
    return FALSE;
  gboolean any = bsr_sql_next (act->sql, rows, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  act->entry = any ? bsr_rows_integer (rows, 0) + 1 : 1;
  act->previous = g_strdup (any ? bsr_rows_text (rows, 1) : BSR_AUDIT_ORIGIN);
  return TRUE;
}

/* (transfer full): a UUID (RFC 4122, version 4) from the kernel: programs that were forked from one
 * another would draw the same from GLib. */
static char *
make_key (void)
{
  guint8 b[16];
  if (getrandom (b, sizeof b, 0) != (gssize) sizeof b)
    return g_uuid_string_random ();
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

gboolean
bsr_act_begin (BsrAct *act, BsrSql *sql, const BsrActor *actor, GError **error)
{
  g_return_val_if_fail (act->sql == NULL && actor != NULL, FALSE);
  g_return_val_if_fail (actor->officer != NULL && actor->station != NULL, FALSE);

  GMutexLocker *lock = bsr_sql_lock (sql);
  if (!bsr_sql_begin (sql, BSR_SQL_ACT, error))
    {
      g_mutex_locker_free (lock);
      return FALSE;
    }
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  *act = (BsrAct){
    .sql = sql,
    .lock = lock,
    .actor = actor,
    .key = make_key (),
    .at = bsr_act_format_time (now),
    .detail = bsr_json_writer_new (),
  };
  return read_last_entry (act, error);
}

void
bsr_act_clear (BsrAct *act)
{
  if (act->sql != NULL && bsr_sql_is_cut (act->sql))
    bsr_sql_note_cut (act->sql);
  if (act->sql != NULL)
    bsr_sql_rollback (act->sql);
  act->sql = NULL;
  g_clear_pointer (&act->lock, g_mutex_locker_free);
  g_clear_pointer (&act->key, g_free);
  g_clear_pointer (&act->at, g_free);
  g_clear_pointer (&act->previous, g_free);
  if (act->detail != NULL)
    g_free (bsr_json_writer_finish (g_steal_pointer (&act->detail)));
}

/* Binds the record that the act wrote to its entry. */
static gboolean
add_record_hash (BsrAct *act, BsrRecordKind kind, GError **error)
{
  GError *problem = NULL;
  g_autofree char *hash = bsr_record_hash (act->sql, kind, act->entry, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_assert (hash != NULL); /* the act has written it, in this transaction */
  bsr_json_writer_string (act->detail, "record", bsr_record_table (kind));
  bsr_json_writer_string (act->detail, "sha256", hash);
  return TRUE;
}

gboolean
bsr_act_write (BsrAct *act, const char *name, const char *subject, const BsrRecordKind *kind,
               GError **error)
{
  g_return_val_if_fail (act->sql != NULL, FALSE);

  if (!bsr_sql_access_allows (act, name, error))
    return FALSE;
  if (kind != NULL && !add_record_hash (act, *kind, error))
    return FALSE;
  const BsrClock clock = bsr_clock_read ();
  g_autofree char *dated_by = bsr_clock_to_string (&clock);
  bsr_json_writer_string (act->detail, "clock", dated_by);
  bsr_json_writer_string (act->detail, "act_key", act->key); /* so that nobody changes it unseen */
  g_autoptr (BsrAuditEntry) entry = g_new0 (BsrAuditEntry, 1);
  entry->sequence = act->entry;
  entry->at = g_strdup (act->at);
  entry->actor = g_strdup (act->actor->officer);
  entry->station = g_strdup (act->actor->station);
  entry->act = g_strdup (name);
  entry->subject = g_strdup (subject);
  entry->detail = bsr_json_writer_finish (g_steal_pointer (&act->detail));
  entry->previous = g_strdup (act->previous);
  entry->hash = bsr_audit_entry_compute_hash (entry);

  if (!bsr_sql_run (act->sql, error,
                    "INSERT INTO audit (sequence, at, actor, station, act, subject, detail,"
                    " previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    "itttttttt", entry->sequence, entry->at, entry->actor, entry->station,
                    entry->act, entry->subject, entry->detail, entry->previous, entry->hash))
    return FALSE;
  g_free (act->previous);
  act->previous = g_steal_pointer (&entry->hash);
  act->entry++;
  act->detail = bsr_json_writer_new ();
  return TRUE;
}

/* Whether the act with @key was kept, when all that was begun before has ended. */
static gboolean
was_kept (BsrSql *sql, const char *key, gboolean *kept, GError **error)
{
  GError *problem = NULL;
  bsr_sql_rollback (sql);
  if (!bsr_sql_begin (sql, BSR_SQL_ACT, error))
    return FALSE;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, &problem, "SELECT entry FROM act_keys WHERE key = ?", "t", key);
  *kept = rows != NULL && bsr_sql_next (sql, rows, &problem);
  bsr_sql_rollback (sql);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* After a commit that failed: %TRUE where it was done all the same. */
static gboolean
settle (BsrAct *act, GError *problem, GError **error)
{
  gboolean cut = bsr_sql_is_cut (act->sql), kept = FALSE;
  if (cut && !was_kept (act->sql, act->key, &kept, NULL))
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                         _ ("the connection to the store's server was lost before it answered: "
                            "look whether this was kept before you do it again"));
  else if (!kept)
    {
      g_propagate_error (error, g_error_copy (problem));
      if (cut)
        bsr_sql_note_cut (act->sql);
    }
  g_error_free (problem);
  return kept;
}

gboolean
bsr_act_commit (BsrAct *act, const char *name, const char *subject, const BsrRecordKind *kind,
                GError **error)
{
  GError *problem = NULL;
  gint64 entry = act->entry;
  if (!bsr_act_write (act, name, subject, kind, error)
      || !bsr_sql_run (act->sql, error, "INSERT INTO act_keys (key, entry) VALUES (?, ?)", "ti",
                       act->key, entry))
    return FALSE;
  if (!bsr_sql_commit (act->sql, &problem) && !settle (act, problem, error))
    return FALSE;
  act->sql = NULL;
  if (act->version > 0)
    *act->actor->version = act->version;
  return TRUE;
}
