#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-act.h"
#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-sql-line.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-arrivals.h"
#include "bsr-sql-personal.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-words.h"
#include "bsr-vault-record.h"

/* Whether all that lies in the store is what the log says: the chain entry by entry, each record
 * against its entry, each line of the list of cases against the records, each scan's files. */

/* The entry in the row that is there; %NULL with @error where a text has a zero byte in it, which
 * would hide what follows from the hash. */
static BsrAuditEntry *
read_entry (BsrRows *rows, GError **error)
{
  g_autoptr (BsrAuditEntry) entry = g_new0 (BsrAuditEntry, 1);
  char **members[] = { &entry->at,      &entry->actor,  &entry->station,  &entry->act,
                       &entry->subject, &entry->detail, &entry->previous, &entry->hash };
  entry->sequence = bsr_rows_integer (rows, 0);
  for (int i = 0; i < (int) G_N_ELEMENTS (members); i++)
    {
      const char *text = bsr_rows_text (rows, i + 1);
      if (text == NULL || strlen (text) != bsr_rows_size (rows, i + 1))
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("audit entry %lld was changed: it is not text"),
                       (long long) entry->sequence);
          return NULL;
        }
      *members[i] = g_strdup (text);
    }
  return g_steal_pointer (&entry);
}

/* Whether the key of @entry's act is kept, for it or for a later entry of the same act. */
static gboolean
check_key (BsrSql *sql, const BsrAuditEntry *entry, BsrJsonReader *reader, GError **error)
{
  GError *problem = NULL;
  g_autofree char *key = bsr_json_reader_string (reader, "act_key", FALSE);
  if (key == NULL) /* of before there were keys */
    return TRUE;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, "SELECT entry FROM act_keys WHERE key = ?", "t", key);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem) && bsr_rows_integer (rows, 0) >= entry->sequence)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("audit entry %lld: the key of its act in act_keys was changed"),
                 (long long) entry->sequence);
  return FALSE;
}

/* Whether each key is that of the entry that it speaks of. */
static gboolean
check_keys (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT entry FROM act_keys LEFT JOIN audit ON sequence = entry"
      " WHERE CAST (detail AS json_text) ->> 'act_key' IS DISTINCT FROM key ORDER BY entry LIMIT 1",
      "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    g_set_error (&problem, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("audit entry %lld: a key in act_keys is not that of its act"),
                 (long long) bsr_rows_integer (rows, 0));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Holds the record that @entry speaks of, if it does, against the hash that it gives. */
static gboolean
check_record (BsrSql *sql, const BsrAuditEntry *entry, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (entry->detail, -1, NULL);
  if (reader != NULL && !check_key (sql, entry, reader, error))
    return FALSE;
  g_autofree char *table = reader != NULL ? bsr_json_reader_string (reader, "record", FALSE) : NULL;
  g_autofree char *sha256
      = reader != NULL ? bsr_json_reader_string (reader, "sha256", FALSE) : NULL;
  if (table == NULL)
    return TRUE;
  int kind = bsr_record_kind_from_table (table);
  g_autofree char *found
      = kind >= 0 ? bsr_record_hash (sql, (BsrRecordKind) kind, entry->sequence, &problem) : NULL;
  /* Personal data have gone from it: that is an act of its own, which says what it is since. */
  if (problem == NULL && kind == BSR_RECORD_CASE_VERSION && g_strcmp0 (found, sha256) != 0)
    {
      g_autofree char *since = bsr_sql_read_redaction (sql, entry->sequence, &problem);
      if (since != NULL)
        {
          g_free (sha256);
          sha256 = g_steal_pointer (&since);
        }
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (found == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("audit entry %lld: the record that it speaks of is missing from %s"),
                 (long long) entry->sequence, table);
  else if (g_strcmp0 (found, sha256) != 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("audit entry %lld: its record in %s was changed"), (long long) entry->sequence,
                 table);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_chain (BsrSql *sql, gint64 *n_entries, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrAuditEntry) previous = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_walk (
      sql, error,
      "SELECT sequence, at, actor, station, act, subject, detail, previous, hash FROM audit"
      " ORDER BY sequence");
  if (rows == NULL)
    return FALSE;
  *n_entries = 0;
  while (bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (BsrAuditEntry) entry = read_entry (rows, error);
      if (entry == NULL || !bsr_audit_entry_follows (entry, previous, error)
          || !check_record (sql, entry, error))
        return FALSE;
      bsr_audit_entry_free (previous);
      previous = g_steal_pointer (&entry);
      (*n_entries)++;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
check_unclaimed (BsrSql *sql, GError **error)
{
  for (int kind = 0; kind < BSR_N_RECORDS; kind++)
    {
      gint64 entry = bsr_record_find_unclaimed (sql, (BsrRecordKind) kind, error);
      if (entry < 0)
        return FALSE;
      if (entry > 0)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("the record %lld in %s was put there without an audit entry"),
                       (long long) entry, bsr_record_table ((BsrRecordKind) kind));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_missing_line (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT case_id, entry FROM case_versions WHERE case_id NOT IN (SELECT id FROM cases)"
      " ORDER BY entry LIMIT 1",
      "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("audit entry %lld: its case '%s' is missing from the list"),
                   (long long) bsr_rows_integer (rows, 1), bsr_rows_text (rows, 0));
      return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* All that lies in the database, as of one moment. @files: (out) (transfer full): BsrVaultRecord, to be
 * looked at when nobody waits for the lock. */
static gboolean
check_database (BsrSql *sql, GPtrArray **files, gint64 *n_entries, GError **error)
{
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!bsr_sql_begin (sql, BSR_SQL_READ, error))
    return FALSE;
  gboolean good = check_chain (sql, n_entries, error) && check_unclaimed (sql, error)
                  && check_keys (sql, error)
                  && check_missing_line (sql, error) && bsr_sql_line_check_all (sql, error)
                  && bsr_sql_check_arrivals (sql, error)
                  && bsr_sql_check_checkpoints (sql, error)
                  && (*files = bsr_vault_record_list (sql, TRUE, error)) != NULL
                  && bsr_sql_check_accounts (sql, error)
                  && bsr_sql_check_personal (sql, error) && bsr_sql_check (sql, error);
  bsr_sql_rollback (sql);
  return good;
}

gboolean
bsr_sql_store_verify_audit (BsrStore *store, gint64 *n_entries, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  gint64 n = 0;
  g_autoptr (GPtrArray) files = NULL;
  gboolean good = check_database (self->sql, &files, &n, error)
                  && bsr_sql_words_check (self->sql, error);
  for (guint i = 0; good && i < files->len; i++)
    {
      const BsrVaultRecord *file = files->pdata[i];
      good = file->is_again || bsr_vault_verify (self->vault, file->item, error);
      if (!good)
        g_prefix_error (error,
                        file->kind == BSR_VAULT_PHOTOGRAPH
                        ? _ ("audit entry %lld: the photograph was changed: ")
                        : _ ("audit entry %lld: the scan was changed: "),
                        (long long) file->entry);
    }
  if (n_entries != NULL)
    *n_entries = n;
  return good;
}
