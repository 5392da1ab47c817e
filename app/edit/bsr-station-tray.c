#include "bsr-station-tray.h"

#include "bsr-case-query.h"
#include "bsr-station-request.h"

/* Cases that a search shows: what is looked through at a glance; who sees too many types on. */
#define SEARCH_MOST 20

/* --- the tray --- */

static BsrTrayAct *
act_copy (const BsrTrayAct *act)
{
  BsrTrayAct *copy = g_new0 (BsrTrayAct, 1);
  *copy = *act;
  copy->case_ids = (const char *const *) g_strdupv ((char **) act->case_ids);
  copy->reason = g_strdup (act->reason);
  return copy;
}

static void
act_free (gpointer data)
{
  BsrTrayAct *act = data;
  g_strfreev ((char **) act->case_ids);
  g_free ((char *) act->reason);
  g_free (act);
}

static gboolean
do_act (const BsrStationRequest *request, GError **error)
{
  const BsrTrayAct *act = request->what;
  const BsrActor *actor = &request->actor;
  switch (act->kind)
    {
    case BSR_TRAY_ACT_LINK:
      return bsr_store_link_arrival (request->store, actor, act->id, act->case_ids, error);
    case BSR_TRAY_ACT_SET_ASIDE:
      return bsr_store_set_aside_arrival (request->store, actor, act->id, act->reason, error);
    case BSR_TRAY_ACT_TAKE_BACK:
    default:
      return bsr_store_take_back_arrival (request->store, actor, act->id, act->reason, error);
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
  bsr_station_request_run (store, actor, act_copy (act), act_free, act_work,
                           bsr_station_tray_act_async, NULL, callback, user_data);
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
  const BsrStationRequest *request = data;
  GError *error = NULL;
  GPtrArray *arrivals = bsr_store_list_arrivals (
      request->store, (BsrArrivalStanding) GPOINTER_TO_INT (request->what), BSR_STATION_TRAY_MOST,
      &error);
  bsr_station_request_return_list (task, arrivals, error);
}

void
bsr_station_tray_list_async (BsrStore *store, BsrArrivalStanding standing,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  bsr_station_request_run (store, NULL, GINT_TO_POINTER (standing), NULL, list_work,
                           bsr_station_tray_list_async, cancellable, callback, user_data);
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
  const BsrStationRequest *request = data;
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
  bsr_station_request_run (store, NULL, NULL, NULL, count_work, bsr_station_tray_count_async,
                           cancellable, callback, user_data);
}

int
bsr_station_tray_count_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);
  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* --- cases --- */

/* Which cases are wanted. */
typedef struct
{
  GStrv containers; /* (nullable) */
  char *search;     /* (nullable) */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;
  g_strfreev (wanted->containers);
  g_free (wanted->search);
  g_free (wanted);
}

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
  const BsrStationRequest *request = data;
  const Wanted *wanted = request->what;
  const BsrArrival arrival = { .containers = wanted->containers };
  GError *error = NULL;
  GPtrArray *cases = wanted->search != NULL
                         ? search (request->store, wanted->search, &error)
                         : bsr_arrival_candidates (request->store, &arrival, &error);
  bsr_station_request_return_list (task, cases, error);
}

void
bsr_station_tray_cases_async (BsrStore *store, const char *const *containers, const char *search,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && (containers != NULL || search != NULL));
  Wanted *wanted = g_new0 (Wanted, 1);
  wanted->containers = g_strdupv ((char **) containers);
  wanted->search = g_strdup (search);
  bsr_station_request_run (store, NULL, wanted, wanted_free, cases_work,
                           bsr_station_tray_cases_async, cancellable, callback, user_data);
}

GPtrArray *
bsr_station_tray_cases_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
