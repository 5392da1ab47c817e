#include "bsr-dossier-content.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-reported.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-handling.h"

/* Documents may round scores; two runs that differ by less than this say the same. */
#define SCORE_DIGITS 1e-3

static void
scan_free (gpointer data)
{
  BsrDossierScan *scan = data;
  g_clear_pointer (&scan->scan, bsr_scan_unref);
  g_clear_pointer (&scan->analysis, bsr_analysis_unref);
  g_clear_pointer (&scan->annotations, g_ptr_array_unref);
  g_clear_pointer (&scan->weights, g_hash_table_unref);
  g_clear_pointer (&scan->contests, g_ptr_array_unref);
  bsr_contribution_free (scan->contribution);
  g_free (scan);
}

void
bsr_dossier_content_free (BsrDossierContent *content)
{
  if (content == NULL)
    return;
  g_clear_pointer (&content->flagged, bsr_case_unref);
  g_clear_pointer (&content->scans, g_ptr_array_unref);
  g_clear_pointer (&content->decisions, g_ptr_array_unref);
  g_clear_pointer (&content->outcomes, g_ptr_array_unref);
  g_clear_pointer (&content->views, g_ptr_array_unref);
  bsr_case_claim_free (content->claim);
  g_clear_pointer (&content->versions, g_hash_table_unref);
  g_clear_pointer (&content->caveats, g_ptr_array_unref);
  g_clear_pointer (&content->photographs, g_ptr_array_unref);
  g_clear_pointer (&content->declarations, g_ptr_array_unref);
  g_clear_pointer (&content->reports, g_ptr_array_unref);
  g_free (content);
}

static gboolean
read_weights (BsrStore *store, BsrDossierScan *scan, GError **error)
{
  g_autoptr (GArray) weights = bsr_store_list_weights (store, scan->scan->id, error);
  if (weights == NULL)
    return FALSE;
  for (guint i = 0; i < weights->len; i++)
    {
      BsrWeighedFinding *weighed = &g_array_index (weights, BsrWeighedFinding, i);
      g_hash_table_insert (scan->weights, GINT_TO_POINTER (weighed->finding_id),
                           GINT_TO_POINTER (weighed->weight));
    }
  return TRUE;
}

/* The same pixels may stand in the library for another case. */
static gboolean
read_contribution (BsrStore *store, const char *case_id, BsrDossierScan *scan, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrContribution) standing
      = bsr_store_get_contribution (store, scan->scan->sha256, NULL, &problem);
  if (standing != NULL && g_str_equal (standing->case_id, case_id))
    scan->contribution = g_steal_pointer (&standing);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
