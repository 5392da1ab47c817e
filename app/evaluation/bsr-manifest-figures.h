#pragma once

#include "bsr-quartiles.h"
#include "bsr-reliability.h"
#include "bsr-roc-figures.h"

G_BEGIN_DECLS

/* Honest declarations of a group. */
typedef struct
{
  const char *dimension; /* static: "all", "vague" */
  char *name;            /* "exact", "mixed", "chapter", "heading", "packages", "masses" */
  BsrInterval alarmed;   /* at the shipped line */
  BsrInterval inconclusive;
} BsrHonestFigures;

/* How often one check reaches the shipped line. */
typedef struct
{
  const char *check; /* static */
  char *lie;         /* "honest", or the kind */
  BsrInterval alarmed;
} BsrCheckFigures;

/* Containers without goods that hold some thing, and those that do not. */
typedef struct
{
  const char *dimension; /* static: "all", "kind", "zone", "scanner"; "nothing": false alarms */
  char *name;
  BsrInterval alarmed; /* by the empty check or a finding; the finding on the thing if there is one */
} BsrLitreFigures;

/* Mass of the load, |seen - true| / true. */
typedef struct
{
  const char *dimension; /* static: "penetrated", "opaque" */
  char *name;            /* "all", or which scanner */
  BsrQuartiles error;
  BsrInterval median;    /* of the error */
  BsrInterval within;    /* share whose true mass lies in the stated interval */
} BsrMassFigures;

/* Scans of a single commodity, by the first and the first five guesses of its heading. */
typedef struct
{
  const char *dimension; /* static: "all", "beam", "heading" */
  char *name;
  BsrInterval first, among_five;
} BsrCommodityFigures;

/**
 * BsrManifestFigures:
 *
 * What image and declaration say together, and what the image says of the load. Arrays may be
 * empty.
 */
typedef struct
{
  GArray *lies;              /* BsrRocFigures: whether a declaration is false */
  GArray *honest;            /* BsrHonestFigures */
  GArray *checks;            /* BsrCheckFigures */
  BsrReliability reliability; /* of the manifest's score: share of false declarations */
  GArray *emptiness;         /* BsrRocFigures: the empty check, whether "empty" or "loaded" is false */
  GArray *litre;             /* BsrLitreFigures */
  GArray *masses;            /* BsrMassFigures */
  int n_headings;            /* that the goods of @commodities are of */
  GArray *commodities;       /* BsrCommodityFigures */
} BsrManifestFigures;

/* @scans: of BsrScoredScan. */
void bsr_manifest_figures_tell (BsrManifestFigures *figures, const GPtrArray *scans);
void bsr_manifest_figures_clear (BsrManifestFigures *figures);

G_END_DECLS
