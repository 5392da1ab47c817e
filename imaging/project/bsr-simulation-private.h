#pragma once

#include "bsr-simulator.h"
#include "bsr-tracer.h"

G_BEGIN_DECLS

struct _BsrSimulation
{
  BsrImage *image;
  BsrAcquisition acquisition;
  BsrPlane *transmission[BSR_IMAGE_MAX_PLANES], *variance[BSR_IMAGE_MAX_PLANES];
  BsrBox container;
  double load_kg, structure_kg;
  GArray *objects; /* BsrTrueObject */
};

/* Fills all members that follow from scene and noise-free planes. */
gboolean
bsr_simulation_find_truth (BsrSimulation *simulation, const BsrSceneModel *model,
                           const BsrScanner *scanner, const BsrTracer *tracer,
                           const BsrMotion *motion, GError **error);

G_END_DECLS
