#pragma once

#include "bsr-grid.h"
#include "bsr-inside.h"

G_BEGIN_DECLS

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
} BsrLoad;

/* @grid: over the container, in cells of about 15 mm; @inside: of @grid. */
BsrLoad bsr_load_of_grid (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrInside *inside);

/* Two loads taken together: masses and their bounds add up, shares are weighed by @areas (pixels of
 * their containers). */
BsrLoad bsr_load_join (const BsrLoad loads[2], const double areas[2]);

G_END_DECLS