read_scan (BsrStore *store, const char *case_id, BsrDossierScan *scan, GError **error)
{
  GError *problem = NULL;
  g_autofree char *json = bsr_store_get_analysis (store, scan->scan->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  /* One that another version of the program wrote may be beyond us: the scan is analysed anew. */
  if (json != NULL)
    scan->analysis = bsr_analysis_from_json (json, -1, NULL);
  scan->annotations = bsr_store_list_annotations (store, scan->scan->id, error);
  return scan->annotations != NULL && read_weights (store, scan, error)
         && (scan->contests = bsr_store_list_contests (store, scan->scan->id, error)) != NULL
         && read_contribution (store, case_id, scan, error);
}

/* Who may not claim it may look at it. */
static gboolean
claim_case (BsrStore *store, const BsrActor *actor, const char *case_id, BsrCaseClaim **claim,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  *claim = bsr_store_claim_case (store, actor, case_id, BSR_DOSSIER_LEASE_S, &problem);
  if (*claim != NULL
      || !(g_error_matches (problem, BSR_ERROR, BSR_ERROR_ENVIRONMENT)
           || g_error_matches (problem, BSR_ERROR, BSR_ERROR_DAMAGED)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
read_scans (BsrStore *store, const char *case_id, BsrDossierContent *content,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, case_id, error);
  if (scans == NULL)
    return FALSE;
  for (guint i = 0; i < scans->len; i++)
    {
      BsrDossierScan *scan = g_new0 (BsrDossierScan, 1);
      scan->scan = bsr_scan_ref (scans->pdata[i]);
      scan->weights = g_hash_table_new (NULL, NULL);
      g_ptr_array_add (content->scans, scan);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_scan (store, case_id, scan, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
read_reports (BsrStore *store, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) reports = bsr_store_list_reports (store, case_id, error);
  if (reports == NULL)
    return NULL;
  GPtrArray *read = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_reported_free);
  for (guint i = 0; i < reports->len; i++)
    g_ptr_array_add (read, bsr_reported_new (g_steal_pointer (&reports->pdata[i])));
  g_ptr_array_set_free_func (reports, NULL);
  return read;
}

/* The versions before what they are of: what changes meanwhile is not taken for seen. */
static gboolean
read_case (BsrStore *store, const BsrActor *actor, const char *case_id, BsrDossierContent *content,
           GCancellable *cancellable, GError **error)
{
  return bsr_store_note_view (store, actor, case_id, error)
         && (content->versions = bsr_store_list_versions (store, case_id, error)) != NULL
         && (content->flagged = bsr_store_get_case (store, case_id, error)) != NULL
         && bsr_store_get_state (store, case_id, &content->state, error)
         && (content->decisions = bsr_store_list_decisions (store, case_id, error)) != NULL
         && (content->outcomes = bsr_store_list_outcomes (store, case_id, error)) != NULL
         && (content->views = bsr_store_list_views (store, case_id, error)) != NULL
         && (content->caveats = bsr_store_list_caveats (store, case_id, error)) != NULL
         && (content->photographs = bsr_store_list_photographs (store, case_id, error)) != NULL
         && (content->declarations = bsr_store_list_declarations (store, case_id, error)) != NULL
         && (content->reports = read_reports (store, case_id, error)) != NULL
         && read_scans (store, case_id, content, cancellable, error);
}

BsrDossierContent *
bsr_dossier_content_read (BsrStore *store, const BsrActor *actor, const char *case_id,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrDossierContent) content = g_new0 (BsrDossierContent, 1);
  content->scans = g_ptr_array_new_with_free_func (scan_free);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !claim_case (store, actor, case_id, &content->claim, error))
    return NULL;
  if (read_case (store, actor, case_id, content, cancellable, error))
    return g_steal_pointer (&content);
  if (content->claim != NULL && content->claim->mine)
    bsr_store_give_back_case (store, actor, case_id, NULL);
  return NULL;
}

int
bsr_dossier_scan_find (const BsrDossierScan *scan, const char *annotation_id)
{
  for (guint i = 0; i < scan->annotations->len; i++)
    if (g_str_equal (bsr_annotation_id (scan->annotations->pdata[i]), annotation_id))
      return (int) i;
  return -1;
}

static int
find_contest (const BsrDossierScan *scan, const char *check, int item)
{
  for (guint i = 0; i < scan->contests->len; i++)
    if (bsr_contest_is_of (scan->contests->pdata[i], check, item))
      return (int) i;
  return -1;
}

const BsrContest *
bsr_dossier_scan_contest (const BsrDossierScan *scan, const char *check, int item)
{
  int place = find_contest (scan, check, item);
  return place >= 0 ? scan->contests->pdata[place] : NULL;
}

void
bsr_dossier_scan_put_contest (BsrDossierScan *scan, const BsrContest *contest)
{
  int place = find_contest (scan, contest->check, contest->item);
  if (place >= 0)
    g_ptr_array_remove_index (scan->contests, (guint) place);
  g_ptr_array_add (scan->contests, bsr_contest_copy (contest));
}

static gboolean
is_same_score (double a, double b)
{
  return (isnan (a) && isnan (b)) || fabs (a - b) < SCORE_DIGITS;
}

gboolean
bsr_analysis_says_the_same (const BsrAnalysis *a, const BsrAnalysis *b)
{
  if (g_strcmp0 (bsr_analysis_engine_version (a), bsr_analysis_engine_version (b)) != 0
      || bsr_analysis_n_findings (a) != bsr_analysis_n_findings (b)
      || bsr_analysis_n_checks (a) != bsr_analysis_n_checks (b)
      || (bsr_analysis_n_checks (a) >= 0
          && !is_same_score (bsr_analysis_manifest_score (a), bsr_analysis_manifest_score (b))))
    return FALSE;
  for (int i = 0; i < bsr_analysis_n_findings (a); i++)
    {
      const BsrFinding *one = bsr_analysis_finding (a, i), *other = bsr_analysis_finding (b, i);
      if (memcmp (&one->box, &other->box, sizeof one->box) != 0
          || !is_same_score (one->score, other->score))
        return FALSE;
    }
  return TRUE;
}

static const BsrCheckResult *
find_check (const BsrAnalysis *analysis, const char *check, int item)
{
  for (int i = 0; analysis != NULL && i < bsr_analysis_n_checks (analysis); i++)
    {
      const BsrCheckResult *result = bsr_analysis_check (analysis, i);
      if (result->item == item && g_str_equal (result->check, check))
        return result;
    }
  return NULL;
}

gboolean
bsr_analysis_says_the_same_of (const BsrAnalysis *a, const BsrAnalysis *b, const char *check,
                               int item)
{
  const BsrCheckResult *one = find_check (a, check, item), *other = find_check (b, check, item);
  return one != NULL && other != NULL && one->verdict == other->verdict
         && is_same_score (one->score, other->score);
}
