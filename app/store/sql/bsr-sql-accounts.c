#include "bsr-sql-accounts.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-again.h"
#include "bsr-sql-driver.h"
#include "bsr-sql-personal.h"
#include "bsr-sql-store-private.h"

/* Accounts: their lines, their records, and what is done to them. */

void
bsr_account_line_clear (BsrAccountLine *line)
{
  g_clear_pointer (&line->account, bsr_account_free);
  g_clear_pointer (&line->verifier, g_free);
}

char *
bsr_sql_subject_of_account (const char *name)
{
  return g_strconcat ("account:", name, NULL);
}

static char *
hash_of (const char *verifier)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, verifier, -1);
}

/* Columns of a line with its last record, as read_line() takes them. */
#define LINES                                                                                      \
  "SELECT accounts.name, accounts.role, accounts.disabled, accounts.verifier, accounts.version,"   \
  " accounts.folded, record.account, record.role, record.disabled, record.verifier_sha256,"        \
  " (SELECT max (entry) FROM account_versions AS latest WHERE latest.account = accounts.name)"     \
  " FROM accounts LEFT JOIN account_versions AS record ON record.entry = accounts.version"

/* Takes the row that is there, and holds it against its last record. */
static gboolean
read_line (BsrRows *rows, BsrAccountLine *line, GError **error)
{
  const char *name = bsr_rows_text (rows, 0);
  int role = bsr_role_from_string (bsr_rows_text (rows, 1));
  g_autofree char *folded = bsr_account_fold_name (name);
  g_autofree char *hash = hash_of (bsr_rows_text (rows, 3));
  if (role < 0 || g_strcmp0 (folded, bsr_rows_text (rows, 5)) != 0
      || g_strcmp0 (name, bsr_rows_text (rows, 6)) != 0
      || g_strcmp0 (bsr_rows_text (rows, 1), bsr_rows_text (rows, 7)) != 0
      || bsr_rows_integer (rows, 2) != bsr_rows_integer (rows, 8)
      || g_strcmp0 (hash, bsr_rows_text (rows, 9)) != 0
      || bsr_rows_integer (rows, 4) != bsr_rows_integer (rows, 10))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("the store is damaged: account '%s' is not what its records say"), name);
      return FALSE;
    }
  line->account = bsr_account_new (name, (BsrRole) role, bsr_rows_integer (rows, 2) != 0);
  line->verifier = g_strdup (bsr_rows_text (rows, 3));
  line->version = bsr_rows_integer (rows, 4);
  return TRUE;
}

gboolean
bsr_sql_read_account (BsrSql *sql, const char *name, BsrAccountLine *line, GError **error)
{
  GError *problem = NULL;
  g_autofree char *folded = bsr_account_fold_name (name);
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, LINES " WHERE accounts.folded = ?", "t", folded);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    return read_line (rows, line, error);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static GPtrArray *
read_accounts (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, LINES " ORDER BY accounts.folded", "");
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) accounts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_account_free);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      g_auto (BsrAccountLine) line = { 0 };
      if (read_line (rows, &line, &problem))
        g_ptr_array_add (accounts, g_steal_pointer (&line.account));
    }
  if (problem == NULL)
    return g_steal_pointer (&accounts);
  g_propagate_error (error, problem);
  return NULL;
}

/* The first account that has records and no line: its name, %NULL with and without @error. */
static char *
find_missing_line (BsrSql *sql, GError **error)
{
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT account FROM account_versions WHERE account NOT IN (SELECT name FROM accounts)"
      " ORDER BY entry LIMIT 1",
      "");
  return rows != NULL && bsr_sql_next (sql, rows, error) ? g_strdup (bsr_rows_text (rows, 0)) : NULL;
}

