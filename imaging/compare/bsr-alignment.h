#pragma once

#include "bsr-radiograph.h"
#include "bsr-scan-link.h"

G_BEGIN_DECLS

/* How one container lies in the other's scan. */
typedef enum
{
  BSR_TRAVEL_UNKNOWN, /* as the images say */
  BSR_TRAVEL_SAME,
  BSR_TRAVEL_OPPOSITE,
} BsrTravel;

typedef enum
{
  BSR_ALIGNMENT_FINE,    /* edges that both scans show agree */
  BSR_ALIGNMENT_BOXES,   /* too few agree: only the containers' outsides are laid over each other */
  BSR_ALIGNMENT_CORNERS, /* the containers are not as long: metres from one end and the floor */
} BsrAlignmentGrade;

/* One of two scans. */
typedef struct
{
  BsrRadiograph *radiograph;
  BsrBox container; /* source pixels */
} BsrComparedScan;

/**
 * BsrAlignment:
 *
 * How scan B lies over scan A. A plain value.
 */
typedef struct
{
  BsrScanLink link;
  BsrAlignmentGrade grade;
  gboolean same_height;
  /* What the places that agree differ by, standard deviation, mm; what the finder leaves where only
   * boxes were laid over each other. */
  double residual_x_mm, residual_y_mm;
  int n_votes, n_agreeing; /* along the container: windows with something to say */
  gboolean travel_is_sure; /* FALSE: mirrored or not fits the images about as well */
} BsrAlignment;

/* What remains where only the boxes were laid over each other, mm. */
#define BSR_ALIGNMENT_BOXES_MM 30.0

BsrContainerPlace bsr_compared_scan_place (const BsrComparedScan *scan);

/**
 * bsr_alignment_find:
 *
 * Lays the containers' boxes over each other, then looks in many small windows for the edges that
 * both scans show (posts, waves of the walls, floor and roof, the load where it is the same) and
 * takes shift and scale that most of them agree on, along and upright. Energies, pitches and loads
 * may differ. Blocks, for some tenths of a second.
 *
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
gboolean bsr_alignment_find (const BsrComparedScan *a, const BsrComparedScan *b, BsrTravel travel,
                             int n_threads, BsrAlignment *alignment, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
