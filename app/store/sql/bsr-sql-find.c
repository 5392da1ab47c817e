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

/* Whether what @plan reads along @filter comes in the list's order, and cannot be had for less. PostgreSQL's
 * index of words has no order: all that is found there is sorted, or the list is walked until enough have been
 * found, which of words that seldom meet is all of it. */
static gboolean
is_in_order (BsrSql *sql, BsrSqlPlan plan, BsrSqlFilter filter)
{
  return plan.along == filter
         && (plan.way != BSR_SQL_STREAM || bsr_sql_engine (sql) == BSR_SQL_SQLITE);
}

/* The cheapest way that is known to be cheap: few cases are gathered; else an index is followed. */
static gboolean
make_plan (BsrSql *sql, const BsrCaseQuery *query, BsrSqlPlan *plan, GError **error)
{
  *plan = (BsrSqlPlan){ BSR_SQL_WALK, BSR_SQL_N_FILTERS, -1 };
  for (int filter = BSR_SQL_N_FILTERS - 1; filter >= 0; filter--)
    if (bsr_sql_filter_leads (query, (BsrSqlFilter) filter))
      plan->along = (BsrSqlFilter) filter;
  if (query->sort == BSR_CASE_SORT_NEWEST && bsr_sql_filter_is_set (query, BSR_SQL_FILTER_WORDS))
    *plan = (BsrSqlPlan){ BSR_SQL_STREAM, BSR_SQL_FILTER_WORDS, -1 };
  for (int filter = 0; filter < BSR_SQL_N_FILTERS; filter++)
    {
      if (!bsr_sql_filter_is_set (query, (BsrSqlFilter) filter)
          || !bsr_sql_filter_may_gather ((BsrSqlFilter) filter)
          || is_in_order (sql, *plan, (BsrSqlFilter) filter))
        continue;
      gint64 n = count_few (sql, query, (BsrSqlFilter) filter, error);
      if (n < 0)
        return FALSE;
      if (n <= BSR_SQL_GATHERED_MOST)
        {
          *plan = (BsrSqlPlan){ BSR_SQL_GATHER, (BsrSqlFilter) filter, -1 };
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

/* What is asked for a page. */
typedef struct
{
  BsrSql *sql;
  BsrCaseQuery query;
  const BsrCasePlace *from;
  gboolean backward;
  int most;
} Request;

/* Reads on along @plan; whether all of it was read, and there is room for more. */
static gboolean
read_along (const Request *request, BsrSqlPlan plan, Reading *reading, GError **error)
{
  GError *problem = NULL;
  int limit = limit_of (&request->query, plan, request->most - (int) reading->cases->len);
  g_auto (BsrSqlStatement) statement = { 0 };
  bsr_sql_statement_init (&statement);
  bsr_sql_find_list (&statement, bsr_sql_engine (request->sql), &request->query, plan,
                     request->from, request->backward, limit);
  g_autoptr (BsrRows) rows = bsr_sql_statement_query (request->sql, &statement, error);
  if (rows == NULL)
    return FALSE;
  reading->n_looked_at = 0;
  take_cases (request->sql, rows, request->query.sort, request->backward, request->most, reading,
              &problem);
  reading->more |= reading->n_looked_at == limit;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL && !reading->more;
}

/* The slice that is read as the @step-th. */
static int
slice_at (const BsrCaseQuery *query, gboolean backward, int step)
{
  return bsr_sql_find_falls (query, backward) ? BSR_SQL_N_SLICES - 1 - step : step;
}

BsrCasePage *
bsr_sql_store_find_cases (BsrStore *store, const BsrCaseQuery *query, const BsrCasePlace *from,
                          gboolean backward, int most, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrSqlPlan plan;
  const Request request = { sql, complete (query), from, backward, most };
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!make_plan (sql, &request.query, &plan, error))
    return NULL;
  Reading reading
      = { .cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_summary_free) };
  if (!bsr_sql_find_in_slices (&request.query, plan))
    read_along (&request, plan, &reading, &problem);
  else
    for (int step = 0; step < BSR_SQL_N_SLICES; step++)
      {
        plan.slice = slice_at (query, backward, step);
        if (bsr_sql_find_reaches (&request.query, plan, from, backward)
            && !read_along (&request, plan, &reading, &problem))
          break;
      }
  BsrCasePage *page = page_new (&reading, from, backward);
  bsr_case_place_free (reading.last);
  if (problem == NULL)
    return page;
  bsr_case_page_free (page);
  g_propagate_error (error, problem);
  return NULL;
}

/* Adds to @n how many fit along @plan; whether all of it was looked at. */
static gboolean
count_along (BsrSql *sql, const BsrCaseQuery *query, BsrSqlPlan plan, int most, gint64 *n,
             GError **error)
{
  GError *problem = NULL;
  int limit = limit_of (query, plan, most);
  g_auto (BsrSqlStatement) statement = { 0 };
  bsr_sql_statement_init (&statement);
  bsr_sql_find_tally (&statement, bsr_sql_engine (sql), query, plan, limit);
  g_autoptr (BsrRows) rows = bsr_sql_statement_query (sql, &statement, error);
  if (rows == NULL)
    return FALSE;
  if (!bsr_sql_next (sql, rows, &problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  *n += bsr_rows_integer (rows, 1);
  return bsr_rows_integer (rows, 0) < limit;
}

gboolean
bsr_sql_store_count_cases (BsrStore *store, const BsrCaseQuery *query, int most, int *count,
                           gboolean *more, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrSqlPlan plan;
  gint64 n = 0;
  BsrCaseQuery wanted = complete (query);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!make_plan (sql, &wanted, &plan, error))
    return FALSE;
  gboolean all = TRUE;
  if (!bsr_sql_find_in_slices (&wanted, plan))
    all = count_along (sql, &wanted, plan, most, &n, &problem);
  else
    for (plan.slice = 0; plan.slice < BSR_SQL_N_SLICES && all && n <= most; plan.slice++)
      if (bsr_sql_find_reaches (&wanted, plan, NULL, FALSE))
        all = count_along (sql, &wanted, plan, most, &n, &problem);
  *count = (int) MIN (n, (gint64) most);
  *more = n > most || !all;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}
