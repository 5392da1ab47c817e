#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrWorklistItem:
 *
 * One case in the list. Immutable: a change in the store is another item.
 */
#define BSR_TYPE_WORKLIST_ITEM (bsr_worklist_item_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklistItem, bsr_worklist_item, BSR, WORKLIST_ITEM, GObject)

/* @summary: (transfer full) */
BsrWorklistItem *bsr_worklist_item_new (BsrCaseSummary *summary);
/* (transfer none) */
const BsrCaseSummary *bsr_worklist_item_summary (BsrWorklistItem *item);

/* Makes @item say what @other says of the same case. Signal "changed", unless it says that already. */
void bsr_worklist_item_follow (BsrWorklistItem *item, BsrWorklistItem *other);
/* Whether both say the same of the same case. */
gboolean bsr_worklist_item_equal (BsrWorklistItem *a, BsrWorklistItem *b);

/* Whether nothing more is to be decided or examined. */
gboolean bsr_worklist_item_is_done (BsrWorklistItem *item);

G_END_DECLS
