#pragma once

#include "bsr-sql-driver.h"

G_BEGIN_DECLS

/**
 * BsrSqlStatement:
 *
 * A statement that is put together piece by piece, each piece with its values. Lives on the stack as
 * g_auto (BsrSqlStatement). What a user typed is a value, never a piece.
 */
typedef struct
{
  GString *text;
  GString *types;
  GArray *values;   /* BsrSqlValue */
  GPtrArray *texts; /* what the values borrow */
} BsrSqlStatement;

void bsr_sql_statement_init (BsrSqlStatement *statement);
void bsr_sql_statement_clear (BsrSqlStatement *statement);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrSqlStatement, bsr_sql_statement_clear)

/* Appends @piece, then what stands for its values: as bsr_sql_query() has them. */
void bsr_sql_statement_add (BsrSqlStatement *statement, const char *piece, const char *types, ...);

/* As bsr_sql_query(). The text is kept for as long as the program runs: it is one of few. */
BsrRows *bsr_sql_statement_query (BsrSql *sql, const BsrSqlStatement *statement, GError **error);

G_END_DECLS
