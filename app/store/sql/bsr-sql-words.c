#include "bsr-sql-words.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"

/* Whether the line of the case is there with other words than @words; -1 with @error. */
static int
has_others (BsrSql *sql, const char *case_id, const char *words, gboolean *same, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, "SELECT words FROM cases WHERE id = ?", "t", case_id);
  if (rows == NULL)
    return -1;
  gboolean any = bsr_sql_next (sql, rows, &problem);
  *same = any && g_strcmp0 (bsr_rows_text (rows, 0), words) == 0;
  if (problem == NULL)
    return any && !*same;
  g_propagate_error (error, problem);
  return -1;
}

gboolean
bsr_sql_words_leave (BsrSql *sql, const char *case_id, const char *words, gboolean *stay,
                     GError **error)
{
  *stay = TRUE;
  if (bsr_sql_engine (sql) != BSR_SQL_SQLITE)
    return TRUE;
  int others = has_others (sql, case_id, words, stay, error);
  return others == 0
         || (others > 0
             && bsr_sql_run (sql, error,
                             "INSERT INTO case_words (case_words, rowid, words)"
                             " SELECT 'delete', arrival, words FROM cases WHERE id = ?",
                             "t", case_id));
}

gboolean
bsr_sql_words_come (BsrSql *sql, const char *case_id, GError **error)
{
  return bsr_sql_run (
      sql, error,
      "INSERT INTO case_words (rowid, words) SELECT arrival, words FROM cases WHERE id = ?", "t",
      case_id);
}

gboolean
bsr_sql_words_rebuild (BsrSql *sql, GError **error)
{
  return bsr_sql_engine (sql) != BSR_SQL_SQLITE
         || bsr_sql_execute (sql,
                             "INSERT INTO case_words (case_words) VALUES ('rebuild');"
                             " INSERT INTO case_words (case_words) VALUES ('optimize')",
                             error);
}

gboolean
bsr_sql_words_check (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  if (bsr_sql_engine (sql) != BSR_SQL_SQLITE || bsr_sql_is_to_read (sql))
    return TRUE;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  /* It changes nothing, but SQLite asks for the right to. */
  if (!bsr_sql_begin (sql, BSR_SQL_WRITE, error))
    return FALSE;
  bsr_sql_execute (sql, "INSERT INTO case_words (case_words, rank) VALUES ('integrity-check', 1)",
                   &problem);
  bsr_sql_rollback (sql);
  if (problem == NULL)
    return TRUE;
  if (g_error_matches (problem, BSR_ERROR, BSR_ERROR_DAMAGED))
    {
      g_clear_error (&problem);
      g_set_error_literal (&problem, BSR_ERROR, BSR_ERROR_DAMAGED,
                           _ ("the index of words does not have the words of the list of cases"));
    }
  g_propagate_error (error, problem);
  return FALSE;
}
