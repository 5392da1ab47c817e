#pragma once

#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * bsr_read_out_at:
 * @scene: the scan
 * @pitch: the size of a pixel
 * @container: (nullable): the container body; %NULL: positions count from the image's lower
 *   left corner
 * @x, @y: source pixels; may lie outside
 */
BsrReadOut bsr_read_out_at (BsrScene *scene, const BsrPitch *pitch, const BsrBox *container,
                            double x, double y);

G_END_DECLS
