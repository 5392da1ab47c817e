#include "bsr-scene-private.h"

#include <math.h>

#include "bsr-material-map.h"

/* A draft is smaller by no more than this many halvings: 250,000 pixels in a row still fill its view. */
#define MOST_LEFT_OUT 6

/* Without physics the brightest 1 % are taken for air: above it lie spikes and saturated pixels. */
#define AIR_PERCENTILE 0.99
/* Counts are binned this finely for it; 16-bit integers each have their own bin. */
#define N_BINS 65536
/* About so many pixels are looked at for it, in whole rows spread over the scan: a percentile of
 * four million is as good as one of all. */
#define AIR_PIXELS (4 << 20)

typedef enum
{
  QUANTITY_ATTENUATION,
  QUANTITY_STEEL,
} Quantity;

typedef struct
{
  BsrPlane *source;
  const guint16 *sample_of; /* of U16: by code or count */
  double scale;             /* of F32: samples for one count */
} Conversion;

G_DEFINE_BOXED_TYPE (BsrScene, bsr_scene, bsr_scene_ref, bsr_scene_unref)

static inline guint16
to_sample (double value)
{
  return (guint16) (CLAMP (value, 0.0, 65535.0) + 0.5);
}

/* Samples of all codes up to @most. */
static guint16 *
tabulate (Quantity quantity, const BsrRadiograph *radiograph, int most)
{
  const guint32 *steel_of = bsr_radiograph_steel_of_codes (radiograph);
  guint16 *sample_of = g_new (guint16, most + 1);
  for (int i = 0; i <= most; i++)
    sample_of[i] = quantity == QUANTITY_STEEL
                       ? to_sample (steel_of[i] * (BSR_SCENE_STEEL_SCALE / BSR_STEEL_STEPS))
                       : to_sample (exp (-(double) i / BSR_ATTENUATION_STEPS)
                                    * BSR_SCENE_TRANSMISSION_SCALE);
  return sample_of;
}

static void
convert_row_cb (int y, guint16 *out, gpointer data)
{
  const Conversion *job = data;
  int width = bsr_plane_width (job->source);

  if (bsr_plane_format (job->source) == BSR_FORMAT_F32)
    {
      const float *in = bsr_plane_row_f32 (job->source, y);
      for (int x = 0; x < width; x++)
        out[x] = isfinite (in[x]) ? to_sample ((double) in[x] * job->scale) : 0;
      return;
    }

  const guint16 *in = bsr_plane_row_u16 (job->source, y);
  for (int x = 0; x < width; x++)
    out[x] = job->sample_of[in[x]];
}

/* Bins the values of every @step-th row of @plane, F32, up to the highest. Returns: a bin's width. */
static double
count_floats (BsrPlane *plane, int step, double full_scale, guint32 *histogram)
{
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);
  /* Floats are said to reach up to full scale, but need not keep to it. */
  double top = full_scale;

  for (int y = 0; y < height; y += step)
    for (int x = 0; x < width; x++)
      if (isfinite (bsr_plane_row_f32 (plane, y)[x]))
        top = MAX (top, (double) bsr_plane_row_f32 (plane, y)[x]);
  double bin = top / (N_BINS - 1);
  for (int y = 0; y < height; y += step)
    for (int x = 0; x < width; x++)
      {
        double value = (double) bsr_plane_row_f32 (plane, y)[x] / bin;
        histogram[isfinite (value) ? (int) CLAMP (value, 0.0, N_BINS - 1.0) : 0]++;
      }
  return bin;
}

static void
count_samples (BsrPlane *plane, int step, guint32 *histogram)
{
  int width = bsr_plane_width (plane);
  for (int y = 0; y < bsr_plane_height (plane); y += step)
    {
      const guint16 *row = bsr_plane_row_u16 (plane, y);
      for (int x = 0; x < width; x++)
        histogram[row[x]]++;
    }
}

/* The percentile of @plane's samples that is taken for air, at least 1 count (or 1 / N_BINS). */
static double
find_air (BsrPlane *plane, double full_scale)
{
  g_autofree guint32 *histogram = g_new0 (guint32, N_BINS);
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);
  int step = (int) MAX ((gint64) width * height / AIR_PIXELS, 1);
  double bin = 1.0;

  if (bsr_plane_format (plane) == BSR_FORMAT_F32)
    bin = count_floats (plane, step, full_scale, histogram);
  else
    count_samples (plane, step, histogram);

  double wanted = AIR_PERCENTILE * width * ((height + step - 1) / step), seen = 0.0;
  for (int i = 0; i < N_BINS; i++)
    {
      seen += histogram[i];
      if (seen >= wanted)
        return MAX (i, 1) * bin;
    }
  return (N_BINS - 1) * bin;
}

