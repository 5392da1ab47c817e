#pragma once

#include "bsr-finding.h"

G_BEGIN_DECLS

/**
 * BsrFeature:
 *
 * What is measured at a candidate, whichever detector named it, so that one judge can weigh them
 * all. Signed ones are turned so that "sticks out as the candidate says" is positive.
 */
typedef enum
{
  BSR_FEATURE_SIGN,           /* 1 denser, -1 thinner than expected */
  BSR_FEATURE_DETECTOR,       /* place of the detector in bsr_detectors[] */
  BSR_FEATURE_REASON,         /* BsrReason that the detector gives */
  BSR_FEATURE_DETECTOR_SIGMAS, /* the detector's own contrast */
  BSR_FEATURE_CONTRAST,       /* strongest sigmas of the multi-scale contrast in the box */
  BSR_FEATURE_PEER,           /* strongest sigmas of the self-similarity in the box */
  BSR_FEATURE_PEER_MEAN,      /* mean of the same */
  BSR_FEATURE_MATERIAL,       /* strongest sigmas of the dual-energy residual, not turned */
  BSR_FEATURE_MATERIAL_MEAN,  /* mean of the same over the box */
  BSR_FEATURE_RATIO,          /* excess of the second energy over that of the first */
  BSR_FEATURE_RATIO_SIGMAS,   /* how far that is from the ratio around, not turned */
  BSR_FEATURE_STRUCTURE,      /* strongest sigmas of the structure in the box */
  BSR_FEATURE_ZONE,           /* BsrStructureZone of the box's middle */
  BSR_FEATURE_WIDTH_MM,
  BSR_FEATURE_HEIGHT_MM,
  BSR_FEATURE_AREA_DM2,
  BSR_FEATURE_ASPECT,         /* longer over shorter side */
  BSR_FEATURE_EXCESS_MM,      /* steel, over the mean of the four sides */
  BSR_FEATURE_EXCESS_SHARE,   /* of the sides' steel */
  BSR_FEATURE_SIDE_LEAST,     /* excess over the least different side, share of the excess */
  BSR_FEATURE_SIDE_SECOND,    /* over the second least */
  BSR_FEATURE_SIDE_MOST,      /* over the most different */
  BSR_FEATURE_NOISE_SIGMAS,   /* excess in standard deviations of the scan's noise alone */
  BSR_FEATURE_OPAQUE,         /* share of the box */
  BSR_FEATURE_OPAQUE_AROUND,
  BSR_FEATURE_AROUND_MM,
  BSR_FEATURE_ROW_SIGMAS,     /* excess over left and right among boxes of its size in its rows */
  BSR_FEATURE_COLUMN_SIGMAS,  /* excess over above and below among those in its columns */
  BSR_FEATURE_LOAD_SIGMAS,    /* excess over all sides among those of the whole load */
  BSR_FEATURE_LOAD_RANK,      /* share of those that stick out more */
  BSR_FEATURE_PEERS,          /* other candidates of like size, sign and excess */
  BSR_FEATURE_RANK,           /* place among the scan's candidates by their own contrast */
  BSR_FEATURE_EDGE,           /* mean step at the box's border, share of the excess */
  BSR_FEATURE_TEXTURE,        /* deviation within the box, share of the excess */
  BSR_FEATURE_TEXTURE_AROUND, /* deviation around it, share of the excess */
  BSR_FEATURE_FLOOR_MM,       /* from the box's bottom down to the floor */
  BSR_FEATURE_ROOF_MM,        /* from the box's top up to the roof */
  BSR_FEATURE_END_MM,         /* to the nearer end */
  BSR_FEATURE_BARE_SIDES,     /* sides that hold no load */
  BSR_FEATURE_FILL,           /* of the load space that holds load */
  BSR_FEATURE_LOAD_MM,        /* mean steel of the loaded cells */
  BSR_FEATURE_LOAD_OPAQUE,    /* share of the load space */
  BSR_FEATURE_CLUTTER,        /* spread of all boxes' excess in the load, mm */
  BSR_FEATURE_PLANES,         /* energies */
  BSR_FEATURE_REFERENCE,      /* spreads beyond earlier loads of the heading; 0 without any */
  BSR_FEATURE_APPEARANCE,     /* strongest log odds of the appearance in the box */
  BSR_FEATURE_APPEARANCE_MEAN, /* mean of the same */
  BSR_FEATURE_APPEARANCE_AROUND, /* mean over half its width and height each way beside it */
  BSR_N_FEATURES,
} BsrFeature;

/* Name of a feature in files, static: "excess-mm". */
const char *bsr_feature_name (BsrFeature feature);

G_END_DECLS
