#pragma once

#include "bsr-arrival-item.h"
#include "bsr-tray-model.h"

G_BEGIN_DECLS

/**
 * BsrArrivalDetail:
 *
 * The selected scan of the tray: what is known of it and what can be done with it. One that waits is linked to a case or
 * two, of those offered or found by a search, or set aside with a reason; one that was set aside is taken back.
 */
#define BSR_TYPE_ARRIVAL_DETAIL (bsr_arrival_detail_get_type ())
G_DECLARE_FINAL_TYPE (BsrArrivalDetail, bsr_arrival_detail, BSR, ARRIVAL_DETAIL, GtkWidget)

/* Once. */
void bsr_arrival_detail_set_model (BsrArrivalDetail *detail, BsrTrayModel *model);
/* @item: (nullable): nothing is selected. The same item again changes nothing that was begun. */
void bsr_arrival_detail_show (BsrArrivalDetail *detail, BsrArrivalItem *item);
/* Where keys go when a line of the list is activated. */
void bsr_arrival_detail_focus (BsrArrivalDetail *detail);

G_END_DECLS