gboolean
bsr_sql_check_accounts (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  /* Verifiers are nobody's to see who is not the store's owner. */
  if (bsr_sql_has_server_accounts (sql))
    return TRUE;
  g_autoptr (GPtrArray) accounts = read_accounts (sql, error);
  if (accounts == NULL)
    return FALSE;
  g_autofree char *missing = find_missing_line (sql, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  else if (missing != NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("account '%s' has records and is missing from the list of accounts"), missing);
  else
    return TRUE;
  return FALSE;
}

gboolean
bsr_sql_has_accounts (BsrSql *sql, gint64 before, gboolean *has, GError **error)
{
  *has = bsr_sql_has_server_accounts (sql);
  if (*has)
    {
      g_atomic_int_set (&sql->guarded, 1);
      return TRUE;
    }
  gint64 first = bsr_sql_find (
      sql, error, "SELECT entry FROM account_versions WHERE entry < ? ORDER BY entry LIMIT 1", "i",
      before);
  *has = first > 0;
  if (*has)
    g_atomic_int_set (&sql->guarded, 1);
  return first >= 0;
}

/* Whether the one who is signed in is the one who acts. */
static gboolean
is_himself (const BsrAct *act, GError **error)
{
  const char *user = bsr_sql_user (act->sql);
  if (user == NULL)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, bsr_right_refusal (BSR_RIGHT_SIGN));
  else if (g_strcmp0 (user, act->actor->officer) != 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("'%s' is signed in: nothing can be done in the name of '%s'"), user,
                 act->actor->officer);
  else
    return TRUE;
  return FALSE;
}

/* The one who acts as his last record before this act has him: what the act writes does not count yet. */
static gboolean
read_standing (const BsrAct *act, BsrAccount **account, GError **error)
{
  GError *problem = NULL;
  if (bsr_sql_has_server_accounts (act->sql))
    {
      *account = bsr_sql_signed_in (act->sql);
      return TRUE;
    }
  g_autoptr (BsrRows) rows = bsr_sql_query (
      act->sql, error,
      "SELECT role, disabled FROM account_versions WHERE account = ? AND entry < ?"
      " ORDER BY entry DESC LIMIT 1",
      "ti", act->actor->officer, act->entry);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (act->sql, rows, &problem))
    {
      int role = bsr_role_from_string (bsr_rows_text (rows, 0));
      if (role >= 0)
        *account = bsr_account_new (act->actor->officer, (BsrRole) role,
                                    bsr_rows_integer (rows, 1) != 0);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
is_enabled (const BsrAccount *account, const char *name, GError **error)
{
  if (account != NULL && !account->disabled)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
               _ ("the account '%s' has been disabled: ask an administrator"), name);
  return FALSE;
}

/* Whether the one who acts is himself, as an account that may sign in: @account (out). */
static gboolean
is_in (const BsrAct *act, BsrAccount **account, GError **error)
{
  return is_himself (act, error) && read_standing (act, account, error)
         && is_enabled (*account, act->actor->officer, error);
}

gboolean
bsr_sql_access_has (const BsrAct *act, BsrRight right, GError **error)
{
  gboolean has;
  g_autoptr (BsrAccount) account = NULL;
  if (!bsr_sql_has_accounts (act->sql, act->entry, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  if (!is_in (act, &account, error))
    return FALSE;
  if (bsr_right_is_of (right, account->role))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, bsr_right_refusal (right));
  return FALSE;
}

gboolean
bsr_sql_access_allows (const BsrAct *act, const char *name, GError **error)
{
  gboolean has;
  BsrRight right = BSR_RIGHT_SIGN;
  gboolean known = bsr_right_of_act (name, &right);
  if (known && right == BSR_RIGHT_SIGN)
    return TRUE;
  if (known)
    return bsr_sql_access_has (act, right, error);
  if (!bsr_sql_has_accounts (act->sql, act->entry, &has, error))
    return FALSE;
  if (has)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("no role has a right to '%s'"), name);
  return !has;
}

