#pragma once

#include "bsr-tiff-handle.h"
#include "bsr-tiff-layout.h"

G_BEGIN_DECLS

/**
 * BsrTiffUnpacker:
 *
 * The fast way from a page's stored strips and tiles to their samples, for one thread: uncompressed
 * ones, LZW and Deflate, differences of neighbours undone (TIFF 6.0 sections 13 and 14). What it
 * cannot do, or finds wrong, libtiff reads or says what is wrong with it.
 */
typedef struct _BsrTiffUnpacker BsrTiffUnpacker;

/* (transfer full) (nullable): for the page that @handle stands at, whose strips are not read row by
 * row; %NULL when there is not enough memory. */
BsrTiffUnpacker *bsr_tiff_unpacker_new (BsrTiffHandle *handle, const BsrTiffLayout *layout);
void bsr_tiff_unpacker_free (BsrTiffUnpacker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTiffUnpacker, bsr_tiff_unpacker_free)

/* Room for the samples of one strip or tile. */
guint8 *bsr_tiff_unpacker_samples (const BsrTiffUnpacker *self);

/* Unpacks the @bytes of strip or tile @number there, all but what bsr_tiff_unpacker_finish() does.
 * %FALSE without a reason: libtiff has to read it. */
gboolean bsr_tiff_unpacker_read (BsrTiffUnpacker *self, guint32 number, gsize bytes);

/* Makes samples of the @n rows from @row on of what was unpacked: a few at a time, so that whoever
 * uses them finds them near. */
void bsr_tiff_unpacker_finish (BsrTiffUnpacker *self, guint32 row, guint32 n);

G_END_DECLS
