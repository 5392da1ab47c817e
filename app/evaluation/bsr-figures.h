#pragma once

#include "bsr-froc.h"
#include "bsr-manifest-figures.h"
#include "bsr-scored-scan.h"

G_BEGIN_DECLS

/* False alarms in a clean scan: 0.1, 0.25, 0.5, 1, and those at the shipped line. */
#define BSR_FIGURES_LEVELS 5

/* Objects of a group detected at the lines of BsrFigures.levels. */
typedef struct
{
  const char *dimension; /* static: "kind", "zone", "cnr", "cnr_at_least", "commodity", ... */
  char *name;
  int n_objects;
  BsrInterval detected[BSR_FIGURES_LEVELS];
} BsrGroupFigures;

/* False alarms in a clean scan at the shipped line. */
typedef struct
{
  const char *dimension; /* static: "all", "commodity", "scanner" */
  char *name;
  BsrInterval rate; /* n: clean scans that have the commodity; its false alarms alone count */
} BsrRateFigures;

/* How well the objects that were hit are pointed at. */
typedef struct
{
  int n;
  BsrQuartiles iou, distance_mm;
} BsrLocalisation;

/* One of the names that a set has, and in how many scans. */
typedef struct
{
  const char *what; /* static: "scanner", "container_type", "set", "split", "engine" */
  char *name;
  int n_scans;
} BsrSetPart;

/**
 * BsrFigures:
 *
 * The exchange contract's *Detection figures* of a set. Immutable.
 */
typedef struct
{
  int n_scans, n_clean, n_objects, n_findings, n_simulated;
  int n_referenced;         /* scans that were held against earlier loads */
  GArray *parts;            /* BsrSetPart */
  GArray *image;            /* BsrRocFigures: whether a scan holds a concealment */
  BsrFrocPoint levels[BSR_FIGURES_LEVELS]; /* all objects */
  GArray *groups;           /* BsrGroupFigures */
  GArray *false_alarms;     /* BsrRateFigures */
  BsrLocalisation listed, alarmed; /* of all listed findings, of those at the shipped line */
  BsrReliability reliability;
  BsrManifestFigures manifest;
} BsrFigures;

/* @scans: of BsrScoredScan. */
BsrFigures *bsr_figures_new (const GPtrArray *scans);
void bsr_figures_free (BsrFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrFigures, bsr_figures_free)

G_END_DECLS
