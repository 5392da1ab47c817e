#include "bsr-sql-find.h"

#include "bsr-sql-store-private.h"

/* Cases that are looked at for one page when not all of them fit: a tenth of a second on a slow
 * disk. */
#define LOOKED_AT_MOST 5000

/* How many that filter leaves, as far as it matters; -1 with @error. */
static gint64
count_few (BsrSql *sql, const BsrCaseQuery *query, BsrSqlFilter filter, GError **error)
{
  GError *problem = NULL;
  g_auto (BsrSqlStatement) statement = { 0 };
  bsr_sql_statement_init (&statement);
  bsr_sql_find_count (&statement, bsr_sql_engine (sql), query, filter);
  g_autoptr (BsrRows) rows = bsr_sql_statement_query (sql, &statement, error);
  if (rows == NULL)
    return -1;
  if (bsr_sql_next (sql, rows, &problem))
    return bsr_rows_integer (rows, 0);
  g_propagate_error (error, problem);
  return -1;
}

/* The cheapest way that is known to be cheap: few cases are gathered; else an index is followed. */
static gboolean
make_plan (BsrSql *sql, const BsrCaseQuery *query, BsrSqlPlan *plan, GError **error)
{
  *plan = (BsrSqlPlan){ BSR_SQL_WALK, BSR_SQL_N_FILTERS };
  for (int filter = BSR_SQL_N_FILTERS - 1; filter >= 0; filter--)
    if (bsr_sql_filter_leads (query, (BsrSqlFilter) filter))
      plan->along = (BsrSqlFilter) filter;
  if (query->sort == BSR_CASE_SORT_NEWEST && bsr_sql_filter_is_set (query, BSR_SQL_FILTER_WORDS))
    *plan = (BsrSqlPlan){ BSR_SQL_STREAM, BSR_SQL_FILTER_WORDS };
  for (int filter = 0; filter < BSR_SQL_N_FILTERS; filter++)
    {
      /* What is read in its order already cannot be had for less. */
      if (!bsr_sql_filter_is_set (query, (BsrSqlFilter) filter)
          || !bsr_sql_filter_may_gather ((BsrSqlFilter) filter)
          || plan->along == (BsrSqlFilter) filter)
        continue;
      gint64 n = count_few (sql, query, (BsrSqlFilter) filter, error);
      if (n < 0)
        return FALSE;
      if (n <= BSR_SQL_GATHERED_MOST)
        {
          *plan = (BsrSqlPlan){ BSR_SQL_GATHER, (BsrSqlFilter) filter };
          return TRUE;
        }
    }
  return TRUE;
}

/* A state says what the case waits for, which the indexes know. (Its texts are borrowed.) */
static BsrCaseQuery
complete (const BsrCaseQuery *query)
{
  BsrCaseQuery wanted = *query;
  if (wanted.work == BSR_CASE_WORK_ANY && wanted.state >= 0)
    wanted.work = bsr_case_work_of_state ((BsrCaseState) wanted.state);
  return wanted;
}

/* Rows that are read for @most cases; the last one tells whether there are more. */
static int
limit_of (const BsrCaseQuery *query, BsrSqlPlan plan, int most)
{
  return bsr_sql_find_all_fit (query, plan) ? most + 1 : MAX (LOOKED_AT_MOST, most + 1);
}

static BsrCaseSummary *
read_summary (BsrRows *rows)
{
  gint64 cut_off = bsr_rows_integer (rows, 5);
  BsrCaseSummary *summary = g_new0 (BsrCaseSummary, 1);
  summary->id = g_strdup (bsr_rows_text (rows, 0));
  summary->container = g_strdup (bsr_rows_text (rows, 1));
  summary->goods = g_strdup (bsr_rows_text (rows, 2));
  summary->risk = bsr_rows_real (rows, 3);
  summary->priority = (BsrPriority) bsr_rows_integer (rows, 4);
  if (cut_off != G_MAXINT64)
    {
      g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (cut_off / G_USEC_PER_SEC);
      summary->cut_off = second != NULL ? g_date_time_add (second, cut_off % G_USEC_PER_SEC) : NULL;
    }
  summary->state = (BsrCaseState) MAX (bsr_case_state_from_string (bsr_rows_text (rows, 6)), 0);
  summary->n_scans = (int) bsr_rows_integer (rows, 7);
  summary->top_score = bsr_rows_real (rows, 8);
  summary->n_caveats = (int) bsr_rows_integer (rows, 9);
  summary->queued = bsr_rows_integer (rows, 10) != 0;
  return summary;
}

