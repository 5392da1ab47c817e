#pragma once

#include "bsr-check.h"

G_BEGIN_DECLS

/**
 * bsr_manifest_score:
 * @results: BsrCheckResult
 * @verdict: (out)
 *
 * What all checks say together. One strong contradiction is enough: the score is never below the
 * strongest check's, and each further check above the alarm line raises it (their excesses over
 * the line combine as independent probabilities). Checks below the line never add up to an alarm.
 * The declaration is "consistent" only when a check of the load itself agrees and neither emptiness
 * nor mass nor commodity had to be left open.
 */
double bsr_manifest_score (const GPtrArray *results, BsrVerdict *verdict);

G_END_DECLS
