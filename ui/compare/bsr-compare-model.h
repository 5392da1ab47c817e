#pragma once

#include "bsr-comparison.h"
#include "bsr-session.h"
#include "bsr-store.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_COMPARE_SIDE_BY_SIDE,
  BSR_COMPARE_SWIPE,
  BSR_COMPARE_DIFFERENCE,
  BSR_N_COMPARE_MODES,
} BsrCompareMode;

/**
 * BsrCompareModel:
 *
 * The compare mode of one window: whether it is on, what the session's scan can be held against, with
 * what it is, and how that is shown. Looks for candidates and loads them in workers; what is no longer
 * wanted is cancelled, and leaving lets go of the other scan. Another case or scan ends it. Never
 * changes the session.
 *
 * Signal "changed": anything of it.
 */
#define BSR_TYPE_COMPARE_MODEL (bsr_compare_model_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareModel, bsr_compare_model, BSR, COMPARE_MODEL, GObject)

BsrCompareModel *bsr_compare_model_new (BsrSession *session);
void bsr_compare_model_set_store (BsrCompareModel *model, BsrStore *store);
/* (transfer none) */
BsrSession *bsr_compare_model_session (BsrCompareModel *model);

/* Whether there is a scan to compare. */
gboolean bsr_compare_model_can_open (BsrCompareModel *model);
gboolean bsr_compare_model_active (BsrCompareModel *model);
void bsr_compare_model_set_active (BsrCompareModel *model, gboolean active);
/* On, with the last scan of that case. */
void bsr_compare_model_open_with (BsrCompareModel *model, const char *case_id);

BsrCompareMode bsr_compare_model_mode (BsrCompareModel *model);
void bsr_compare_model_set_mode (BsrCompareModel *model, BsrCompareMode mode);

/* (nullable) (transfer none): BsrCompareCandidate; %NULL while they are looked for. */
GPtrArray *bsr_compare_model_candidates (BsrCompareModel *model);
/* (nullable) (transfer none) */
BsrCompareCandidate *bsr_compare_model_chosen (BsrCompareModel *model);
void bsr_compare_model_choose (BsrCompareModel *model, BsrCompareCandidate *candidate);

/* (nullable) (transfer none): with the chosen one, once it is loaded. */
BsrComparison *bsr_compare_model_comparison (BsrCompareModel *model);
/* Lays the other scan the other way round. */
void bsr_compare_model_set_mirrored (BsrCompareModel *model, gboolean mirrored);

gboolean bsr_compare_model_busy (BsrCompareModel *model);
/* (transfer none): one sentence on what is under way, or went wrong; "" for nothing. */
const char *bsr_compare_model_message (BsrCompareModel *model);

G_END_DECLS
