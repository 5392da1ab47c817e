#pragma once

#include "bsr-box.h"

G_BEGIN_DECLS

/**
 * BsrScanLink:
 *
 * Which place of one scan is which of another: what scan A shows at (x, y), scan B shows at
 * (scale_x x + offset_x, scale_y y + offset_y); source pixels of each. A negative scale_x: the
 * containers travelled in opposite directions. A plain value.
 */
typedef struct
{
  double scale_x, offset_x;
  double scale_y, offset_y;
} BsrScanLink;

/* One container in a scan, and how large a pixel is there. */
typedef struct
{
  BsrBox container; /* outside of roof, floor and ends, source pixels */
  double pitch_x_mm, pitch_y_mm;
} BsrContainerPlace;

/* What two containers have in common, as their boxes measure. */
typedef enum
{
  BSR_SCAN_FIT_BOTH,   /* as long and as high */
  BSR_SCAN_FIT_LENGTH, /* as long, not as high */
  BSR_SCAN_FIT_NONE,   /* not as long: a 20 ft box and a 40 ft one */
} BsrScanFit;

/* Lengths and heights that differ by no more are the same: a twentieth is half of what the heights
 * of ISO 668 differ by (2,591 and 2,896 mm), and what a speed that is off leaves. */
#define BSR_SCAN_LINK_SAME 0.05

BsrScanFit bsr_scan_link_fit (const BsrContainerPlace *a, const BsrContainerPlace *b);

/* Box on box where they are the same: a pitch that is stated wrong does no harm. Otherwise metres
 * from the left end (of B from the right one when @mirrored) and from the floor up. */
BsrScanLink bsr_scan_link_of_boxes (const BsrContainerPlace *a, const BsrContainerPlace *b,
                                    gboolean mirrored);

gboolean bsr_scan_link_is_mirrored (const BsrScanLink *link);
void bsr_scan_link_apply (const BsrScanLink *link, double x, double y, double *x_b, double *y_b);
/* From B to A. */
BsrScanLink bsr_scan_link_inverse (const BsrScanLink *link);

G_END_DECLS
