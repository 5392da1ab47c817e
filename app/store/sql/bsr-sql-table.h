#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/**
 * BsrSqlTable:
 *
 * A table of a store as its database describes it, whatever it is for: so that all that a store holds can be brought
 * into another one.
 */
typedef struct
{
  char *name;
  GPtrArray *columns; /* char *, in the table's order */
  char *types;        /* of each: I, t, r as bsr_sql_query() takes them */
  GPtrArray *keys;    /* char *: of its primary key, in order */
} BsrSqlTable;

void bsr_sql_table_free (BsrSqlTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSqlTable, bsr_sql_table_free)

/* (transfer full): BsrSqlTable, all that hold what was done in the store, by name: what the engine has for itself
 * (its form, indices of words, scans that lie in the database) is left out. */
GPtrArray *bsr_sql_table_list (BsrSql *sql, GError **error);

/* Number of rows and a hash of all that is in them, the same for every engine. */
typedef struct
{
  gint64 n_rows;
  char *sha256;
} BsrSqlDigest;

void bsr_sql_digest_clear (BsrSqlDigest *digest);

/* Reads the table through, in the order of its key, within a transaction; where @to is not NULL, each row is put into
 * the table of that name and those columns there. @statement: (out) (transfer full): what @to keeps for as long as it
 * is open. */
gboolean bsr_sql_table_read (const BsrSqlTable *table, BsrSql *sql, BsrSql *to, char **statement,
                             BsrSqlDigest *digest, GError **error);

G_END_DECLS
