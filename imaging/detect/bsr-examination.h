#pragma once

#include "bsr-detector.h"
#include "bsr-features.h"
#include "bsr-load-region.h"

G_BEGIN_DECLS

/**
 * BsrExamination:
 *
 * Everything that the detectors name in one container, with what was measured of each: before and
 * after the judge. Immutable; the maker frees it.
 */
typedef struct _BsrExamination BsrExamination;

/* Told before each step; @name is static. %FALSE ends it (with an error set). */
typedef gboolean (*BsrExaminationStep) (const char *name, gpointer data, GError **error);

/**
 * bsr_examination_new:
 * @reference: (nullable): earlier loads of the same heading
 * @step: (nullable): called before the evidence and before each detector's and the judge's turn
 *
 * Blocks. Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
BsrExamination *bsr_examination_new (BsrRadiograph *radiograph, BsrBox container,
                                     const BsrReference *reference, int n_threads,
                                     BsrExaminationStep step, gpointer step_data,
                                     GCancellable *cancellable, GError **error);
void bsr_examination_free (BsrExamination *examination);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrExamination, bsr_examination_free)

/* What the detectors named, each with the judge's score, in the order they were named; candidates
 * may overlap. They belong to the examination. */
const BsrFinding *bsr_examination_candidates (const BsrExamination *examination, int *n);
/* %BSR_N_FEATURES of candidate @index. */
const float *bsr_examination_features (const BsrExamination *examination, int index);

/* What the image says of the load. */
BsrLoad bsr_examination_load (const BsrExamination *examination);
/* Its parts along the container, from left to right; they belong to the examination. */
const BsrLoadRegion *bsr_examination_regions (const BsrExamination *examination, int *n_regions);
/* All of it as one part; of no mass where there is no load. */
const BsrLoadRegion *bsr_examination_whole (const BsrExamination *examination);
/* What the load looks like, for references of later loads. */
BsrLoadProfile bsr_examination_profile (const BsrExamination *examination);

/* Steps that @step is told of for a scan of @n_planes energies. */
int bsr_examination_n_steps (int n_planes);

G_END_DECLS
