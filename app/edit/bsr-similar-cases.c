#include "bsr-similar-cases.h"

void
bsr_similar_case_free (BsrSimilarCase *similar)
{
  if (similar == NULL)
    return;
  bsr_library_entry_unref (similar->entry);
  bsr_contribution_free (similar->contribution);
  g_free (similar);
}

GPtrArray *
bsr_similar_cases_find (BsrStore *store, BsrLibrarySnapshot *snapshot,
                        const BsrLoadDescriptor *descriptor, const char *but_scan, int n,
                        GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && snapshot != NULL && descriptor != NULL, NULL);
  g_return_val_if_fail (n >= 0, NULL);

  g_autofree BsrSimilarLoad *loads = g_new (BsrSimilarLoad, n);
  int n_loads = bsr_library_snapshot_find (snapshot, descriptor, but_scan, n, loads);
  g_autoptr (GPtrArray) cases
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_similar_case_free);
  for (int i = 0; i < n_loads; i++)
    {
      GError *problem = NULL;
      BsrSimilarCase *similar = g_new0 (BsrSimilarCase, 1);
      similar->entry = bsr_library_entry_ref (loads[i].entry);
      similar->distance = (double) loads[i].distance;
      similar->contribution
          = bsr_store_get_contribution (store, loads[i].entry->scan, NULL, &problem);
      g_ptr_array_add (cases, similar);
      if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return NULL;
        }
    }
  return g_steal_pointer (&cases);
}

/* What is looked for, and where. */
typedef struct
{
  BsrStore *store;
  BsrLibrarySnapshot *snapshot;
  BsrLoadDescriptor descriptor;
  char *but_scan; /* (nullable) */
  int n;
} Quest;

static void
quest_free (gpointer data)
{
  Quest *quest = data;
  g_object_unref (quest->store);
  bsr_library_snapshot_unref (quest->snapshot);
  g_free (quest->but_scan);
  g_free (quest);
}

static void
find_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Quest *quest = data;
  GError *error = NULL;
  GPtrArray *cases = bsr_similar_cases_find (quest->store, quest->snapshot, &quest->descriptor,
                                             quest->but_scan, quest->n, &error);
  if (cases != NULL)
    g_task_return_pointer (task, cases, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
bsr_similar_cases_find_async (BsrStore *store, BsrLibrarySnapshot *snapshot,
                              const BsrLoadDescriptor *descriptor, const char *but_scan, int n,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && snapshot != NULL && descriptor != NULL && n >= 0);

  Quest *quest = g_new (Quest, 1);
  *quest = (Quest){ g_object_ref (store), bsr_library_snapshot_ref (snapshot), *descriptor,
                    g_strdup (but_scan), n };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_similar_cases_find_async);
  g_task_set_task_data (task, quest, quest_free);
  g_task_run_in_thread (task, find_in_worker);
}

GPtrArray *
bsr_similar_cases_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
