#pragma once

#include "bsr-load-region.h"

G_BEGIN_DECLS

/* One piece of a load seen from the side: what gaps of the whole height part from its neighbours. */
typedef struct
{
  BsrBox box; /* cells: from its top, reached by nine of ten columns, to the floor */
  int first_tier, n_tiers; /* of the outline's tiers, from the top down */
} BsrLoadPiece;

/* Rows of a piece between two slits. */
typedef struct
{
  int top, end;
} BsrLoadTier;

/**
 * BsrLoadOutline:
 *
 * The silhouette of a load from the side: how high each column is stacked, where gaps part it and
 * which pieces that makes. Inside this room only.
 */
typedef struct
{
  BsrBox box;        /* cells of all of it, from the space's top to the floor */
  int *tops;         /* first loaded row of each column of the box; the box's end: none */
  gboolean *gaps;    /* whether a column is one */
  GArray *pieces;    /* BsrLoadPiece, from left to right */
  GArray *tiers;     /* BsrLoadTier */
} BsrLoadOutline;

/* Of columns @from...@to - 1. Returns: (transfer full) */
BsrLoadOutline *bsr_load_outline_new (const BsrLoadLook *look, int from, int to);
void bsr_load_outline_free (BsrLoadOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLoadOutline, bsr_load_outline_free)

/* Row from which load stands in column @x of the space; the space's end for none. */
int bsr_load_column_top (const BsrLoadLook *look, int x);

/* Mass thickness, g/cm2, as a mean of what @box holds; 0 where it is empty. */
double bsr_load_mean_mass (const BsrLoadLook *look, BsrBox box);
/* Share of the cells of @box that hold no load, 0...1. */
double bsr_load_free_share (const BsrLoadLook *look, BsrBox box);

G_END_DECLS
