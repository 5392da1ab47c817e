#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-error.h"
#include "bsr-sql-line.h"
#include "bsr-sql-store-private.h"
#include "bsr-store-handling.h"

/* Photographs, caveats, versions of declarations, downtimes of scanners. */

static gboolean
has_case (BsrSqlStore *self, const char *case_id, GError **error)
{
  BsrCaseState state;
  return bsr_sql_read_state (self->sql, case_id, &state, error);
}

/* --- Photographs ----------------------------------------------------------------------------- */

/* The case's photograph of that content: its id, or 0; -1 with @error. */
static gint64
find_photograph (BsrSql *sql, const char *case_id, const char *sha256, GError **error)
{
  return bsr_sql_find (sql, error, "SELECT entry FROM photographs WHERE case_id = ? AND sha256 = ?",
                       "tt", case_id, sha256);
}

gint64
bsr_sql_store_add_photograph (BsrStore *store, const BsrActor *actor, const char *case_id,
                              const char *path, const char *caption, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  BsrCaseState state;
  /* Asked before anything is copied; nobody else waits while it is. */
  if (!bsr_store_get_state (store, case_id, &state, error))
    return 0;
  g_autoptr (BsrVaultItem) item = bsr_vault_take_file (self->vault, path, error);
  if (item == NULL)
    return 0;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, self->sql, actor, error) || !has_case (self, case_id, error))
    return 0;
  gint64 known = find_photograph (self->sql, case_id, item->sha256, error);
  if (known != 0)
    return MAX (known, 0);
  gint64 id = act.entry;
  bsr_json_writer_string (act.detail, "name", item->name);
  bsr_json_writer_string (act.detail, "caption", caption);
  bsr_json_writer_string (act.detail, "file", item->sha256);
  g_autofree char *subject = bsr_sql_subject_of_case (case_id);
  return bsr_sql_run (self->sql, error,
                      "INSERT INTO photographs (entry, case_id, name, file, sha256, caption,"
                      " officer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "ittttttt", id, case_id, item->name, item->file, item->sha256, caption,
                      actor->officer, act.at)
                 && bsr_act_commit (&act, "photograph-added", subject,
                                    &(BsrRecordKind){ BSR_RECORD_PHOTOGRAPH }, error)
             ? id
             : 0;
}

static gpointer
read_photograph (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  gint64 id = bsr_rows_integer (rows, 0);
  g_autoptr (BsrVaultItem) item = bsr_sql_read_vault_item (rows, 1);
  g_autofree char *path = bsr_vault_path (self->vault, item->file);
  g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 9), error);
  if (at == NULL)
    return NULL;
  if (!bsr_vault_has (self->vault, item, error))
    {
      g_prefix_error (error, _ ("photograph %lld: "), (long long) id);
      return NULL;
    }
  return bsr_photograph_new (id, item->name, path, item->sha256, bsr_rows_text (rows, 7),
                             bsr_rows_text (rows, 8), at);
}

GPtrArray *
bsr_sql_store_list_photographs (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_case (self, case_id, error))
    return NULL;
  return bsr_sql_read_all (self,
                           bsr_sql_query (self->sql, error,
                                          "SELECT entry, name, file, sha256, NULL, NULL, sha256,"
                                          " caption, officer, at"
                                          " FROM photographs WHERE case_id = ? ORDER BY entry",
                                          "t", case_id),
                           read_photograph, (GDestroyNotify) bsr_photograph_free, error);
}

/* --- Caveats --------------------------------------------------------------------------------- */

static gpointer
read_caveat (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 4), error);
  return at != NULL ? bsr_caveat_new (bsr_rows_text (rows, 0), bsr_rows_integer (rows, 1) != 0,
                                      bsr_rows_text (rows, 2), bsr_rows_text (rows, 3), at)
                    : NULL;
}

static GPtrArray *
read_caveats (BsrSqlStore *self, const char *case_id, GError **error)
{
  return bsr_sql_read_all (self,
                           bsr_sql_query (self->sql, error,
                                          "SELECT kind, in_force, text, officer, at FROM caveats"
                                          " WHERE case_id = ? ORDER BY entry",
                                          "t", case_id),
                           read_caveat, (GDestroyNotify) bsr_caveat_free, error);
}

/* (transfer none) (nullable): what stands of that kind in @caveats. */
static const BsrCaveat *
find_standing (GPtrArray *caveats, const char *kind)
{
  g_autoptr (GPtrArray) standing = bsr_caveats_in_force (caveats);
  for (guint i = 0; i < standing->len; i++)
    if (g_str_equal (((BsrCaveat *) standing->pdata[i])->kind, kind))
      return standing->pdata[i];
  return NULL;
}

