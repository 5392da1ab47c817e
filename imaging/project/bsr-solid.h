#pragma once

#include "bsr-material.h"
#include "bsr-slice.h"

G_BEGIN_DECLS

/* Container coordinates, mm: x along the container from the front wall's outside to the doors,
 * y down from the roof's outside, z across it from the side that faces the source. */

typedef enum
{
  BSR_SOLID_BOX,
  BSR_SOLID_CYLINDER_X, /* axis along the container */
  BSR_SOLID_CYLINDER_Y, /* upright */
  BSR_SOLID_CYLINDER_Z, /* axis along the beam */
  BSR_SOLID_ELLIPSOID,
  BSR_SOLID_CUSHION, /* superellipsoid of exponent 4: a filled bag or a pressed bale */
} BsrSolidShape;

/* Whom a solid's mass belongs to. */
typedef enum
{
  BSR_ROLE_STRUCTURE, /* of the container itself */
  BSR_ROLE_CHASSIS,   /* the vehicle below */
  BSR_ROLE_LOAD,      /* declared goods, packing and dunnage */
  BSR_ROLE_CONCEALED, /* what was hidden; @object says which */
} BsrSolidRole;

/**
 * BsrSolid:
 *
 * A convex body of one material. A negative density takes material away from what fills the
 * same place (a hole in a casting, the bore of a coil). A plain value.
 */
typedef struct
{
  BsrSolidShape shape;
  BsrSolidRole role;
  int object;                  /* index of the concealed object that this is part of; -1: of none */
  const BsrMaterial *material; /* static */
  double density_g_cm3;
  double x, y, z;                /* centre, mm */
  double half_x, half_y, half_z; /* half extents along the axes before tilting, mm */
  double tilt;                   /* boxes alone: radians about z, turns x towards y */
  double texture;    /* unevenness: largest relative change of a path through it, 0 none */
  double texture_mm; /* size of the grain of that unevenness */
  guint32 texture_seed;
} BsrSolid;

/* An untilted box between two corners, of @material at its own density, role load, no object. */
BsrSolid
bsr_solid_box (const BsrMaterial *material, double x0, double x1, double y0, double y1, double z0,
               double z1);

/* mm3; negative for a solid of negative density. The cushion's 8abc G(5/4)^3 / G(7/4) is the
 * superellipsoid volume of Jaklic, Leonardis and Solina, Segmentation and Recovery of
 * Superquadrics (2000), ch. 2. */
double
bsr_solid_volume (const BsrSolid *solid);

/* kg; negative for negative density. */
double
bsr_solid_mass (const BsrSolid *solid);

/* Extents in mm, tilt included. */
void
bsr_solid_bounds (const BsrSolid *solid, double low[3], double high[3]);

/* The slice at @x; %FALSE when the solid is not there. */
gboolean
bsr_solid_slice (const BsrSolid *solid, double x, BsrSlice *slice);

/* g/cm2 on the ray through (@y, mid of the slice) of @slope at @x, texture included; as
 * @slice is the solid's slice there. */
double
bsr_solid_path (const BsrSolid *solid, const BsrSlice *slice, double x, double y, double slope);

G_END_DECLS
