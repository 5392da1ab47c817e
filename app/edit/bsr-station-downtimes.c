#include "bsr-station-downtimes.h"

#include "bsr-station-request.h"
#include "bsr-store-handling.h"

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const BsrStationRequest *request = data;
  GError *error = NULL;
  GPtrArray *all = NULL;
  if (request->what == NULL
      || bsr_store_put_downtime (request->store, &request->actor, request->what, &error) != 0)
    all = bsr_store_list_downtimes (request->store, &error);
  bsr_station_request_return_list (task, all, error);
}

void
bsr_station_downtimes_async (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && (downtime == NULL || actor != NULL));
  bsr_station_request_run (store, actor, downtime != NULL ? bsr_downtime_copy (downtime) : NULL,
                           (GDestroyNotify) bsr_downtime_free, work, bsr_station_downtimes_async,
                           cancellable, callback, user_data);
}

GPtrArray *
bsr_station_downtimes_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
