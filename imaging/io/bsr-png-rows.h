#pragma once

#include "bsr-file-source.h"
#include "bsr-plane.h"
#include "bsr-reading.h"

G_BEGIN_DECLS

/**
 * bsr_png_rows_read:
 * @plane: U16, of the file's size; written
 * @bits: of a stored sample, 8 or 16
 * @from, @share: of the progress, which this is to tell
 *
 * The fast way to the samples of a grey PNG that is not interlaced: all of it unpacked at once, which
 * libdeflate does twice as fast as zlib can bit by bit, then its rows unfiltered by all threads (PNG
 * specification, third edition, 9). Memory beside the plane: the packed samples, and the unpacked ones,
 * which are given back as the plane fills.
 *
 * Returns: %TRUE when all samples are there and every checksum is right; %FALSE without a reason
 *   otherwise: libpng then reads the file, or says what is wrong with it
 */
gboolean bsr_png_rows_read (BsrFileSource *source, BsrPlane *plane, int bits,
                            const BsrReading *reading, double from, double share);

G_END_DECLS
