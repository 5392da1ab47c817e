#pragma once

#include "bsr-grid.h"
#include "bsr-inside.h"

G_BEGIN_DECLS

/* Bands of equal height between floor and roof: about a carton each, 200 mm. */
#define BSR_LOAD_PROFILE_BANDS 12
/* Edge of the windows that are looked at: a carton. */
#define BSR_LOAD_PROFILE_WINDOW_MM 300.0

/* The windows of one band that hold load. */
typedef struct
{
  int n;            /* windows */
  double mean_mm;   /* of their steel equivalent, walls not counted */
  double spread_mm; /* standard deviation from window to window */
} BsrLoadBand;

/**
 * BsrLoadProfile:
 *
 * What a load looks like by height, in few numbers that hold no image: what a reference keeps of an
 * earlier load. Bands from the roof down. A plain value.
 */
typedef struct
{
  BsrLoadBand bands[BSR_LOAD_PROFILE_BANDS];
} BsrLoadProfile;

/* Of the load in @inside of @grid. Windows that the beam did not get through are left out. */
BsrLoadProfile bsr_load_profile_measure (const BsrGrid *grid, const BsrInside *inside);

G_END_DECLS
