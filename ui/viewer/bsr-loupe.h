#pragma once

#include <gtk/gtk.h>
#include "bsr-coverage.h"
#include "bsr-session.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/* Edge of the glass, logical pixels, and how many times larger it shows the scan than the view. */
#define BSR_LOUPE_EDGE 280
#define BSR_LOUPE_TIMES 3.0

/**
 * BsrLoupe:
 *
 * A glass over a place of a view: three times as large, through a window of its own that is set for
 * what lies under it, over the attenuation, so that dark places open.
 */
#define BSR_TYPE_LOUPE (bsr_loupe_get_type ())
G_DECLARE_FINAL_TYPE (BsrLoupe, bsr_loupe, BSR, LOUPE, GtkWidget)

GtkWidget *bsr_loupe_new (void);

/* Lays the glass over (@x, @y), source pixels, of what @view shows. */
void bsr_loupe_look_at (BsrLoupe *loupe, BsrSession *session, const BsrViewTransform *view, double x,
                        double y);
/* What it shows, and how; both hold until it looks elsewhere. */
const BsrViewTransform *bsr_loupe_transform (BsrLoupe *loupe);
const BsrTone *bsr_loupe_tone (BsrLoupe *loupe);

G_END_DECLS
