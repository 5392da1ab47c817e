#include "bsr-pyramid.h"

#include "bsr-thread-team.h"

/* Rows of one item of work: enough to outweigh handing it out. */
#define BAND_ROWS 64

typedef struct
{
  BsrPlane *fine, *coarse;
  BsrPyramidMerge merge;
} Halving;

guint16
bsr_pyramid_mean (guint16 a, guint16 b, guint16 c, guint16 d)
{
  return (guint16) ((a + b + c + d + 2) / 4);
}

static void
halve_row (const Halving *job, int y)
{
  int fine_width = bsr_plane_width (job->fine);
  int width = bsr_plane_width (job->coarse);
  const guint16 *top = bsr_plane_row_u16 (job->fine, 2 * y);
  const guint16 *bottom
      = bsr_plane_row_u16 (job->fine, MIN (2 * y + 1, bsr_plane_height (job->fine) - 1));
  guint16 *out = bsr_plane_row_u16 (job->coarse, y);
  int pairs = fine_width / 2;

  if (job->merge == bsr_pyramid_mean)
    for (int x = 0; x < pairs; x++)
      out[x] = bsr_pyramid_mean (top[2 * x], top[2 * x + 1], bottom[2 * x], bottom[2 * x + 1]);
  else
    for (int x = 0; x < pairs; x++)
      out[x] = job->merge (top[2 * x], top[2 * x + 1], bottom[2 * x], bottom[2 * x + 1]);
  if (width > pairs)
    {
      guint16 a = top[2 * pairs], b = bottom[2 * pairs];
      out[pairs] = job->merge (a, a, b, b);
    }
}

static void
halve_band_cb (int item, int thread, gpointer data)
{
  const Halving *job = data;
  int end = MIN ((item + 1) * BAND_ROWS, bsr_plane_height (job->coarse));
  for (int y = item * BAND_ROWS; y < end; y++)
    halve_row (job, y);
}

gboolean
bsr_pyramid_init (BsrPyramid *pyramid, BsrPlane *base, BsrPyramidMerge merge, int n_threads,
                  GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (base != NULL && bsr_plane_format (base) == BSR_FORMAT_U16, FALSE);

  *pyramid = (BsrPyramid){ .n_levels = 1, .levels = { bsr_plane_ref (base) } };
  for (;;)
    {
      BsrPlane *fine = pyramid->levels[pyramid->n_levels - 1];
      int width = bsr_plane_width (fine), height = bsr_plane_height (fine);
      if (width == 1 && height == 1)
        return TRUE;

      g_assert (pyramid->n_levels < BSR_PYRAMID_MAX_LEVELS);
      BsrPlane *coarse
          = bsr_plane_new (BSR_FORMAT_U16, (width + 1) / 2, (height + 1) / 2, error);
      if (coarse == NULL)
        break;
      pyramid->levels[pyramid->n_levels++] = coarse;

      Halving job = { fine, coarse, merge };
      int n_bands = (bsr_plane_height (coarse) + BAND_ROWS - 1) / BAND_ROWS;
      if (!bsr_thread_team_run (n_bands, n_bands > 1 ? n_threads : 1, halve_band_cb, &job,
                                cancellable, error))
        break;
    }
  bsr_pyramid_clear (pyramid);
  return FALSE;
}

void
bsr_pyramid_clear (BsrPyramid *pyramid)
{
  for (int i = 0; i < pyramid->n_levels; i++)
    bsr_plane_unref (pyramid->levels[i]);
  *pyramid = (BsrPyramid){ 0 };
}
