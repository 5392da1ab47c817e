#pragma once

#include "bsr-motion.h"
#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * BsrTracer:
 *
 * Follows a projection's rays through a scene, which must outlive it unchanged. Any thread.
 */
typedef struct _BsrTracer BsrTracer;

BsrTracer *
bsr_tracer_new (const BsrSceneModel *model, const BsrProjection *projection);
void
bsr_tracer_free (BsrTracer *tracer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTracer, bsr_tracer_free)

/* The scene's materials, each once: (transfer none). */
const BsrMaterial *const *
bsr_tracer_materials (const BsrTracer *tracer, int *n_materials);

/* A column's rays where they differ from those of the projection. */
typedef struct
{
  double sunk_mm; /* the scene stands that much lower */
  double rows;    /* the detectors stand that many rows lower */
} BsrRayShift;

/* Mass thickness in g/cm2 of each material on each ray of the column at @x_mm: @g_cm2 has a row
 * of n_materials for each row of the image; none is negative. */
void
bsr_tracer_column (const BsrTracer *tracer, double x_mm, float *g_cm2);
/* The same for shifted rays. */
void
bsr_tracer_column_shifted (const BsrTracer *tracer, double x_mm, BsrRayShift shift, float *g_cm2);

/* Sets the pixels of U8 @mask, of the image's size, whose centre's ray meets object @object to
 * 255 as the scene passes by @motion; returns their bounding box. */
BsrBox
bsr_tracer_mark (const BsrTracer *tracer, const BsrMotion *motion, int object, BsrPlane *mask);

G_END_DECLS
