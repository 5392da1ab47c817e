#pragma once

#include <glib-object.h>
#include "bsr-coverage.h"
#include "bsr-viewing.h"

G_BEGIN_DECLS

/**
 * BsrCoverageTracker:
 *
 * Keeps the coverage of the scan that is shown (see #BsrCoverage): views tell it what is on the
 * screen, it tells when more has been displayed. It remembers the scans of a case, so that going
 * from one to the other loses nothing. Runs a timer only while time adds something.
 *
 * Signal "changed": the shares, the scan or the sought object are others.
 */
#define BSR_TYPE_COVERAGE_TRACKER (bsr_coverage_tracker_get_type ())
G_DECLARE_FINAL_TYPE (BsrCoverageTracker, bsr_coverage_tracker, BSR, COVERAGE_TRACKER, GObject)

/* Microseconds that never fall. */
typedef gint64 (*BsrClock) (gpointer data);

BsrCoverageTracker *bsr_coverage_tracker_new (void);
/* For tests; the computer's monotonic clock otherwise. */
void bsr_coverage_tracker_set_clock (BsrCoverageTracker *tracker, BsrClock clock, gpointer data);

/* Another case: nothing is remembered. */
void bsr_coverage_tracker_forget (BsrCoverageTracker *tracker);
/* The scan that is shown from now on: @id tells the case's scans apart; @radiograph (nullable):
 * nothing can be told yet; @container: empty: not found, the whole scan counts. */
void bsr_coverage_tracker_set_scan (BsrCoverageTracker *tracker, gint64 id,
                                    BsrRadiograph *radiograph, BsrBox container);

/* What is on the screen; %NULL: nothing. */
void bsr_coverage_tracker_show (BsrCoverageTracker *tracker, BsrPicture picture,
                                const BsrDisplayed *displayed);
/* Whether the officer works in the window: time in which he does not is nobody's look. */
void bsr_coverage_tracker_set_attentive (BsrCoverageTracker *tracker, gboolean attentive);
/* Counts the time up to now; else the timer does. */
void bsr_coverage_tracker_tick (BsrCoverageTracker *tracker);

/* (nullable) (transfer none): of the scan that is shown. */
const BsrCoverage *bsr_coverage_tracker_coverage (BsrCoverageTracker *tracker);
/* How it stands: %FALSE when nothing can be told. */
gboolean bsr_coverage_tracker_viewing (BsrCoverageTracker *tracker, BsrViewing *viewing);

BsrSought bsr_coverage_tracker_sought (BsrCoverageTracker *tracker);
/* Another object than before: all scans begin anew. */
void bsr_coverage_tracker_set_sought (BsrCoverageTracker *tracker, const BsrSought *sought);

G_END_DECLS
