#pragma once

#include "bsr-roc.h"

G_BEGIN_DECLS

/* Most points of one ROC; the last is that of the shipped line. */
#define BSR_FIGURES_MAX_POINTS 6

/* Scans told apart by one score, of all or of a group of them. */
typedef struct
{
  const char *dimension; /* static: "all", "scanner", "energies", "kind"; "lie" */
  char *name;            /* "all", or which scanner, ... */
  int n_positive, n_negative;
  BsrInterval area;
  int n_points;
  BsrRocPoint points[BSR_FIGURES_MAX_POINTS];
} BsrRocFigures;

/* Scores of both sides, of double. */
typedef struct
{
  GArray *positive, *negative;
} BsrRocSides;

void bsr_roc_sides_init (BsrRocSides *sides);
void bsr_roc_sides_clear (BsrRocSides *sides);

/* (transfer full): of BsrRocFigures. */
GArray *bsr_roc_figures_array_new (void);

/* Adds the ROC of @sides to @figures, with points at @rates of the negatives and at the shipped
 * line. */
void bsr_roc_figures_append (GArray *figures, const char *dimension, const char *name,
                             const BsrRocSides *sides, const double *rates, int n_rates);

G_END_DECLS
