#pragma once

#include "bsr-analysis.h"
#include "bsr-truth.h"

G_BEGIN_DECLS

/* A finding held against the truth. */
typedef struct
{
  BsrBox box;
  double score;
  int hit;               /* index of the object that it hits, the best overlapped one; -1: none */
  double iou;            /* with that object's box; 0 when none */
  const char *commodity; /* id of the goods at its place; "none"; belongs to the truth */
} BsrScoredFinding;

/* An object held against the findings. */
typedef struct
{
  int found;             /* index of the best scored finding that hits it; -1: none */
  double score;          /* that finding's; -INFINITY: none */
  double iou;            /* that finding's with the object's box; NAN: none */
  double distance_mm;    /* between that finding's and the object's centres; NAN: none */
  const char *commodity; /* id of the goods that surround it; "none"; belongs to the truth */
} BsrScoredObject;

/**
 * BsrScoredScan:
 *
 * What the program said of one scan, held against what is true of it. Immutable.
 */
typedef struct
{
  char *name;
  BsrTruth *truth;
  int n_planes;          /* energies */
  char *engine;          /* version that analysed it */
  GArray *findings;      /* BsrScoredFinding by falling score */
  GArray *objects;       /* BsrScoredObject as in @truth */
  double score;          /* highest of the findings; 0 without any */
  double manifest_score; /* NAN without a declaration */
} BsrScoredScan;

/**
 * bsr_scored_scan_new:
 * @scan: its acquisition tells pitch and energies
 * @truth: (transfer full)
 */
BsrScoredScan *bsr_scored_scan_new (const char *name, BsrTruth *truth, const BsrScan *scan,
                                    const BsrAnalysis *analysis);
void bsr_scored_scan_free (BsrScoredScan *scored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrScoredScan, bsr_scored_scan_free)

/* Whether no object is concealed in it. */
gboolean bsr_scored_scan_is_clean (const BsrScoredScan *scored);

G_END_DECLS
