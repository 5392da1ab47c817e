#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* A value of a statement; its letter says which. */
typedef union
{
  gint64 integer;
  const char *text; /* (nullable) */
  double real;      /* NAN: null */
  const gint64 *number; /* (nullable) */
} BsrSqlValue;

/* What a listener hears. */
typedef enum
{
  BSR_SQL_CHANGED, /* something was committed since it was asked last */
  BSR_SQL_WOKEN,   /* nothing: it is to end */
  BSR_SQL_DEAF,    /* nothing: it has no connection, and may be asked again later */
} BsrSqlNews;

/**
 * BsrSqlDriver:
 *
 * What an engine does: each as bsr-sql.h says of the function of that name. A constant of the
 * engine's.
 */
typedef struct
{
  BsrSqlEngine engine;
  void (*close) (BsrSql *sql);
  gboolean (*begin) (BsrSql *sql, BsrSqlAccess access, GError **error);
  gboolean (*commit) (BsrSql *sql, GError **error);
  void (*rollback) (BsrSql *sql);
  gboolean (*is_cut) (BsrSql *sql);
  gboolean (*execute) (BsrSql *sql, const char *script, GError **error);
  BsrRows *(*query) (BsrSql *sql, const char *statement, const char *types,
                     const BsrSqlValue *values, GError **error);
  /* Runs a statement without rows, whose answer may come with the next settle (); nothing else is asked of the
   * connection until then. */
  gboolean (*put) (BsrSql *sql, const char *statement, const char *types, const BsrSqlValue *values,
                   GError **error);
  gboolean (*settle) (BsrSql *sql, GError **error);
  BsrRows *(*walk) (BsrSql *sql, const char *statement, GError **error);
  gboolean (*next) (BsrRows *rows, GError **error);
  void (*end) (BsrRows *rows);
  const char *(*text) (BsrRows *rows, int column);
  gint64 (*integer) (BsrRows *rows, int column);
  double (*real) (BsrRows *rows, int column); /* of what is not null */
  BsrSqlKind (*kind) (BsrRows *rows, int column);
  gsize (*size) (BsrRows *rows, int column);
  int (*n_columns) (BsrRows *rows);
  /* Listening to the database of @sql, from one thread that may be another: (transfer full); waits for news, or until
   * @wake can be read. */
  gpointer (*begin_listening) (BsrSql *sql);
  BsrSqlNews (*listen) (gpointer listener, int wake);
  void (*end_listening) (gpointer listener);
  gboolean (*check) (BsrSql *sql, GError **error); /* (nullable): it has nothing to say of itself */
  gboolean (*is_to_read) (BsrSql *sql); /* (nullable): it never is */
} BsrSqlDriver;

/* What an engine's connection and rows begin with. */
struct _BsrSql
{
  const BsrSqlDriver *driver;
  GMutex lock;
  GHashTable *cut; /* GThread: see bsr_sql_note_cut() */
};

struct _BsrRows
{
  BsrSql *sql;
};

/* Begins and ends the part of a connection that all engines have. */
void bsr_sql_init (BsrSql *sql, const BsrSqlDriver *driver);
void bsr_sql_clear (BsrSql *sql);

G_END_DECLS
