#pragma once

#include "bsr-store.h"

/* A store in front of another one, whose acts can be made to fail or to wait; so can reading the
 * library. */
#define BSR_TYPE_FAILING_STORE (bsr_failing_store_get_type ())
G_DECLARE_FINAL_TYPE (BsrFailingStore, bsr_failing_store, BSR, FAILING_STORE, GObject)

BsrFailingStore *bsr_failing_store_new (BsrStore *inner);

/* After @n more acts all acts fail; -1: none does. Any thread. */
void bsr_failing_store_fail_after (BsrFailingStore *store, int n);
/* After @n more acts one fails, and those after it could be saved again. */
void bsr_failing_store_fail_once_after (BsrFailingStore *store, int n);
/* While closed, acts wait. */
void bsr_failing_store_close_gate (BsrFailingStore *store);
void bsr_failing_store_open_gate (BsrFailingStore *store);
