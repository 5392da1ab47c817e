#include "bsr-station-request.h"

static void
request_free (gpointer data)
{
  BsrStationRequest *request = data;
  g_object_unref (request->store);
  g_free ((char *) request->actor.officer);
  g_free ((char *) request->actor.station);
  if (request->free_what != NULL)
    request->free_what (request->what);
  g_free (request);
}

void
bsr_station_request_run (BsrStore *store, const BsrActor *actor, gpointer what,
                         GDestroyNotify free_what, GTaskThreadFunc work, gpointer tag,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store));
  BsrStationRequest *request = g_new0 (BsrStationRequest, 1);
  request->store = g_object_ref (store);
  request->actor.officer = g_strdup (actor != NULL ? actor->officer : "");
  request->actor.station = g_strdup (actor != NULL ? actor->station : "");
  request->what = what;
  request->free_what = free_what;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, work);
}

void
bsr_station_request_return_list (GTask *task, GPtrArray *list, GError *error)
{
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}