gboolean
bsr_sql_store_put_caveat (BsrStore *store, const BsrActor *actor, const char *case_id,
                          const BsrCaveat *caveat, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, self->sql, actor, error) || !has_case (self, case_id, error))
    return FALSE;
  g_autoptr (GPtrArray) caveats = read_caveats (self, case_id, error);
  if (caveats == NULL)
    return FALSE;
  const BsrCaveat *standing = find_standing (caveats, caveat->kind);
  if (standing == NULL && !caveat->in_force)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("there is no such caveat on the case that could be lifted"));
      return FALSE;
    }
  if (standing != NULL && caveat->in_force && g_str_equal (standing->text, caveat->text))
    return TRUE;
  bsr_json_writer_string (act.detail, "caveat", caveat->kind);
  bsr_json_writer_string (act.detail, "text", caveat->text);
  g_autofree char *subject = bsr_sql_subject_of_case (case_id);
  return bsr_sql_run (self->sql, error,
                      "INSERT INTO caveats (entry, case_id, kind, in_force, text, officer, at)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "ittittt", act.entry, case_id, caveat->kind, (gint64) (caveat->in_force != 0),
                      caveat->text, actor->officer, act.at)
         && bsr_sql_line_refresh (self->sql, case_id, error)
         && bsr_act_commit (&act, caveat->in_force ? "caveat-put" : "caveat-lifted", subject,
                            &(BsrRecordKind){ BSR_RECORD_CAVEAT }, error);
}

GPtrArray *
bsr_sql_store_list_caveats (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return has_case (self, case_id, error) ? read_caveats (self, case_id, error) : NULL;
}

/* --- Versions of the declaration ------------------------------------------------------------- */

static gpointer
read_version (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 3), error);
  g_autoptr (BsrCase) flagged
      = at != NULL
            ? bsr_sql_read_declaration (bsr_rows_text (rows, 0), bsr_rows_text (rows, 1), error)
            : NULL;
  return flagged != NULL ? bsr_declaration_new (flagged, bsr_rows_text (rows, 2), at) : NULL;
}

GPtrArray *
bsr_sql_store_list_declarations (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_case (self, case_id, error))
    return NULL;
  return bsr_sql_read_all (self,
                           bsr_sql_query (self->sql, error,
                                          "SELECT case_id, json, actor, at FROM case_versions"
                                          " JOIN audit ON sequence = entry"
                                          " WHERE case_id = ? ORDER BY entry",
                                          "t", case_id),
                           read_version, (GDestroyNotify) bsr_declaration_free, error);
}

/* --- Downtimes of scanners ------------------------------------------------------------------- */

static gboolean
has_downtime (BsrSql *sql, gint64 id, GError **error)
{
  gint64 found = bsr_sql_find (
      sql, error, "SELECT 1 FROM downtime_versions WHERE entry = ? AND downtime = entry", "i", id);
  if (found == 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no downtime %lld in the store"),
                 (long long) id);
  return found > 0;
}

gint64
bsr_sql_store_put_downtime (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime,
                            GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autofree char *started = bsr_act_format_time (downtime->started);
  g_autofree char *ended = downtime->ended != NULL ? bsr_act_format_time (downtime->ended) : NULL;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error)
      || (downtime->id != 0 && !has_downtime (sql, downtime->id, error)))
    return 0;
  gint64 id = downtime->id != 0 ? downtime->id : act.entry;
  if (downtime->id != 0)
    bsr_json_writer_integer (act.detail, "downtime", id);
  bsr_json_writer_string (act.detail, "from", started);
  bsr_json_writer_string (act.detail, "to", ended);
  bsr_json_writer_string (act.detail, "reason", downtime->reason);
  bsr_json_writer_string (act.detail, "text", downtime->text);
  g_autofree char *subject = g_strconcat ("scanner:", downtime->scanner, NULL);
  return bsr_sql_run (sql, error,
                      "INSERT INTO downtime_versions (entry, downtime, scanner, started, ended,"
                      " reason, text, officer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "iittttttt", act.entry, id, downtime->scanner, started, ended,
                      downtime->reason, downtime->text, actor->officer, act.at)
                 && bsr_act_commit (&act,
                                    downtime->id == 0 ? "downtime-recorded" : "downtime-corrected",
                                    subject, &(BsrRecordKind){ BSR_RECORD_DOWNTIME_VERSION }, error)
             ? id
             : 0;
}

static gpointer
read_downtime (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  const char *ended_text = bsr_rows_text (rows, 3);
  g_autoptr (GDateTime) started = bsr_act_parse_time (bsr_rows_text (rows, 2), error);
  if (started == NULL)
    return NULL;
  g_autoptr (GDateTime) ended = ended_text != NULL ? bsr_act_parse_time (ended_text, error) : NULL;
  if (ended_text != NULL && ended == NULL)
    return NULL;
  BsrDowntime *downtime
      = bsr_downtime_new (bsr_rows_text (rows, 1), started, ended, bsr_rows_text (rows, 4),
                          bsr_rows_text (rows, 5), bsr_rows_text (rows, 6));
  downtime->id = bsr_rows_integer (rows, 0);
  return downtime;
}

GPtrArray *
bsr_sql_store_list_downtimes (BsrStore *store, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return bsr_sql_read_all (
      self,
      bsr_sql_query (self->sql, error,
                     "SELECT downtime, scanner, started, ended, reason, text, officer"
                     " FROM downtime_versions AS version WHERE NOT EXISTS"
                     " (SELECT 1 FROM downtime_versions AS later"
                     "   WHERE later.downtime = version.downtime AND later.entry > version.entry)"
                     " ORDER BY started DESC, downtime DESC",
                     ""),
      read_downtime, (GDestroyNotify) bsr_downtime_free, error);
}
