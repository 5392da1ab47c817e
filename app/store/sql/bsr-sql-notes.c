#include "bsr-act.h"
#include "bsr-sql-store-private.h"

/* Acts that leave no record but their entry: what was looked at, and what left the store. */

gboolean
bsr_sql_store_note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                              const char *where, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autofree char *case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  if (case_id == NULL)
    return FALSE;
  g_autofree char *subject = g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan_id);
  bsr_json_writer_string (act.detail, "case", case_id);
  bsr_json_writer_string (act.detail, "where", where);
  return bsr_act_commit (&act, "scan-viewed", subject, NULL, error);
}

gboolean
bsr_sql_store_note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export,
                           GError **error)
{
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, BSR_SQL_STORE (store)->sql, actor, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "what", export->what);
  bsr_json_writer_string (act.detail, "to", export->to);
  if (export->up_to > 0)
    bsr_json_writer_integer (act.detail, "up_to", export->up_to);
  return bsr_act_commit (&act, "exported", export->subject, NULL, error);
}

gboolean
bsr_sql_store_note_restore (BsrStore *store, const BsrActor *actor, const char *from,
                            GError **error)
{
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, BSR_SQL_STORE (store)->sql, actor, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "from", from);
  bsr_json_writer_integer (act.detail, "up_to", act.entry - 1);
  return bsr_act_commit (&act, "restored", "store", NULL, error);
}
