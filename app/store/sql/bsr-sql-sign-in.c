#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-again.h"
#include "bsr-sql-claims.h"
#include "bsr-sql-driver.h"
#include "bsr-sql-store-private.h"
#include "bsr-throttle.h"

/* Signing in and out, and how often it was tried in vain. */

/* What is unknown is counted under one of this many numbers, by its hash: who types names that are none
 * waits as he would for an account, and no name (often a password in the wrong line) is kept. */
#define UNKNOWN_NAMES 65536

/* --- how often in vain --- */

/* One who tries: whose failures are counted, and what the store keeps of the account. */
typedef struct
{
  const BsrSignIn *request;
  BsrAccountLine line;  /* empty: there is no such account */
  char *name, *station; /* keys of sign_in_failures */
  gint64 failures, last, station_failures, station_last; /* before this one */
} Attempt;

static void
attempt_clear (Attempt *attempt)
{
  bsr_account_line_clear (&attempt->line);
  g_free (attempt->name);
  g_free (attempt->station);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attempt, attempt_clear)

static char *
key_of_account (const char *name)
{
  return g_strconcat ("account:", name, NULL);
}

static char *
key_of_station (const char *station)
{
  return g_strconcat ("station:", station, NULL);
}

static char *
key_of_unknown (const char *name)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *folded = bsr_account_fold_name (name);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guint8 *) folded, (gssize) strlen (folded));
  g_checksum_get_digest (checksum, digest, &length);
  return g_strdup_printf ("unknown:%d", (digest[0] * 256 + digest[1]) % UNKNOWN_NAMES);
}

static gboolean
read_failures (BsrSql *sql, const char *key, gint64 *failures, gint64 *last, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT failures, last FROM sign_in_failures WHERE tried = ?", "t", key);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      *failures = bsr_rows_integer (rows, 0);
      *last = bsr_rows_integer (rows, 1);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
count_failure (BsrSql *sql, const char *key, gint64 now, GError **error)
{
  return bsr_sql_run (sql, error,
                      "INSERT INTO sign_in_failures (tried, failures, last) VALUES (?, 1, ?)"
                      " ON CONFLICT (tried) DO UPDATE SET"
                      " failures = sign_in_failures.failures + 1, last = excluded.last",
                      "ti", key, now);
}

static gboolean
forget (BsrSql *sql, const char *key, GError **error)
{
  return bsr_sql_run (sql, error, "DELETE FROM sign_in_failures WHERE tried = ?", "t", key);
}

gboolean
bsr_sql_forget_failures (BsrSql *sql, const char *account, const char *station, GError **error)
{
  g_autofree char *name = key_of_account (account);
  g_autofree char *place = station != NULL ? key_of_station (station) : NULL;
  return forget (sql, name, error) && (place == NULL || forget (sql, place, error));
}

/* Whether it may be tried now. The sentence is the same for a name that is none. */
static gboolean
check_wait (const Attempt *attempt, GError **error)
{
  gint64 now = attempt->request->now;
  if (attempt->failures >= BSR_THROTTLE_MOST)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("%d attempts have failed: an administrator must set a new password"),
                   BSR_THROTTLE_MOST);
      return FALSE;
    }
  gint64 left = MAX (
      bsr_throttle_left (attempt->failures, BSR_THROTTLE_FREE, attempt->last, now),
      bsr_throttle_left (attempt->station_failures, BSR_THROTTLE_FREE_STATION,
                         attempt->station_last, now));
  if (left == 0)
    return TRUE;
  gint64 seconds = (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  if (seconds < 120)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 g_dngettext (GETTEXT_PACKAGE, "too many attempts have failed: try again in %d second",
                              "too many attempts have failed: try again in %d seconds",
                              (gulong) seconds),
                 (int) seconds);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 g_dngettext (GETTEXT_PACKAGE, "too many attempts have failed: try again in %d minute",
                              "too many attempts have failed: try again in %d minutes",
                              (gulong) (seconds + 59) / 60),
                 (int) ((seconds + 59) / 60));
  return FALSE;
}

static gboolean
look_and_count (BsrSql *sql, Attempt *attempt, GError **error)
{
  const BsrSignIn *request = attempt->request;
  if (!bsr_sql_read_account (sql, request->name, &attempt->line, error))
    return FALSE;
  attempt->name = attempt->line.account != NULL ? key_of_account (attempt->line.account->name)
                                                : key_of_unknown (request->name);
  attempt->station = key_of_station (request->station);
  return read_failures (sql, attempt->name, &attempt->failures, &attempt->last, error)
         && read_failures (sql, attempt->station, &attempt->station_failures,
                           &attempt->station_last, error)
         && check_wait (attempt, error)
         && count_failure (sql, attempt->name, request->now, error)
         && count_failure (sql, attempt->station, request->now, error);
}

/* Counts a failure that has not been one yet: a program that is killed while it looks at the password, or
 * many that look at once, have tried all the same. */
static gboolean
begin_attempt (BsrSql *sql, Attempt *attempt, GError **error)
{
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!bsr_sql_begin (sql, BSR_SQL_ACT, error))
    return FALSE;
  if (look_and_count (sql, attempt, error) && bsr_sql_commit (sql, error))
    return TRUE;
  bsr_sql_rollback (sql);
  return FALSE;
}

/* --- in --- */

