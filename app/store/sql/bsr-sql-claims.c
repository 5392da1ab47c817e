#include "bsr-sql-claims.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-again.h"
#include "bsr-sql-change.h"
#include "bsr-sql-clock.h"
#include "bsr-sql-store-private.h"

/* Who has which case: what BsrStoreClaims says. */

static BsrCaseClaim *
read_claim (BsrRows *rows, GError **error)
{
  g_autoptr (BsrCaseClaim) claim = g_new0 (BsrCaseClaim, 1);
  claim->case_id = g_strdup (bsr_rows_text (rows, 0));
  claim->officer = g_strdup (bsr_rows_text (rows, 1));
  claim->station = g_strdup (bsr_rows_text (rows, 2));
  claim->since = bsr_act_parse_time (bsr_rows_text (rows, 3), error);
  claim->until = claim->since != NULL ? bsr_act_parse_time (bsr_rows_text (rows, 4), error) : NULL;
  return claim->until != NULL ? g_steal_pointer (&claim) : NULL;
}

/* (transfer full) (nullable): the claim as it was written, whether it lives at @now or not; %NULL without
 * @error where there is none. */
static BsrCaseClaim *
find_claim (BsrSql *sql, const char *case_id, const char *now, gboolean *lives, GError **error)
{
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT case_id, officer, station, since, lease_until FROM case_claims WHERE case_id = ?", "t",
      case_id);
  if (rows == NULL || !bsr_sql_next (sql, rows, error))
    return NULL;
  *lives = strcmp (bsr_rows_text (rows, 4), now) > 0;
  return read_claim (rows, error);
}

static gboolean
is_of (const BsrCaseClaim *claim, const BsrActor *actor)
{
  return g_str_equal (claim->officer, actor->officer)
         && g_str_equal (claim->station, actor->station);
}

static char *
subject_of_case (const char *case_id)
{
  return g_strconcat ("case:", case_id, NULL);
}

/* Tells the log how @claim ended, where it was not its officer who ended it. */
static gboolean
write_end (BsrAct *act, const BsrCaseClaim *claim, const char *name, const char *reason,
           GError **error)
{
  g_autofree char *subject = subject_of_case (claim->case_id);
  g_autofree char *since = bsr_act_format_time (claim->since);
  g_autofree char *until = bsr_act_format_time (claim->until);
  bsr_json_writer_string (act->detail, "officer", claim->officer);
  bsr_json_writer_string (act->detail, "station", claim->station);
  bsr_json_writer_string (act->detail, "since", since);
  if (reason != NULL)
    bsr_json_writer_string (act->detail, "reason", reason);
  else
    bsr_json_writer_string (act->detail, "lapsed", until);
  return bsr_act_write (act, name, subject, NULL, error);
}

/* Ends @act with a new claim of its actor. */
static BsrCaseClaim *
commit_claim (BsrAct *act, const char *case_id, const char *now, int lease_s, GError **error)
{
  g_autofree char *subject = subject_of_case (case_id);
  g_autofree char *until = bsr_sql_later (now, lease_s, error);
  g_autoptr (BsrCaseClaim) claim = g_new0 (BsrCaseClaim, 1);
  if (until == NULL || (claim->since = bsr_act_parse_time (now, error)) == NULL
      || (claim->until = bsr_act_parse_time (until, error)) == NULL)
    return NULL;
  claim->case_id = g_strdup (case_id);
  claim->officer = g_strdup (act->actor->officer);
  claim->station = g_strdup (act->actor->station);
  claim->mine = TRUE;
  bsr_json_writer_integer (act->detail, "lease_s", lease_s);
  if (!bsr_sql_run (act->sql, error,
                    "INSERT INTO case_claims (case_id, officer, station, since, lease_until)"
                    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET"
                    " officer = excluded.officer, station = excluded.station,"
                    " since = excluded.since, lease_until = excluded.lease_until",
                    "ttttt", case_id, claim->officer, claim->station, now, until)
      || !bsr_act_commit (act, "case-claimed", subject, NULL, error))
    return NULL;
  return g_steal_pointer (&claim);
}

/* Ends @act by renewing the claim @mine, which is no act: nothing is told to the log. */
static BsrCaseClaim *
extend_claim (BsrAct *act, BsrCaseClaim *mine, const char *now, int lease_s, GError **error)
{
  g_autoptr (BsrCaseClaim) claim = mine;
  g_autofree char *until = bsr_sql_later (now, lease_s, error);
  g_clear_pointer (&claim->until, g_date_time_unref);
  claim->mine = TRUE;
  if (until == NULL || (claim->until = bsr_act_parse_time (until, error)) == NULL
      || !bsr_sql_run (act->sql, error, "UPDATE case_claims SET lease_until = ? WHERE case_id = ?",
                       "tt", until, claim->case_id)
      || !bsr_sql_commit (act->sql, error))
    return NULL;
  act->sql = NULL;
  return g_steal_pointer (&claim);
}

static BsrCaseClaim *
claim_once (BsrStore *store, const BsrActor *actor, const char *case_id, int lease_s,
            const char *take_over, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrCaseState state;
  gboolean lives = FALSE;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error)
      || !bsr_sql_read_state (sql, case_id, &state, error))
    return NULL;
  g_autofree char *now = bsr_sql_now (sql, error);
  g_autoptr (BsrCaseClaim) before
      = now != NULL ? find_claim (sql, case_id, now, &lives, &problem) : NULL;
  if (problem != NULL)
    g_propagate_error (error, problem);
  if (now == NULL || problem != NULL)
    return NULL;
  if (before != NULL && is_of (before, actor))
    return extend_claim (&act, g_steal_pointer (&before), now, lease_s, error);
  if (lives && take_over == NULL)
    return g_steal_pointer (&before);
  if (before != NULL
      && !write_end (&act, before, lives ? "claim-taken-over" : "claim-lapsed",
                     lives ? take_over : NULL, error))
    return NULL;
  return commit_claim (&act, case_id, now, lease_s, error);
}

