#pragma once

#include "bsr-image-sources.h"
#include "bsr-reading.h"

G_BEGIN_DECLS

/**
 * bsr_dicos_read:
 * @sources: a file, and perhaps that of the second energy
 *
 * All grey frames as planes, the higher energy first where the files say which is which; of one size
 * each. Values are those that are meant (rescaled, turned where the lowest is white): counts of 8, 12 or
 * 16 bits where all of them are whole numbers that fit 16, else floats. To be called after
 * bsr_dicos_prepare().
 *
 * Returns: (transfer full): or %NULL with an error of bsr_image_read()
 */
BsrImage *bsr_dicos_read (const BsrImageSources *sources, const BsrReading *reading,
                          GError **error);

G_END_DECLS
