#include <math.h>

#include "bsr-sql-find-filter.h"

/* The statements that read the list of cases. */

/* The first beyond any: "" and this are before and after all texts. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"
/* One step of what a case waits for in the order of work: see urgency in 010-search.sql. */
#define URGENCY_OF_SECOND G_GINT64_CONSTANT (1024)
#define MOST_SECONDS ((G_GINT64_CONSTANT (1) << 36) - 1)
#define URGENCY_OF_PRIORITY ((MOST_SECONDS + 1) * URGENCY_OF_SECOND)
#define URGENCY_OF_WORK (3 * URGENCY_OF_PRIORITY)

/* What decides the order; arrival parts what is equal. */
static const struct
{
  const char *key;
  char type;
  gboolean falling;
} sorts[] = {
  [BSR_CASE_SORT_URGENCY] = { "urgency", 'i', FALSE },
  [BSR_CASE_SORT_NEWEST] = { "arrival", 'i', TRUE },
  [BSR_CASE_SORT_CUT_OFF] = { "cut_off", 'i', FALSE },
  [BSR_CASE_SORT_RISK] = { "risk_rank", 'r', FALSE },
  [BSR_CASE_SORT_SCORE] = { "score_rank", 'r', FALSE },
  [BSR_CASE_SORT_CONTAINER] = { "container", 't', FALSE },
  [BSR_CASE_SORT_CASE] = { "id", 't', FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sorts) == BSR_N_CASE_SORTS);

char
bsr_sql_find_key_type (BsrCaseSort sort)
{
  return sorts[sort].type;
}

static gboolean
is_falling (const BsrCaseQuery *query)
{
  return sorts[query->sort].falling != (query->reversed != FALSE);
}

/* Whether the filter is no more than a range of the list's own key. */
static gboolean
is_range_of_key (const BsrCaseQuery *query, BsrSqlFilter filter)
{
  switch ((int) filter)
    {
    case BSR_SQL_FILTER_WORK:
      return query->sort == BSR_CASE_SORT_URGENCY;
    case BSR_SQL_FILTER_RISK:
      return query->sort == BSR_CASE_SORT_RISK;
    case BSR_SQL_FILTER_SCORE:
      return query->sort == BSR_CASE_SORT_SCORE;
    case BSR_SQL_FILTER_CUT_OFF:
      return query->sort == BSR_CASE_SORT_CUT_OFF;
    case BSR_SQL_FILTER_CONTAINER:
      return query->sort == BSR_CASE_SORT_CONTAINER;
    case BSR_SQL_FILTER_CASE:
      return query->sort == BSR_CASE_SORT_CASE;
    default:
      return FALSE;
    }
}

/* Whether the filter is one value of a column whose index goes on with the list's key. */
static gboolean
is_head_of_index (const BsrCaseQuery *query, BsrSqlFilter filter)
{
  switch ((int) filter)
    {
    case BSR_SQL_FILTER_OFFICER:
    case BSR_SQL_FILTER_LADING:
    case BSR_SQL_FILTER_DISCHARGE:
    case BSR_SQL_FILTER_STATE:
    case BSR_SQL_FILTER_PRIORITY:
      return query->sort == BSR_CASE_SORT_URGENCY;
    case BSR_SQL_FILTER_SCANS:
      return query->sort == BSR_CASE_SORT_URGENCY && query->scans_low == query->scans_high;
    case BSR_SQL_FILTER_WORK:
      return query->sort != BSR_CASE_SORT_URGENCY && query->sort != BSR_CASE_SORT_CASE;
    default:
      return FALSE;
    }
}

gboolean
bsr_sql_filter_leads (const BsrCaseQuery *query, BsrSqlFilter filter)
{
  return bsr_sql_filter_is_set (query, filter)
         && (is_head_of_index (query, filter) || is_range_of_key (query, filter));
}

gboolean
bsr_sql_filter_may_gather (BsrSqlFilter filter)
{
  return filter <= BSR_SQL_FILTER_CUT_OFF;
}

/* The smallest and the largest place that the list may have, both included. */
typedef struct
{
  BsrCasePlace low, high; /* their texts are borrowed */
} Bounds;

