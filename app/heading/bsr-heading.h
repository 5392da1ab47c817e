#pragma once

#include "bsr-property-table.h"

G_BEGIN_DECLS

/* What a load of goods looks like; more than one may hold. */
typedef enum
{
  BSR_TEXTURE_UNIFORM = 1 << 0,   /* hardly any structure: one density throughout */
  BSR_TEXTURE_CARTONS = 1 << 1,   /* a grid of boxes with edges and gaps */
  BSR_TEXTURE_PALLETS = 1 << 2,   /* blocks on pallets, gaps between them and free room above */
  BSR_TEXTURE_BAGS = 1 << 3,      /* layers of rounded sacks, big bags too */
  BSR_TEXTURE_DRUMS = 1 << 4,     /* standing cylinders in tiers: drums, pails, kegs */
  BSR_TEXTURE_BALES = 1 << 5,     /* pressed blocks of uneven size */
  BSR_TEXTURE_ROLLS = 1 << 6,     /* cylinders with or without a core: paper, film, cloth, cable */
  BSR_TEXTURE_COILS = 1 << 7,     /* rings with a wide bore: strip, wire, pipe */
  BSR_TEXTURE_BULK = 1 << 8,      /* loose, a slope or an even surface */
  BSR_TEXTURE_MACHINES = 1 << 9,  /* metal parts of all thicknesses in an open body */
  BSR_TEXTURE_VEHICLES = 1 << 10, /* wheels, engine and body */
  BSR_TEXTURE_MIXED = 1 << 11,    /* pieces of all sizes and densities */
  BSR_TEXTURE_BUNDLES = 1 << 12,  /* long parallel pieces on bearers */
  BSR_TEXTURE_SLABS = 1 << 13,    /* flat plates, upright or piled */
  BSR_TEXTURE_PIECES = 1 << 14,   /* bare goods, each for itself */
  BSR_TEXTURE_LIQUID = 1 << 15,   /* a level surface in a tank or flexitank */
} BsrTexture;
#define BSR_N_TEXTURES 16

/**
 * BsrHeading:
 *
 * What a load that is declared under a chapter or heading of the Harmonized System may look like
 * to X-rays: a row of data/headings/headings.csv, which says what each column means and where its
 * figures come from. A constant of the program, never freed, safe from any thread. A chapter's
 * ranges, packages and textures hold those of all its headings.
 */
typedef struct
{
  const char *code;                   /* two, four or six digits */
  const char *names[BSR_N_LANGUAGES]; /* short */
  BsrPropertyRange density;           /* of the stowed load with packing and voids, g/cm3 */
  BsrPropertyRange organic;           /* shares of the mass, 0...1, by what two energies take it */
  BsrPropertyRange inorganic;         /* for; aluminium is inorganic */
  BsrPropertyRange metal;
  BsrPropertyRange place; /* 0 cellulose, 0.34 aluminium, 1 steel, 3.9 lead; may be below 0 */
  const char *const
      *packages;      /* UN/ECE Recommendation 21, the most usual first; %NULL-terminated */
  guint textures;     /* of BsrTexture */
  const char *source; /* of the densities */
} BsrHeading;

/* (nullable): the row of the longest known beginning of @hs (2...10 digits, dots and spaces
 * allowed): its subheading, heading or chapter; %NULL where there is none, or where @hs is no code.
 * @n_digits: (out) (optional): of the row's code; 0 for none */
const BsrHeading *bsr_heading_find (const char *hs, int *n_digits);

/* The rows by code, a chapter before its headings. */
int bsr_heading_count (void);
const BsrHeading *bsr_heading_at (int index);
/* How many rows have a code of @n_digits. */
int bsr_heading_count_of_level (int n_digits);

/* @language: (nullable): a locale or language tag ("fr_MA"); English for others than en, fr, ar. */
const char *bsr_heading_name (const BsrHeading *heading, const char *language);
/* In the language that gettext speaks in. */
const char *bsr_heading_local_name (const BsrHeading *heading);

/* Whether goods of @heading usually travel in packages of type @code (of Recommendation 21). */
gboolean bsr_heading_has_package (const BsrHeading *heading, const char *code);

/* Stable name of one texture ("cartons"). */
const char *bsr_texture_name (BsrTexture texture);

G_END_DECLS
