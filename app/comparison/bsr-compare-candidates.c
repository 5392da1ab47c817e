#include "bsr-compare-candidates.h"

/* Of each kind, so many at most: as many as a person compares. */
#define MOST_OF_A_KIND 6
/* Cases that are looked through for these: some are the open one or are listed already. */
#define MOST_CASES 24

typedef struct
{
  BsrStore *store;
  BsrCase *flagged;
  const BsrScan *own_scan;
  GPtrArray *candidates;
} Search;

static gboolean
is_listed (const Search *search, const BsrScan *scan)
{
  for (guint i = 0; i < search->candidates->len; i++)
    {
      const BsrCompareCandidate *candidate = search->candidates->pdata[i];
      if (candidate->scan != NULL && candidate->scan->id == scan->id)
        return TRUE;
    }
  return FALSE;
}

/* How the case ended, and whether its load is in the library. */
static gboolean
note_standing (const Search *search, BsrCompareCandidate *candidate, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GPtrArray) outcomes
      = bsr_store_list_outcomes (search->store, candidate->flagged->id, error);
  if (outcomes == NULL)
    return FALSE;
  candidate->has_outcome = outcomes->len > 0;
  if (outcomes->len > 0)
    candidate->result = ((const BsrOutcome *) outcomes->pdata[outcomes->len - 1])->result;
  if (candidate->scan->sha256 == NULL)
    return TRUE;
  g_autoptr (BsrContribution) contribution
      = bsr_store_get_contribution (search->store, candidate->scan->sha256, NULL, &problem);
  candidate->is_confirmed = contribution != NULL;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Adds scans of @flagged, the last first: all, or the last alone. */
static gboolean
add_scans (Search *search, BsrCompareKind kind, BsrCase *flagged, gboolean all, GError **error)
{
  gboolean is_own = g_strcmp0 (flagged->id, search->flagged->id) == 0;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (search->store, flagged->id, error);
  if (scans == NULL)
    return FALSE;
  for (int i = (int) scans->len - 1; i >= 0 && (all || i == (int) scans->len - 1); i--)
    {
      BsrScan *scan = scans->pdata[i];
      if (scan->id == search->own_scan->id || is_listed (search, scan))
        continue;
      g_autoptr (BsrCompareCandidate) candidate = bsr_compare_candidate_new (kind, flagged, scan);
      candidate->is_own = is_own;
      if (!note_standing (search, candidate, error))
        return FALSE;
      g_ptr_array_add (search->candidates, g_steal_pointer (&candidate));
    }
  return TRUE;
}

static int
count_of (const Search *search, BsrCompareKind kind)
{
  int n = 0;
  for (guint i = 0; i < search->candidates->len; i++)
    n += ((const BsrCompareCandidate *) search->candidates->pdata[i])->kind == kind;
  return n;
}

static gboolean
add_kin (Search *search, BsrCompareKind kind, BsrKinship kinship, const char *value, GError **error)
{
  if (value == NULL || *value == '\0')
    return TRUE;
  g_autoptr (GPtrArray) cases
      = bsr_store_list_kin (search->store, kinship, value, MOST_CASES, error);
  if (cases == NULL)
    return FALSE;
  gboolean all = kind == BSR_COMPARE_EARLIER;
  for (guint i = 0; i < cases->len && count_of (search, kind) < MOST_OF_A_KIND; i++)
    {
      BsrCase *kin = cases->pdata[i];
      /* The open case's own other scans show the same container. */
      if (!all && g_strcmp0 (kin->id, search->flagged->id) == 0)
        continue;
      if (!add_scans (search, kind, kin, all, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_asked (Search *search, const char *asked_case, GError **error)
{
  if (asked_case == NULL)
    return TRUE;
  g_autoptr (BsrCase) asked = bsr_store_get_case (search->store, asked_case, error);
  return asked != NULL && add_scans (search, BSR_COMPARE_ASKED, asked, FALSE, error);
}

/* Those that a supervisor confirmed come first; else as they were found. */
static int
compare_standing (gconstpointer a, gconstpointer b)
{
  const BsrCompareCandidate *first = *(BsrCompareCandidate *const *) a,
                            *second = *(BsrCompareCandidate *const *) b;
  if (first->kind != second->kind)
    return (int) first->kind - (int) second->kind;
  if (first->kind == BSR_COMPARE_REFERENCE)
    return second->is_confirmed - first->is_confirmed;
  return 0;
}

GPtrArray *
bsr_compare_candidates_find (BsrStore *store, BsrCase *flagged, const BsrScan *own_scan,
                             const char *asked_case, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && flagged != NULL && own_scan != NULL, NULL);

  g_autoptr (GPtrArray) candidates
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_compare_candidate_unref);
  g_autofree char *heading = bsr_case_heading (flagged);
  Search search = { store, flagged, own_scan, candidates };
  if (!add_asked (&search, asked_case, error)
      || !add_kin (&search, BSR_COMPARE_EARLIER, BSR_KIN_CONTAINER, flagged->container, error)
      || !add_kin (&search, BSR_COMPARE_BILL, BSR_KIN_BILL, flagged->bill_of_lading, error)
      || !add_kin (&search, BSR_COMPARE_REFERENCE, BSR_KIN_CONFORMING, heading, error)
      || !add_kin (&search, BSR_COMPARE_EMPTY, BSR_KIN_EMPTY, flagged->size_type, error))
    return NULL;
  g_ptr_array_add (candidates, bsr_compare_candidate_new (BSR_COMPARE_SIMULATED, flagged, NULL));
  g_ptr_array_sort (candidates, compare_standing);
  return g_steal_pointer (&candidates);
}

/* What is looked for. */
typedef struct
{
  BsrStore *store;
  BsrCase *flagged;
  BsrScan *own_scan;
  char *asked_case; /* (nullable) */
} Quest;

static void
quest_free (gpointer data)
{
  Quest *quest = data;
  g_object_unref (quest->store);
  bsr_case_unref (quest->flagged);
  bsr_scan_unref (quest->own_scan);
  g_free (quest->asked_case);
  g_free (quest);
}

static void
find_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Quest *quest = data;
  GError *error = NULL;
  GPtrArray *candidates = bsr_compare_candidates_find (quest->store, quest->flagged, quest->own_scan,
                                                       quest->asked_case, &error);
  if (candidates != NULL)
    g_task_return_pointer (task, candidates, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
bsr_compare_candidates_find_async (BsrStore *store, BsrCase *flagged, BsrScan *own_scan,
                                   const char *asked_case, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && flagged != NULL && own_scan != NULL);

  Quest *quest = g_new (Quest, 1);
  *quest = (Quest){ g_object_ref (store), bsr_case_ref (flagged), bsr_scan_ref (own_scan),
                    g_strdup (asked_case) };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_compare_candidates_find_async);
  g_task_set_task_data (task, quest, quest_free);
  g_task_run_in_thread (task, find_in_worker);
}

GPtrArray *
bsr_compare_candidates_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