gboolean
bsr_sql_write_account (BsrAct *act, const BsrAccount *account, const char *verifier, GError **error)
{
  const char *role = bsr_role_to_string (account->role);
  g_autofree char *folded = bsr_account_fold_name (account->name);
  g_autofree char *hash = hash_of (verifier);
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO account_versions (entry, account, role, disabled,"
                      " verifier_sha256) VALUES (?, ?, ?, ?, ?)",
                      "ittit", act->entry, account->name, role, (gint64) account->disabled, hash)
         && bsr_sql_run (act->sql, error,
                         "INSERT INTO accounts (name, folded, version, role, disabled, verifier)"
                         " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                         " version = excluded.version, role = excluded.role,"
                         " disabled = excluded.disabled, verifier = excluded.verifier",
                         "ttitit", account->name, folded, act->entry, role,
                         (gint64) account->disabled, verifier);
}

/* --- the methods --- */

/* Whether accounts are kept in the store; %FALSE with @error. */
static gboolean
are_kept_here (BsrSql *sql, GError **error)
{
  if (!bsr_sql_has_server_accounts (sql))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                       _ ("the accounts of this store are those of its server, whose administrator makes "
                          "them and sets their passwords"));
  return FALSE;
}

static gboolean
has_accounts (BsrStoreAccess *store, gboolean *has, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  return bsr_sql_has_accounts (sql, G_MAXINT64, has, error);
}

static gboolean
is_guarded (BsrStoreAccess *store)
{
  return g_atomic_int_get (&BSR_SQL_STORE (store)->sql->guarded) != 0;
}

static BsrAccount *
get_signed_in (BsrStoreAccess *store)
{
  return bsr_sql_signed_in (BSR_SQL_STORE (store)->sql);
}

static GPtrArray *
list_accounts (BsrStoreAccess *store, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  return are_kept_here (sql, error) ? read_accounts (sql, error) : NULL;
}

static gboolean
commit_account (BsrAct *act, const char *name, const BsrAccount *account, const char *verifier,
                GError **error)
{
  g_autofree char *subject = bsr_sql_subject_of_account (account->name);
  return bsr_sql_write_account (act, account, verifier, error)
         && bsr_act_commit (act, name, subject, &(BsrRecordKind){ BSR_RECORD_ACCOUNT_VERSION },
                            error);
}

/* Whether there may be such an account. */
static gboolean
check_new (const BsrAct *act, const char *name, BsrRole role, GError **error)
{
  gboolean has;
  g_auto (BsrAccountLine) line = { 0 };
  if (!bsr_sql_has_accounts (act->sql, act->entry, &has, error)
      || !bsr_sql_read_account (act->sql, name, &line, error))
    return FALSE;
  if (line.account != NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is an account '%s' already"),
                 line.account->name);
  else if (!has && role != BSR_ROLE_ADMINISTRATOR)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                         _ ("the first account must be an administrator's"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
create_once (BsrStore *store, const BsrActor *actor, const BsrAccount *account,
             const char *verifier, GError **error)
{
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, BSR_SQL_STORE (store)->sql, actor, error)
      || !check_new (&act, account->name, account->role, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "role", bsr_role_to_string (account->role));
  return commit_account (&act, "account-created", account, verifier, error);
}

static gboolean
create_account (BsrStoreAccess *access, const BsrActor *actor, const char *name, BsrRole role,
                const BsrPassword *password, const BsrPasswordCost *cost, GError **error)
{
  BsrStore *store = BSR_STORE (access);
  g_autoptr (BsrAccount) account = bsr_account_new (name, role, FALSE);
  g_autofree char *verifier = are_kept_here (BSR_SQL_STORE (access)->sql, error)
                                  ? bsr_password_make_verifier (password, cost, error)
                                  : NULL;
  if (verifier == NULL)
    return FALSE;
  BSR_SQL_AGAIN (store, actor, create_once (store, &own, account, verifier, &problem));
}

/* The account @name; _INVALID where there is none. */
static gboolean
find_account (BsrSql *sql, const char *name, BsrAccountLine *line, GError **error)
{
  if (!bsr_sql_read_account (sql, name, line, error))
    return FALSE;
  if (line->account != NULL)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no account '%s'"), name);
  return FALSE;
}

static gboolean
is_administrator (const BsrAccount *account)
{
  return account->role == BSR_ROLE_ADMINISTRATOR && !account->disabled;
}

/* Whether somebody could still manage accounts if @account were no more. */
static gboolean
leaves_administrator (BsrSql *sql, const BsrAccount *account, GError **error)
{
  g_autoptr (GPtrArray) accounts = read_accounts (sql, error);
  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    if (is_administrator (accounts->pdata[i])
        && !g_str_equal (((BsrAccount *) accounts->pdata[i])->name, account->name))
      return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
               _ ("'%s' is the last administrator: make another one first"), account->name);
  return FALSE;
}

