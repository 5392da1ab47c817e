#include "bsr-simulation-private.h"

#include <math.h>

#include "bsr-beam.h"
#include "bsr-spectrum.h"

/* A count's rounding to whole numbers: variance of a uniform error of one count. */
#define ROUNDING_VARIANCE (1.0 / 12.0)
/* Transmission below which an attenuation is no more than a bound. */
#define LEAST_TRANSMISSION 1e-7
#define CM_TO_MM 10.0

/* The scene with or without an object, seen by plane 0. */
typedef struct
{
  BsrTracer *tracer;
  BsrBeam *beam;
  int n_materials;
} View;

static View
view_new (const BsrSceneModel *model, const BsrScanner *scanner, const BsrProjection *projection)
{
  View view = { .tracer = bsr_tracer_new (model, projection) };
  const BsrMaterial *const *materials = bsr_tracer_materials (view.tracer, &view.n_materials);
  BsrSpectrum spectrum = bsr_scanner_spectrum (scanner, 0);
  view.beam = bsr_beam_new (&spectrum, materials, view.n_materials);
  return view;
}

static void
view_clear (View *view)
{
  bsr_beam_free (view->beam);
  bsr_tracer_free (view->tracer);
}

/* Transmission and its variance for each row of the column at @x_mm. */
static void
look_along (const View *view, double x_mm, BsrRayShift shift, int height, double *transmission,
            double *variance)
{
  g_autofree float *g_cm2 = g_new (float, (gsize)height * view->n_materials);
  bsr_tracer_column_shifted (view->tracer, x_mm, shift, g_cm2);
  for (int y = 0; y < height; y++)
    bsr_beam_transmit (view->beam, g_cm2 + (gsize)y * view->n_materials, &transmission[y],
                       &variance[y]);
}

static double
steel_of_attenuation (const BsrSpectrum *spectrum, const BsrMaterial *steel, double attenuation)
{
  return bsr_spectrum_g_cm2 (spectrum, steel, exp (-attenuation)) / steel->density_g_cm3 * CM_TO_MM;
}

/* What the object adds: the attenuation of its rays over that of the same rays without it, which is
 * what surrounds it in the beam. A rim beside it would measure posts, floors and edges instead. */
static void
measure_object (const BsrSceneModel *model, int index, const BsrScanner *scanner,
                const BsrMotion *motion, BsrTrueObject *object)
{
  int height = motion->projection.height;
  g_autoptr (BsrSceneModel) bare = bsr_scene_model_without (model, index);
  View views[2] = { view_new (model, scanner, &motion->projection),
                    view_new (bare, scanner, &motion->projection) };
  g_autofree double *values = g_new (double, 4 * (gsize)height);
  double *t[2] = { values, values + height };
  double *variance[2] = { values + 2 * height, values + 3 * height };
  double air = scanner->air[0], attenuation[2] = { 0.0 }, noise = 0.0;
  double readout
      = (scanner->electronic_noise * scanner->electronic_noise + ROUNDING_VARIANCE) / (air * air);
  gint64 n = 0;

  for (int x = object->box.x; x < object->box.x + object->box.width; x++)
    {
      BsrRayShift shift = { .sunk_mm = bsr_motion_sunk (motion, x + 0.5) };
      for (int i = 0; i < 2; i++)
        look_along (&views[i], bsr_motion_x (motion, x + 0.5), shift, height, t[i], variance[i]);
      for (int y = object->box.y; y < object->box.y + object->box.height; y++)
        {
          if (bsr_plane_row_u8 (object->mask, y)[x] == 0)
            continue;
          double behind = MAX (t[1][y], LEAST_TRANSMISSION);
          attenuation[0] -= log (MAX (t[0][y], LEAST_TRANSMISSION));
          attenuation[1] -= log (behind);
          noise += (variance[1][y] / scanner->photons[0] + readout) / (behind * behind);
          n++;
        }
    }
  view_clear (&views[0]);
  view_clear (&views[1]);
  if (n == 0)
    return;

  BsrSpectrum spectrum = bsr_scanner_spectrum (scanner, 0);
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  object->cnr = (attenuation[0] - attenuation[1]) / n / sqrt (noise / n);
  object->steel_mm = steel_of_attenuation (&spectrum, steel, attenuation[0] / n)
                     - steel_of_attenuation (&spectrum, steel, attenuation[1] / n);
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
    measure_object (model, (int)i, scanner, motion,
                    &g_array_index (simulation->objects, BsrTrueObject, i));
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
