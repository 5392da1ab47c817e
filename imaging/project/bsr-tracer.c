#include "bsr-tracer.h"

#include <math.h>
#include <string.h>

/* Columns that share a list of the solids that may be there. */
#define BLOCK_COLUMNS 16
/* Less than this on a ray is not seen of an object, g/cm2: 0.01 mm of steel. */
#define LEAST_MARKED 0.01

struct _BsrTracer
{
  const BsrSceneModel *model;
  BsrProjection projection;
  GPtrArray *materials; /* BsrMaterial, static */
  int *material_of;     /* by solid */
  int n_blocks;
  GArray **blocks; /* int: indices of solids */
};

static int
material_index (GPtrArray *materials, const BsrMaterial *material)
{
  guint index;
  if (!g_ptr_array_find (materials, material, &index))
    {
      index = materials->len;
      g_ptr_array_add (materials, (gpointer)material);
    }
  return (int)index;
}

BsrTracer *
bsr_tracer_new (const BsrSceneModel *model, const BsrProjection *projection)
{
  g_return_val_if_fail (model != NULL && projection != NULL && projection->width > 0, NULL);
  int n_solids = bsr_scene_model_n_solids (model);
  BsrTracer *tracer = g_new0 (BsrTracer, 1);
  tracer->model = model;
  tracer->projection = *projection;
  tracer->materials = g_ptr_array_new ();
  tracer->material_of = g_new0 (int, MAX (n_solids, 1));
  tracer->n_blocks = (projection->width + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
  tracer->blocks = g_new0 (GArray *, tracer->n_blocks);
  for (int i = 0; i < tracer->n_blocks; i++)
    tracer->blocks[i] = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < n_solids; i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      double low[3], high[3];
      tracer->material_of[i] = material_index (tracer->materials, solid->material);
      bsr_solid_bounds (solid, low, high);
      BsrBox box = bsr_projection_box (projection, low, high);
      for (int block = box.x / BLOCK_COLUMNS;
           !bsr_box_is_empty (box) && block <= (box.x + box.width - 1) / BLOCK_COLUMNS; block++)
        g_array_append_val (tracer->blocks[block], i);
    }
  /* A beam wants a material even where nothing stands. */
  if (tracer->materials->len == 0)
    material_index (tracer->materials, bsr_material_by_id ("air"));
  return tracer;
}

void
bsr_tracer_free (BsrTracer *tracer)
{
  g_return_if_fail (tracer != NULL);
  for (int i = 0; i < tracer->n_blocks; i++)
    g_array_unref (tracer->blocks[i]);
  g_free (tracer->blocks);
  g_free (tracer->material_of);
  g_ptr_array_unref (tracer->materials);
  g_free (tracer);
}

const BsrMaterial *const *
bsr_tracer_materials (const BsrTracer *tracer, int *n_materials)
{
  *n_materials = (int)tracer->materials->len;
  return (const BsrMaterial *const *)tracer->materials->pdata;
}

/* Rows that the slice can touch: from @first up to, not with, @end. */
static void
slice_rows (const BsrProjection *projection, const BsrSlice *slice, int *first, int *end)
{
  double low = slice->y - slice->half_y, high = slice->y + slice->half_y;
  double near = slice->z - slice->half_z, far = slice->z + slice->half_z;
  double top = MIN (bsr_projection_mid_y (projection, low, near),
                    bsr_projection_mid_y (projection, low, far));
  double bottom = MAX (bsr_projection_mid_y (projection, high, near),
                       bsr_projection_mid_y (projection, high, far));
  *first = (int)CLAMP (floor ((top - projection->top_mm) / projection->pitch_y_mm), 0.0,
                       (double)projection->height);
  *end = (int)CLAMP (ceil ((bottom - projection->top_mm) / projection->pitch_y_mm), 0.0,
                     (double)projection->height);
}

