#include "bsr-peer-kernel.h"

#include "bsr-peer-search.h"

G_STATIC_ASSERT (BSR_PEER_OUTER == 5 && BSR_PEER_INNER == 2);

void
bsr_peer_differ (gint16 *restrict out, const gint16 *restrict a, const gint16 *restrict b, int n)
{
  for (int i = 0; i < n; i++)
    {
      gint16 difference = (gint16) (a[i] - b[i]), opposite = (gint16) (b[i] - a[i]);
      gint16 size = difference > opposite ? difference : opposite;
      out[i] = size < BSR_PEER_MOST_LEVELS ? size : BSR_PEER_MOST_LEVELS;
    }
}

void
bsr_peer_slide (gint16 *restrict sum, const gint16 *restrict enters,
                const gint16 *restrict leaves, int n)
{
  if (leaves == NULL)
    for (int i = 0; i < n; i++)
      sum[i] = (gint16) (sum[i] + enters[i]);
  else
    for (int i = 0; i < n; i++)
      sum[i] = (gint16) (sum[i] + enters[i] - leaves[i]);
}

void
bsr_peer_ring (gint16 *restrict out, const gint16 *restrict outer, const gint16 *restrict inner,
               int n)
{
  for (int i = 0; i < n; i++)
    {
      const gint16 *o = outer + i, *c = inner + i + BSR_PEER_OUTER - BSR_PEER_INNER;
      gint16 all = (gint16) (o[0] + o[1] + o[2] + o[3] + o[4] + o[5] + o[6] + o[7] + o[8] + o[9]
                             + o[10]);
      gint16 middle = (gint16) (c[0] + c[1] + c[2] + c[3] + c[4]);
      out[i] = (gint16) (all - middle);
    }
}

void
bsr_peer_keep (gint16 *restrict best, gint16 *restrict ids, const gint16 *restrict distance,
               gint16 id, int n)
{
  for (int i = 0; i < n; i++)
    {
      ids[i] = distance[i] < best[i] ? id : ids[i];
      best[i] = distance[i] < best[i] ? distance[i] : best[i];
    }
}
