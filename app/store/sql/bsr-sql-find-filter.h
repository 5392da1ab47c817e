#pragma once

#include "bsr-sql-find.h"

G_BEGIN_DECLS

/* What a filter is in SQL. */

/* Appends the condition on a case's line that is @filter, which is set. */
void bsr_sql_filter_add (BsrSqlStatement *statement, const BsrCaseQuery *query, BsrSqlFilter filter);
/* Appends the condition on the engine's index of words that is BSR_SQL_FILTER_WORDS. */
void bsr_sql_filter_add_match (BsrSqlStatement *statement, BsrSqlEngine engine,
                               const BsrCaseQuery *query);

/* (transfer full): @word as LIKE ... ESCAPE '!' takes it literally. */
char *bsr_sql_filter_escape_pattern (const char *word);

/* Both included. */
typedef struct
{
  double low, high;
} BsrSqlRange;
/* Of risk_rank or score_rank. */
BsrSqlRange bsr_sql_filter_range (const BsrCaseQuery *query, BsrSqlFilter filter);
/* Since 1970-01-01 UTC. */
gint64 bsr_sql_filter_microseconds (GDateTime *moment, gint64 otherwise);

G_END_DECLS
