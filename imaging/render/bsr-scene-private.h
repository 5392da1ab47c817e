#pragma once

#include "bsr-material-paint.h"
#include "bsr-pyramid.h"
#include "bsr-render.h"
#include "bsr-segments.h"

G_BEGIN_DECLS

/* Samples of a transmission of 1 and of a steel equivalent of 1 mm. */
#define BSR_SCENE_TRANSMISSION_SCALE 65535.0
#define BSR_SCENE_STEEL_SCALE 64.0

struct _BsrScene
{
  gatomicrefcount refs;
  BsrImage *image;
  BsrRadiograph *radiograph; /* (nullable) */
  int width, height, n_planes; /* planes of energies: 1 of a picture in colours */
  gboolean is_colour;
  int n_threads;
  int n_left_out; /* how often the finest level of all pyramids but @material's is halved already */
  int n_pyramids; /* of @planes: of a picture in colours red, green and blue */
  BsrPyramid planes[BSR_IMAGE_MAX_PLANES];
  BsrPyramid steel;    /* empty without the radiograph */
  /* Empty and NULL where it cannot be told: */
  BsrPyramid material;
  int material_level; /* how often its finest level is halved already */
  BsrMaterialCurves *curves;
  BsrSegments *segments;
  BsrStripTable *strip;
};

/* The pyramid that @tone shows, the plane where the physics for it is not there; and (nullable) the
 * samples for 1 of the quantity that is displayed. */
const BsrPyramid *bsr_scene_pyramid (const BsrScene *scene, const BsrTone *tone, double *scale);

G_END_DECLS
