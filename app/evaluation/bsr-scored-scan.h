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

/* The strongest of the results of one check. */
typedef struct
{
  const char *check; /* static */
  BsrVerdict verdict;
  double score;
} BsrScoredCheck;

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
  BsrVerdict manifest_verdict; /* inconclusive without one */
  GArray *checks;        /* BsrScoredCheck: each check that said something once */
  BsrCheckGuess guesses[BSR_CHECK_MOST_GUESSES]; /* of the first item that has any */
  int n_guesses;
  int n_references;      /* earlier loads that it was held against */
  BsrLoad load;          /* masses NAN where it was not told */
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

/* (nullable): what @check said, "mass" or "empty" for example. */
const BsrScoredCheck *bsr_scored_scan_check (const BsrScoredScan *scored, const char *check);

/* Whether no object is concealed in it. */
gboolean bsr_scored_scan_is_clean (const BsrScoredScan *scored);

G_END_DECLS
