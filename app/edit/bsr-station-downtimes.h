#pragma once

#include <gio/gio.h>
#include "bsr-store.h"

G_BEGIN_DECLS

/* Records @downtime (nullable: none) and then reads all downtimes of scanners, in a worker. @actor:
 * (nullable) with @downtime alone */
void bsr_station_downtimes_async (BsrStore *store, const BsrActor *actor,
                                  const BsrDowntime *downtime, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): as bsr_store_list_downtimes() has them; %NULL with what the store says. */
GPtrArray *bsr_station_downtimes_finish (GAsyncResult *result, GError **error);

G_END_DECLS