static gboolean
change_once (BsrStore *store, const BsrActor *actor, const BsrAccount *account, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrAccountLine) line = { 0 };
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !find_account (sql, account->name, &line, error))
    return FALSE;
  if (line.account->role == account->role && line.account->disabled == account->disabled)
    return TRUE;
  if (is_administrator (line.account) && !is_administrator (account)
      && !leaves_administrator (sql, line.account, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "role_before", bsr_role_to_string (line.account->role));
  bsr_json_writer_string (act.detail, "role", bsr_role_to_string (account->role));
  bsr_json_writer_boolean (act.detail, "disabled", account->disabled);
  line.account->role = account->role;
  line.account->disabled = account->disabled;
  return commit_account (&act, "account-changed", line.account, line.verifier, error);
}

static gboolean
change_account (BsrStoreAccess *access, const BsrActor *actor, const BsrAccount *account,
                GError **error)
{
  BsrStore *store = BSR_STORE (access);
  if (!are_kept_here (BSR_SQL_STORE (access)->sql, error))
    return FALSE;
  BSR_SQL_AGAIN (store, actor, change_once (store, &own, account, &problem));
}

static gboolean
set_password_once (BsrStore *store, const BsrActor *actor, const char *name, const char *verifier,
                   GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrAccountLine) line = { 0 };
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !find_account (sql, name, &line, error))
    return FALSE;
  /* One's own needs no right, but to be signed in; anybody else's is an administrator's doing. */
  gboolean is_own = g_strcmp0 (bsr_sql_user (sql), line.account->name) == 0;
  if (is_own && (!is_himself (&act, error) || !is_enabled (line.account, actor->officer, error)))
    return FALSE;
  bsr_json_writer_boolean (act.detail, "password", TRUE);
  return bsr_sql_forget_failures (sql, line.account->name, NULL, error)
         && commit_account (&act, is_own ? "password-changed" : "account-changed", line.account,
                            verifier, error);
}

static gboolean
set_password (BsrStoreAccess *access, const BsrActor *actor, const char *name,
              const BsrPassword *password, const BsrPasswordCost *cost, GError **error)
{
  BsrStore *store = BSR_STORE (access);
  g_autofree char *verifier = are_kept_here (BSR_SQL_STORE (access)->sql, error)
                                  ? bsr_password_make_verifier (password, cost, error)
                                  : NULL;
  if (verifier == NULL)
    return FALSE;
  BSR_SQL_AGAIN (store, actor, set_password_once (store, &own, name, verifier, &problem));
}

static gboolean
asks_password (BsrStoreAccess *store)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  return !bsr_sql_has_server_accounts (sql) || g_atomic_int_get (&sql->asks_password) != 0;
}

void
bsr_sql_store_access_init (BsrStoreAccessInterface *iface)
{
  iface->is_guarded = is_guarded;
  iface->has_accounts = has_accounts;
  iface->sign_in = bsr_sql_store_sign_in;
  iface->leave = bsr_sql_store_leave;
  iface->get_signed_in = get_signed_in;
  iface->asks_password = asks_password;
  iface->list_accounts = list_accounts;
  iface->create_account = create_account;
  iface->change_account = change_account;
  iface->set_password = set_password;
  iface->expire_personal = bsr_sql_store_expire_personal;
}
