#include "bsr-measurements.h"

#include <string.h>

/* Marks of which more is kept than their points; more than that are asked for anew. */
#define MOST_KEPT 256

struct _BsrMeasurements
{
  GObject parent;
  BsrScene *scene; /* (nullable): with its physics */
  BsrPitch pitch;
  GHashTable *known;            /* BsrAnnotation to BsrMeasurement */
  GQueue wanted;                /* BsrAnnotation: the latest first */
  BsrAnnotation *draft;         /* (nullable) */
  BsrMeasurement *draft_pixels; /* (nullable): the last that was known of a draft's pixels */
  GCancellable *cancellable;    /* while a worker is at it */
};

G_DEFINE_FINAL_TYPE (BsrMeasurements, bsr_measurements, G_TYPE_OBJECT)

/* One mark for the worker. */
typedef struct
{
  BsrAnnotation *annotation;
  BsrScene *scene;
  BsrPitch pitch;
  gboolean is_draft;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->annotation);
  bsr_scene_unref (request->scene);
  g_free (request);
}

static void
begin (BsrMeasurements *self);

static void
measure_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GError) error = NULL;
  BsrMeasurement *measurement = bsr_measurement_new (
      request->annotation, bsr_scene_radiograph (request->scene),
      bsr_scene_material_curves (request->scene), &request->pitch, cancellable, &error);
  if (measurement != NULL)
    g_task_return_pointer (task, measurement, (GDestroyNotify)bsr_measurement_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BsrMeasurements *self = BSR_MEASUREMENTS (source);
  const Request *request = g_task_get_task_data (G_TASK (result));
  /* Cancelled: by another scan or the end. */
  g_autoptr (BsrMeasurement) measurement = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean is_current = g_task_get_cancellable (G_TASK (result)) == self->cancellable;

  if (!is_current)
    return;
  g_clear_object (&self->cancellable);
  if (measurement != NULL && request->is_draft && self->draft != NULL)
    {
      g_clear_pointer (&self->draft_pixels, bsr_measurement_unref);
      self->draft_pixels = bsr_measurement_ref (measurement);
    }
  if (measurement != NULL && (!request->is_draft || request->annotation == self->draft))
    {
      if (g_hash_table_size (self->known) >= MOST_KEPT)
        g_hash_table_remove_all (self->known);
      g_hash_table_replace (self->known, g_object_ref (request->annotation),
                            bsr_measurement_ref (measurement));
    }
  begin (self);
  if (measurement != NULL)
    g_signal_emit_by_name (self, "measured");
}

static void
begin (BsrMeasurements *self)
{
  if (self->cancellable != NULL || g_queue_is_empty (&self->wanted) || self->scene == NULL)
    return;

  Request *request = g_new0 (Request, 1);
  request->annotation = g_queue_pop_head (&self->wanted);
  request->scene = bsr_scene_ref (self->scene);
  request->pitch = self->pitch;
  request->is_draft = request->annotation == self->draft;
  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, measured_cb, NULL);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_task_run_in_thread (task, measure_cb);
}

static void
want (BsrMeasurements *self, BsrAnnotation *annotation)
{
  if (self->scene == NULL || g_queue_find (&self->wanted, annotation) != NULL)
    return;
  g_queue_push_head (&self->wanted, g_object_ref (annotation));
  begin (self);
}

static void
drop_wanted (BsrMeasurements *self, BsrAnnotation *annotation)
{
  GList *link = g_queue_find (&self->wanted, annotation);
  if (link == NULL)
    return;
  g_object_unref (link->data);
  g_queue_delete_link (&self->wanted, link);
}

/* Everything that was known or asked for. */
static void
forget (BsrMeasurements *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->wanted, g_object_unref);
  g_hash_table_remove_all (self->known);
  g_clear_pointer (&self->draft_pixels, bsr_measurement_unref);
}

static void
bsr_measurements_dispose (GObject *object)
{
  BsrMeasurements *self = BSR_MEASUREMENTS (object);
  forget (self);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->scene, bsr_scene_unref);
  G_OBJECT_CLASS (bsr_measurements_parent_class)->dispose (object);
}

static void
bsr_measurements_finalize (GObject *object)
{
  g_hash_table_unref (BSR_MEASUREMENTS (object)->known);
  G_OBJECT_CLASS (bsr_measurements_parent_class)->finalize (object);
}

static void
bsr_measurements_class_init (BsrMeasurementsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bsr_measurements_dispose;
  G_OBJECT_CLASS (class)->finalize = bsr_measurements_finalize;
  GType type = G_TYPE_FROM_CLASS (class);
  g_signal_new ("measured", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("draft-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bsr_measurements_init (BsrMeasurements *self)
{
  self->pitch = bsr_pitch_nominal ();
  self->known
      = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify)bsr_measurement_unref);
  g_queue_init (&self->wanted);
}

BsrMeasurements *
bsr_measurements_new (void)
{
  return g_object_new (BSR_TYPE_MEASUREMENTS, NULL);
}

void
bsr_measurements_set_scan (BsrMeasurements *self, BsrScene *scene, const BsrPitch *pitch)
{
  g_return_if_fail (BSR_IS_MEASUREMENTS (self) && pitch != NULL);

  if (scene != NULL && !bsr_scene_has_physics (scene))
    scene = NULL;
  if (self->scene == scene && self->pitch.source == pitch->source
      && self->pitch.x_mm == pitch->x_mm && self->pitch.y_mm == pitch->y_mm)
    return;
  forget (self);
  g_clear_pointer (&self->scene, bsr_scene_unref);
  self->scene = scene != NULL ? bsr_scene_ref (scene) : NULL;
  self->pitch = *pitch;
}

const BsrPitch *
bsr_measurements_pitch (BsrMeasurements *self)
{
  g_return_val_if_fail (BSR_IS_MEASUREMENTS (self), NULL);
  return &self->pitch;
}

BsrMeasurement *
bsr_measurements_of (BsrMeasurements *self, BsrAnnotation *annotation)
{
  g_return_val_if_fail (BSR_IS_MEASUREMENTS (self) && BSR_IS_ANNOTATION (annotation), NULL);

  BsrMeasurement *known = g_hash_table_lookup (self->known, annotation);
  if (known != NULL)
    return bsr_measurement_ref (known);
  BsrMeasurement *measurement = bsr_measurement_of_points (annotation, &self->pitch);
  if (!bsr_measurement_needs_pixels (annotation))
    return measurement;
  want (self, annotation);
  if (annotation != self->draft || self->draft_pixels == NULL
      || self->draft_pixels->shape != measurement->shape)
    return measurement;
  if (self->draft_pixels->profile != NULL)
    measurement->profile = bsr_line_profile_ref (self->draft_pixels->profile);
  measurement->statistics
      = g_memdup2 (self->draft_pixels->statistics, sizeof *measurement->statistics);
  return measurement;
}

void
bsr_measurements_set_draft (BsrMeasurements *self, BsrAnnotation *draft)
{
  g_return_if_fail (BSR_IS_MEASUREMENTS (self));

  if (self->draft == draft)
    return;
  if (self->draft != NULL)
    {
      drop_wanted (self, self->draft);
      g_hash_table_remove (self->known, self->draft);
    }
  g_set_object (&self->draft, draft);
  if (draft == NULL)
    g_clear_pointer (&self->draft_pixels, bsr_measurement_unref);
  g_signal_emit_by_name (self, "draft-changed");
}

BsrAnnotation *
bsr_measurements_draft (BsrMeasurements *self)
{
  g_return_val_if_fail (BSR_IS_MEASUREMENTS (self), NULL);
  return self->draft;
}
