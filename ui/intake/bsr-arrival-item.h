#pragma once

#include <gtk/gtk.h>
#include "bsr-store-arrivals.h"

G_BEGIN_DECLS

/**
 * BsrArrivalItem:
 *
 * A scan that came by itself, as a line of the tray. Properties (notify): "picture" (GdkTexture, nullable), "problem"
 * (string, nullable: why there is none). Signal "changed": the store says something else of it.
 */
#define BSR_TYPE_ARRIVAL_ITEM (bsr_arrival_item_get_type ())
G_DECLARE_FINAL_TYPE (BsrArrivalItem, bsr_arrival_item, BSR, ARRIVAL_ITEM, GObject)

/* @arrival: (transfer full) */
BsrArrivalItem *bsr_arrival_item_new (BsrArrival *arrival);
/* (transfer none) */
const BsrArrival *bsr_arrival_item_arrival (BsrArrivalItem *item);
/* Takes over what @newer, of the same arrival, says. */
void bsr_arrival_item_follow (BsrArrivalItem *item, BsrArrivalItem *newer);

/* (nullable) (transfer none): the scan in small. */
GdkTexture *bsr_arrival_item_picture (BsrArrivalItem *item);
const char *bsr_arrival_item_problem (BsrArrivalItem *item);
/* @picture, @problem: (nullable) */
void bsr_arrival_item_set_picture (BsrArrivalItem *item, GdkTexture *picture, const char *problem);

G_END_DECLS
