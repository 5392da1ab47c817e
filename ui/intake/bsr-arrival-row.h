#pragma once

#include "bsr-arrival-item.h"

G_BEGIN_DECLS

/* One line of the tray: the scan in small, the numbers read, when it was taken, and why it waits. */
#define BSR_TYPE_ARRIVAL_ROW (bsr_arrival_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrArrivalRow, bsr_arrival_row, BSR, ARRIVAL_ROW, GtkWidget)

GtkWidget *bsr_arrival_row_new (void);
/* Shows @item and follows it. @item: (nullable): nothing */
void bsr_arrival_row_bind (BsrArrivalRow *row, BsrArrivalItem *item);

G_END_DECLS
