#pragma once

#include "bsr-drop-group.h"

G_BEGIN_DECLS

/**
 * BsrDropListing:
 *
 * What is known of the files in a drop folder from one look to the next: since when each has not changed. Times are of
 * the monotonic clock, which the caller reads.
 */
typedef struct _BsrDropListing BsrDropListing;

/* @settle_us: so long a file must not have changed; @grace_us: so much longer, what belongs to it is waited for */
BsrDropListing *bsr_drop_listing_new (const char *folder, gint64 settle_us, gint64 grace_us);
void bsr_drop_listing_free (BsrDropListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDropListing, bsr_drop_listing_free)

/**
 * bsr_drop_listing_look:
 * @next_us: (out): when something more may be complete; %G_MAXINT64: nothing that is there
 *
 * Lists what is complete at @now_us. A group is when size and time of all of its files have stayed what they are, and
 * none is open for writing where that can be known; a scan that lacks a description or may have a second energy is
 * waited with a while, and so is what lies there without pixels. Left alone are folders, hidden files and names that
 * programs give to what they are still writing (.part, .partial, .filepart, .tmp, .temp, .crdownload, ~).
 *
 * Returns: (transfer full) (element-type BsrDropGroup): what declares cases first, then by when it was acquired, what
 * failed before last; %BSR_ERROR_ENVIRONMENT
 */
GPtrArray *bsr_drop_listing_look (BsrDropListing *listing, gint64 now_us, gint64 *next_us,
                                  GError **error);

/* Leaves @group alone until @until_us; counts as an attempt that failed. */
void bsr_drop_listing_put_off (BsrDropListing *listing, const BsrDropGroup *group, gint64 until_us);

G_END_DECLS
