#pragma once

#include "bsr-inside.h"

G_BEGIN_DECLS

/**
 * BsrStructure:
 *
 * A container's own structure as a scan shows it, so that load and structure can be judged apart:
 * what kind of container it is, what lies where, how its walls and cross members repeat and what
 * each cell would show without load. All boxes, rows and columns are cells of the grid that it was
 * found on, which must outlive it. Immutable.
 */
typedef struct _BsrStructure BsrStructure;

/* What a cell shows. A beam crosses all the container's width: where the roof is seen from below,
 * or the floor from above, load may stand in the same cell. */
typedef enum
{
  BSR_STRUCTURE_NONE,       /* outside the container */
  BSR_STRUCTURE_LOAD_SPACE, /* between side walls and nothing else */
  BSR_STRUCTURE_UNDER_ROOF, /* load space before the underside of the roof */
  BSR_STRUCTURE_ROOF,       /* the roof's near edge and rail: no load there */
  BSR_STRUCTURE_FLOOR,      /* boards and cross members */
  BSR_STRUCTURE_FRONT_WALL,
  BSR_STRUCTURE_DOORS,
  BSR_STRUCTURE_END, /* front wall or doors, not known which */
  BSR_STRUCTURE_POST, /* corner posts with their castings */
  BSR_STRUCTURE_REEFER_UNIT,
  BSR_STRUCTURE_CHASSIS, /* beams, wheels and legs below the floor */
  BSR_N_STRUCTURE_ZONES,
} BsrStructureZone;

typedef enum
{
  BSR_STRUCTURE_SIDE_UNKNOWN,
  BSR_STRUCTURE_SIDE_LEFT,
  BSR_STRUCTURE_SIDE_RIGHT,
} BsrStructureSide;

/* What repeats along the container. */
typedef struct
{
  double period_mm;    /* 0: none found */
  double phase_mm;     /* of the first crest of its strongest harmonic from the grid's left edge */
  double amplitude_mm; /* of that harmonic, steel equivalent */
  double share;        /* of the profile's variance that repeats so, 0...1 */
} BsrStructureWave;

typedef struct
{
  double length_mm, height_mm; /* outside, as seen: the height about the mid plane's */
  int nominal_feet;      /* ISO 668 length: 10, 20, 30, 40, 45; 0: none of these within 5 % */
  gboolean reefer;       /* thick insulated walls with a unit at one end */
  BsrStructureSide front; /* where the front wall is; the doors are opposite */
  BsrStructureWave wall, members;
  int roof_top;  /* first row of the roof */
  int roof_end;  /* one past the last row before the roof's underside; -1: hidden by load */
  int floor_top; /* first row of the floor */
  int floor_end; /* one past the last row of cross members; below is the chassis */
  int left_end, right_end; /* first column past, and one past the last before, end structure */
} BsrStructureFacts;

/**
 * bsr_structure_new:
 * @inside: of @grid
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
BsrStructure *bsr_structure_new (const BsrGrid *grid, const BsrInside *inside,
                                 GCancellable *cancellable, GError **error);
void bsr_structure_free (BsrStructure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrStructure, bsr_structure_free)

const BsrStructureFacts *bsr_structure_facts (const BsrStructure *structure);

/* (transfer none): U8, a BsrStructureZone a cell. */
BsrPlane *bsr_structure_zones (const BsrStructure *structure);
/* (transfer none): F32, steel equivalent in mm that the structure alone shows; negative where it
 * is not known (posts and ends; where load hides it and nothing alike is seen elsewhere). */
BsrPlane *bsr_structure_expected (const BsrStructure *structure);
/* (transfer none): F32, how well that is known, noise of the cell included: standard deviation,
 * mm. */
BsrPlane *bsr_structure_spread (const BsrStructure *structure);

/**
 * bsr_structure_judge:
 * @cells: a box of the grid
 * @sigmas: (out): mean excess over the structure where it is known, in standard deviations of such
 *   a mean; signed
 * @zone: (out) (optional): what most of @cells is
 *
 * Returns: whether at least a third of @cells have a known structure; @sigmas is 0 otherwise.
 */
gboolean bsr_structure_judge (const BsrStructure *structure, BsrBox cells, double *sigmas,
                              BsrStructureZone *zone);

G_END_DECLS
