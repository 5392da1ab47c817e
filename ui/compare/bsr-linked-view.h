#pragma once

#include <gtk/gtk.h>
#include "bsr-compare-model.h"
#include "bsr-scan-view.h"

G_BEGIN_DECLS

/* What it shows beside or over the scan view that it follows. */
typedef enum
{
  BSR_LINKED_OTHER,      /* the other scan */
  BSR_LINKED_DIFFERENCE, /* what the open scan has more and less of, over its grey picture */
} BsrLinkedContent;

/**
 * BsrLinkedView:
 *
 * Shows of the comparison what the scan view shows of the open scan, each place of the container in the
 * same place, with the session's tone. To be looked at only: moving and zooming in it moves the scan
 * view, and it follows. It has a frame of its own, so that it is not mistaken for the flagged box.
 */
#define BSR_TYPE_LINKED_VIEW (bsr_linked_view_get_type ())
G_DECLARE_FINAL_TYPE (BsrLinkedView, bsr_linked_view, BSR, LINKED_VIEW, GtkWidget)

GtkWidget *bsr_linked_view_new (BsrCompareModel *model, BsrScanView *followed);
void bsr_linked_view_set_content (BsrLinkedView *view, BsrLinkedContent content);
/* Where in the followed view's picture its left edge is, logical pixels: 0 beside it. */
void bsr_linked_view_set_left (BsrLinkedView *view, int left);
/* Whether what it should show is what it shows. */
gboolean bsr_linked_view_is_current (BsrLinkedView *view);

G_END_DECLS
