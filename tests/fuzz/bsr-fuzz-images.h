#pragma once

#include "bsr-image-sources.h"
#include "bsr-image.h"
#include "bsr-read-limits.h"
#include "bsr-reading.h"

G_BEGIN_DECLS

/* Readers of samples; those of BsrFuzzReader. */

/* Small, so that what claims much is refused before it takes time. */
extern const BsrReadLimits bsr_fuzz_limits;

/* Has @read read the planes of @n bytes, and looks at what whoever uses an image relies on. */
void bsr_fuzz_read_image (const BsrImageSources *sources,
                          BsrImage *(*read) (const BsrImageSources *, const BsrReading *, GError **));

/* A file of whatever kind it begins like: TIFF and JPEG. */
void bsr_fuzz_image (const guint8 *bytes, gsize n);
/* A PNG file, every checksum put right: else hardly a change would get past the first. Where
 * another begins within it, that is the scan's second plane. */
void bsr_fuzz_png (const guint8 *bytes, gsize n);
/* Width, a byte of flags (1: 16 bits, 2: interlaced) and the filtered rows of a grey PNG. */
void bsr_fuzz_png_rows (const guint8 *bytes, gsize n);
/* A description of raw planes, NUL, their files' content. */
void bsr_fuzz_raw (const guint8 *bytes, gsize n);
/* What a decoder process that foreign files have taken over may answer: a BsrDecoderAnswer, and
 * what the memory holds that it shares. */
void bsr_fuzz_answer (const guint8 *bytes, gsize n);

G_END_DECLS
