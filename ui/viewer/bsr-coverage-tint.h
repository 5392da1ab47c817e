#pragma once

#include <gtk/gtk.h>
#include "bsr-coverage.h"

G_BEGIN_DECLS

/* (transfer full): one pixel for a cell: blue where it has not been displayed yet, reddish where
 * the beam did not get through, clear elsewhere. To be drawn over bsr_coverage_box(). */
GdkTexture *bsr_coverage_tint_new (const BsrCoverage *coverage);

G_END_DECLS
