#pragma once

#include "bsr-box.h"
#include "bsr-scanner.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

/**
 * BsrProjection:
 *
 * Where the container's points fall on a scanner's image: parallel along the container, a fan
 * across it. Heights are measured where a ray crosses the mid plane. A plain value.
 */
typedef struct
{
  int width, height;
  double left_mm, top_mm; /* of the image's corner, mid plane, container coordinates */
  double pitch_x_mm, pitch_y_mm;
  double source_y_mm, mid_z_mm;
  double inverse_distance; /* 1 / source distance, 1/mm; 0: parallel */
} BsrProjection;

/* The image that @scanner makes of a container with @room, its margins included. */
BsrProjection
bsr_projection_new (const BsrScanner *scanner, const BsrSceneRoom *room);

/* Height in the mid plane of the ray through (@y, @z), mm. */
double
bsr_projection_mid_y (const BsrProjection *projection, double y, double z);

/* Slope dy/dz of the ray that crosses the mid plane at @mid_y. */
double
bsr_projection_slope (const BsrProjection *projection, double mid_y);

/* Pixels that bounds in container coordinates touch, cut to the image. */
BsrBox
bsr_projection_box (const BsrProjection *projection, const double low[3], const double high[3]);

G_END_DECLS
