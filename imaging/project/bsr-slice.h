#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Outline of a slice. */
typedef enum
{
  BSR_OUTLINE_RECTANGLE,
  BSR_OUTLINE_ELLIPSE,
  BSR_OUTLINE_CUSHION, /* superellipse of exponent 4: |v|^4 + |w|^4 <= 1, a filled bag */
} BsrOutline;

/**
 * BsrSlice:
 *
 * What a plane across the container (one column of the scan) cuts out of a solid: an outline
 * about a centre, in mm, y down and z away from the source. A plain value.
 */
typedef struct
{
  BsrOutline outline;
  double y, z;
  double half_y, half_z;
} BsrSlice;

/* Length in mm of the ray y = @y_at_centre + @slope * (z - slice.z) within @slice, measured
 * along the ray. Closed for rectangle and ellipse; for the cushion Newton's method from both
 * ends, which converges from there because the outline is convex. */
double
bsr_slice_chord (const BsrSlice *slice, double y_at_centre, double slope);

G_END_DECLS
