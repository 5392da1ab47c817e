#include <glib/gi18n-lib.h>

#include "bsr-audit.h"
#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-again.h"
#include "bsr-sql-personal.h"
#include "bsr-sql-store-private.h"

/* Letting personal data of traders expire. */

/* Cases that a supervisor has closed, and that no court or inquiry needs. */
#define CLOSED                                                                                     \
  " cases.state = 'closed' AND NOT EXISTS (SELECT 1 FROM caveats AS hold"                          \
  " WHERE hold.case_id = cases.id AND hold.kind = 'legal-hold' AND hold.in_force = 1"              \
  " AND NOT EXISTS (SELECT 1 FROM caveats AS later WHERE later.case_id = hold.case_id"             \
  " AND later.kind = hold.kind AND later.entry > hold.entry))"

#define KEPT                                                                                       \
  " FROM personal_data JOIN case_versions ON case_versions.entry = version"                        \
  " JOIN cases ON cases.id = case_id JOIN audit ON sequence = version"                             \
  " WHERE expired IS NULL AND audit.at < ? AND" CLOSED

/* Salt and text go together: without the salt nobody can try out names against the record. */
static gboolean
expire_kept (BsrAct *act, const char *before, gint64 n, GError **error)
{
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO personal_expiries (entry, before, n) VALUES (?, ?, ?)", "iti",
                      act->entry, before, n)
         && bsr_sql_run (act->sql, error,
                         "UPDATE personal_data SET salt = NULL, json = NULL, expired = ?"
                         " WHERE version IN (SELECT version" KEPT ")",
                         "it", act->entry, before);
}

/* --- declarations of earlier forms --- */

/* A declaration whose record holds personal data itself. */
typedef struct
{
  gint64 version;
  char *case_id, *json; /* as it shall be */
} Old;

static void
old_clear (gpointer data)
{
  Old *old = data;
  g_free (old->case_id);
  g_free (old->json);
}

static gboolean
list_old (BsrSql *sql, const char *before, GArray *olds, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT case_versions.entry, case_id, json FROM case_versions"
      " JOIN cases ON cases.id = case_id JOIN audit ON sequence = case_versions.entry"
      " WHERE personal IS NULL AND audit.at < ? AND (json LIKE '%\"shipper\"%'"
      " OR json LIKE '%\"consignee\"%' OR json LIKE '%\"notify_party\"%') AND" CLOSED
      " ORDER BY case_versions.entry",
      "t", before);
  if (rows == NULL)
    return FALSE;
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      Old old = { bsr_rows_integer (rows, 0), g_strdup (bsr_rows_text (rows, 1)), NULL };
      g_autoptr (BsrCase) flagged
          = bsr_sql_read_declaration (old.case_id, bsr_rows_text (rows, 2), &problem);
      g_autofree char *personal = flagged != NULL ? bsr_personal_take (flagged) : NULL;
      if (personal != NULL)
        old.json = bsr_case_to_json (flagged);
      g_array_append_val (olds, old);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* The hash of the record as it shall be: the form of bsr_record_hash(). */
static char *
hash_of (const Old *old)
{
  g_autofree char *entry = g_strdup_printf ("i%" G_GINT64_FORMAT, old->version);
  g_autofree char *case_id = g_strconcat ("t", old->case_id, NULL);
  g_autofree char *json = g_strconcat ("t", old->json, NULL);
  g_autoptr (GString) form = g_string_new ("basira-record/1\n");
  bsr_audit_append_netstring (form, bsr_record_table (BSR_RECORD_CASE_VERSION), -1);
  bsr_audit_append_netstring (form, entry, -1);
  bsr_audit_append_netstring (form, case_id, -1);
  bsr_audit_append_netstring (form, json, -1);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) form->str, form->len);
}

static gboolean
redact (BsrAct *act, const Old *old, GError **error)
{
  GError *problem = NULL;
  g_autofree char *hash = hash_of (old);
  g_autofree char *subject = g_strconcat ("case:", old->case_id, NULL);
  bsr_json_writer_integer (act->detail, "declaration", old->version);
  if (!bsr_sql_run (act->sql, error,
                    "INSERT INTO personal_redactions (entry, version, sha256) VALUES (?, ?, ?)",
                    "iit", act->entry, old->version, hash)
      || !bsr_sql_run (act->sql, error, "UPDATE case_versions SET json = ? WHERE entry = ?", "ti",
                       old->json, old->version))
    return FALSE;
  g_autofree char *found
      = bsr_record_hash (act->sql, BSR_RECORD_CASE_VERSION, old->version, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_assert (g_strcmp0 (found, hash) == 0);
  return bsr_act_write (act, "personal-redacted", subject,
                        &(BsrRecordKind){ BSR_RECORD_PERSONAL_REDACTION }, error);
}

static gboolean
redact_all (BsrAct *act, const char *before, int *n, GError **error)
{
  g_autoptr (GArray) olds = g_array_new (FALSE, FALSE, sizeof (Old));
  g_array_set_clear_func (olds, old_clear);
  if (!list_old (act->sql, before, olds, error))
    return FALSE;
  for (guint i = 0; i < olds->len; i++)
    {
      const Old *old = &g_array_index (olds, Old, i);
      if (old->json == NULL)
        continue;
      if (!redact (act, old, error))
        return FALSE;
      (*n)++;
    }
  return TRUE;
}

/* --- the method --- */

static gboolean
expire_once (BsrStore *store, const BsrActor *actor, GDateTime *before, int *n, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autofree char *moment = bsr_act_format_time (before);
  gint64 n_kept = 0;
  int n_old = 0;
  g_auto (BsrAct) act = { 0 };
  *n = 0;
  if (!bsr_act_begin (&act, sql, actor, error)
      || !bsr_sql_access_allows (&act, "personal-expired", error)
      || (n_kept = bsr_sql_find (sql, error, "SELECT count (*)" KEPT, "t", moment)) < 0
      || !redact_all (&act, moment, &n_old, error))
    return FALSE;
  if (n_kept + n_old == 0)
    return TRUE;
  bsr_json_writer_string (act.detail, "before", moment);
  bsr_json_writer_integer (act.detail, "declarations", n_kept);
  bsr_json_writer_integer (act.detail, "redacted", n_old);
  const BsrRecordKind kind = BSR_RECORD_PERSONAL_EXPIRY;
  if ((n_kept > 0 && !expire_kept (&act, moment, n_kept, error))
      || !bsr_act_commit (&act, "personal-expired", "personal", n_kept > 0 ? &kind : NULL, error))
    return FALSE;
  *n = (int) n_kept + n_old;
  /* Out of the file of pages that wait to be written, too; pages are overwritten: secure_delete. */
  if (bsr_sql_engine (sql) == BSR_SQL_SQLITE)
    bsr_sql_execute (sql, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}

gboolean
bsr_sql_store_expire_personal (BsrStoreAccess *access, const BsrActor *actor, GDateTime *before,
                               int *n_expired, GError **error)
{
  BsrStore *store = BSR_STORE (access);
  BSR_SQL_AGAIN (store, actor, expire_once (store, &own, before, n_expired, &problem));
}
