#pragma once

#include "bsr-features.h"

G_BEGIN_DECLS

/**
 * BsrJudge:
 *
 * The fitted model that makes one score of a candidate's features: a sum of small regression trees
 * (gradient boosting of the logistic loss: Friedman, "Greedy function approximation: a gradient
 * boosting machine", Ann. Stat. 29 (2001) 1189), calibrated by a logistic curve (Platt, 1999) on
 * scans that grew no tree. The trees and how they were fitted: data/detection/judge.csv, made by
 * tests/eval/refit. Immutable.
 *
 * The odds of the score are the odds that a candidate is a concealed object, where half of the
 * simulated scans that it was calibrated with hold one, times how much more a miss weighs than a
 * false alarm (the file says how much): 0.5 is the line where both risks weigh the same.
 */
typedef struct _BsrJudge BsrJudge;

/* (transfer none): the model of the program, read once, any thread. */
const BsrJudge *bsr_judge_get (void);

/* (transfer full): a model from the text of such a file; %NULL with %BSR_ERROR_DAMAGED naming the
 * line. */
BsrJudge *bsr_judge_new (const char *text, GError **error);
void bsr_judge_free (BsrJudge *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrJudge, bsr_judge_free)

/* 0...1 */
double bsr_judge_score (const BsrJudge *judge, const float features[BSR_N_FEATURES]);

/* Sum of the trees before calibration, log odds: for those who fit it. */
double bsr_judge_sum (const BsrJudge *judge, const float features[BSR_N_FEATURES]);

G_END_DECLS
