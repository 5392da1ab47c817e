#pragma once

#include <gio/gio.h>
#include "bsr-store.h"

G_BEGIN_DECLS

/* What the station asks of the store in a worker: the data of its task. */
typedef struct
{
  BsrStore *store;
  BsrActor actor; /* who asks; of nobody where none was named */
  gpointer what;  /* (nullable): of the request's own kind */
  GDestroyNotify free_what;
} BsrStationRequest;

/**
 * bsr_station_request_run:
 * @actor: (nullable): is copied
 * @what: (nullable) (transfer full)
 * @free_what: (nullable)
 * @work: whose task data is the #BsrStationRequest
 * @tag: of the task: the function that is called for it
 *
 * Has @work done in a thread, and tells @callback.
 */
void bsr_station_request_run (BsrStore *store, const BsrActor *actor, gpointer what,
                              GDestroyNotify free_what, GTaskThreadFunc work, gpointer tag,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);

/* Ends @task with @list (transfer full) (nullable), else with @error (transfer full). */
void bsr_station_request_return_list (GTask *task, GPtrArray *list, GError *error);

G_END_DECLS
