#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/* Peers that are kept for each place: enough that a median outvotes a few chance likenesses, few
 * enough that a load of a dozen packages has as many. */
#define BSR_PEER_COUNT 12
/* A place's own window, and the ring around it that is compared, places: 3 x 3 in the middle, one
 * place of guard around it, 11 x 11 without those 5 x 5. */
#define BSR_PEER_WINDOW 3
#define BSR_PEER_INNER 2 /* to each side of the middle */
#define BSR_PEER_OUTER 5
#define BSR_PEER_RING 96 /* places: 11 * 11 - 5 * 5 */
/* Levels that two places may differ by before it no longer matters how much: a ring's sum fits
 * 16 bits (96 * 255, and 121 * 255 on the way). */
#define BSR_PEER_MOST_LEVELS 255

/**
 * BsrPeerSearch:
 *
 * For each place of a map those elsewhere whose surroundings differ least: the non-local means'
 * search (Buades, Coll and Morel, CVPR 2005) with one displacement at a time over the whole map,
 * so that sums over rings slide (Darbon et al., ISBI 2008), in whole numbers: exact in any order.
 * Of a block of 3 x 3 displacements only the best counts, so that peers are not one place seen
 * three times. Immutable.
 */
typedef struct _BsrPeerSearch BsrPeerSearch;

/**
 * bsr_peer_search_new:
 * @levels: U16, 0...32767: what is compared, in levels of equal doubt
 *
 * What lies beyond the borders is taken as mirrored. Blocks; cancelling is looked at between
 * blocks of displacements. Returns: (transfer full): or %NULL with %G_IO_ERROR_CANCELLED or an
 * error of bsr_plane_new()
 */
BsrPeerSearch *bsr_peer_search_new (BsrPlane *levels, int n_threads, GCancellable *cancellable,
                                    GError **error);
void bsr_peer_search_free (BsrPeerSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPeerSearch, bsr_peer_search_free)

typedef struct
{
  int x, y;
  int distance; /* sum of the levels that the rings differ by */
} BsrPeer;

/* Fills @peers, nearest first, of place (@x, @y); returns their number. */
int bsr_peer_search_peers (const BsrPeerSearch *search, int x, int y,
                           BsrPeer peers[BSR_PEER_COUNT]);

G_END_DECLS
