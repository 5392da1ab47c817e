#include "bsr-sql-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-search-words.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-words.h"

/* Lines that are filled before the next ones are read. */
#define FILLED_AT_ONCE 500

/* What follows from a declaration, beside what BsrCase has by the same name. */
typedef struct
{
  const char *bill, *port_of_lading, *port_of_discharge, *empty_size;
  char *heading, *words;
} Derived;

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static Derived
derive (const BsrCase *flagged)
{
  char *heading = bsr_case_heading (flagged);
  return (Derived){
    .bill = or_empty (flagged->bill_of_lading),
    .port_of_lading = or_empty (flagged->port_of_lading),
    .port_of_discharge = or_empty (flagged->port_of_discharge),
    .empty_size = flagged->empty ? or_empty (flagged->size_type) : "",
    .heading = heading != NULL ? heading : g_strdup (""),
    .words = bsr_search_words_of_case (flagged),
  };
}

static void
derived_clear (Derived *derived)
{
  g_free (derived->heading);
  g_free (derived->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Derived, derived_clear)

gboolean
bsr_sql_line_write (BsrAct *act, const BsrCase *flagged, GError **error)
{
  gboolean stay;
  g_auto (Derived) derived = derive (flagged);
  return bsr_sql_words_leave (act->sql, flagged->id, derived.words, &stay, error)
         && bsr_sql_run (
             act->sql, error,
             "INSERT INTO cases (id, declaration, arrival, container, goods, risk, priority,"
             " cut_off, bill, port_of_lading, port_of_discharge, heading, empty_size, words)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
             " declaration = excluded.declaration, container = excluded.container,"
             " goods = excluded.goods, risk = excluded.risk, priority = excluded.priority,"
             " cut_off = excluded.cut_off,"
             " bill = excluded.bill, port_of_lading = excluded.port_of_lading,"
             " port_of_discharge = excluded.port_of_discharge, heading = excluded.heading,"
             " empty_size = excluded.empty_size, words = excluded.words",
             "tiittriitttttt", flagged->id, act->entry, act->entry, flagged->container,
             bsr_sql_goods (flagged), flagged->risk, (gint64) flagged->priority,
             bsr_sql_cut_off (flagged), derived.bill, derived.port_of_lading,
             derived.port_of_discharge, derived.heading, derived.empty_size, derived.words)
         && (stay || bsr_sql_words_come (act->sql, flagged->id, error));
}

gboolean
bsr_sql_line_refresh (BsrSql *sql, const char *case_id, GError **error)
{
  return bsr_sql_run (sql, error,
                      "UPDATE cases SET (state, n_scans, top_score, n_caveats) ="
                      " (SELECT state, n_scans, top_score, n_caveats FROM case_standing WHERE id = ?1)"
                      " WHERE id = ?1",
                      "t", case_id)
         && bsr_sql_run (sql, error,
                         "UPDATE cases SET (officer, found, found_entry) ="
                         " (SELECT officer, found, found_entry FROM case_marks WHERE id = ?1)"
                         " WHERE id = ?1",
                         "t", case_id);
}

/* The next lines that have no words yet, after the case @after: BsrCase. One whose declaration
 * cannot be read stays as it is, and is told by bsr_sql_line_check_all(). @last: (inout): the last
 * that was read */
static GPtrArray *
read_unfilled (BsrSql *sql, char **last, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_unref);
  g_autofree char *after = g_steal_pointer (last);
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT id, json FROM cases JOIN case_versions ON entry = declaration"
                       " WHERE words = ' ' AND id > ? ORDER BY id LIMIT ?",
                       "ti", after, (gint64) FILLED_AT_ONCE);
  if (rows == NULL)
    return NULL;
  while (bsr_sql_next (sql, rows, &problem))
    {
      g_free (*last);
      *last = g_strdup (bsr_rows_text (rows, 0));
      BsrCase *flagged = bsr_case_from_record (bsr_rows_text (rows, 1), -1, NULL);
      if (flagged != NULL)
        g_ptr_array_add (cases, flagged);
    }
  if (problem == NULL)
    return g_steal_pointer (&cases);
  g_propagate_error (error, problem);
  return NULL;
}

