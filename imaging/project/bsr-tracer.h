#pragma once

#include "bsr-plane.h"
#include "bsr-projection.h"

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

/* Mass thickness in g/cm2 of each material on each ray of the column at @x_mm: @g_cm2 has a row
 * of n_materials for each row of the image; none is negative. */
void
bsr_tracer_column (const BsrTracer *tracer, double x_mm, float *g_cm2);

/* Sets the pixels of U8 @mask, of the image's size, whose centre's ray meets object @object to
 * 255; returns their bounding box. */
BsrBox
bsr_tracer_mark (const BsrTracer *tracer, int object, BsrPlane *mask);

G_END_DECLS
