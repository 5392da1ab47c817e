#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-again.h"
#include "bsr-sql-driver.h"
#include "bsr-sql-store-private.h"

/* Who is signed in on a connection, and signing in where accounts are those of the database's server. */

const char *
bsr_sql_user (BsrSql *sql)
{
  return sql->user != NULL ? sql->user->name : NULL;
}

BsrAccount *
bsr_sql_signed_in (BsrSql *sql)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&sql->user_lock);
  return bsr_account_copy (sql->user);
}

void
bsr_sql_set_user (BsrSql *sql, const BsrAccount *account)
{
  g_autoptr (BsrAccount) user = bsr_account_copy (account);
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&sql->user_lock);
  bsr_account_free (sql->user);
  sql->user = g_steal_pointer (&user);
}

gboolean
bsr_sql_has_server_accounts (BsrSql *sql)
{
  return g_atomic_pointer_get (&sql->identity) != NULL;
}

void
bsr_sql_set_server_user (BsrSql *sql, const BsrAccount *account)
{
  g_atomic_pointer_set (&sql->identity, g_intern_string (account->name));
  g_atomic_int_set (&sql->asks_password, sql->driver->asks_password (sql));
  bsr_sql_set_user (sql, account);
}

/* --- signing in on a server --- */

/* All connections become those of @request's. He is not the one at the desk: who was has left it. */
static BsrAccount *
enter (BsrSql *sql, const BsrSignIn *request, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrAccount) account
      = sql->driver->enter (sql, request->name, request->password, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  else if (account == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("'%s' owns the store: cases are worked on by others"), request->name);
  else
    {
      bsr_sql_set_server_user (sql, account);
      bsr_sql_set_user (sql, NULL); /* until that is recorded */
    }
  return g_steal_pointer (&account);
}

static gboolean
come_once (BsrStore *store, const BsrActor *actor, const BsrAccount *account, GError **error)
{
  g_auto (BsrAct) act = { 0 };
  return bsr_act_begin (&act, BSR_SQL_STORE (store)->sql, actor, error)
         && bsr_sql_commit_coming (&act, account, error);
}

static gboolean
come (BsrStore *store, const char *station, const BsrAccount *account, GError **error)
{
  const BsrActor actor = { account->name, station };
  BSR_SQL_AGAIN (store, &actor, come_once (store, &own, account, &problem));
}

BsrAccount *
bsr_sql_sign_in_on_server (BsrStore *store, const BsrSignIn *request, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  if (!sql->driver->try_password (sql, request->name, request->password, error))
    return NULL;
  g_autoptr (BsrAccount) account = bsr_sql_signed_in (sql);
  if (account == NULL || !g_str_equal (account->name, request->name))
    {
      if (!bsr_store_leave (store, request->station, BSR_LEAVE_SIGN_OUT, error))
        return NULL;
      bsr_account_free (account);
      account = enter (sql, request, error);
    }
  return account != NULL && come (store, request->station, account, error)
             ? g_steal_pointer (&account)
             : NULL;
}
