#pragma once

#include "bsr-scan-link.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/**
 * bsr_link_transform:
 * @own: what is seen of scan A
 * @link: from A to B
 * @scan_width, @scan_height: of B, source pixels
 *
 * The view of scan B, of the same size, that has each place of the container where @own has it. Where
 * @link is mirrored the picture is to be turned about the view's vertical middle.
 */
BsrViewTransform bsr_link_transform (const BsrViewTransform *own, const BsrScanLink *link,
                                     int scan_width, int scan_height);

G_END_DECLS