/* g/cm2 of the solid on the ray of row @row. */
static double
path_at_row (const BsrProjection *projection, const BsrSolid *solid, const BsrSlice *slice,
             double x, int row)
{
  double mid_y = projection->top_mm + (row + 0.5) * projection->pitch_y_mm;
  double slope = bsr_projection_slope (projection, mid_y);
  return bsr_solid_path (solid, slice, x, mid_y + slope * (slice->z - projection->mid_z_mm), slope);
}

/* The projection as shifted rays see it: a scene that sinks is a source and a picture that rise. */
static BsrProjection
shifted_projection (const BsrTracer *tracer, BsrRayShift shift)
{
  BsrProjection projection = tracer->projection;
  projection.source_y_mm -= shift.sunk_mm;
  projection.top_mm += shift.rows * projection.pitch_y_mm - shift.sunk_mm;
  return projection;
}

void
bsr_tracer_column (const BsrTracer *tracer, double x_mm, float *g_cm2)
{
  bsr_tracer_column_shifted (tracer, x_mm, (BsrRayShift){ 0 }, g_cm2);
}

void
bsr_tracer_column_shifted (const BsrTracer *tracer, double x_mm, BsrRayShift shift, float *g_cm2)
{
  const BsrProjection seen = shifted_projection (tracer, shift), *projection = &seen;
  int n_materials = (int)tracer->materials->len;
  gsize n = (gsize)projection->height * n_materials;
  double column = (x_mm - projection->left_mm) / projection->pitch_x_mm;
  const GArray *block
      = tracer->blocks[(int)CLAMP (column / BLOCK_COLUMNS, 0.0, tracer->n_blocks - 1.0)];

  memset (g_cm2, 0, n * sizeof *g_cm2);
  for (guint i = 0; i < block->len; i++)
    {
      int index = g_array_index (block, int, i), first, end;
      const BsrSolid *solid = bsr_scene_model_solid (tracer->model, index);
      BsrSlice slice;
      if (!bsr_solid_slice (solid, x_mm, &slice))
        continue;
      slice_rows (projection, &slice, &first, &end);
      for (int row = first; row < end; row++)
        g_cm2[row * n_materials + tracer->material_of[index]]
            += (float)path_at_row (projection, solid, &slice, x_mm, row);
    }
  for (gsize i = 0; i < n; i++)
    g_cm2[i] = MAX (g_cm2[i], 0.0f);
}

/* Marks one solid; returns what it covered. */
static BsrBox
mark_solid (const BsrTracer *tracer, const BsrMotion *motion, const BsrSolid *solid, BsrPlane *mask)
{
  double low[3], high[3];
  bsr_solid_bounds (solid, low, high);
  double from = floor (bsr_motion_column (motion, low[0])),
         to = ceil (bsr_motion_column (motion, high[0]));
  int left = (int)CLAMP (from, 0.0, (double)tracer->projection.width),
      right = (int)CLAMP (to, 0.0, (double)tracer->projection.width);
  BsrBox marked = { 0 };
  for (int column = left; column < right; column++)
    {
      double x = bsr_motion_x (motion, column + 0.5);
      BsrRayShift shift = { .sunk_mm = bsr_motion_sunk (motion, column + 0.5) };
      const BsrProjection seen = shifted_projection (tracer, shift), *projection = &seen;
      BsrSlice slice;
      int first, end;
      if (!bsr_solid_slice (solid, x, &slice))
        continue;
      slice_rows (projection, &slice, &first, &end);
      for (int row = first; row < end; row++)
        if (fabs (path_at_row (projection, solid, &slice, x, row)) >= LEAST_MARKED)
          {
            bsr_plane_row_u8 (mask, row)[column] = 255;
            marked = bsr_box_union (marked, (BsrBox){ column, row, 1, 1 });
          }
    }
  return marked;
}

BsrBox
bsr_tracer_mark (const BsrTracer *tracer, const BsrMotion *motion, int object, BsrPlane *mask)
{
  BsrBox marked = { 0 };
  for (int i = 0; i < bsr_scene_model_n_solids (tracer->model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (tracer->model, i);
      if (solid->object == object)
        marked = bsr_box_union (marked, mark_solid (tracer, motion, solid, mask));
    }
  return marked;
}