gboolean
bsr_sql_find_in_slices (const BsrCaseQuery *query, BsrSqlPlan plan)
{
  return plan.way == BSR_SQL_WALK && query->sort == BSR_CASE_SORT_URGENCY
         && bsr_sql_filter_is_set (query, BSR_SQL_FILTER_CUT_OFF);
}

gboolean
bsr_sql_find_falls (const BsrCaseQuery *query, gboolean backward)
{
  return is_falling (query) != (backward != FALSE);
}

/* Narrows @bounds of the order of work to the seconds of the query's cut-offs in a slice. */
static void
cut_slice (Bounds *bounds, const BsrCaseQuery *query, int slice)
{
  gint64 low = bsr_sql_filter_microseconds (query->cut_off_low, 0) / G_USEC_PER_SEC;
  gint64 high = bsr_sql_filter_microseconds (query->cut_off_high, G_MAXINT64) / G_USEC_PER_SEC;
  gint64 base = slice * URGENCY_OF_PRIORITY;
  low = base + CLAMP (low, 0, MOST_SECONDS) * URGENCY_OF_SECOND;
  high = base + (CLAMP (high, 0, MOST_SECONDS) + 1) * URGENCY_OF_SECOND - 1;
  bounds->low.integer = MAX (bounds->low.integer, low);
  bounds->high.integer = MIN (bounds->high.integer, high);
}

/* @end: (out) (transfer full): what the bounds borrow beside the query's own texts */
static Bounds
bounds_of_key (const BsrCaseQuery *query, int slice, char **end)
{
  const char *beginning = query->sort == BSR_CASE_SORT_CASE        ? query->case_id
                          : query->sort == BSR_CASE_SORT_CONTAINER ? query->container
                                                                   : NULL;
  *end = g_strconcat (beginning != NULL ? beginning : "", LAST_CHARACTER, NULL);
  Bounds bounds
      = { .low = { .integer = G_MININT64,
                   .real = -HUGE_VAL,
                   .arrival = 0,
                   .text = (char *) (beginning != NULL ? beginning : "") },
          .high
          = { .integer = G_MAXINT64, .real = HUGE_VAL, .arrival = G_MAXINT64, .text = *end } };
  for (int filter = 0; filter < BSR_SQL_N_FILTERS; filter++)
    {
      BsrSqlRange range;
      if (!bsr_sql_filter_is_set (query, (BsrSqlFilter) filter)
          || !is_range_of_key (query, (BsrSqlFilter) filter))
        continue;
      switch ((int) filter)
        {
        case BSR_SQL_FILTER_WORK:
          bounds.low.integer = query->work * URGENCY_OF_WORK;
          bounds.high.integer = (query->work + 1) * URGENCY_OF_WORK - 1;
          break;
        case BSR_SQL_FILTER_CUT_OFF:
          bounds.low.integer = bsr_sql_filter_microseconds (query->cut_off_low, G_MININT64);
          bounds.high.integer = bsr_sql_filter_microseconds (query->cut_off_high, G_MAXINT64 - 1);
          break;
        case BSR_SQL_FILTER_RISK:
        case BSR_SQL_FILTER_SCORE:
          range = bsr_sql_filter_range (query, (BsrSqlFilter) filter);
          bounds.low.real = range.low;
          bounds.high.real = range.high;
          break;
        default: /* texts: above */
          break;
        }
    }
  if (query->sort == BSR_CASE_SORT_NEWEST)
    bounds.low.integer = 0;
  if (slice >= 0)
    cut_slice (&bounds, query, slice);
  return bounds;
}

static int
compare (const BsrCasePlace *a, const BsrCasePlace *b, char type)
{
  int order = type == 'i'   ? (a->integer > b->integer) - (a->integer < b->integer)
              : type == 'r' ? (a->real > b->real) - (a->real < b->real)
                            : g_strcmp0 (a->text, b->text);
  return order != 0 ? order : (a->arrival > b->arrival) - (a->arrival < b->arrival);
}

