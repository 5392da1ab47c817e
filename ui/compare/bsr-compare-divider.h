#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BsrCompareDivider:
 *
 * The line between two pictures that lie over each other: drag it, or with the focus move it with left
 * and right (Shift: further), Home and End.
 *
 * Signal "moved" (double): the share of the width left of it that is wanted, 0...1.
 */
#define BSR_TYPE_COMPARE_DIVIDER (bsr_compare_divider_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareDivider, bsr_compare_divider, BSR, COMPARE_DIVIDER, GtkWidget)

/* Width of what can be taken hold of, logical pixels. */
#define BSR_COMPARE_DIVIDER_WIDTH 20

GtkWidget *bsr_compare_divider_new (void);
/* Where it is. */
void bsr_compare_divider_set_share (BsrCompareDivider *divider, double share);

G_END_DECLS
