#include "bsr-displacement.h"

#include <math.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* A pixel is what it is mixed from with at least this weight. */
#define LEAST_WEIGHT 0.1F
/* Rows that a thread takes at a time. */
#define ROWS 32

typedef struct
{
  BsrPlane *codes, *flags;         /* from */
  BsrPlane *new_codes, *new_flags; /* to */
  double dx, dy;
  const float *lower;
} Displacement;

/* Two neighbours along an axis of @n pixels, the second with weight @share. */
typedef struct
{
  int first, second;
  float share;
  gboolean is_beyond;
} Span;

static Span
span_at (double place, int n)
{
  double whole = floor (place);
  int first = (int) CLAMP (whole, -1.0, (double) n), second = first + 1;
  float share = (float) (place - whole);
  gboolean is_beyond = (first < 0 && share < 1.0F - LEAST_WEIGHT)
                       || (second >= n && share >= LEAST_WEIGHT) || first >= n || second < 0;
  return (Span){ CLAMP (first, 0, n - 1), CLAMP (second, 0, n - 1), share, is_beyond };
}

static void
mix_pixel (const Displacement *displacement, const Span *across, const Span *down, guint16 *code,
           guint8 *flags)
{
  float sum = 0.0F;
  guint16 highest = 0;
  guint8 some = 0, all = BSR_PIXEL_AIR;
  for (int i = 0; i < 4; i++)
    {
      int x = i % 2 == 0 ? across->first : across->second;
      int y = i / 2 == 0 ? down->first : down->second;
      float weight = (i % 2 == 0 ? 1.0F - across->share : across->share)
                     * (i / 2 == 0 ? 1.0F - down->share : down->share);
      guint16 value = bsr_plane_row_u16 (displacement->codes, y)[x];
      guint8 known = bsr_plane_row_u8 (displacement->flags, y)[x];
      if (weight <= 0.0F)
        continue;
      sum += weight * value;
      all &= known;
      /* Of what is opaque no share is too small: its code is a bound and no value. */
      some |= weight >= LEAST_WEIGHT ? known : known & BSR_PIXEL_OPAQUE;
      if (known & BSR_PIXEL_OPAQUE)
        highest = MAX (highest, value);
    }
  *code = some & BSR_PIXEL_OPAQUE ? highest : (guint16) (sum + 0.5F);
  *flags = (guint8) ((some & ~BSR_PIXEL_AIR) | all
                     | (across->is_beyond || down->is_beyond ? BSR_PIXEL_DEAD : 0));
}

static void
displace_strip (int item, int thread, gpointer data)
{
  const Displacement *displacement = data;
  int width = bsr_plane_width (displacement->codes), height = bsr_plane_height (displacement->codes);
  for (int y = item * ROWS; y < MIN ((item + 1) * ROWS, height); y++)
    {
      guint16 *codes = bsr_plane_row_u16 (displacement->new_codes, y);
      guint8 *flags = bsr_plane_row_u8 (displacement->new_flags, y);
      Span down = span_at (y + displacement->dy, height);
      for (int x = 0; x < width; x++)
        {
          Span across = span_at (x + displacement->dx, width);
          if (displacement->lower != NULL)
            down = span_at (y + displacement->dy + (double) displacement->lower[x], height);
          mix_pixel (displacement, &across, &down, &codes[x], &flags[x]);
        }
    }
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
  Displacement displacement = { *codes, *flags, new_codes, new_flags, dx, dy, lower };
  if (!bsr_thread_team_run ((height + ROWS - 1) / ROWS, n_threads, displace_strip, &displacement,
                            cancellable, error))
    return FALSE;
  bsr_plane_unref (*codes);
  bsr_plane_unref (*flags);
  *codes = g_steal_pointer (&new_codes);
  *flags = g_steal_pointer (&new_flags);
  return TRUE;
}
