#include "bsr-threat.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-tracer.h"

#define MM2_TO_CM2 0.01
#define G_TO_KG 0.001

static BsrThreat *
threat_new (const char *kind, int width, int height, double pitch_x_mm, double pitch_y_mm)
{
  BsrThreat *threat = g_new0 (BsrThreat, 1);
  *threat = (BsrThreat){ .kind = kind,
                         .width = width,
                         .height = height,
                         .pitch_x_mm = pitch_x_mm,
                         .pitch_y_mm = pitch_y_mm };
  return threat;
}

void
bsr_threat_free (BsrThreat *threat)
{
  g_return_if_fail (threat != NULL);
  for (int i = 0; i < threat->n_materials; i++)
    g_clear_pointer (&threat->g_cm2[i], bsr_plane_unref);
  g_free (threat);
}

static gboolean
add_material (BsrThreat *threat, const BsrMaterial *material, GError **error)
{
  if (threat->n_materials == BSR_THREAT_MAX_MATERIALS)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, "a threat of more than %d materials",
                   BSR_THREAT_MAX_MATERIALS);
      return FALSE;
    }
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_F32, threat->width * BSR_THREAT_SAMPLES,
                                   threat->height * BSR_THREAT_SAMPLES, error);
  if (plane == NULL)
    return FALSE;
  threat->materials[threat->n_materials] = material;
  threat->g_cm2[threat->n_materials++] = plane;
  return TRUE;
}

/* (transfer full) (nullable): a scene of object @object alone, @low...@high its bounds. */
static BsrSceneModel *
alone (const BsrSceneModel *model, int object, double low[3], double high[3], GError **error)
{
  BsrSceneModel *scene = bsr_scene_model_new (bsr_scene_model_room (model));
  const BsrSceneObject *described = bsr_scene_model_object (model, object);
  int own = bsr_scene_model_add_object (scene, described->kind, described->zone);
  for (int axis = 0; axis < 3; axis++)
    {
      low[axis] = INFINITY;
      high[axis] = -INFINITY;
    }
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      BsrSolid solid = *bsr_scene_model_solid (model, i);
      double from[3], to[3];
      if (solid.object != object)
        continue;
      solid.object = own;
      bsr_scene_model_add (scene, &solid);
      bsr_solid_bounds (&solid, from, to);
      for (int axis = 0; axis < 3; axis++)
        {
          low[axis] = MIN (low[axis], from[axis]);
          high[axis] = MAX (high[axis], to[axis]);
        }
    }
  if (bsr_scene_model_n_solids (scene) > 0 && bsr_scene_model_object_mass (model, object) > 0.0)
    return scene;
  bsr_scene_model_free (scene);
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, "nothing that could be projected");
  return NULL;
}

static void
trace (BsrThreat *threat, const BsrTracer *tracer, const BsrProjection *projection)
{
  int n = threat->n_materials;
  g_autofree float *column = g_new (float, (gsize)projection->height * n);
  for (int x = 0; x < projection->width; x++)
    {
      bsr_tracer_column (tracer, projection->left_mm + (x + 0.5) * projection->pitch_x_mm, column);
      for (int y = 0; y < projection->height; y++)
        for (int m = 0; m < n; m++)
          bsr_plane_row_f32 (threat->g_cm2[m], y)[x] = column[(gsize)y * n + m];
    }
}

BsrThreat *
bsr_threat_new_from_scene (const BsrSceneModel *model, int object, double pitch_x_mm,
                           double pitch_y_mm, GError **error)
{
  g_return_val_if_fail (model != NULL && object >= 0, NULL);
  g_return_val_if_fail (object < bsr_scene_model_n_objects (model), NULL);
  g_return_val_if_fail (pitch_x_mm > 0.0 && pitch_y_mm > 0.0, NULL);

  double low[3], high[3];
  g_autoptr (BsrSceneModel) scene = alone (model, object, low, high, error);
  if (scene == NULL)
    return NULL;
  int width = (int)MAX (ceil ((high[0] - low[0]) / pitch_x_mm), 1.0);
  int height = (int)MAX (ceil ((high[1] - low[1]) / pitch_y_mm), 1.0);
  const BsrProjection projection = { .width = width * BSR_THREAT_SAMPLES,
                                     .height = height * BSR_THREAT_SAMPLES,
                                     .left_mm = low[0],
                                     .top_mm = low[1],
                                     .pitch_x_mm = pitch_x_mm / BSR_THREAT_SAMPLES,
                                     .pitch_y_mm = pitch_y_mm / BSR_THREAT_SAMPLES,
                                     .source_y_mm = 0.5 * (low[1] + high[1]),
                                     .mid_z_mm = 0.5 * (low[2] + high[2]) };
  g_autoptr (BsrTracer) tracer = bsr_tracer_new (scene, &projection);
  int n_materials;
  const BsrMaterial *const *materials = bsr_tracer_materials (tracer, &n_materials);
  g_autoptr (BsrThreat) threat = threat_new (bsr_scene_model_object (model, object)->kind, width,
                                             height, pitch_x_mm, pitch_y_mm);
  for (int i = 0; i < n_materials; i++)
    if (!add_material (threat, materials[i], error))
      return NULL;
  trace (threat, tracer, &projection);
  return g_steal_pointer (&threat);
}

BsrThreat *
bsr_threat_new_slab (const char *kind, const BsrMaterial *material, double g_cm2, int width,
                     int height, double pitch_x_mm, double pitch_y_mm, GError **error)
{
  g_return_val_if_fail (material != NULL && g_cm2 >= 0.0 && width > 0 && height > 0, NULL);

  g_autoptr (BsrThreat) threat = threat_new (kind, width, height, pitch_x_mm, pitch_y_mm);
  if (!add_material (threat, material, error))
    return NULL;
  for (int y = 0; y < height * BSR_THREAT_SAMPLES; y++)
    for (int x = 0; x < width * BSR_THREAT_SAMPLES; x++)
      bsr_plane_row_f32 (threat->g_cm2[0], y)[x] = (float)g_cm2;
  return g_steal_pointer (&threat);
}

double
bsr_threat_mass (const BsrThreat *threat)
{
  g_return_val_if_fail (threat != NULL, 0.0);
  double sum = 0.0;
  for (int m = 0; m < threat->n_materials; m++)
    for (int y = 0; y < bsr_plane_height (threat->g_cm2[m]); y++)
      for (int x = 0; x < bsr_plane_width (threat->g_cm2[m]); x++)
        sum += (double)bsr_plane_row_f32 (threat->g_cm2[m], y)[x];
  return sum * threat->pitch_x_mm * threat->pitch_y_mm * MM2_TO_CM2 * G_TO_KG
         / (BSR_THREAT_SAMPLES * BSR_THREAT_SAMPLES);
}
