#pragma once

#include "bsr-annotation.h"
#include "bsr-extent.h"
#include "bsr-line-profile.h"
#include "bsr-region-statistics.h"

G_BEGIN_DECLS

/**
 * BsrMeasurement:
 *
 * What a mark says in metres and of the pixels in it: computed anew from scan and points whenever it is
 * asked for. Marks that enclose something are measured like areas and regions. Reference-counted,
 * immutable.
 */
typedef struct
{
  gatomicrefcount refs;
  BsrShape shape;
  BsrPitch pitch;
  gboolean has_length, has_angle, has_area; /* which of these are set */
  BsrLength length;                         /* of a profile: between its ends */
  BsrAngle angle;
  BsrArea area;
  double strip_mm;                  /* profiles: width that is averaged; else 0 */
  BsrLineProfile *profile;          /* (nullable): profiles, once pixels were read */
  BsrRegionStatistics *statistics;  /* (nullable): what is enclosed, once pixels were read */
} BsrMeasurement;

/* (transfer full): by the points alone: at once. A mark that has no extent, such as text, has none
 * of the figures. */
BsrMeasurement *bsr_measurement_of_points (BsrAnnotation *annotation, const BsrPitch *pitch);

/* Whether there is more to be said of @annotation by its pixels. */
gboolean bsr_measurement_needs_pixels (BsrAnnotation *annotation);

/**
 * bsr_measurement_new:
 * @curves: (nullable): as bsr_region_statistics() takes them
 *
 * The same with what its pixels say. Blocks.
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_CANCELLED
 */
BsrMeasurement *bsr_measurement_new (BsrAnnotation *annotation, const BsrRadiograph *radiograph,
                                     const BsrMaterialCurves *curves, const BsrPitch *pitch,
                                     GCancellable *cancellable, GError **error);

BsrMeasurement *bsr_measurement_ref (BsrMeasurement *measurement);
void bsr_measurement_unref (BsrMeasurement *measurement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrMeasurement, bsr_measurement_unref)

/* Width of the strip of a new profile, mm: a hand, enough to average noise away. */
#define BSR_MEASUREMENT_STRIP_MM 50.0

/* (transfer full): the profile @annotation with a strip of @width_mm. */
BsrAnnotation *bsr_measurement_with_strip (BsrAnnotation *annotation, double width_mm,
                                           const BsrPitch *pitch);

G_END_DECLS
