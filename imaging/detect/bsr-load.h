#pragma once

#include "bsr-load-map.h"

G_BEGIN_DECLS

/**
 * BsrLoadLump:
 *
 * A block of the load on the floor that outweighs what lies on it and beside it. A plain value.
 */
typedef struct
{
  BsrBox box;    /* pixels; empty: none can be told */
  double excess; /* ln of its mass thickness over theirs */
  double spread; /* what places of 100 mm of the load differ by in that, as a standard deviation */
  double opaque; /* share of it that is opaque, over theirs, 0...1: there its mass is a lower bound */
  double place;  /* by how much its material lies nearer to metal than theirs; NAN: not told */
} BsrLoadLump;

/* What the image says of the load, no manifest needed. A plain value. */
typedef struct
{
  gboolean empty;
  double empty_score;      /* 0 surely loaded ... 1 surely empty */
  double mass_kg;          /* of the load: the container's own structure taken off */
  double mass_kg_low, mass_kg_high; /* 90 % interval; high is INFINITY where not penetrated */
  double structure_kg;     /* what was taken off as the container's own */
  double fill_fraction;    /* of the inner cross-section that holds load, 0...1 */
  double max_steel_mm;
  gboolean penetrated;     /* FALSE where part of the load is opaque */
  double opaque_fraction;  /* of the container box, 0...1 */
  BsrLoadLump lump;        /* see bsr_load_lump_find() */
} BsrLoad;

/* @grid: over the container, in cells of about 15 mm; @map: of @grid; @wall_sd_mm: how well the
 * side walls are known, bsr_inside_wall_sd_mm(). */
BsrLoad bsr_load_of_map (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrLoadMap *map,
                         double wall_sd_mm);

/* What some cells of a map weigh together and how far that may be off. */
typedef struct
{
  double kg, low_kg, high_kg; /* 90 % interval; high is INFINITY where not penetrated */
  double seen_mm2;    /* side area of the cells that were seen to hold load, */
  double loaded_mm2;  /* and with those that are supposed to */
  double opaque_mm2;  /* of what was seen */
} BsrLoadMass;

/* Of the columns @from...@to - 1 of the map's space. */
BsrLoadMass bsr_load_weigh (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrLoadMap *map,
                            double wall_sd_mm, int from, int to);

/* None found. */
BsrLoadLump bsr_load_lump_none (void);

/* Two loads taken together: masses and their bounds add up, shares are weighed by @areas (pixels of
 * their containers); the greater lump stays. */
BsrLoad bsr_load_join (const BsrLoad loads[2], const double areas[2]);

G_END_DECLS