/* Narrows @bounds to what comes after @from in the list, or (@backward) up to it. */
static void
start_at (Bounds *bounds, const BsrCaseQuery *query, const BsrCasePlace *from, gboolean backward)
{
  if (from == NULL)
    return;
  gboolean rising = !is_falling (query);
  BsrCasePlace place = *from;
  /* The case at the place itself lies before it. */
  if (!backward)
    place.arrival += rising ? 1 : -1;
  if (query->sort == BSR_CASE_SORT_NEWEST)
    place.integer = place.arrival;
  char type = sorts[query->sort].type;
  if (rising != backward && compare (&place, &bounds->low, type) > 0)
    bounds->low = place;
  if (rising == backward && compare (&place, &bounds->high, type) < 0)
    bounds->high = place;
}

gboolean
bsr_sql_find_reaches (const BsrCaseQuery *query, BsrSqlPlan plan, const BsrCasePlace *from,
                      gboolean backward)
{
  g_autofree char *end = NULL;
  Bounds bounds = bounds_of_key (query, plan.slice, &end);
  start_at (&bounds, query, from, backward);
  return compare (&bounds.low, &bounds.high, sorts[query->sort].type) <= 0;
}

static void
add_key (BsrSqlStatement *statement, const char *piece, const BsrCasePlace *place, char type)
{
  if (type == 'i')
    bsr_sql_statement_add (statement, piece, "ii", place->integer, place->arrival);
  else if (type == 'r')
    bsr_sql_statement_add (statement, piece, "ri", place->real, place->arrival);
  else
    bsr_sql_statement_add (statement, piece, "ti", place->text, place->arrival);
}

/* The bounds, the order, and how many rows. */
static void
add_range (BsrSqlStatement *statement, const BsrCaseQuery *query, int slice, const char *key,
           const BsrCasePlace *from, gboolean backward, int limit)
{
  const char *direction = bsr_sql_find_falls (query, backward) ? " DESC" : "";
  char type = sorts[query->sort].type;
  g_autofree char *end = NULL;
  Bounds bounds = bounds_of_key (query, slice, &end);
  start_at (&bounds, query, from, backward);
  if (query->sort == BSR_CASE_SORT_NEWEST)
    {
      g_autofree char *range = g_strdup_printf ("%s >= ? AND %s <= ?", key, key);
      g_autofree char *order = g_strdup_printf (" ORDER BY %s%s LIMIT ?", key, direction);
      bsr_sql_statement_add (statement, range, "ii", bounds.low.integer, bounds.high.integer);
      bsr_sql_statement_add (statement, order, "i", (gint64) limit);
      return;
    }
  g_autofree char *low = g_strdup_printf ("(%s, arrival) >= (?, ?)", key);
  g_autofree char *high = g_strdup_printf (" AND (%s, arrival) <= (?, ?)", key);
  g_autofree char *order
      = g_strdup_printf (" ORDER BY %s%s, arrival%s LIMIT ?", key, direction, direction);
  add_key (statement, low, &bounds.low, type);
  add_key (statement, high, &bounds.high, type);
  bsr_sql_statement_add (statement, order, "i", (gint64) limit);
}

/* Whether a row of @plan has still to be held against @filter. */
static gboolean
is_left (const BsrCaseQuery *query, BsrSqlPlan plan, BsrSqlFilter filter)
{
  return bsr_sql_filter_is_set (query, filter) && filter != plan.along
         && !is_range_of_key (query, filter);
}

gboolean
bsr_sql_find_all_fit (const BsrCaseQuery *query, BsrSqlPlan plan)
{
  for (int filter = 0; filter < BSR_SQL_N_FILTERS; filter++)
    if (plan.way != BSR_SQL_GATHER && is_left (query, plan, (BsrSqlFilter) filter)
        && !(plan.slice >= 0 && filter == BSR_SQL_FILTER_CUT_OFF))
      return FALSE;
  return TRUE;
}

/* All filters that are left, the first after @first, the others after " AND ". Whether there is
 * one. */
static gboolean
add_left (BsrSqlStatement *statement, const BsrCaseQuery *query, BsrSqlPlan plan, const char *first)
{
  gboolean any = FALSE;
  for (int filter = 0; filter < BSR_SQL_N_FILTERS; filter++)
    if (is_left (query, plan, (BsrSqlFilter) filter))
      {
        bsr_sql_statement_add (statement, any ? " AND " : first, "");
        bsr_sql_filter_add (statement, query, (BsrSqlFilter) filter);
        any = TRUE;
      }
  return any;
}