static gboolean
build (const BsrScene *scene, BsrPyramid *pyramid, BsrPlane *source, Conversion *how,
       GCancellable *cancellable, GError **error)
{
  how->source = source;
  const BsrPyramidSource rows
      = { scene->width, scene->height, convert_row_cb, how };
  return bsr_pyramid_init_rows (pyramid, &rows, scene->n_left_out, scene->n_threads, cancellable,
                                error);
}

/* From the codes of plane @index. */
static gboolean
build_of_codes (BsrScene *scene, BsrPyramid *pyramid, int index, Quantity quantity,
                GCancellable *cancellable, GError **error)
{
  guint16 most = bsr_radiograph_most_code (scene->radiograph, index);
  g_autofree guint16 *sample_of = tabulate (quantity, scene->radiograph, most);
  Conversion how = { .sample_of = sample_of };
  return build (scene, pyramid, bsr_radiograph_codes (scene->radiograph, index), &how, cancellable,
                error);
}

static gboolean
build_plane (BsrScene *scene, int index, GCancellable *cancellable, GError **error)
{
  if (scene->radiograph != NULL)
    return build_of_codes (scene, &scene->planes[index], index, QUANTITY_ATTENUATION, cancellable,
                           error);

  BsrPlane *counts = bsr_image_plane (scene->image, index);
  double full_scale = bsr_image_full_scale (scene->image);
  double air = scene->is_colour ? full_scale : find_air (counts, full_scale);
  g_autofree guint16 *sample_of = g_new (guint16, N_BINS);
  double scale = BSR_SCENE_TRANSMISSION_SCALE / air;
  for (int i = 0; i < N_BINS; i++)
    sample_of[i] = to_sample (i * scale);
  Conversion how = { .sample_of = sample_of, .scale = scale };
  return build (scene, &scene->planes[index], counts, &how, cancellable, error);
}

/* Nothing where the energies do not tell. */
static gboolean
build_material (BsrScene *scene, GCancellable *cancellable, GError **error)
{
  scene->curves = bsr_material_curves_new (scene->radiograph);
  if (scene->curves == NULL)
    return TRUE;
  scene->segments = bsr_segments_new (scene->radiograph, scene->n_threads, cancellable, error);
  if (scene->segments == NULL)
    return FALSE;
  scene->material_level = bsr_segments_cell_edge (scene->segments) - 1;
  scene->strip = bsr_strip_table_new ();
  g_autoptr (BsrPlane) map = bsr_material_map_new (scene->curves, scene->segments, scene->radiograph,
                                                   scene->n_threads, cancellable, error);
  return map != NULL
         && bsr_pyramid_init (&scene->material, map, bsr_material_map_merge, scene->n_threads,
                              cancellable, error);
}

/* Whether plane @index is shown, which is also what is where the rest cannot be told. */
static gboolean
shows_plane (const BsrTone *tone, int index, int n_planes)
{
  return tone == NULL
         || index == (tone->mode == BSR_VIEW_PLANE ? CLAMP (tone->plane, 0, n_planes - 1) : 0);
}

static gboolean
build_physics (BsrScene *scene, const BsrTone *tone, GCancellable *cancellable, GError **error)
{
  if ((tone == NULL || tone->mode == BSR_VIEW_STEEL)
      && !build_of_codes (scene, &scene->steel, 0, QUANTITY_STEEL, cancellable, error))
    return FALSE;
  return (tone != NULL && !bsr_view_mode_is_material (tone->mode))
         || build_material (scene, cancellable, error);
}

/* With nothing to draw yet. */
static BsrScene *
scene_new (BsrImage *image, BsrRadiograph *radiograph, int n_threads)
{
  BsrScene *scene = g_new0 (BsrScene, 1);
  g_atomic_ref_count_init (&scene->refs);
  scene->image = bsr_image_ref (image);
  scene->radiograph = radiograph ? bsr_radiograph_ref (radiograph) : NULL;
  scene->width = bsr_image_width (image);
  scene->height = bsr_image_height (image);
  scene->n_planes = bsr_image_n_energies (image);
  scene->n_pyramids = bsr_image_n_planes (image);
  scene->is_colour = bsr_image_is_colour (image);
  scene->n_threads = n_threads;
  return scene;
}

static gboolean
build_planes (BsrScene *scene, const BsrTone *tone, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < scene->n_pyramids; i++)
    if ((scene->is_colour || shows_plane (tone, i, scene->n_planes))
        && !build_plane (scene, i, cancellable, error))
      return FALSE;
  return TRUE;
}

BsrScene *
bsr_scene_new (BsrImage *image, BsrRadiograph *radiograph, int n_threads,
               GCancellable *cancellable, GError **error)
{
  return bsr_scene_new_for (image, radiograph, NULL, n_threads, cancellable, error);
}

