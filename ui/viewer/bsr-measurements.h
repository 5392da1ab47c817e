#pragma once

#include "bsr-measurement.h"
#include "bsr-render.h"

G_BEGIN_DECLS

/**
 * BsrMeasurements:
 *
 * What the marks of the scan that is shown measure. Answers at once what the points say; what the
 * pixels say is worked out by a worker, one mark after the other, kept while the scan is the same, and
 * told by #BsrMeasurements::measured. Main thread.
 *
 * Signals: "measured" (something more is known); "draft-changed".
 */
#define BSR_TYPE_MEASUREMENTS (bsr_measurements_get_type ())
G_DECLARE_FINAL_TYPE (BsrMeasurements, bsr_measurements, BSR, MEASUREMENTS, GObject)

BsrMeasurements *bsr_measurements_new (void);

/* @scene: (nullable): before its physics is there only points are measured. Another scan or pitch
 * drops what was known; the same ones cost nothing. */
void bsr_measurements_set_scan (BsrMeasurements *measurements, BsrScene *scene,
                                const BsrPitch *pitch);
const BsrPitch *bsr_measurements_pitch (BsrMeasurements *measurements);

/* (transfer full): what is known of @annotation; the rest is asked for. Of the draft it is what its
 * points say now with the last that was known of its pixels. */
BsrMeasurement *bsr_measurements_of (BsrMeasurements *measurements, BsrAnnotation *annotation);

/* (nullable): a mark that is being drawn or dragged, another object with each move. */
void bsr_measurements_set_draft (BsrMeasurements *measurements, BsrAnnotation *draft);
BsrAnnotation *bsr_measurements_draft (BsrMeasurements *measurements);

G_END_DECLS
