#include "bsr-displacement.h"

#include <math.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* A pixel is what it is mixed from with at least this weight. */
#define LEAST_WEIGHT 0.1F
/* Rows that a thread takes at a time. */
#define ROWS 32

/* Where a column's pixels come from: the same for all its rows, which go down with them. */
typedef struct
{
  int left, right, below; /* columns, and rows from a pixel's own to the upper of both */
  float share_right, share_lower;
  gboolean is_beyond; /* the plane's sides */
} Source;

typedef struct
{
  BsrPlane *codes, *flags;         /* from */
  BsrPlane *new_codes, *new_flags; /* to */
  const Source *sources;           /* of each column */
} Displacement;

static gboolean
is_beyond (int first, float share, int n)
{
  return (first < 0 && share < 1.0F - LEAST_WEIGHT) || (first + 1 >= n && share >= LEAST_WEIGHT)
         || first >= n || first + 1 < 0;
}

static Source
source_of (int x, int width, int height, double dx, double dy)
{
  double across = floor (CLAMP (x + dx, -1.0, (double) width));
  double down = floor (CLAMP (dy, -(double) height, (double) height));
  int left = (int) across;
  float share = (float) (CLAMP (x + dx, -1.0, (double) width) - across);
  return (Source){ .left = CLAMP (left, 0, width - 1),
                   .right = CLAMP (left + 1, 0, width - 1),
                   .below = (int) down,
                   .share_right = share,
                   .share_lower = (float) (CLAMP (dy, -(double) height, (double) height) - down),
                   .is_beyond = is_beyond (left, share, width) };
}

/* What has been mixed of a pixel so far. */
typedef struct
{
  float sum;
  guint16 highest; /* of what is opaque */
  guint8 some, all;
} Mixture;

static inline void
add (Mixture *mixture, float weight, guint16 code, guint8 flags)
{
  if (weight <= 0.0F)
    return;
  mixture->sum += weight * code;
  mixture->all &= flags;
  /* Of what is opaque no share is too small: its code is a bound and no value. */
  mixture->some |= weight >= LEAST_WEIGHT ? flags : flags & BSR_PIXEL_OPAQUE;
  if (flags & BSR_PIXEL_OPAQUE)
    mixture->highest = MAX (mixture->highest, code);
}

static void
displace_pixel (const Displacement *displacement, int x, int y)
{
  const Source *source = &displacement->sources[x];
  int height = bsr_plane_height (displacement->codes), first = y + source->below;
  Mixture mixture = { .all = BSR_PIXEL_AIR };
  for (int i = 0; i < 2; i++)
    {
      int from = CLAMP (first + i, 0, height - 1);
      const guint16 *codes = bsr_plane_row_u16 (displacement->codes, from);
      const guint8 *flags = bsr_plane_row_u8 (displacement->flags, from);
      float weight = i == 0 ? 1.0F - source->share_lower : source->share_lower;
      add (&mixture, weight * (1.0F - source->share_right), codes[source->left],
           flags[source->left]);
      add (&mixture, weight * source->share_right, codes[source->right], flags[source->right]);
    }
  gboolean none = source->is_beyond || is_beyond (first, source->share_lower, height);
  bsr_plane_row_u16 (displacement->new_codes, y)[x]
      = mixture.some & BSR_PIXEL_OPAQUE ? mixture.highest : (guint16) (mixture.sum + 0.5F);
  bsr_plane_row_u8 (displacement->new_flags, y)[x] = (guint8) (
      (mixture.some & ~BSR_PIXEL_AIR) | mixture.all | (none ? BSR_PIXEL_DEAD : 0));
}

static void
displace_strip (int item, int thread, gpointer data)
{
  const Displacement *displacement = data;
  int width = bsr_plane_width (displacement->codes), height = bsr_plane_height (displacement->codes);
  for (int y = item * ROWS; y < MIN ((item + 1) * ROWS, height); y++)
    for (int x = 0; x < width; x++)
      displace_pixel (displacement, x, y);
}

gboolean
bsr_displace (BsrPlane **codes, BsrPlane **flags, double dx, double dy, const float *lower,
              int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (bsr_plane_format (*codes) == BSR_FORMAT_U16, FALSE);
  int width = bsr_plane_width (*codes), height = bsr_plane_height (*codes);
  g_autoptr (BsrPlane) new_codes = bsr_plane_new (BSR_FORMAT_U16, width, height, error);
  if (new_codes == NULL)
    return FALSE;
  g_autoptr (BsrPlane) new_flags = bsr_plane_new (BSR_FORMAT_U8, width, height, error);
  if (new_flags == NULL)
    return FALSE;
  g_autofree Source *sources = g_new (Source, width);
  for (int x = 0; x < width; x++)
    sources[x] = source_of (x, width, height, dx, dy + (lower != NULL ? (double) lower[x] : 0.0));
  Displacement displacement = { *codes, *flags, new_codes, new_flags, sources };
  if (!bsr_thread_team_run ((height + ROWS - 1) / ROWS, n_threads, displace_strip, &displacement,
                            cancellable, error))
    return FALSE;
  bsr_plane_unref (*codes);
  bsr_plane_unref (*flags);
  *codes = g_steal_pointer (&new_codes);
  *flags = g_steal_pointer (&new_flags);
  return TRUE;
}
