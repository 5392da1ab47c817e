#include "bsr-sql-clock.h"

#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-error.h"

/* PostgreSQL: of the moment itself, not of the transaction's beginning. */
#define SELECT_NOW                                                                                 \
  "SELECT to_char (clock_timestamp () AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"

char *
bsr_sql_now (BsrSql *sql, GError **error)
{
  if (bsr_sql_engine (sql) == BSR_SQL_SQLITE)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      return bsr_act_format_time (now);
    }
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, SELECT_NOW, "");
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (sql, rows, &problem))
    return g_strdup (bsr_rows_text (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                         _ ("the store's database does not say the time"));
  return NULL;
}

char *
bsr_sql_later (const char *moment, int seconds, GError **error)
{
  g_autoptr (GDateTime) from = bsr_act_parse_time (moment, error);
  if (from == NULL)
    return NULL;
  g_autoptr (GDateTime) later = g_date_time_add_seconds (from, seconds);
  return bsr_act_format_time (later);
}