gboolean
bsr_sql_line_fill (BsrSql *sql, GError **error)
{
  g_autofree char *last = g_strdup ("");
  while (last != NULL)
    {
      g_autoptr (GPtrArray) cases = read_unfilled (sql, &last, error);
      if (cases == NULL)
        return FALSE;
      for (guint i = 0; i < cases->len; i++)
        {
          const BsrCase *flagged = cases->pdata[i];
          g_auto (Derived) derived = derive (flagged);
          if (!bsr_sql_run (sql, error,
                            "UPDATE cases SET bill = ?, port_of_lading = ?, port_of_discharge = ?,"
                            " heading = ?, empty_size = ?, words = ? WHERE id = ?",
                            "ttttttt", derived.bill, derived.port_of_lading,
                            derived.port_of_discharge, derived.heading, derived.empty_size,
                            derived.words, flagged->id))
            return FALSE;
        }
    }
  return bsr_sql_words_rebuild (sql, error);
}

static gboolean
is_same_number (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

/* Columns of the query below. */
enum
{
  ID,
  CONTAINER,
  GOODS,
  RISK,
  PRIORITY,
  CUT_OFF,
  BILL,
  LADING,
  DISCHARGE,
  HEADING,
  EMPTY_SIZE,
  WORDS,
  JSON,
  STANDS,
};

static gboolean
is_as_declared (BsrRows *rows, const BsrCase *flagged)
{
  g_auto (Derived) derived = derive (flagged);
  const char *const texts[] = {
    [ID] = flagged->id,
    [CONTAINER] = flagged->container,
    [GOODS] = bsr_sql_goods (flagged),
    [BILL] = derived.bill,
    [LADING] = derived.port_of_lading,
    [DISCHARGE] = derived.port_of_discharge,
    [HEADING] = derived.heading,
    [EMPTY_SIZE] = derived.empty_size,
    [WORDS] = derived.words,
  };
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && g_strcmp0 (bsr_rows_text (rows, i), texts[i]) != 0)
      return FALSE;
  return is_same_number (flagged->risk, bsr_rows_real (rows, RISK))
         && (gint64) flagged->priority == bsr_rows_integer (rows, PRIORITY)
         && bsr_sql_cut_off (flagged) == bsr_rows_integer (rows, CUT_OFF);
}

/* Whether the line of a case is what its records make it. */
static gboolean
check_line (BsrRows *rows, GError **error)
{
  g_autoptr (BsrCase) flagged = NULL;
  if (bsr_rows_text (rows, JSON) != NULL)
    flagged = bsr_case_from_record (bsr_rows_text (rows, JSON), -1, NULL);
  if (flagged != NULL && is_as_declared (rows, flagged) && bsr_rows_integer (rows, STANDS) != 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("case '%s': its line in the list is not what its records say"),
               bsr_rows_text (rows, ID));
  return FALSE;
}

gboolean
bsr_sql_line_check_all (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_walk (
      sql, error,
      "SELECT cases.id, container, goods, risk, priority, cut_off, bill, port_of_lading,"
      " port_of_discharge, heading, empty_size, words,"
      " (SELECT json FROM case_versions WHERE case_id = cases.id AND entry = declaration),"
      " CASE WHEN declaration = (SELECT max (entry) FROM case_versions WHERE case_id = cases.id)"
      " AND arrival = (SELECT min (entry) FROM case_versions WHERE case_id = cases.id)"
      " AND cases.state = case_standing.state AND cases.n_scans = case_standing.n_scans"
      " AND cases.n_caveats = case_standing.n_caveats"
      " AND cases.top_score IS NOT DISTINCT FROM case_standing.top_score"
      " AND cases.officer = case_marks.officer AND cases.found = case_marks.found"
      " AND cases.found_entry = case_marks.found_entry THEN 1 ELSE 0 END"
      " FROM cases JOIN case_standing ON case_standing.id = cases.id"
      " JOIN case_marks ON case_marks.id = cases.id ORDER BY cases.id");
  if (rows == NULL)
    return FALSE;
  while (bsr_sql_next (sql, rows, &problem))
    if (!check_line (rows, error))
      return FALSE;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}
