#include "bsr-solid.h"

#include <math.h>

#include "bsr-random.h"

/* mm * g/cm3 -> g/cm2. */
#define MM_TO_CM 0.1
/* mm3 * g/cm3 -> kg. */
#define MM3_G_CM3_TO_KG 1e-6

/* Below this angle a tilted box has no ends that matter, radians. */
#define LEAST_TILT 1e-6

BsrSolid
bsr_solid_box (const BsrMaterial *material, double x0, double x1, double y0, double y1, double z0,
               double z1)
{
  g_return_val_if_fail (material != NULL, ((BsrSolid){ 0 }));
  return (BsrSolid){
    .shape = BSR_SOLID_BOX,
    .role = BSR_ROLE_LOAD,
    .object = -1,
    .material = material,
    .density_g_cm3 = material->density_g_cm3,
    .x = (x0 + x1) / 2.0,
    .y = (y0 + y1) / 2.0,
    .z = (z0 + z1) / 2.0,
    .half_x = (x1 - x0) / 2.0,
    .half_y = (y1 - y0) / 2.0,
    .half_z = (z1 - z0) / 2.0,
  };
}

double
bsr_solid_volume (const BsrSolid *solid)
{
  double box = 8.0 * solid->half_x * solid->half_y * solid->half_z, share = 1.0;
  switch (solid->shape)
    {
    case BSR_SOLID_BOX:
      break;
    case BSR_SOLID_CYLINDER_X:
    case BSR_SOLID_CYLINDER_Y:
    case BSR_SOLID_CYLINDER_Z:
      share = G_PI / 4.0;
      break;
    case BSR_SOLID_ELLIPSOID:
      share = G_PI / 6.0;
      break;
    case BSR_SOLID_CUSHION:
      share = pow (tgamma (1.25), 3.0) / tgamma (1.75);
      break;
    default:
      g_assert_not_reached ();
    }
  return solid->density_g_cm3 < 0.0 ? -box * share : box * share;
}

double
bsr_solid_mass (const BsrSolid *solid)
{
  return bsr_solid_volume (solid) * fabs (solid->density_g_cm3) * MM3_G_CM3_TO_KG;
}

void
bsr_solid_bounds (const BsrSolid *solid, double low[3], double high[3])
{
  double c = fabs (cos (solid->tilt)), s = fabs (sin (solid->tilt));
  double half[3] = { solid->half_x * c + solid->half_y * s, solid->half_x * s + solid->half_y * c,
                     solid->half_z };
  double centre[3] = { solid->x, solid->y, solid->z };
  for (int i = 0; i < 3; i++)
    {
      low[i] = centre[i] - half[i];
      high[i] = centre[i] + half[i];
    }
}

/* The slice of a box turned about z: where two pairs of parallel sides leave the column. */
static gboolean
tilted_slice (const BsrSolid *solid, double dx, BsrSlice *slice)
{
  double c = cos (solid->tilt), s = sin (solid->tilt);
  if (c < 0.0) /* turned by half a turn a box is the same */
    {
      c = -c;
      s = -s;
    }
  double low = (dx * s - solid->half_y) / c, high = (dx * s + solid->half_y) / c;
  double end_a = (-solid->half_x - dx * c) / s, end_b = (solid->half_x - dx * c) / s;
  low = MAX (low, MIN (end_a, end_b));
  high = MIN (high, MAX (end_a, end_b));
  if (high <= low)
    return FALSE;
  *slice = (BsrSlice){ BSR_OUTLINE_RECTANGLE, solid->y + (low + high) / 2.0, solid->z,
                       (high - low) / 2.0, solid->half_z };
  return TRUE;
}

gboolean
bsr_solid_slice (const BsrSolid *solid, double x, BsrSlice *slice)
{
  double dx = x - solid->x, u = dx / solid->half_x;
  if (solid->shape == BSR_SOLID_BOX && fabs (solid->tilt) > LEAST_TILT)
    return tilted_slice (solid, dx, slice);
  if (!(fabs (u) < 1.0))
    return FALSE;

  double round = sqrt (1.0 - u * u);
  *slice = (BsrSlice){ BSR_OUTLINE_RECTANGLE, solid->y, solid->z, solid->half_y, solid->half_z };
  switch (solid->shape)
    {
    case BSR_SOLID_BOX:
      break;
    case BSR_SOLID_CYLINDER_X:
      slice->outline = BSR_OUTLINE_ELLIPSE;
      break;
    case BSR_SOLID_CYLINDER_Y:
      slice->half_z *= round;
      break;
    case BSR_SOLID_CYLINDER_Z:
      slice->half_y *= round;
      break;
    case BSR_SOLID_ELLIPSOID:
      slice->outline = BSR_OUTLINE_ELLIPSE;
      slice->half_y *= round;
      slice->half_z *= round;
      break;
    case BSR_SOLID_CUSHION:
      slice->outline = BSR_OUTLINE_CUSHION;
      round = sqrt (sqrt (1.0 - u * u * u * u));
      slice->half_y *= round;
      slice->half_z *= round;
      break;
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

double
bsr_solid_path (const BsrSolid *solid, const BsrSlice *slice, double x, double y, double slope)
{
  double path = bsr_slice_chord (slice, y, slope) * solid->density_g_cm3 * MM_TO_CM;
  if (path != 0.0 && solid->texture > 0.0)
    path *= 1.0
            + solid->texture
                  * bsr_random_texture (solid->texture_seed, x / solid->texture_mm,
                                        y / solid->texture_mm);
  return path;
}
