#pragma once

#include "bsr-pitch.h"
#include "bsr-point.h"

G_BEGIN_DECLS

/* Errors are half-widths of 90 % intervals: the pitch's along both axes, which stretch all of a scan
 * alike, and half a pixel for each end that a hand sets. */

/* Along a broken line, metres. */
typedef struct
{
  double m, error_m;
  double across_m, up_m; /* from the first point to the last, signed: along x, and up */
} BsrLength;

/* Between two arms, 0...180 degrees. */
typedef struct
{
  double degrees, error_degrees;
} BsrAngle;

typedef struct
{
  double m2, error_m2;
  double width_m, height_m; /* of the bounding box */
} BsrArea;

/* @n >= 1 points. */
BsrLength bsr_length_of (const BsrPoint *points, int n, const BsrPitch *pitch);

/* At points[1]; 0 where an arm has no length. */
BsrAngle bsr_angle_of (const BsrPoint points[3], const BsrPitch *pitch);

/* Of a polygon, whichever way round (the surveyor's formula; Meister 1769); @n >= 3. Where it
 * crosses itself parts count against each other. */
BsrArea bsr_area_of_polygon (const BsrPoint *points, int n, const BsrPitch *pitch);
/* Of what two opposite corners bound. */
BsrArea bsr_area_of_rectangle (const BsrPoint corners[2], const BsrPitch *pitch);
BsrArea bsr_area_of_ellipse (const BsrPoint corners[2], const BsrPitch *pitch);

G_END_DECLS
