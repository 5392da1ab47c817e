#include "bsr-station-tray.h"

#include "bsr-case-query.h"

/* Cases that a search shows: what is looked through at a glance; who sees too many types on. */
#define SEARCH_MOST 20

/* What the worker needs. */
typedef struct
{
  BsrStore *store;
  char *officer, *station;
  BsrTrayAct act; /* its strings are those below */
  GStrv case_ids; /* (nullable) */
  char *reason;   /* (nullable) */
  BsrArrivalStanding standing;
  GStrv containers; /* (nullable) */
  char *search;     /* (nullable) */
} Request;

static Request *
request_new (BsrStore *store)
{
  Request *request = g_new0 (Request, 1);
  request->store = g_object_ref (store);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;
  g_object_unref (request->store);
  g_free (request->officer);
  g_free (request->station);
  g_strfreev (request->case_ids);
  g_free (request->reason);
  g_strfreev (request->containers);
  g_free (request->search);
  g_free (request);
}

static void
run (Request *request, GTaskThreadFunc work, gpointer tag, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, work);
}

static void
return_list (GTask *task, GPtrArray *list, GError *error)
{
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* --- the tray --- */

static gboolean
do_act (const Request *request, GError **error)
{
  const BsrActor actor = { request->officer, request->station };
  const BsrTrayAct *act = &request->act;
  switch (act->kind)
    {
    case BSR_TRAY_ACT_LINK:
      return bsr_store_link_arrival (request->store, &actor, act->id, act->case_ids, error);
    case BSR_TRAY_ACT_SET_ASIDE:
      return bsr_store_set_aside_arrival (request->store, &actor, act->id, act->reason, error);
    case BSR_TRAY_ACT_TAKE_BACK:
    default:
      return bsr_store_take_back_arrival (request->store, &actor, act->id, act->reason, error);
    }
}

static void
act_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  if (do_act (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bsr_station_tray_act_async (BsrStore *store, const BsrActor *actor, const BsrTrayAct *act,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && actor != NULL && act != NULL);
  Request *request = request_new (store);
  request->officer = g_strdup (actor->officer);
  request->station = g_strdup (actor->station);
  request->case_ids = g_strdupv ((char **) act->case_ids);
  request->reason = g_strdup (act->reason);
  request->act = (BsrTrayAct){ act->kind, act->id, (const char *const *) request->case_ids,
                               request->reason };
  run (request, act_work, bsr_station_tray_act_async, NULL, callback, user_data);
}

gboolean
bsr_station_tray_act_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
list_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *arrivals = bsr_store_list_arrivals (request->store, request->standing,
                                                 BSR_STATION_TRAY_MOST, &error);
  return_list (task, arrivals, error);
}

void
bsr_station_tray_list_async (BsrStore *store, BsrArrivalStanding standing,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store));
  Request *request = request_new (store);
  request->standing = standing;
  run (request, list_work, bsr_station_tray_list_async, cancellable, callback, user_data);
}

GPtrArray *
bsr_station_tray_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- how many --- */

static void
count_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  int n = bsr_store_count_waiting (request->store, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

void
bsr_station_tray_count_async (BsrStore *store, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store));
  run (request_new (store), count_work, bsr_station_tray_count_async, cancellable, callback,
       user_data);
}

int
bsr_station_tray_count_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);
  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* --- cases --- */

static BsrArrivalCandidate *
candidate_of (const BsrCaseSummary *summary)
{
  BsrArrivalCandidate *candidate = g_new0 (BsrArrivalCandidate, 1);
  candidate->case_id = g_strdup (summary->id);
  candidate->container = g_strdup (summary->container);
  candidate->open = bsr_case_work_of_state (summary->state) != BSR_CASE_WORK_NONE;
  candidate->why = g_strdup (summary->goods);
  return candidate;
}

static GPtrArray *
search (BsrStore *store, const char *text, GError **error)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  bsr_case_query_set_search (query, text);
  query->sort = BSR_CASE_SORT_NEWEST;
  g_autoptr (BsrCasePage) page
      = bsr_store_find_cases (store, query, NULL, FALSE, SEARCH_MOST, error);
  if (page == NULL)
    return NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_arrival_candidate_free);
  for (guint i = 0; i < page->cases->len; i++)
    g_ptr_array_add (found, candidate_of (page->cases->pdata[i]));
  return found;
}

static void
cases_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  const BsrArrival arrival = { .containers = request->containers };
  GError *error = NULL;
  return_list (task,
               request->search != NULL ? search (request->store, request->search, &error)
                                       : bsr_arrival_candidates (request->store, &arrival, &error),
               error);
}

void
bsr_station_tray_cases_async (BsrStore *store, const char *const *containers, const char *search,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && (containers != NULL || search != NULL));
  Request *request = request_new (store);
  request->containers = g_strdupv ((char **) containers);
  request->search = g_strdup (search);
  run (request, cases_work, bsr_station_tray_cases_async, cancellable, callback, user_data);
}

GPtrArray *
bsr_station_tray_cases_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
