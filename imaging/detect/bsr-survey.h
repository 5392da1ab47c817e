#pragma once

#include "bsr-appearance.h"
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

/* @appearance, @reference: (nullable). All must outlive it. Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT. */
BsrSurvey *bsr_survey_new (const BsrEvidence *evidence, const BsrAppearance *appearance,
                           const BsrReference *reference, GError **error);
void bsr_survey_free (BsrSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSurvey, bsr_survey_free)

/* Fills @features (of @n_candidates times %BSR_N_FEATURES) of all candidates of the container:
 * some compare them with each other. Every value is finite.
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED */
gboolean bsr_survey_measure (const BsrSurvey *survey, const BsrFinding *candidates,
                             int n_candidates, float *features, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
