#pragma once

#include "bsr-contrast.h"
#include "bsr-finding.h"
#include "bsr-place-map.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_SIDE_LEFT,
  BSR_SIDE_RIGHT,
  BSR_SIDE_ABOVE,
  BSR_SIDE_BELOW,
  BSR_N_SIDES,
} BsrSide;

/* Width of the strip that is looked at beside each side of a place, scales. */
#define BSR_PLACE_SIDE_SCALES 0.5

/**
 * BsrPlace:
 *
 * A connected part of a map that stands out: one peak and what belongs to it. A plain
 * value.
 */
typedef struct
{
  double scale_mm;
  double sigmas;    /* at the peak, signed */
  double weight;    /* the sigmas after what speaks against the place; the caller's to set */
  double excess_mm; /* mean of the cells over the surroundings, signed */
  double around_mm; /* mean of the surroundings */
  double side_mm[BSR_N_SIDES]; /* mean of a strip at each side; NAN off the grid */
  double area_mm2;
  double opaque;    /* share of the area, 0...1 */
  double opaque_around; /* the same of the strips at its four sides */
  double good;      /* share of pixels neither dead nor a spike, 0...1 */
  BsrBox cells;     /* box of the cells */
  BsrBox box;       /* in pixels */
  int n_corners;    /* outline in pixels, see BsrFinding */
  float corners[BSR_FINDING_MAX_CORNERS][2];
} BsrPlace;

/* Appends each place of @map that stands out by @min_sigmas or more to @places (of BsrPlace), in
 * an order that depends on @map alone. */
gboolean bsr_places_find_in (const BsrGrid *grid, const BsrPlaceMap *map, double min_sigmas,
                             GArray *places, GError **error);
/* The same of a contrast. */
gboolean bsr_places_find (const BsrGrid *grid, const BsrContrast *contrast, double min_sigmas,
                          GArray *places, GError **error);

/* How well its sides agree that a place is something: the excess over the least different of the
 * four, as a share of its excess, 0...1; an edge, a corner or a line of the load has a side that
 * is no different. */
double bsr_place_enclosure (const BsrPlace *place);

/* What a finding says of @place on @radiograph's scan: box, outline, size, contrast, excess and its
 * mass. Who found it, why, and its score are the caller's to set. */
BsrFinding bsr_place_to_finding (const BsrPlace *place, BsrRadiograph *radiograph);

/* Of places that are one thing seen at several scales (same sign, boxes that overlap) keeps the
 * one whose outline fits best: the largest mean excess times the square root of the area, which
 * is the signal-to-noise ratio of a template that fits. It gets the highest weight of all. */
void bsr_places_merge (GArray *places);

G_END_DECLS
