#include "bsr-simulation-private.h"

#include <math.h>

#include "bsr-spectrum.h"

/* Width of the surroundings that an object is held against: a third of its longer side, within
 * limits in pixels. */
#define RIM_SHARE 3
#define RIM_LEAST 4
#define RIM_MOST 40
/* A count's rounding to whole numbers: variance of a uniform error of one count. */
#define ROUNDING_VARIANCE (1.0 / 12.0)
/* Transmission below which an attenuation is no more than a bound. */
#define LEAST_TRANSMISSION 1e-7
#define CM_TO_MM 10.0

typedef struct
{
  double attenuation; /* mean -ln T */
  double noise;       /* mean variance of one pixel's attenuation */
  gint64 n;
} Patch;

static void
patch_add (Patch *patch, const BsrSimulation *simulation, const BsrScanner *scanner, int x, int y)
{
  double transmission = (double)bsr_plane_row_f32 (simulation->transmission[0], y)[x];
  double t = MAX (transmission, LEAST_TRANSMISSION), air = scanner->air[0];
  double variance = (double)bsr_plane_row_f32 (simulation->variance[0], y)[x] / scanner->photons[0];
  double readout
      = (scanner->electronic_noise * scanner->electronic_noise + ROUNDING_VARIANCE) / (air * air);
  patch->attenuation -= log (t);
  patch->noise += (variance + readout) / (t * t);
  patch->n++;
}

static void
patch_finish (Patch *patch)
{
  if (patch->n == 0)
    return;
  patch->attenuation /= (double)patch->n;
  patch->noise /= (double)patch->n;
}

static gboolean
is_within_any_mask (const GArray *objects, int x, int y)
{
  for (guint i = 0; i < objects->len; i++)
    if (bsr_plane_row_u8 (g_array_index (objects, BsrTrueObject, i).mask, y)[x] != 0)
      return TRUE;
  return FALSE;
}

static double
steel_of_attenuation (const BsrSpectrum *spectrum, const BsrMaterial *steel, double attenuation)
{
  return bsr_spectrum_g_cm2 (spectrum, steel, exp (-attenuation)) / steel->density_g_cm3 * CM_TO_MM;
}

static void
measure_object (const BsrSimulation *simulation, const BsrScanner *scanner, BsrTrueObject *object)
{
  int rim = CLAMP (MAX (object->box.width, object->box.height) / RIM_SHARE, RIM_LEAST, RIM_MOST);
  BsrBox around = bsr_box_grow (object->box, rim, simulation->container);
  Patch inside = { 0 }, outside = { 0 };
  for (int y = around.y; y < around.y + around.height; y++)
    for (int x = around.x; x < around.x + around.width; x++)
      if (bsr_plane_row_u8 (object->mask, y)[x] != 0)
        patch_add (&inside, simulation, scanner, x, y);
      else if (!is_within_any_mask (simulation->objects, x, y))
        patch_add (&outside, simulation, scanner, x, y);
  patch_finish (&inside);
  patch_finish (&outside);
  if (inside.n == 0 || outside.n == 0)
    return;

  BsrSpectrum spectrum = bsr_scanner_spectrum (scanner, 0);
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  object->cnr = (inside.attenuation - outside.attenuation) / sqrt (outside.noise);
  object->steel_mm = steel_of_attenuation (&spectrum, steel, inside.attenuation)
                     - steel_of_attenuation (&spectrum, steel, outside.attenuation);
}

/* Along the container as it moved; upright as it stood in the mean. */
static BsrBox
container_box (const BsrSceneRoom *room, const BsrMotion *motion)
{
  BsrBox box = bsr_projection_box (&motion->projection, (const double[]){ 0.0, 0.0, 0.0 },
                                   (const double[]){ room->length, room->height, room->width });
  int left = (int)floor (bsr_motion_column (motion, 0.0)),
      right = (int)ceil (bsr_motion_column (motion, room->length));
  return bsr_box_intersect ((BsrBox){ left, box.y, right - left, box.height },
                            (BsrBox){ 0, box.y, motion->projection.width, box.height });
}

gboolean
bsr_simulation_find_truth (BsrSimulation *simulation, const BsrSceneModel *model,
                           const BsrScanner *scanner, const BsrTracer *tracer,
                           const BsrMotion *motion, GError **error)
{
  const BsrProjection *projection = &motion->projection;
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  simulation->acquisition = bsr_scanner_acquisition (scanner);
  simulation->load_kg = bsr_scene_model_load_mass (model);
  simulation->structure_kg = bsr_scene_model_mass (model, BSR_ROLE_STRUCTURE);
  simulation->container = container_box (room, motion);
  simulation->objects = g_array_new (FALSE, TRUE, sizeof (BsrTrueObject));

  for (int i = 0; i < bsr_scene_model_n_objects (model); i++)
    {
      const BsrSceneObject *described = bsr_scene_model_object (model, i);
      BsrTrueObject object = { .kind = described->kind, .zone = described->zone };
      object.mask = bsr_plane_new (BSR_FORMAT_U8, projection->width, projection->height, error);
      if (object.mask == NULL)
        return FALSE;
      object.box = bsr_tracer_mark (tracer, motion, i, object.mask);
      object.mass_kg = bsr_scene_model_object_mass (model, i);
      g_array_append_val (simulation->objects, object);
    }
  for (guint i = 0; i < simulation->objects->len; i++)
    measure_object (simulation, scanner, &g_array_index (simulation->objects, BsrTrueObject, i));
  return TRUE;
}

void
bsr_simulation_free (BsrSimulation *simulation)
{
  g_return_if_fail (simulation != NULL);
  g_clear_pointer (&simulation->image, bsr_image_unref);
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    {
      g_clear_pointer (&simulation->transmission[i], bsr_plane_unref);
      g_clear_pointer (&simulation->variance[i], bsr_plane_unref);
    }
  for (guint i = 0; simulation->objects != NULL && i < simulation->objects->len; i++)
    bsr_plane_unref (g_array_index (simulation->objects, BsrTrueObject, i).mask);
  g_clear_pointer (&simulation->objects, g_array_unref);
  g_free (simulation);
}

BsrImage *
bsr_simulation_image (const BsrSimulation *simulation)
{
  return simulation->image;
}

const BsrAcquisition *
bsr_simulation_acquisition (const BsrSimulation *simulation)
{
  return &simulation->acquisition;
}

BsrBox
bsr_simulation_container (const BsrSimulation *simulation)
{
  return simulation->container;
}

BsrPlane *
bsr_simulation_transmission (const BsrSimulation *simulation, int index)
{
  g_return_val_if_fail (index >= 0 && index < simulation->acquisition.n_planes, NULL);
  return simulation->transmission[index];
}

BsrPlane *
bsr_simulation_variance (const BsrSimulation *simulation, int index)
{
  g_return_val_if_fail (index >= 0 && index < simulation->acquisition.n_planes, NULL);
  return simulation->variance[index];
}

double
bsr_simulation_load_kg (const BsrSimulation *simulation)
{
  return simulation->load_kg;
}

double
bsr_simulation_structure_kg (const BsrSimulation *simulation)
{
  return simulation->structure_kg;
}

int
bsr_simulation_n_objects (const BsrSimulation *simulation)
{
  return (int)simulation->objects->len;
}

const BsrTrueObject *
bsr_simulation_object (const BsrSimulation *simulation, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)simulation->objects->len, NULL);
  return &g_array_index (simulation->objects, BsrTrueObject, index);
}
