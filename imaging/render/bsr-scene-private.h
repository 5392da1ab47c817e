#pragma once

#include "bsr-pyramid.h"
#include "bsr-render.h"

G_BEGIN_DECLS

/* Samples of a transmission of 1 and of a steel equivalent of 1 mm. */
#define BSR_SCENE_TRANSMISSION_SCALE 65535.0
#define BSR_SCENE_STEEL_SCALE 64.0

struct _BsrScene
{
  gatomicrefcount refs;
  BsrImage *image;
  BsrRadiograph *radiograph; /* (nullable) */
  int width, height, n_planes;
  int n_threads;
  BsrPyramid planes[BSR_IMAGE_MAX_PLANES];
  BsrPyramid steel;    /* empty without the radiograph */
  BsrPyramid material; /* empty where it cannot be told; level 0 is halved already */
};

G_END_DECLS
