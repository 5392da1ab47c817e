#pragma once

#include <gio/gio.h>
#include "bsr-code-list.h"

G_BEGIN_DECLS

/**
 * bsr_station_codes_read:
 * @setting: (nullable): the file that the station names; "" or %NULL: codes.csv in the folder of the
 *   station's own data, beside the store, where there is one
 *
 * The station's full list of tariff codes. Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL without an error where the station has none; the error's
 * sentence names file, line and reason
 */
BsrCodeList *bsr_station_codes_read (const char *setting, GError **error);

/* The same in a worker. */
void bsr_station_codes_read_async (const char *setting, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
BsrCodeList *bsr_station_codes_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
