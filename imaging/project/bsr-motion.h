#pragma once

#include "bsr-projection.h"
#include "bsr-swing.h"

G_BEGIN_DECLS

/**
 * BsrMotion:
 *
 * How a container really went through the beam: slower and faster than the pitch that the scanner
 * states, and up and down. Over the whole scan the stated pitch is right. A plain value.
 */
typedef struct
{
  BsrProjection projection;
  BsrSwing speed, height; /* relative; mm */
  double lead;            /* columns a column, so that the last column is where it should be */
} BsrMotion;

/* The motion that @seed draws for @scanner. */
BsrMotion
bsr_motion_new (const BsrScanner *scanner, const BsrProjection *projection, guint64 seed);

/* Whether anything but steady motion is there. */
gboolean
bsr_motion_is_steady (const BsrMotion *motion);

/* Where along the container the beam is at @column (fractions too), container coordinates, mm. */
double
bsr_motion_x (const BsrMotion *motion, double column);
/* How far the container has sunk there, mm; negative: risen. */
double
bsr_motion_sunk (const BsrMotion *motion, double column);
/* The column at which the beam is at @x, the inverse of bsr_motion_x(). */
double
bsr_motion_column (const BsrMotion *motion, double x);

G_END_DECLS
