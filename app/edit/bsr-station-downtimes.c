#include "bsr-station-downtimes.h"

#include "bsr-store-handling.h"

/* What the worker needs. */
typedef struct
{
  BsrStore *store;
  char *officer, *station;
  BsrDowntime *downtime; /* (nullable) */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;
  g_object_unref (request->store);
  g_free (request->officer);
  g_free (request->station);
  bsr_downtime_free (request->downtime);
  g_free (request);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  const BsrActor actor = { request->officer, request->station };
  GError *error = NULL;
  GPtrArray *all = NULL;
  if (request->downtime == NULL
      || bsr_store_put_downtime (request->store, &actor, request->downtime, &error) != 0)
    all = bsr_store_list_downtimes (request->store, &error);
  if (all != NULL)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
bsr_station_downtimes_async (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && (downtime == NULL || actor != NULL));
  Request *request = g_new0 (Request, 1);
  request->store = g_object_ref (store);
  request->officer = g_strdup (actor != NULL ? actor->officer : "");
  request->station = g_strdup (actor != NULL ? actor->station : "");
  request->downtime = downtime != NULL ? bsr_downtime_copy (downtime) : NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_station_downtimes_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, work);
}

GPtrArray *
bsr_station_downtimes_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
