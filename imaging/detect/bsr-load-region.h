#pragma once

#include "bsr-load-descriptor.h"
#include "bsr-load.h"

G_BEGIN_DECLS

/* More parts than that are one of many things, such as household effects. */
#define BSR_LOAD_MOST_REGIONS 8

/* Shares of a mass, 0...1, that add up to 1. */
typedef struct
{
  double organic, inorganic, metal, unknown;
} BsrMaterialShares;

/**
 * BsrLoadRegion:
 *
 * A coherent part of the load along the container, such as one consignment's pallets. A plain
 * value.
 */
typedef struct
{
  BsrBox box;       /* pixels, around the load: from its highest to the floor */
  double length_mm; /* along the container */
  double mass_kg, mass_kg_low, mass_kg_high; /* 90 % interval; high is INFINITY where opaque */
  double volume_m3; /* of the room from wall to wall that it takes up */
  double opaque_fraction; /* of its own outline */
  BsrMaterialShares materials; /* unknown is 1 without two energies that tell */
  double material_error;  /* standard deviation of the descriptor's material; NAN: not measured */
  double packages_low, packages_high; /* by repetition; NAN: nothing repeats */
  BsrLoadDescriptor descriptor;
} BsrLoadRegion;

G_END_DECLS
