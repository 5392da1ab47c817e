#pragma once

#include "bsr-account.h"
#include "bsr-password.h"
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
  /* (nullable), all three: accounts that are a server's. Whether it lets @name in, looked at from any thread; lets him
   * in, under the lock: (transfer full) (nullable): his account, %NULL without @error for the store's owner; whether
   * it asked who is signed in for a password, under the lock. */
  gboolean (*try_password) (BsrSql *sql, const char *name, const BsrPassword *password, GError **error);
  BsrAccount *(*enter) (BsrSql *sql, const char *name, const BsrPassword *password, GError **error);
  gboolean (*asks_password) (BsrSql *sql);
  gboolean (*check) (BsrSql *sql, GError **error); /* (nullable): it has nothing to say of itself */
  gboolean (*is_to_read) (BsrSql *sql); /* (nullable): it never is */
} BsrSqlDriver;

/* What an engine's connection and rows begin with. */
struct _BsrSql
{
  const BsrSqlDriver *driver;
  GMutex lock;
  GHashTable *cut; /* GThread: see bsr_sql_note_cut() */
  GMutex user_lock; /* of @user, which changes under both */
  BsrAccount *user; /* (nullable): who is signed in */
  int guarded;      /* atomic: there are accounts, as was seen last */
  int asks_password; /* atomic: who is signed in on the server can be asked for his password */
  const char *identity; /* (nullable), atomic, interned: who is signed in on the server, where accounts are that one's */
};

struct _BsrRows
{
  BsrSql *sql;
};

/* Begins and ends the part of a connection that all engines have. */
void bsr_sql_init (BsrSql *sql, const BsrSqlDriver *driver);
void bsr_sql_clear (BsrSql *sql);

G_END_DECLS