static gboolean
renew_claim (BsrStore *store, const BsrActor *actor, const char *case_id, int lease_s,
             gboolean *held, GError **error)
{
  const BsrActor own = bsr_sql_known_actor (store, actor);
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  gboolean lives;
  g_auto (BsrSqlChange) change = { 0 };
  if (!bsr_sql_change_begin (&change, sql, error))
    return FALSE;
  g_autofree char *now = bsr_sql_now (sql, error);
  g_autofree char *until = now != NULL ? bsr_sql_later (now, lease_s, error) : NULL;
  if (until == NULL
      || !bsr_sql_run (sql, error,
                       "UPDATE case_claims SET lease_until = ?"
                       " WHERE case_id = ? AND officer = ? AND station = ?",
                       "tttt", until, case_id, own.officer, own.station))
    return FALSE;
  g_autoptr (BsrCaseClaim) claim = find_claim (sql, case_id, now, &lives, &problem);
  *held = claim != NULL && is_of (claim, &own);
  if (problem == NULL)
    return bsr_sql_change_commit (&change, error);
  g_propagate_error (error, problem);
  return FALSE;
}

/* The claim is no more; the entry that says so is still to be written. */
static gboolean
end_claim (BsrAct *act, const BsrCaseClaim *claim, GError **error)
{
  g_autofree char *since = bsr_act_format_time (claim->since);
  bsr_json_writer_string (act->detail, "since", since);
  return bsr_sql_run (act->sql, error, "DELETE FROM case_claims WHERE case_id = ?", "t",
                      claim->case_id);
}

static gboolean
write_return (BsrAct *act, const BsrCaseClaim *claim, GError **error)
{
  g_autofree char *subject = subject_of_case (claim->case_id);
  return end_claim (act, claim, error)
         && bsr_act_write (act, "case-given-back", subject, NULL, error);
}

static gboolean
give_back_once (BsrStore *store, const BsrActor *actor, const char *case_id, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  gboolean lives;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autoptr (BsrCaseClaim) claim = find_claim (sql, case_id, "", &lives, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (claim == NULL || !is_of (claim, actor))
    return TRUE;
  g_autofree char *subject = subject_of_case (case_id);
  return end_claim (&act, claim, error)
         && bsr_act_commit (&act, "case-given-back", subject, NULL, error);
}

gboolean
bsr_sql_give_back_all (BsrAct *act, GError **error)
{
  GError *problem = NULL;
  /* Who has lost the right since keeps the claim until it lapses. */
  if (!bsr_sql_access_allows (act, "case-given-back", NULL))
    return TRUE;
  g_autoptr (GPtrArray) claims
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_claim_free);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      act->sql, error,
      "SELECT case_id, officer, station, since, lease_until FROM case_claims"
      " WHERE officer = ? AND station = ? ORDER BY case_id",
      "tt", act->actor->officer, act->actor->station);
  if (rows == NULL)
    return FALSE;
  while (problem == NULL && bsr_sql_next (act->sql, rows, &problem))
    {
      BsrCaseClaim *claim = read_claim (rows, &problem);
      if (claim != NULL)
        g_ptr_array_add (claims, claim);
    }
  for (guint i = 0; problem == NULL && i < claims->len; i++)
    write_return (act, claims->pdata[i], &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static BsrCaseClaim *
claim_case (BsrStore *store, const BsrActor *actor, const char *case_id, int lease_s,
            const char *take_over, GError **error)
{
  BSR_SQL_AGAIN (store, actor, claim_once (store, &own, case_id, lease_s, take_over, &problem));
}

static gboolean
give_back_case (BsrStore *store, const BsrActor *actor, const char *case_id, GError **error)
{
  BSR_SQL_AGAIN (store, actor, give_back_once (store, &own, case_id, &problem));
}

static GPtrArray *
list_claims (BsrStore *store, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autofree char *now = bsr_sql_now (sql, error);
  if (now == NULL)
    return NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT case_id, officer, station, since, lease_until FROM case_claims WHERE lease_until > ?"
      " ORDER BY case_id",
      "t", now);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) claims
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_claim_free);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      BsrCaseClaim *claim = read_claim (rows, &problem);
      if (claim != NULL)
        g_ptr_array_add (claims, claim);
    }
  if (problem == NULL)
    return g_steal_pointer (&claims);
  g_propagate_error (error, problem);
  return NULL;
}

gboolean
bsr_sql_check_claim (const BsrAct *act, const char *case_id, gboolean of_station, GError **error)
{
  GError *problem = NULL;
  gboolean lives = FALSE;
  g_autofree char *now = bsr_sql_now (act->sql, error);
  g_autoptr (BsrCaseClaim) claim
      = now != NULL ? find_claim (act->sql, case_id, now, &lives, &problem) : NULL;
  if (problem != NULL)
    g_propagate_error (error, problem);
  if (now == NULL || problem != NULL)
    return FALSE;
  if (claim == NULL || !lives || is_of (claim, act->actor)
      || (of_station && g_str_equal (claim->station, act->actor->station)))
    return TRUE;
  g_autoptr (GDateTime) here = g_date_time_new_now_local ();
  g_autofree char *sentence = bsr_case_claim_sentence (claim, here);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_CONFLICT, sentence);
  return FALSE;
}

void
bsr_sql_store_claims_interface_init (BsrStoreClaimsInterface *iface)
{
  iface->claim_case = claim_case;
  iface->renew_claim = renew_claim;
  iface->give_back_case = give_back_case;
  iface->list_claims = list_claims;
}