/* @columns: whether a row says all of its case, and not only whether it fits */
static void
add_columns (BsrSqlStatement *statement, const BsrCaseQuery *query, BsrSqlPlan plan,
             gboolean columns)
{
  g_autofree char *all
      = g_strdup_printf (BSR_SQL_FIND_SUMMARY ", %s, arrival, ", sorts[query->sort].key);
  bsr_sql_statement_add (statement, "SELECT ", "");
  bsr_sql_statement_add (statement, columns ? all : "", "");
  if (plan.way != BSR_SQL_GATHER && add_left (statement, query, plan, "CASE WHEN "))
    bsr_sql_statement_add (statement, " THEN 1 ELSE 0 END AS fits", "");
  else
    bsr_sql_statement_add (statement, "1 AS fits", "");
}

/* The cases that have the words that are sought, as a table of SQL with its condition open. */
static void
add_matches (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query)
{
  bsr_sql_statement_add (
      statement,
      engine == BSR_SQL_SQLITE
          ? " FROM case_words JOIN cases ON cases.arrival = case_words.rowid WHERE "
          : " FROM cases WHERE ",
      "");
  bsr_sql_filter_add_match (statement, engine, query);
}

static void
add_few (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
         BsrSqlFilter filter)
{
  if (filter == BSR_SQL_FILTER_WORDS)
    add_matches (statement, engine, query);
  else
    {
      bsr_sql_statement_add (statement, " FROM cases WHERE ", "");
      bsr_sql_filter_add (statement, query, filter);
    }
}

void
bsr_sql_find_count (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
                    BsrSqlFilter filter)
{
  bsr_sql_statement_add (statement, "SELECT count (*) FROM (SELECT 1", "");
  if (filter == BSR_SQL_FILTER_WORDS && engine == BSR_SQL_SQLITE)
    {
      bsr_sql_statement_add (statement, " FROM case_words WHERE ", "");
      bsr_sql_filter_add_match (statement, engine, query);
    }
  else
    add_few (statement, engine, query, filter);
  bsr_sql_statement_add (statement, " LIMIT ?) AS few", "i", (gint64) BSR_SQL_GATHERED_MOST + 1);
}

/* What the list's rows are, from FROM to LIMIT. */
static void
add_rows (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
          BsrSqlPlan plan, const BsrCasePlace *from, gboolean backward, int limit)
{
  const char *key = sorts[query->sort].key;
  switch (plan.way)
    {
    case BSR_SQL_GATHER:
      /* The limit within keeps both engines from walking the list's order instead. */
      bsr_sql_statement_add (statement, " FROM (SELECT cases.*", "");
      add_few (statement, engine, query, plan.along);
      bsr_sql_statement_add (statement, " LIMIT ?) AS few WHERE ", "i",
                             (gint64) BSR_SQL_GATHERED_MOST);
      if (add_left (statement, query, plan, ""))
        bsr_sql_statement_add (statement, " AND ", "");
      break;
    case BSR_SQL_STREAM:
      key = engine == BSR_SQL_SQLITE ? "case_words.rowid" : "arrival";
      add_matches (statement, engine, query);
      bsr_sql_statement_add (statement, " AND ", "");
      break;
    case BSR_SQL_WALK:
    default:
      bsr_sql_statement_add (statement, " FROM cases WHERE ", "");
      if (plan.along != BSR_SQL_N_FILTERS && is_head_of_index (query, plan.along))
        {
          bsr_sql_filter_add (statement, query, plan.along);
          bsr_sql_statement_add (statement, " AND ", "");
        }
    }
  add_range (statement, query, plan.slice, key, from, backward, limit);
}

void
bsr_sql_find_list (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
                   BsrSqlPlan plan, const BsrCasePlace *from, gboolean backward, int limit)
{
  add_columns (statement, query, plan, TRUE);
  add_rows (statement, engine, query, plan, from, backward, limit);
}

void
bsr_sql_find_tally (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
                    BsrSqlPlan plan, int limit)
{
  bsr_sql_statement_add (statement, "SELECT count (*), coalesce (sum (fits), 0) FROM (", "");
  add_columns (statement, query, plan, FALSE);
  add_rows (statement, engine, query, plan, NULL, FALSE, limit);
  bsr_sql_statement_add (statement, ") AS looked_at", "");
}