/* The log says whose account it was tried on, and never what was typed. */
static BsrAccount *
turn_away (BsrSql *sql, const Attempt *attempt, const char *sentence, GError **error)
{
  const BsrAccount *account = attempt->line.account;
  const BsrActor actor = { account != NULL ? account->name : "", attempt->request->station };
  g_autofree char *subject
      = account != NULL ? bsr_sql_subject_of_account (account->name) : g_strdup ("account");
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, &actor, error))
    return NULL;
  bsr_json_writer_integer (act.detail, "failures", attempt->failures + 1);
  if (bsr_act_commit (&act, "sign-in-failed", subject, NULL, error))
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  return NULL;
}

/* The one who was at the desk leaves it, in the transaction of the one who comes. */
static gboolean
write_leaving (BsrAct *act, const BsrActor *comes, GError **error)
{
  const char *user = bsr_sql_user (act->sql);
  if (user == NULL || g_str_equal (user, comes->officer))
    return TRUE;
  const BsrActor leaves = { user, comes->station };
  g_autofree char *subject = bsr_sql_subject_of_account (user);
  act->actor = &leaves;
  gboolean written = bsr_sql_give_back_all (act, error)
                     && bsr_act_write (act, "signed-out", subject, NULL, error);
  act->actor = comes;
  return written;
}

/* Whether the account is still the one whose password was looked at. */
static gboolean
is_same_line (BsrSql *sql, const Attempt *attempt, GError **error)
{
  g_auto (BsrAccountLine) line = { 0 };
  if (!bsr_sql_read_account (sql, attempt->line.account->name, &line, error))
    return FALSE;
  if (line.account != NULL && line.version == attempt->line.version)
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       _ ("the account has just been changed: try again"));
  return FALSE;
}

gboolean
bsr_sql_commit_coming (BsrAct *act, const BsrAccount *account, GError **error)
{
  BsrSql *sql = act->sql;
  g_autofree char *subject = bsr_sql_subject_of_account (account->name);
  gboolean unlocks = g_strcmp0 (bsr_sql_user (sql), account->name) == 0;
  bsr_json_writer_string (act->detail, "role", bsr_role_to_string (account->role));
  if (!bsr_act_commit (act, unlocks ? "unlocked" : "signed-in", subject, NULL, error))
    return FALSE;
  bsr_sql_set_user (sql, account);
  return TRUE;
}

/* @verifier: (nullable): a dearer one for the same password */
static BsrAccount *
welcome (BsrStore *store, const BsrActor *actor, const Attempt *attempt, const char *verifier,
         GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  const BsrAccount *account = attempt->line.account;
  const BsrRecordKind kind = BSR_RECORD_ACCOUNT_VERSION;
  g_autofree char *subject = bsr_sql_subject_of_account (account->name);
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !is_same_line (sql, attempt, error)
      || !bsr_sql_forget_failures (sql, account->name, actor->station, error)
      || !write_leaving (&act, actor, error))
    return NULL;
  if (verifier != NULL
      && (!bsr_sql_write_account (&act, account, verifier, error)
          || !bsr_act_write (&act, "password-rehashed", subject, &kind, error)))
    return NULL;
  return bsr_sql_commit_coming (&act, account, error) ? bsr_account_copy (account) : NULL;
}

static BsrAccount *
welcome_again (BsrStore *store, const Attempt *attempt, const char *verifier, GError **error)
{
  const BsrActor actor = { attempt->line.account->name, attempt->request->station };
  BSR_SQL_AGAIN (store, &actor, welcome (store, &own, attempt, verifier, &problem));
}

BsrAccount *
bsr_sql_store_sign_in (BsrStoreAccess *store, const BsrSignIn *request, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  if (bsr_sql_has_server_accounts (sql))
    return bsr_sql_sign_in_on_server (BSR_STORE (store), request, error);
  g_auto (Attempt) attempt = { .request = request };
  if (!begin_attempt (sql, &attempt, error))
    return NULL;
  /* About a second, under no lock. */
  if (!bsr_password_matches (request->password, attempt.line.verifier, request->cost))
    return turn_away (sql, &attempt, _ ("the name or the password is wrong"), error);
  if (attempt.line.account->disabled)
    return turn_away (sql, &attempt, _ ("this account has been disabled: ask an administrator"),
                      error);
  g_autofree char *verifier = NULL;
  if (bsr_password_is_outdated (attempt.line.verifier, request->cost))
    {
      verifier = bsr_password_make_verifier (request->password, request->cost, error);
      if (verifier == NULL)
        return NULL;
    }
  return welcome_again (BSR_STORE (store), &attempt, verifier, error);
}

/* --- out --- */

static gboolean
leave_once (BsrStore *store, const BsrActor *actor, BsrLeave why, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autofree char *subject = bsr_sql_subject_of_account (actor->officer);
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error)
      || (why == BSR_LEAVE_SIGN_OUT && !bsr_sql_give_back_all (&act, error))
      || !bsr_act_commit (&act, why == BSR_LEAVE_LOCK ? "locked" : "signed-out", subject, NULL,
                          error))
    return FALSE;
  if (why == BSR_LEAVE_SIGN_OUT)
    bsr_sql_set_user (sql, NULL);
  return TRUE;
}

gboolean
bsr_sql_store_leave (BsrStoreAccess *access, const char *station, BsrLeave why, GError **error)
{
  BsrStore *store = BSR_STORE (access);
  g_autoptr (BsrAccount) account = bsr_sql_signed_in (BSR_SQL_STORE (access)->sql);
  if (account == NULL)
    return TRUE;
  const BsrActor actor = { account->name, station };
  BSR_SQL_AGAIN (store, &actor, leave_once (store, &own, why, &problem));
}