BsrScene *
bsr_scene_new_for (BsrImage *image, BsrRadiograph *radiograph, const BsrTone *tone, int n_threads,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (image != NULL, NULL);
  g_return_val_if_fail (radiograph == NULL
                            || (bsr_radiograph_width (radiograph) == bsr_image_width (image)
                                && bsr_radiograph_height (radiograph) == bsr_image_height (image)
                                && bsr_radiograph_n_planes (radiograph) == bsr_image_n_planes (image)),
                        NULL);

  g_autoptr (BsrScene) scene = scene_new (image, radiograph, n_threads);
  if (!build_planes (scene, tone, cancellable, error))
    return NULL;
  if (radiograph != NULL && !build_physics (scene, tone, cancellable, error))
    return NULL;
  return g_steal_pointer (&scene);
}

/* Halvings after which all of the scan still fills the widest view. */
static int
find_n_left_out (const BsrScene *scene)
{
  int n = 0;
  while (n < MOST_LEFT_OUT
         && (scene->width >> (n + 1) >= BSR_SCENE_DRAFT_WIDTH || scene->height >> (n + 1) >= BSR_SCENE_DRAFT_HEIGHT))
    n++;
  return n;
}

BsrScene *
bsr_scene_new_draft (BsrImage *image, int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (image != NULL, NULL);

  g_autoptr (BsrScene) scene = scene_new (image, NULL, n_threads);
  scene->n_left_out = find_n_left_out (scene);
  return build_planes (scene, NULL, cancellable, error) ? g_steal_pointer (&scene) : NULL;
}

BsrScene *
bsr_scene_ref (BsrScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  g_atomic_ref_count_inc (&scene->refs);
  return scene;
}

void
bsr_scene_unref (BsrScene *scene)
{
  g_return_if_fail (scene != NULL);
  if (!g_atomic_ref_count_dec (&scene->refs))
    return;
  for (int i = 0; i < scene->n_pyramids; i++)
    bsr_pyramid_clear (&scene->planes[i]);
  bsr_pyramid_clear (&scene->steel);
  bsr_pyramid_clear (&scene->material);
  g_clear_pointer (&scene->curves, bsr_material_curves_free);
  g_clear_pointer (&scene->segments, bsr_segments_free);
  g_clear_pointer (&scene->strip, bsr_strip_table_free);
  g_clear_pointer (&scene->radiograph, bsr_radiograph_unref);
  bsr_image_unref (scene->image);
  g_free (scene);
}

int
bsr_scene_width (const BsrScene *scene)
{
  return scene->width;
}

int
bsr_scene_height (const BsrScene *scene)
{
  return scene->height;
}

int
bsr_scene_n_planes (const BsrScene *scene)
{
  return scene->n_planes;
}

gboolean
bsr_scene_is_colour (const BsrScene *scene)
{
  return scene->is_colour;
}

gboolean
bsr_scene_is_draft (const BsrScene *scene)
{
  return scene->n_left_out > 0;
}

gboolean
bsr_scene_has_physics (const BsrScene *scene)
{
  return scene->radiograph != NULL;
}

gboolean
bsr_scene_has_material (const BsrScene *scene)
{
  return scene->material.n_levels > 0;
}

const BsrMaterialCurves *
bsr_scene_material_curves (const BsrScene *scene)
{
  return scene->curves;
}

/* A pixel that is hidden itself says so, whatever is around it. */
gboolean
bsr_scene_material_at (const BsrScene *scene, int x, int y, BsrMaterialEstimate *estimate)
{
  g_return_val_if_fail (scene != NULL && estimate != NULL, FALSE);
  if (scene->curves == NULL)
    return FALSE;
  int edge = bsr_segments_cell_edge (scene->segments);
  int segment = bsr_segments_at (scene->segments, x / edge, y / edge);
  BsrEnergySums own = { 0 };
  bsr_energy_sums_add_run (&own, scene->radiograph, x, y, 1);
  gboolean hidden = own.n == 0 || segment < 0;
  bsr_material_curves_judge (scene->curves,
                             hidden ? &own : bsr_segments_sums (scene->segments, segment), estimate);
  return TRUE;
}

BsrImage *
bsr_scene_image (const BsrScene *scene)
{
  return scene->image;
}

BsrRadiograph *
bsr_scene_radiograph (const BsrScene *scene)
{
  return scene->radiograph;
}

double
bsr_scene_pixel_aspect (const BsrScene *scene)
{
  if (scene->radiograph == NULL)
    return 1.0;
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (scene->radiograph);
  return acquisition->pitch_x_mm / acquisition->pitch_y_mm;
}

const BsrPyramid *
bsr_scene_pyramid (const BsrScene *scene, const BsrTone *tone, double *scale)
{
  gboolean is_steel = tone->mode == BSR_VIEW_STEEL && scene->steel.n_levels > 0;
  if (scale != NULL)
    *scale = is_steel ? BSR_SCENE_STEEL_SCALE : BSR_SCENE_TRANSMISSION_SCALE;
  if (is_steel)
    return &scene->steel;
  return &scene->planes[tone->mode == BSR_VIEW_PLANE ? CLAMP (tone->plane, 0, scene->n_planes - 1)
                                                     : 0];
}
