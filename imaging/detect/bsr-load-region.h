#pragma once

#include "bsr-load-descriptor.h"
#include "bsr-load-places.h"
#include "bsr-load.h"
#include "bsr-packing.h"

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
  BsrPacking packing;
} BsrLoadRegion;

/* What regions are measured from; all of one container. A plain value, of borrowed things. */
typedef struct
{
  BsrRadiograph *radiograph;
  const BsrGrid *grid;
  const BsrLoadMap *map;
  const BsrLoadPlaces *places; /* (nullable): of two energies that tell */
  double wall_mm, wall_sd_mm; /* of both side walls together, and how well they are known */
} BsrLoadLook;

/**
 * bsr_load_region_measure:
 * @from, @to: columns of the grid, @to not included
 *
 * What stands between them; a region of no mass where nothing does.
 */
BsrLoadRegion bsr_load_region_measure (const BsrLoadLook *look, int from, int to);

/**
 * bsr_load_regions_find:
 * @regions: room for BSR_LOAD_MOST_REGIONS
 *
 * Parts the load along the container where its thickness, height, texture or material change for
 * good: the partition of least squared distance from its parts' means plus a price for each part
 * (optimal partitioning: Jackson et al., IEEE Signal Processing Letters 12 (2005) 105). Returns how
 * many there are, from left to right; 0 for an empty container.
 */
int bsr_load_regions_find (const BsrLoadLook *look, BsrLoadRegion *regions);

G_END_DECLS
