#include "bsr-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-postgres-store.h"
#include "bsr-sql-watch.h"
#include "bsr-sqlite-store.h"
#include "bsr-store-access.h"
#include "bsr-store-watch.h"

G_DEFINE_INTERFACE (BsrStore, bsr_store, G_TYPE_OBJECT)

static void
bsr_store_default_init (BsrStoreInterface *iface)
{
}

void
bsr_case_summary_free (BsrCaseSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->id);
  g_free (summary->container);
  g_free (summary->goods);
  g_free (summary->holder);
  g_clear_pointer (&summary->cut_off, g_date_time_unref);
  g_free (summary);
}

void
bsr_analysed_case_free (BsrAnalysedCase *analysed)
{
  if (analysed == NULL)
    return;
  bsr_case_unref (analysed->flagged);
  g_free (analysed->analysis);
  g_free (analysed);
}

char *
bsr_store_default_url (void)
{
  const char *wanted = g_getenv ("BASIRA_STORE");
  if (wanted != NULL && *wanted != '\0')
    return g_strdup (wanted);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "basira", "basira.db", NULL);
  return g_strconcat (BSR_SQLITE_SCHEME, path, NULL);
}

char *
bsr_store_url_to_show (const char *url)
{
  g_return_val_if_fail (url != NULL, NULL);
  g_autoptr (GRegex) in_name = g_regex_new ("^(\\w+://[^/?@:]*):[^/?@]*@", 0, 0, NULL);
  g_autoptr (GRegex) in_parameter = g_regex_new ("([?&]password=)[^&]*", 0, 0, NULL);
  g_autofree char *named = g_regex_replace (in_name, url, -1, 0, "\\1@", 0, NULL);
  char *shown = named != NULL ? g_regex_replace (in_parameter, named, -1, 0, "\\1", 0, NULL) : NULL;
  return shown != NULL ? shown : g_strdup (url); /* no UTF-8, so no URL */
}

/* @name: (nullable) */
static BsrStore *
open_for (const char *url, const char *name, const BsrPassword *password, GError **error)
{
  g_autofree char *chosen = url != NULL ? g_strdup (url) : bsr_store_default_url ();

  if (g_str_has_prefix (chosen, BSR_SQLITE_SCHEME) && chosen[strlen (BSR_SQLITE_SCHEME)] != '\0')
    return bsr_sqlite_store_open (chosen + strlen (BSR_SQLITE_SCHEME), error);
  if (g_str_has_prefix (chosen, "postgresql://") || g_str_has_prefix (chosen, "postgres://"))
    return bsr_postgres_store_open (chosen, name, password, error);
  g_autofree char *shown = bsr_store_url_to_show (chosen);
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
               _ ("'%s' is no store URL: sqlite:PATH or postgresql://… is expected"), shown);
  return NULL;
}

BsrStore *
bsr_store_open (const char *url, GError **error)
{
  return open_for (url, NULL, NULL, error);
}

BsrStore *
bsr_store_open_as (const char *url, const char *name, const BsrPassword *password,
                   const char *station, GError **error)
{
  g_return_val_if_fail (name != NULL && password != NULL && station != NULL, NULL);
  const BsrSignIn request = { .name = name, .password = password, .station = station };
  g_autoptr (BsrStore) store = open_for (url, name, password, error);
  if (store == NULL || bsr_store_get_identity (store) == NULL) /* its owner acts under any name */
    return g_steal_pointer (&store);
  g_autoptr (BsrAccount) account = bsr_store_sign_in (store, &request, error);
  return account != NULL ? g_steal_pointer (&store) : NULL;
}

/* Whether @text can be kept as the words of an officer: text, and not only blanks. */
static gboolean
is_words (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

static gboolean
put_cases (BsrStore *store, const BsrActor *actor, const BsrCase *const *cases, guint n_cases,
           GError **error)
{
  for (guint i = 0; i < n_cases; i++)
    if (!is_words (cases[i]->id))
      {
        g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the case has no reference"));
        return FALSE;
      }
  return BSR_STORE_GET_IFACE (store)->put_cases (store, actor, cases, n_cases, error);
}

gboolean
bsr_store_put_case (BsrStore *store, const BsrActor *actor, const BsrCase *flagged, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && flagged != NULL, FALSE);
  return put_cases (store, actor, &flagged, 1, error);
}

