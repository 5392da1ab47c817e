#pragma once

#include "bsr-dicos-samples.h"
#include "bsr-dicos-set.h"

G_BEGIN_DECLS

/**
 * BsrDicosSource:
 * @set: its data set, the caller's to free
 * @root: of it
 *
 * A file of grey frames: what its headers say of them, checked and within the limits.
 */
typedef struct
{
  BsrDicosSet *set;
  BsrDicosItem *root;
  gint64 file_bytes;
  int width, height, n_frames;
  BsrDicosSamples samples;
} BsrDicosSource;

/* Fills @source, which is zero; its pixels are not looked at. Whatever comes out, @source->set is to be
 * freed where it is there. Errors of bsr_dicos_set_read(), and %BSR_ERROR_UNSUPPORTED,
 * %BSR_ERROR_DAMAGED or %BSR_ERROR_LIMIT for what the headers say. */
gboolean bsr_dicos_source_open (BsrDicosSource *source, BsrFileSource *file,
                                const BsrReadLimits *limits, GError **error);

/* Bytes of a frame, not compressed. */
gsize bsr_dicos_source_frame_bytes (const BsrDicosSource *source);

G_END_DECLS
