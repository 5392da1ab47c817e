#include "bsr-material-map.h"

#include <math.h>

#include "bsr-thread-team.h"

/* Rows of cells, and segments, of one item of work. */
#define BAND_ROWS 32
#define BATCH 2048

/* Pixels that are grey whatever their segment is. A spike is a pixel like its neighbours that was
 * hit. */
#define GREY (BSR_PIXEL_DEAD | BSR_PIXEL_SATURATED | BSR_PIXEL_OPAQUE)

typedef struct
{
  const BsrMaterialCurves *curves;
  const BsrSegments *segments;
  BsrPlane *flags[2];
  guint16 *samples; /* of each segment */
  BsrPlane *map;
} MapJob;

static guint16
to_sample (const BsrMaterialEstimate *estimate)
{
  if (estimate->state == BSR_MATERIAL_THIN)
    return BSR_MATERIAL_NOTHING;
  if (estimate->state != BSR_MATERIAL_TOLD)
    return 0;
  int sureness = (int) lrint (estimate->sureness * BSR_MATERIAL_MOST);
  int hue = (int) lrint (estimate->hue * (BSR_MATERIAL_N_HUES - 1));
  int share = (int) lrint (estimate->share * BSR_MATERIAL_MOST);
  return sureness > 0 ? BSR_MATERIAL_SAMPLE (hue, share, sureness) : 0;
}

static void
judge_batch_cb (int item, int thread, gpointer data)
{
  const MapJob *job = data;
  int end = MIN ((item + 1) * BATCH, bsr_segments_n (job->segments));
  for (int i = item * BATCH; i < end; i++)
    {
      BsrMaterialEstimate estimate;
      bsr_material_curves_judge (job->curves, bsr_segments_sums (job->segments, i), &estimate);
      job->samples[i] = to_sample (&estimate);
    }
}

static gboolean
is_grey (const MapJob *job, int cell_x, int cell_y)
{
  int edge = bsr_segments_cell_edge (job->segments);
  int right = MIN ((cell_x + 1) * edge, bsr_plane_width (job->flags[0]));
  int bottom = MIN ((cell_y + 1) * edge, bsr_plane_height (job->flags[0]));
  guint8 flags = 0;
  for (int i = 0; i < 2; i++)
    for (int y = cell_y * edge; y < bottom; y++)
      for (int x = cell_x * edge; x < right; x++)
        flags |= bsr_plane_row_u8 (job->flags[i], y)[x];
  return (flags & GREY) != 0;
}

static void
map_band_cb (int item, int thread, gpointer data)
{
  const MapJob *job = data;
  int end = MIN ((item + 1) * BAND_ROWS, bsr_plane_height (job->map));
  for (int y = item * BAND_ROWS; y < end; y++)
    {
      guint16 *out = bsr_plane_row_u16 (job->map, y);
      for (int x = 0; x < bsr_plane_width (job->map); x++)
        {
          int segment = bsr_segments_at (job->segments, x, y);
          out[x] = segment >= 0 && !is_grey (job, x, y) ? job->samples[segment] : 0;
        }
    }
}

BsrPlane *
bsr_material_map_new (const BsrMaterialCurves *curves, const BsrSegments *segments,
                      BsrRadiograph *radiograph, int n_threads, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (curves != NULL && segments != NULL && radiograph != NULL, NULL);
  int n_rows = bsr_segments_height (segments), n = bsr_segments_n (segments);
  g_autoptr (BsrPlane) map
      = bsr_plane_new (BSR_FORMAT_U16, bsr_segments_width (segments), n_rows, error);
  if (map == NULL)
    return NULL;

  g_autofree guint16 *samples = g_new (guint16, MAX (n, 1));
  MapJob job = { .curves = curves, .segments = segments, .samples = samples, .map = map };
  for (int i = 0; i < 2; i++)
    job.flags[i] = bsr_radiograph_flags (radiograph, i);
  if (!bsr_thread_team_run ((n + BATCH - 1) / BATCH, n_threads, judge_batch_cb, &job, cancellable,
                            error)
      || !bsr_thread_team_run ((n_rows + BAND_ROWS - 1) / BAND_ROWS, n_threads, map_band_cb, &job,
                               cancellable, error))
    return NULL;
  return g_steal_pointer (&map);
}

guint16
bsr_material_map_merge (guint16 a, guint16 b, guint16 c, guint16 d)
{
  if (a == b && a == c && a == d)
    return a;
  const guint16 samples[] = { a, b, c, d };
  int hue = 0, share = 0, sum = 0;
  for (int i = 0; i < 4; i++)
    {
      int sureness = BSR_MATERIAL_SURENESS (samples[i]);
      hue += BSR_MATERIAL_HUE (samples[i]) * sureness;
      share += BSR_MATERIAL_SHARE (samples[i]) * sureness;
      sum += sureness;
    }
  return sum > 0 ? BSR_MATERIAL_SAMPLE ((hue + sum / 2) / sum, (share + sum / 2) / sum, (sum + 2) / 4)
                 : 0;
}
