#pragma once

#include "bsr-case-place.h"
#include "bsr-sql-statement.h"

G_BEGIN_DECLS

/* How the list of cases is read. */
typedef enum
{
  BSR_SQL_WALK,   /* along the index that has the list's order, looking at each case */
  BSR_SQL_GATHER, /* the few that one filter leaves, sorted */
  BSR_SQL_STREAM, /* along the index of words, which has them by arrival */
} BsrSqlWay;

/* A filter of a query. */
typedef enum
{
  BSR_SQL_FILTER_CASE,
  BSR_SQL_FILTER_CONTAINER,
  BSR_SQL_FILTER_BILL,
  BSR_SQL_FILTER_WORDS,
  BSR_SQL_FILTER_OFFICER,
  BSR_SQL_FILTER_LADING,
  BSR_SQL_FILTER_DISCHARGE,
  BSR_SQL_FILTER_STATE,
  BSR_SQL_FILTER_RISK,
  BSR_SQL_FILTER_SCORE,
  BSR_SQL_FILTER_CUT_OFF,
  BSR_SQL_FILTER_SCANS,
  BSR_SQL_FILTER_PRIORITY,
  BSR_SQL_FILTER_WORK,
  BSR_SQL_N_FILTERS, /* none */
} BsrSqlFilter;

typedef struct
{
  BsrSqlWay way;
  BsrSqlFilter along; /* the filter whose index is read; _N_FILTERS: none */
  int slice;          /* of the list that is read; -1: all of it */
} BsrSqlPlan;

/* The order of work is one of cut-offs within each thing that a case waits for and each priority: in each
 * such slice those of a time lie together, and slice by slice no others need be looked at. */
#define BSR_SQL_N_SLICES 12
gboolean bsr_sql_find_in_slices (const BsrCaseQuery *query, BsrSqlPlan plan);
/* Whether there can be cases in the plan's slice beyond @from, as bsr_sql_find_list() takes it. */
gboolean bsr_sql_find_reaches (const BsrCaseQuery *query, BsrSqlPlan plan, const BsrCasePlace *from,
                               gboolean backward);
/* Whether the list goes from its last slice to its first when it is read so. */
gboolean bsr_sql_find_falls (const BsrCaseQuery *query, gboolean backward);

/* Cases that are gathered at most: sorting so many costs less than a page does. */
#define BSR_SQL_GATHERED_MOST 500

gboolean bsr_sql_filter_is_set (const BsrCaseQuery *query, BsrSqlFilter filter);

/* The index that has what @filter leaves in the list's own order; %FALSE: there is none. */
gboolean bsr_sql_filter_leads (const BsrCaseQuery *query, BsrSqlFilter filter);
/* Whether @filter alone may leave so few that they can be gathered. */
gboolean bsr_sql_filter_may_gather (BsrSqlFilter filter);

/* Appends a statement with the one number of cases that @filter leaves, counted up to one more than are
 * gathered. */
void bsr_sql_find_count (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
                         BsrSqlFilter filter);

/* Columns of a row that bsr_sql_find_list() answers, after those of a summary. */
#define BSR_SQL_FIND_SUMMARY                                                                       \
  "id, container, goods, risk, priority, cut_off, state, n_scans, top_score, n_caveats,"           \
  " CASE WHEN EXISTS (SELECT 1 FROM scans JOIN analysis_jobs ON scan_id = scans.entry"             \
  " WHERE scans.case_id = id AND analysis_jobs.state IN ('waiting', 'running')) THEN 1 ELSE 0 END"
enum
{
  BSR_SQL_FIND_KEY = 11,
  BSR_SQL_FIND_ARRIVAL,
  BSR_SQL_FIND_FITS, /* 0: it does not fit the query, and has only been looked at */
};

/* The letter of the key's kind: i, r or t. */
char bsr_sql_find_key_type (BsrCaseSort sort);

/* Whether all rows of @plan fit, but for a few at the ends of a slice: no filter is left to look at. */
gboolean bsr_sql_find_all_fit (const BsrCaseQuery *query, BsrSqlPlan plan);

/* Appends the statement that reads the list after @from (nullable: from its beginning), or (@backward)
 * the other way round up to it; not more than @limit rows. */
void bsr_sql_find_list (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
                        BsrSqlPlan plan, const BsrCasePlace *from, gboolean backward, int limit);

/* Appends the statement that answers how many rows that reads, and how many of them fit. */
void bsr_sql_find_tally (BsrSqlStatement *statement, BsrSqlEngine engine, const BsrCaseQuery *query,
                         BsrSqlPlan plan, int limit);

/* What the methods of the store do: see bsr-case-query.h. */
BsrCasePage *bsr_sql_store_find_cases (BsrStore *store, const BsrCaseQuery *query,
                                       const BsrCasePlace *from, gboolean backward, int most,
                                       GError **error);
gboolean bsr_sql_store_count_cases (BsrStore *store, const BsrCaseQuery *query, int most, int *count,
                                    gboolean *more, GError **error);

G_END_DECLS
