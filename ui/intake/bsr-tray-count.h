#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrTrayCount:
 *
 * How many scans wait for a case, live: counted in a worker whenever something was done in the store. Property
 * (notify): "waiting" (int; 0 without a store, or while it is not known).
 */
#define BSR_TYPE_TRAY_COUNT (bsr_tray_count_get_type ())
G_DECLARE_FINAL_TYPE (BsrTrayCount, bsr_tray_count, BSR, TRAY_COUNT, GObject)

BsrTrayCount *bsr_tray_count_new (void);
/* @store: (nullable) */
void bsr_tray_count_set_store (BsrTrayCount *count, BsrStore *store);
int bsr_tray_count_waiting (BsrTrayCount *count);

G_END_DECLS
