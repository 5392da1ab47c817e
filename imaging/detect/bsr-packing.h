#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How goods are packed and stowed, as far as their outline and texture from the side can tell. */
typedef enum
{
  BSR_PACKING_UNKNOWN,  /* cannot be told */
  BSR_PACKING_PALLETS,  /* stacks of packages with gaps between, on pallets */
  BSR_PACKING_CARTONS,  /* boxes stowed by hand from wall to wall */
  BSR_PACKING_BAGS,     /* layers of sacks */
  BSR_PACKING_BALES,    /* bales, big bags: large blocks with soft edges */
  BSR_PACKING_DRUMS,    /* drums and other standing cylinders */
  BSR_PACKING_ROLLS,    /* coils and lying rolls */
  BSR_PACKING_BULK,     /* loose, or liquid in a tank */
  BSR_PACKING_LONG,     /* bundles along the container on bearers */
  BSR_PACKING_MACHINES, /* machines and vehicles, each for itself */
  BSR_N_PACKINGS,
} BsrPackingClass;

/* What the outline, and what it encloses, measure like. Logarithms are natural. */
typedef enum
{
  BSR_PACKING_TRAIT_PIECE,         /* ln of the median length of a piece between gaps, mm */
  BSR_PACKING_TRAIT_ASPECT,        /* ln of that over the median height of a tier */
  BSR_PACKING_TRAIT_CORNERS,       /* emptiness of the tiers' upper corners: 0 a box, 0.7 a circle */
  BSR_PACKING_TRAIT_CHORD,         /* mass near a piece's sides over that of its middle: 1 a box */
  BSR_PACKING_TRAIT_BORE,          /* share of the tiers' middles that the beam passes freely */
  BSR_PACKING_TRAIT_SLOPE,         /* ln of the tangent of the top line's slope between its steps */
  BSR_PACKING_TRAIT_JOINTS,        /* ln of the narrow upright lines of less mass, a metre */
  BSR_PACKING_TRAIT_LAYERS,        /* ln of the lying ones, a metre of height */
  BSR_PACKING_TRAIT_LAYERING,      /* these six as the load's descriptor has them, */
  BSR_PACKING_TRAIT_SPREAD_MIDDLE,
  BSR_PACKING_TRAIT_SPREAD_FINE,
  BSR_PACKING_TRAIT_GAPS,          /* the logarithm of it */
  BSR_PACKING_TRAIT_REPEAT_ACROSS,
  BSR_PACKING_TRAIT_REPEAT_UP,
  BSR_N_PACKING_TRAITS,
} BsrPackingTrait;

typedef struct
{
  float values[BSR_N_PACKING_TRAITS]; /* NAN: not measured */
} BsrPackingTraits;

/* A plain value. */
typedef struct
{
  BsrPackingClass kind;
  double confidence; /* 0...1 that it is of that class and no other; 0 where it cannot be told */
  int n_pieces;      /* that gaps of the whole height part; 0: none was made out */
  double piece_mm;   /* their median length; NAN: none */
  double height_mm;  /* of all pieces' heights together */
} BsrPacking;

/* "unknown", "pallets", ...: names in documents, in the order of the classes, %NULL at the end. */
extern const char *const bsr_packing_names[];

/* Nothing told. */
BsrPacking bsr_packing_unknown (void);

/**
 * bsr_packing_classify:
 * @confidence: (out): of the class that is named; 0 for none
 *
 * The class whose loads measure most like @traits, by Student's t of each trait about the class's
 * mean, with an exponent on all, for traits depend on each other; %BSR_PACKING_UNKNOWN where none has
 * more than half of the probability. tests/eval/fit-packing.py made means and spreads.
 */
BsrPackingClass bsr_packing_classify (const BsrPackingTraits *traits, double *confidence);

G_END_DECLS