gboolean
bsr_store_put_cases (BsrStore *store, const BsrActor *actor, GPtrArray *cases, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && cases != NULL, FALSE);
  return put_cases (store, actor, (const BsrCase *const *) cases->pdata, cases->len, error);
}

gint64
bsr_store_add_scan (BsrStore *store, const BsrActor *actor, const char *case_id,
                    const BsrScan *scan, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, 0);
  g_return_val_if_fail (case_id != NULL && scan != NULL, 0);
  return BSR_STORE_GET_IFACE (store)->add_scan (store, actor, case_id, scan, error);
}

gboolean
bsr_store_save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan_id, const char *json,
                         GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && json != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->save_analysis (store, actor, scan_id, json, error);
}

gboolean
bsr_store_put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                          BsrAnnotation *annotation, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (BSR_IS_ANNOTATION (annotation), FALSE);

  if (!g_utf8_validate (bsr_annotation_text (annotation), -1, NULL))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the annotation's text is not UTF-8"));
      return FALSE;
    }
  return BSR_STORE_GET_IFACE (store)->put_annotation (store, actor, scan_id, annotation, error);
}

gboolean
bsr_store_remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id, const char *id,
                             GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && id != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->remove_annotation (store, actor, scan_id, id, error);
}

gboolean
bsr_store_weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan_id, int finding_id,
                         BsrFindingWeight weight, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (weight <= BSR_WEIGHT_EXPLAINED, FALSE);
  return BSR_STORE_GET_IFACE (store)->weigh_finding (store, actor, scan_id, finding_id, weight,
                                                     error);
}

gboolean
bsr_store_contest_check (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                         const BsrContest *contest, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && contest != NULL, FALSE);

  if (contest->reason != NULL && !is_words (contest->reason))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("to contest a check needs a reason in words"));
      return FALSE;
    }
  return BSR_STORE_GET_IFACE (store)->contest_check (store, actor, scan_id, contest, error);
}

gboolean
bsr_store_decide (BsrStore *store, const BsrActor *actor, const char *case_id, BsrDecisionKind kind,
                  const char *reason, GError **error)
{
  g_return_val_if_fail (actor != NULL, FALSE);

  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrDecision) decision
      = bsr_decision_new (kind, reason != NULL ? reason : "", actor->officer, now);
  return bsr_store_record_decision (store, actor, case_id, decision, error);
}

gboolean
bsr_store_record_decision (BsrStore *store, const BsrActor *actor, const char *case_id,
                           const BsrDecision *decision, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && case_id != NULL, FALSE);
  g_return_val_if_fail (decision != NULL && (guint) decision->kind < BSR_N_DECISION_KINDS, FALSE);
  g_return_val_if_fail (decision->viewing == NULL || bsr_viewing_is_valid (decision->viewing), FALSE);

  if (!is_words (decision->reason))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("a decision needs a reason in words"));
      return FALSE;
    }
  return BSR_STORE_GET_IFACE (store)->record_decision (store, actor, case_id, decision, error);
}

gboolean
bsr_store_record_outcome (BsrStore *store, const BsrActor *actor, const char *case_id,
                          const BsrOutcome *outcome, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (case_id != NULL && outcome != NULL, FALSE);

  if (!g_utf8_validate (outcome->found, -1, NULL))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("what was found is not UTF-8"));
      return FALSE;
    }
  if (outcome->examination != NULL && !bsr_physical_examination_check (outcome->examination, error))
    return FALSE;
  return BSR_STORE_GET_IFACE (store)->record_outcome (store, actor, case_id, outcome, error);
}

gboolean
bsr_store_note_view (BsrStore *store, const BsrActor *actor, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && case_id != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->note_view (store, actor, case_id, error);
}

gboolean
bsr_store_keep_view (BsrStore *store, const BsrActor *actor, const char *case_id, const char *name,
                     const BsrViewState *state, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (case_id != NULL && state != NULL, FALSE);

  if (name != NULL && !is_words (name))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("a saved view needs a name in words"));
      return FALSE;
    }
  return BSR_STORE_GET_IFACE (store)->keep_view (store, actor, case_id, name, state, error);
}

static gboolean
is_measured (const BsrLoadDescriptor *descriptor)
{
  int n = 0;
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    n += isfinite (descriptor->values[m]) != 0;
  return n > 0;
}

