#pragma once

#include "bsr-library-snapshot.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrStationLibrary:
 *
 * The loads that stand in the station's library: read from the store in a worker, kept as a snapshot
 * and read again when asked to. Lives on the main thread; the snapshots are for any thread.
 *
 * Property (notify): "snapshot" (BsrLibrarySnapshot, boxed; %NULL until the first is there).
 * Signal "failed" (GError*): the store could not be read; the last snapshot stays.
 */
#define BSR_TYPE_STATION_LIBRARY (bsr_station_library_get_type ())
G_DECLARE_FINAL_TYPE (BsrStationLibrary, bsr_station_library, BSR, STATION_LIBRARY, GObject)

/* Reads nothing yet. */
BsrStationLibrary *bsr_station_library_new (BsrStore *store);
/* Asked for while it is read, it is read once more. */
void bsr_station_library_refresh (BsrStationLibrary *library);

/* (transfer none) */
BsrStore *bsr_station_library_store (BsrStationLibrary *library);
/* (transfer none) (nullable) */
BsrLibrarySnapshot *bsr_station_library_snapshot (BsrStationLibrary *library);

G_END_DECLS