static BsrCasePlace *
read_place (BsrRows *rows, BsrCaseSort sort)
{
  BsrCasePlace *place = g_new0 (BsrCasePlace, 1);
  char type = bsr_sql_find_key_type (sort);
  if (type == 'i')
    place->integer = bsr_rows_integer (rows, BSR_SQL_FIND_KEY);
  else if (type == 'r')
    place->real = bsr_rows_real (rows, BSR_SQL_FIND_KEY);
  else
    place->text = g_strdup (bsr_rows_text (rows, BSR_SQL_FIND_KEY));
  place->arrival = bsr_rows_integer (rows, BSR_SQL_FIND_ARRIVAL);
  return place;
}

/* What one reading has come to. */
typedef struct
{
  GPtrArray *cases;
  BsrCasePlace
      *last; /* forward: of the last case taken or passed over; backward: of the one beyond */
  int n_looked_at;
  gboolean more;
} Reading;

/* Takes cases from @rows until there are @most or no more rows. */
static void
take_cases (BsrSql *sql, BsrRows *rows, BsrCaseSort sort, gboolean backward, int most,
            Reading *reading, GError **error)
{
  while (bsr_sql_next (sql, rows, error))
    {
      reading->n_looked_at++;
      gboolean full = (int) reading->cases->len == most;
      if (!full || backward)
        {
          bsr_case_place_free (reading->last);
          reading->last = read_place (rows, sort);
        }
      if (full)
        {
          reading->more = TRUE;
          return;
        }
      if (bsr_rows_integer (rows, BSR_SQL_FIND_FITS) != 0)
        g_ptr_array_add (reading->cases, read_summary (rows));
    }
}

static BsrCasePage *
page_new (Reading *reading, const BsrCasePlace *from, gboolean backward)
{
  BsrCasePage *page = g_new0 (BsrCasePage, 1);
  page->cases = g_steal_pointer (&reading->cases);
  BsrCasePlace *reached = reading->more ? g_steal_pointer (&reading->last) : NULL;
  page->before = backward ? reached : bsr_case_place_copy (from);
  page->after = backward ? bsr_case_place_copy (from) : reached;
  for (guint i = 0; backward && i < page->cases->len / 2; i++)
    {
      gpointer *cases = page->cases->pdata, one = cases[i];
      cases[i] = cases[page->cases->len - 1 - i];
      cases[page->cases->len - 1 - i] = one;
    }
  return page;
}

BsrCasePage *
bsr_sql_store_find_cases (BsrStore *store, const BsrCaseQuery *query, const BsrCasePlace *from,
                          gboolean backward, int most, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrSqlPlan plan;
  BsrCaseQuery wanted = complete (query);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!make_plan (sql, &wanted, &plan, error))
    return NULL;
  int limit = limit_of (&wanted, plan, most);
  g_auto (BsrSqlStatement) statement = { 0 };
  bsr_sql_statement_init (&statement);
  bsr_sql_find_list (&statement, bsr_sql_engine (sql), &wanted, plan, from, backward, limit);
  g_autoptr (BsrRows) rows = bsr_sql_statement_query (sql, &statement, error);
  if (rows == NULL)
    return NULL;

  Reading reading
      = { .cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_summary_free) };
  take_cases (sql, rows, query->sort, backward, most, &reading, &problem);
  reading.more |= reading.n_looked_at == limit;
  BsrCasePage *page = page_new (&reading, from, backward);
  bsr_case_place_free (reading.last);
  if (problem == NULL)
    return page;
  bsr_case_page_free (page);
  g_propagate_error (error, problem);
  return NULL;
}

gboolean
bsr_sql_store_count_cases (BsrStore *store, const BsrCaseQuery *query, int most, int *count,
                           gboolean *more, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrSqlPlan plan;
  BsrCaseQuery wanted = complete (query);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!make_plan (sql, &wanted, &plan, error))
    return FALSE;
  int limit = limit_of (&wanted, plan, most);
  g_auto (BsrSqlStatement) statement = { 0 };
  bsr_sql_statement_init (&statement);
  bsr_sql_find_tally (&statement, bsr_sql_engine (sql), &wanted, plan, limit);
  g_autoptr (BsrRows) rows = bsr_sql_statement_query (sql, &statement, error);
  if (rows == NULL)
    return FALSE;
  if (!bsr_sql_next (sql, rows, &problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  gint64 n_looked_at = bsr_rows_integer (rows, 0), n = bsr_rows_integer (rows, 1);
  *count = (int) MIN (n, (gint64) most);
  *more = n > most || n_looked_at == limit;
  return TRUE;
}
