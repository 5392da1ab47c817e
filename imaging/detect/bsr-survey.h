#pragma once

#include "bsr-evidence.h"
#include "bsr-features.h"
#include "bsr-reference.h"

G_BEGIN_DECLS

/**
 * BsrSurvey:
 *
 * Measures the features of candidates in one container. Immutable; the maker frees it.
 */
typedef struct _BsrSurvey BsrSurvey;

/* @reference: (nullable). Both must outlive it. Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT. */
BsrSurvey *bsr_survey_new (const BsrEvidence *evidence, const BsrReference *reference,
                           GError **error);
void bsr_survey_free (BsrSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSurvey, bsr_survey_free)

/* Fills @features (of @n_candidates times %BSR_N_FEATURES) of all candidates of the container:
 * some compare them with each other. Every value is finite. */
void bsr_survey_measure (const BsrSurvey *survey, const BsrFinding *candidates, int n_candidates,
                         float *features);

G_END_DECLS
