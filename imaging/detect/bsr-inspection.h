#pragma once

#include "bsr-detector.h"
#include "bsr-load-region.h"
#include "bsr-progress.h"

G_BEGIN_DECLS

#define BSR_INSPECTION_MAX_STAGES 32

/**
 * BsrInspection:
 *
 * Everything the detectors make of one scan. Reference-counted, immutable.
 */
typedef struct _BsrInspection BsrInspection;

/**
 * bsr_inspection_run:
 * @reference: (nullable): earlier loads of the same heading
 * @progress: (nullable)
 *
 * Prepares the scan, finds the container, describes the load and runs all detectors. Findings
 * that overlap are merged, sorted by falling score and cut at %BSR_SCORE_LISTED. The result
 * does not depend on @n_threads. Blocks.
 */
BsrInspection *bsr_inspection_run (BsrImage *image, const BsrAcquisition *acquisition,
                                   const BsrReference *reference, int n_threads,
                                   BsrProgress progress, gpointer progress_data,
                                   GCancellable *cancellable, GError **error);
BsrInspection *bsr_inspection_ref (BsrInspection *inspection);
void bsr_inspection_unref (BsrInspection *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrInspection, bsr_inspection_unref)

/* (transfer none) */
BsrRadiograph *bsr_inspection_radiograph (const BsrInspection *inspection);
/* Whether the container was found; @box as bsr_container_find() says. */
gboolean bsr_inspection_container (const BsrInspection *inspection, BsrBox *box);
/* All containers that were found, 0...2, from left to right; see bsr_container_find_all(). Each is
 * judged by itself; bsr_inspection_load() is of both together. */
int bsr_inspection_containers (const BsrInspection *inspection, BsrBox boxes[2]);
const BsrLoad *bsr_inspection_load (const BsrInspection *inspection);
/* Parts of the load, of all containers from left to right; they belong to the inspection. */
const BsrLoadRegion *bsr_inspection_regions (const BsrInspection *inspection, int *n_regions);
/* The first container's load as one part; of no mass where there is none. */
const BsrLoadRegion *bsr_inspection_whole (const BsrInspection *inspection);
/* What the load looks like by height, for references of later loads. */
BsrLoadProfile bsr_inspection_profile (const BsrInspection *inspection);
/* Earlier loads that this one was held against; 0: there was no reference. */
int bsr_inspection_n_reference_loads (const BsrInspection *inspection);
/* The findings belong to the inspection. */
const BsrFinding *bsr_inspection_findings (const BsrInspection *inspection, int *n_findings);
/* Wall time of each stage: @name is static. Returns the number of stages. */
int bsr_inspection_stage_count (const BsrInspection *inspection);
const char *bsr_inspection_stage (const BsrInspection *inspection, int index, double *elapsed_ms);

G_END_DECLS