static gboolean
is_supervisor (const BsrActor *actor, GError **error)
{
  if (is_words (actor->officer))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       _ ("the supervisor has no name: the library needs one"));
  return FALSE;
}

char *
bsr_store_contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                           const BsrLoadDescriptor *descriptor, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && descriptor != NULL, NULL);

  if (!is_supervisor (actor, error))
    return NULL;
  if (!is_measured (descriptor))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("nothing of the load is measured: it teaches nothing"));
      return NULL;
    }
  return BSR_STORE_GET_IFACE (store)->contribute_load (store, actor, scan_id, descriptor, error);
}

gboolean
bsr_store_withdraw_load (BsrStore *store, const BsrActor *actor, const char *id, const char *reason,
                         GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && id != NULL, FALSE);

  if (!is_supervisor (actor, error))
    return FALSE;
  if (reason == NULL || !is_words (reason))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("withdrawing a load needs a reason in words"));
      return FALSE;
    }
  return BSR_STORE_GET_IFACE (store)->withdraw_load (store, actor, id, reason, error);
}

BsrLibrary *
bsr_store_list_contributions (BsrStore *store, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->list_contributions (store, error);
}

BsrContribution *
bsr_store_get_contribution (BsrStore *store, const char *sha256, char **id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && sha256 != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->get_contribution (store, sha256, id, error);
}

BsrStoreWatch *
bsr_store_watch (BsrStore *store, BsrStoreChanged changed, gpointer data)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && changed != NULL, NULL);
  BsrStoreInterface *iface = BSR_STORE_GET_IFACE (store);
  return iface->watch != NULL ? iface->watch (store, changed, data) : NULL;
}

void
bsr_store_unwatch (BsrStoreWatch *watch)
{
  if (watch != NULL)
    bsr_sql_watch_end (watch);
}

const char *
bsr_store_get_identity (BsrStore *store)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  BsrStoreInterface *iface = BSR_STORE_GET_IFACE (store);
  return iface->get_identity != NULL ? iface->get_identity (store) : NULL;
}

BsrCase *
bsr_store_get_case (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->get_case (store, case_id, error);
}

gboolean
bsr_store_get_state (BsrStore *store, const char *case_id, BsrCaseState *state, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL && state != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->get_state (store, case_id, state, error);
}

GPtrArray *
bsr_store_list_scans (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_scans (store, case_id, error);
}

char *
bsr_store_get_analysis (BsrStore *store, gint64 scan_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->get_analysis (store, scan_id, error);
}

GPtrArray *
bsr_store_list_annotations (BsrStore *store, gint64 scan_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->list_annotations (store, scan_id, error);
}

GArray *
bsr_store_list_weights (BsrStore *store, gint64 scan_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->list_weights (store, scan_id, error);
}

GPtrArray *
bsr_store_list_contests (BsrStore *store, gint64 scan_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->list_contests (store, scan_id, error);
}

GPtrArray *
bsr_store_list_decisions (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_decisions (store, case_id, error);
}

GPtrArray *
bsr_store_list_outcomes (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_outcomes (store, case_id, error);
}

GPtrArray *
bsr_store_list_views (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_views (store, case_id, error);
}

GPtrArray *
bsr_store_list_conforming (BsrStore *store, const char *heading, const char *but_case, int most,
                           GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && heading != NULL && most >= 0, NULL);
  return BSR_STORE_GET_IFACE (store)->list_conforming (store, heading, but_case, most, error);
}

GPtrArray *
bsr_store_list_consignment (BsrStore *store, const char *bill_of_lading, int most, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && bill_of_lading != NULL && most >= 0, NULL);
  return BSR_STORE_GET_IFACE (store)->list_consignment (store, bill_of_lading, most, error);
}

GPtrArray *
bsr_store_list_kin (BsrStore *store, BsrKinship kinship, const char *value, int most, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && value != NULL && most >= 0, NULL);
  return BSR_STORE_GET_IFACE (store)->list_kin (store, kinship, value, most, error);
}

gboolean
bsr_store_verify_audit (BsrStore *store, gint64 *n_entries, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), FALSE);
  return BSR_STORE_GET_IFACE (store)->verify_audit (store, n_entries, error);
}
