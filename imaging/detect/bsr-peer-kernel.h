#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Loops of the peer search over rows of 16 bit numbers: plain C that a compiler turns into vector
 * instructions; built with more optimisation than the rest. None of the arrays overlap, unless
 * they are the same. */

/* @out[i] = |@a[i] - @b[i]|, at most %BSR_PEER_MOST_LEVELS. */
void bsr_peer_differ (gint16 *restrict out, const gint16 *restrict a, const gint16 *restrict b,
                      int n);
/* @sum[i] += @enters[i] - @leaves[i]; @leaves may be %NULL. */
void bsr_peer_slide (gint16 *restrict sum, const gint16 *restrict enters,
                     const gint16 *restrict leaves, int n);
/* @out[i]: sums of @outer[i ... i + 10] less those of @inner[i + 3 ... i + 7]. */
void bsr_peer_ring (gint16 *restrict out, const gint16 *restrict outer,
                    const gint16 *restrict inner, int n);
/* Where @distance[i] is less than @best[i], takes it, and @id. */
void bsr_peer_keep (gint16 *restrict best, gint16 *restrict ids, const gint16 *restrict distance,
                    gint16 id, int n);

G_END_DECLS
