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

/* Two rows of @width samples into one. */
static void
halve_rows (const guint16 *restrict top, const guint16 *restrict bottom, int width,
            BsrPyramidMerge merge, guint16 *restrict out)
{
  int pairs = width / 2;

  if (merge == bsr_pyramid_mean)
    for (int x = 0; x < pairs; x++)
      out[x] = bsr_pyramid_mean (top[2 * x], top[2 * x + 1], bottom[2 * x], bottom[2 * x + 1]);
  else
    for (int x = 0; x < pairs; x++)
      out[x] = merge (top[2 * x], top[2 * x + 1], bottom[2 * x], bottom[2 * x + 1]);
  if (width % 2 == 1)
    {
      guint16 a = top[2 * pairs], b = bottom[2 * pairs];
      out[pairs] = merge (a, a, b, b);
    }
}

static void
halve_band_cb (int item, int thread, gpointer data)
{
  const Halving *job = data;
  int end = MIN ((item + 1) * BAND_ROWS, bsr_plane_height (job->coarse));
  for (int y = item * BAND_ROWS; y < end; y++)
    {
      const guint16 *bottom
          = bsr_plane_row_u16 (job->fine, MIN (2 * y + 1, bsr_plane_height (job->fine) - 1));
      halve_rows (bsr_plane_row_u16 (job->fine, 2 * y), bottom, bsr_plane_width (job->fine),
                  job->merge, bsr_plane_row_u16 (job->coarse, y));
    }
}

/* Halves the last level until one sample is left. */
static gboolean
complete (BsrPyramid *pyramid, BsrPyramidMerge merge, int n_threads, GCancellable *cancellable,
          GError **error)
{
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

gboolean
bsr_pyramid_init (BsrPyramid *pyramid, BsrPlane *base, BsrPyramidMerge merge, int n_threads,
                  GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (base != NULL && bsr_plane_format (base) == BSR_FORMAT_U16, FALSE);

  *pyramid = (BsrPyramid){ .n_levels = 1, .levels = { bsr_plane_ref (base) } };
  return complete (pyramid, merge, n_threads, cancellable, error);
}

/* --- From rows that are made on the way ------------------------------------------------------ */

/* Levels from the source's pixels to the one up to which all is made row by row, with an item of work
 * for each of its rows. What is halved has just been made and is still in the processor's cache. */
#define MOST_RISES 6

typedef struct
{
  int width, height;
  BsrPlane *plane;     /* (nullable): where its rows are kept */
  gsize own;           /* samples before its two rows in a thread's scratch */
} Rise;

typedef struct
{
  const BsrPyramidSource *source;
  Rise rises[MOST_RISES + 1];
  int top;
  gsize scratch_samples;
  guint16 **scratch; /* of each thread */
} Rising;

/* Makes row @y of level @level and all that it comes from; as @odd one of the two that are halved
 * together. */
static const guint16 *
raise_row (const Rising *job, guint16 *scratch, int level, int y, int odd)
{
  const Rise *rise = &job->rises[level];
  guint16 *out = rise->plane != NULL ? bsr_plane_row_u16 (rise->plane, y)
                                     : scratch + rise->own + (gsize) odd * (gsize) rise->width;
  if (level == 0)
    {
      job->source->make_row (y, out, job->source->data);
      return out;
    }
  const guint16 *top = raise_row (job, scratch, level - 1, 2 * y, 0), *bottom = top;
  if (2 * y + 1 < rise[-1].height)
    bottom = raise_row (job, scratch, level - 1, 2 * y + 1, 1);
  halve_rows (top, bottom, rise[-1].width, bsr_pyramid_mean, out);
  return out;
}

static void
raise_band_cb (int item, int thread, gpointer data)
{
  const Rising *job = data;
  if (job->scratch[thread] == NULL)
    job->scratch[thread] = g_new (guint16, MAX (job->scratch_samples, 1));
  raise_row (job, job->scratch[thread], job->top, item, 0);
}

/* Sets up all levels that are made row by row, and gives those that are kept their planes. */
static gboolean
prepare (Rising *job, BsrPyramid *pyramid, int n_left_out, GError **error)
{
  int width = job->source->width, height = job->source->height;
  for (int level = 0;; level++)
    {
      Rise *rise = &job->rises[level];
      *rise = (Rise){ .width = width, .height = height, .own = job->scratch_samples };
      gboolean is_last = width == 1 && height == 1;
      if (level >= n_left_out || is_last)
        {
          rise->plane = bsr_plane_new (BSR_FORMAT_U16, width, height, error);
          if (rise->plane == NULL)
            return FALSE;
          pyramid->levels[pyramid->n_levels++] = rise->plane;
        }
      else
        job->scratch_samples += 2 * (gsize) width;
      job->top = level;
      if (level == MOST_RISES || is_last)
        return TRUE;
      width = (width + 1) / 2;
      height = (height + 1) / 2;
    }
}

gboolean
bsr_pyramid_init_rows (BsrPyramid *pyramid, const BsrPyramidSource *source, int n_left_out,
                       int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (source != NULL && source->width > 0 && source->height > 0, FALSE);
  g_return_val_if_fail (n_left_out >= 0 && n_left_out <= MOST_RISES, FALSE);

  Rising job = { .source = source };
  int size = bsr_thread_team_size (n_threads);
  *pyramid = (BsrPyramid){ 0 };
  job.scratch = g_new0 (guint16 *, size);
  gboolean good = prepare (&job, pyramid, n_left_out, error)
                  && bsr_thread_team_run (job.rises[job.top].height, size, raise_band_cb, &job,
                                          cancellable, error);
  for (int i = 0; i < size; i++)
    g_free (job.scratch[i]);
  g_free (job.scratch);
  if (!good)
    {
      bsr_pyramid_clear (pyramid);
      return FALSE;
    }
  return complete (pyramid, bsr_pyramid_mean, n_threads, cancellable, error);
}

void
bsr_pyramid_clear (BsrPyramid *pyramid)
{
  for (int i = 0; i < pyramid->n_levels; i++)
    bsr_plane_unref (pyramid->levels[i]);
  *pyramid = (BsrPyramid){ 0 };
}
