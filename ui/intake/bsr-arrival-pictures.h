#pragma once

#include "bsr-arrival-item.h"

G_BEGIN_DECLS

/**
 * BsrArrivalPictures:
 *
 * Makes the small pictures of what waits: one after the other in a worker, so that no more than one scan is decoded
 * at a time, the one asked for last first, as what an officer looks at was asked for last. The decoder is shut off
 * from the computer and bounded, the file is held against its hash, and a few pictures are kept.
 */
#define BSR_TYPE_ARRIVAL_PICTURES (bsr_arrival_pictures_get_type ())
G_DECLARE_FINAL_TYPE (BsrArrivalPictures, bsr_arrival_pictures, BSR, ARRIVAL_PICTURES, GObject)

BsrArrivalPictures *bsr_arrival_pictures_new (void);
/* Sees to it that @item has its picture, or its problem, sometime. */
void bsr_arrival_pictures_ask (BsrArrivalPictures *pictures, BsrArrivalItem *item);
/* @item is not looked at any more; a picture that is being made is still finished. */
void bsr_arrival_pictures_forget (BsrArrivalPictures *pictures, BsrArrivalItem *item);
/* Gives up all that was asked for. */
void bsr_arrival_pictures_cancel (BsrArrivalPictures *pictures);

G_END_DECLS
