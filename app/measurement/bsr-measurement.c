#include "bsr-measurement.h"

/* What @annotation encloses; FALSE: nothing. */
static gboolean
region_of (BsrAnnotation *annotation, BsrRegion *region)
{
  region->points = bsr_annotation_points (annotation, &region->n_points);
  switch (bsr_annotation_shape (annotation))
    {
    case BSR_SHAPE_RECTANGLE:
      region->kind = BSR_REGION_RECTANGLE;
      return TRUE;
    case BSR_SHAPE_ELLIPSE:
      region->kind = BSR_REGION_ELLIPSE;
      return TRUE;
    case BSR_SHAPE_POLYGON:
      region->kind = BSR_REGION_POLYGON;
      return TRUE;
    case BSR_SHAPE_AREA:
    case BSR_SHAPE_REGION:
      region->kind = region->n_points == 2 ? BSR_REGION_RECTANGLE : BSR_REGION_POLYGON;
      return TRUE;
    case BSR_SHAPE_ARROW:
    case BSR_SHAPE_TEXT:
    case BSR_SHAPE_DISTANCE:
    case BSR_SHAPE_ANGLE:
    case BSR_SHAPE_POLYLINE:
    case BSR_SHAPE_PROFILE:
    default:
      return FALSE;
    }
}

static BsrArea
area_of (const BsrRegion *region, const BsrPitch *pitch)
{
  return region->kind == BSR_REGION_RECTANGLE ? bsr_area_of_rectangle (region->points, pitch)
         : region->kind == BSR_REGION_ELLIPSE
             ? bsr_area_of_ellipse (region->points, pitch)
             : bsr_area_of_polygon (region->points, region->n_points, pitch);
}

BsrMeasurement *
bsr_measurement_of_points (BsrAnnotation *annotation, const BsrPitch *pitch)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (annotation) && pitch != NULL, NULL);

  BsrMeasurement *self = g_new0 (BsrMeasurement, 1);
  BsrRegion region;
  int n;
  const BsrPoint *points = bsr_annotation_points (annotation, &n);
  g_atomic_ref_count_init (&self->refs);
  self->shape = bsr_annotation_shape (annotation);
  self->pitch = *pitch;
  self->has_area = region_of (annotation, &region);
  if (self->has_area)
    self->area = area_of (&region, pitch);
  self->has_angle = self->shape == BSR_SHAPE_ANGLE;
  if (self->has_angle)
    self->angle = bsr_angle_of (points, pitch);
  self->has_length = self->shape == BSR_SHAPE_DISTANCE || self->shape == BSR_SHAPE_POLYLINE
                     || self->shape == BSR_SHAPE_PROFILE || self->shape == BSR_SHAPE_ARROW;
  if (self->has_length)
    self->length = bsr_length_of (points, self->shape == BSR_SHAPE_PROFILE ? 2 : n, pitch);
  if (self->shape == BSR_SHAPE_PROFILE)
    self->strip_mm = bsr_line_profile_width_mm (points[0], points[1], points[2], pitch);
  return self;
}

gboolean
bsr_measurement_needs_pixels (BsrAnnotation *annotation)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (annotation), FALSE);
  BsrRegion region;
  return bsr_annotation_shape (annotation) == BSR_SHAPE_PROFILE
         || (bsr_annotation_shape (annotation) != BSR_SHAPE_AREA
             && region_of (annotation, &region));
}

BsrMeasurement *
bsr_measurement_new (BsrAnnotation *annotation, const BsrRadiograph *radiograph,
                     const BsrMaterialCurves *curves, const BsrPitch *pitch,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (radiograph != NULL, NULL);

  g_autoptr (BsrMeasurement) self = bsr_measurement_of_points (annotation, pitch);
  BsrRegion region;
  const BsrPoint *points = bsr_annotation_points (annotation, NULL);
  if (!bsr_measurement_needs_pixels (annotation))
    return g_steal_pointer (&self);
  if (self->shape == BSR_SHAPE_PROFILE)
    {
      self->profile = bsr_line_profile_new (radiograph, points[0], points[1], self->strip_mm, pitch,
                                            cancellable, error);
      return self->profile != NULL ? g_steal_pointer (&self) : NULL;
    }
  region_of (annotation, &region);
  self->statistics = g_new0 (BsrRegionStatistics, 1);
  return bsr_region_statistics (&region, radiograph, curves, pitch, self->statistics, cancellable,
                                error)
             ? g_steal_pointer (&self)
             : NULL;
}

BsrMeasurement *
bsr_measurement_ref (BsrMeasurement *measurement)
{
  g_return_val_if_fail (measurement != NULL, NULL);
  g_atomic_ref_count_inc (&measurement->refs);
  return measurement;
}

void
bsr_measurement_unref (BsrMeasurement *measurement)
{
  g_return_if_fail (measurement != NULL);
  if (!g_atomic_ref_count_dec (&measurement->refs))
    return;
  g_clear_pointer (&measurement->profile, bsr_line_profile_unref);
  g_free (measurement->statistics);
  g_free (measurement);
}

BsrAnnotation *
bsr_measurement_with_strip (BsrAnnotation *annotation, double width_mm, const BsrPitch *pitch)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (annotation) && pitch != NULL, NULL);
  g_return_val_if_fail (bsr_annotation_shape (annotation) == BSR_SHAPE_PROFILE, NULL);
  const BsrPoint *points = bsr_annotation_points (annotation, NULL);
  const BsrPoint changed[]
      = { points[0], points[1], bsr_line_profile_edge (points[0], points[1], width_mm, pitch) };
  return bsr_annotation_with_points (annotation, changed, 3);
}
