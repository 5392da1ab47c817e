#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* What part of the list of cases is shown. */
typedef enum
{
  BSR_WORKLIST_ALL,
  BSR_WORKLIST_OPEN,       /* an image is to be judged, or a scan is still to come */
  BSR_WORKLIST_TO_EXAMINE, /* waits for the physical examination's outcome */
  BSR_WORKLIST_CLOSED,     /* released or examined */
} BsrWorklistScope;

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

/* Whether both say the same of the same case. */
gboolean bsr_worklist_item_equal (BsrWorklistItem *a, BsrWorklistItem *b);

/* Order of work, as a GCompareDataFunc: what can be judged now, what awaits its scan, what
 * awaits its examination, what is closed; within each by priority, cut-off, risk, number. */
int bsr_worklist_item_compare (gconstpointer a, gconstpointer b, gpointer unused);

/* Whether nothing more is to be decided or examined. */
gboolean bsr_worklist_item_is_done (BsrWorklistItem *item);
/* Whether @item lies in @scope and each word of @search is in its container number (blanks and
 * hyphens do not count), case, or goods, whatever the letters' case. @search: (nullable) */
gboolean bsr_worklist_item_matches (BsrWorklistItem *item, BsrWorklistScope scope,
                                    const char *search);

G_END_DECLS
